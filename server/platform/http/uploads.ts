import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';
import { type FileStore, type StoredFile, safeFileName, sniff } from '../files/index.ts';

export interface UploadedFile extends StoredFile {
  name: string;
  mediaType: string;
}

/** What staff and citizens may send per file. */
export const UPLOAD_LIMIT = 25 * 1_048_576;

/**
 * Reads a multipart request: files go straight to the store (sniffed by content), fields come back as text.
 * An empty file field, as browsers send it when nothing is chosen, is passed over.
 * @throws AppError `unsupported_media` for programs and scripts, `too_large` above 25 MB.
 */
export async function receiveFiles(
  request: FastifyRequest,
  files: FileStore,
): Promise<{ files: UploadedFile[]; fields: Record<string, string> }> {
  const received: UploadedFile[] = [];
  const fields: Record<string, string> = {};
  if (!request.isMultipart()) throw new AppError('unsupported_media', { detail: 'Cần gửi dạng multipart/form-data.' });
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = String(part.value ?? '');
      continue;
    }
    const stored = await files.put(part.file, UPLOAD_LIMIT);
    if (part.file.truncated) throw new AppError('too_large', { detail: 'Mỗi tệp tối đa 25 MB.' });
    if (stored.size === 0) continue;
    const name = safeFileName(part.filename);
    const { mediaType, blocked } = await sniff(stored.head, name);
    if (blocked)
      throw new AppError('unsupported_media', {
        detail: `Tệp “${name}” là chương trình hoặc tập lệnh nên không được nhận.`,
      });
    received.push({ ...stored, name, mediaType });
  }
  return { files: received, fields };
}
