import { useState } from 'react';
import type { AttachmentView } from '../../../contract/cases.ts';
import { putFiles } from '../../../contract/conversations.ts';
import { call } from '../../lib/api.ts';

/** Files put up for the next reply. They are on the server already, so a lost network costs only what was under way. */
export function useUploads(conversationId: string) {
  const [files, setFiles] = useState<AttachmentView[]>([]);
  const [busy, setBusy] = useState(0);
  const [error, setError] = useState<Error | null>(null);
  const add = (chosen: readonly File[]) => {
    if (chosen.length === 0) return;
    const form = new FormData();
    for (const file of chosen) form.append('file', file, file.name);
    setError(null);
    setBusy((n) => n + 1);
    call(putFiles, { params: { id: conversationId }, files: form })
      .then((stored) => setFiles((before) => [...before, ...stored.items]))
      .catch((thrown: unknown) => setError(thrown instanceof Error ? thrown : new Error(String(thrown))))
      .finally(() => setBusy((n) => n - 1));
  };
  return {
    files,
    busy: busy > 0,
    error,
    add,
    remove: (id: string) => setFiles((before) => before.filter((file) => file.id !== id)),
    clear: () => {
      setFiles([]);
      setError(null);
    },
  };
}
