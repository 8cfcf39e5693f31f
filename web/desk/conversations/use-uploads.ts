import type { AttachmentView } from '../../../contract/cases.ts';
import { useKept } from '../../lib/kept.ts';
import { takeBack } from '../../lib/upload.ts';
import { type UploadQueue, useUploadQueue } from '../../lib/upload-queue.ts';

const NONE: AttachmentView[] = [];

export interface Uploads {
  files: AttachmentView[];
  queue: UploadQueue;
  /** Names this set of files until it is sent. */
  id: string;
  add(files: readonly File[]): void;
  remove(id: string): void;
  /** These went out; what was put up in the meantime stays for the next reply. */
  wasSent(files: readonly AttachmentView[]): void;
}

/** Files put up for the next reply. They are on the server already, and which they are is kept like the text. */
export function useUploads(conversationId: string, keptKey: string): Uploads {
  const [files, setFiles, , kept] = useKept<AttachmentView[]>(`${keptKey}.files`, NONE);
  const queue = useUploadQueue(`/conversations/${conversationId}/files`, (stored) =>
    // To what is there by now: another window may have put some up, too.
    setFiles((now) => [...now, ...stored]),
  );
  return {
    files,
    queue,
    id: kept.id,
    add: queue.add,
    remove(id) {
      setFiles((now) => now.filter((file) => file.id !== id));
      takeBack(id);
    },
    wasSent(sent) {
      const gone = new Set(sent.map((file) => file.id));
      kept.wasSent([...sent], (now) => now.filter((file) => !gone.has(file.id)));
    },
  };
}
