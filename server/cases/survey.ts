import { letterGoesOut } from '../knowledge/index.ts';
import type { Ctx } from '../platform/context.ts';
import { transact } from '../platform/transact.ts';
import { surveyText } from './citizen-texts.ts';
import { tellFromCentre, textContext } from './notify-citizen.ts';

/** Nobody is asked about an answer of longer ago: a server that stood still does not send a heap of old questions. */
const TOO_LATE_MS = 7 * 86_400_000;

/**
 * Asks once per case, unless it was opened again meanwhile, has been rated, was declined with its parent, or the
 * province has switched the letter off. A second run finds the letter written.
 */
export async function askSatisfaction(ctx: Ctx, caseId: number): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await tx.db.selectFrom('cases').selectAll().where('id', '=', caseId).forUpdate().executeTakeFirst();
    if (!row || row.finished_at === null || row.answer === null) return;
    if (row.status !== 'closed' && row.status !== 'merged') return;
    if (tx.now.getTime() - row.updated_at.getTime() > TOO_LATE_MS) return;
    const context = textContext(ctx, row.code);
    if (context.lookupUrl === null || !(await letterGoesOut(tx.db, 'citizen.survey'))) return;
    const rated = await tx.db.selectFrom('ratings').select('id').where('case_id', '=', row.id).executeTakeFirst();
    if (rated || (await followsDeclined(tx.db, row.parent_id))) return;
    await tellFromCentre(tx, row, 'case.survey', await surveyText(tx.db, context, context.lookupUrl));
  });
}

/** The parent was declined: there was guidance, no answer to be satisfied with. */
async function followsDeclined(db: Ctx['db'], parentId: number | null): Promise<boolean> {
  if (parentId === null) return false;
  const parent = await db.selectFrom('cases').select('status').where('id', '=', parentId).executeTakeFirst();
  return parent?.status === 'declined';
}
