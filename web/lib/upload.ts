import { type AttachmentView, addAttachment } from '../../contract/cases.ts';
import { call } from './api.ts';

/** Attaches files to a case and returns them as stored. */
export async function uploadFiles(code: string, files: readonly File[]): Promise<AttachmentView[]> {
  const form = new FormData();
  for (const file of files) form.append('file', file, file.name);
  return (await call(addAttachment, { params: { code }, files: form })).items;
}
