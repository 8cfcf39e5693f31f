import { SYSTEM } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { transact } from '../platform/transact.ts';
import { oweCallback } from './callbacks.ts';
import { actWithin } from './engine.ts';
import { reachFacts, wayFor } from './reach.ts';

/**
 * Delivers the approved answer by itself where the citizen can be written to. Where he cannot, the case stays
 * `approved` at the centre and a call is owed: nothing counts as delivered that nobody has heard.
 * Acts only on the version that was approved, so a second run does nothing.
 */
export async function deliverNow(ctx: Ctx, { code, version }: { code: string; version: number }): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await tx.db.selectFrom('cases').selectAll().where('code', '=', code).forUpdate().executeTakeFirst();
    if (!row || row.version !== version || row.status !== 'approved') return;
    const way = wayFor(await reachFacts(tx.db, row), 'human', tx.now);
    if (way.by === 'none') {
      const words = row.answer ?? '';
      await oweCallback(tx, SYSTEM, { caseId: row.id, purpose: 'case.answer', why: way.because, text: words });
      return;
    }
    await actWithin(ctx, tx, SYSTEM, { code, action: 'deliver', version, form: {} });
  });
}
