import { unsentUploads } from '../conversations/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Tx } from '../platform/context.ts';
import { invalidField } from '../platform/errors.ts';

/**
 * What goes out with a form takes its files: those that its writer has put up for it, or that are on the case already.
 * @throws AppError `invalid` when one is another case's, another person's, or gone
 */
export async function claimFiles(
  tx: Tx,
  actor: Actor,
  caseId: number,
  ids: readonly string[],
  evidenceOf: { draftId: number } | null = null,
): Promise<void> {
  const wanted = new Set(ids);
  if (wanted.size === 0) return;
  const claimed = await tx.db
    .updateTable('attachments')
    .set({ case_id: caseId, ...(evidenceOf ? { draft_id: evidenceOf.draftId, source: 'evidence' as const } : {}) })
    .where('public_id', 'in', [...wanted])
    .where((e) => e.or([e('case_id', '=', caseId), e('id', 'in', unsentUploads(tx.db, actor.userId, [...wanted]))]))
    .returning('id')
    .execute();
  if (claimed.length !== wanted.size)
    throw invalidField('attachments', {
      vi: 'Có tệp không thuộc phiếu này hoặc không còn. Hãy tải tệp lên lại.',
      en: 'A file does not belong to this case, or is gone. Upload it again.',
    });
}
