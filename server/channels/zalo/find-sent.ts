import type { Ctx } from '../../platform/context.ts';
import type { ZaloAccount } from './account.ts';
import { callZalo } from './api.ts';
import { textHash } from './echo.ts';
import { userIdOf } from './reply-state.ts';
import type { SendRow } from './send-rows.ts';
import { field, numberOf, object, stringOf } from './values.ts';

/** Clocks of two companies differ by so much. Milliseconds. */
const SLACK = 120_000;

/**
 * Whether a request without an answer was carried out: first what its echo has told meanwhile, then Zalo's own history
 * of the thread. `unclear`: nobody could say.
 */
export async function findSent(
  ctx: Ctx,
  account: ZaloAccount,
  row: SendRow,
): Promise<{ kind: 'found'; externalId: string } | { kind: 'absent' } | { kind: 'unclear' }> {
  const now = await ctx.db.selectFrom('zalo_sends').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow();
  if (now.state === 'sent' && now.external_id) return { kind: 'found', externalId: now.external_id };
  // Anonymous threads have no history to ask for.
  if (row.user_id.startsWith('anonymous:')) return { kind: 'unclear' };
  const history = await callZalo(ctx, account, {
    method: 'GET',
    path: '/v2.0/oa/conversation',
    data: { user_id: userIdOf(row.user_id), offset: 0, count: 10 },
  });
  if (history.kind !== 'ok') return { kind: 'unclear' };
  const ours = new Set(
    (
      await ctx.db
        .selectFrom('zalo_sends')
        .select('external_id')
        .where('account_id', '=', account.id)
        .where('user_id', '=', row.user_id)
        .where('external_id', 'is not', null)
        .orderBy('id', 'desc')
        .limit(50)
        .execute()
    ).map((one) => one.external_id),
  );
  for (const one of field(history.data.items).map(object)) {
    const id = stringOf(one.message_id);
    const time = numberOf(one.time) ?? 0;
    if (!id || String(one.src) !== '0' || ours.has(id) || time < row.started_at.getTime() - SLACK) continue;
    const isText = (stringOf(one.type) ?? 'text') === 'text';
    const fits = row.kind === 'text' ? textHash(stringOf(one.message) ?? '') === row.text_hash : !isText;
    if (fits) return { kind: 'found', externalId: id };
  }
  return { kind: 'absent' };
}
