import type { Tx } from '../../platform/context.ts';
import { recordFiles } from '../../platform/files/index.ts';
import { randomToken } from '../../platform/ids.ts';

/** A stored file about to be put in its place. */
export interface FileInPlace {
  sha256: string;
  name: string;
  mediaType: string;
  size: number;
  contentId?: string | null;
  inline?: boolean;
}

export interface Place {
  messageId?: number;
  caseId?: number;
  draftId?: number;
  source: 'citizen' | 'staff' | 'evidence';
  createdBy: number | null;
}

/** Files the attachments of a message, case or draft. The bytes are in the file store already. Returns public ids. */
export async function attachFiles(tx: Tx, files: readonly FileInPlace[], place: Place): Promise<string[]> {
  if (files.length === 0) return [];
  const now = tx.now;
  await recordFiles(tx.db, files, now);
  const rows = files.map((f) => ({
    public_id: randomToken(12),
    sha256: f.sha256,
    name: f.name,
    media_type: f.mediaType,
    size: f.size,
    source: place.source,
    message_id: place.messageId ?? null,
    case_id: place.caseId ?? null,
    draft_id: place.draftId ?? null,
    content_id: f.contentId ?? null,
    inline: f.inline ?? false,
    created_by: place.createdBy,
    created_at: now,
  }));
  await tx.db.insertInto('attachments').values(rows).execute();
  return rows.map((r) => r.public_id);
}
