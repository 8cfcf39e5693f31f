import type { Ctx } from '../../platform/context.ts';
import { field, object, stringOf } from '../shared/values.ts';
import type { MessengerAccount } from './account.ts';
import { callGraph, ofPage } from './api.ts';
import { type SendRow, textHash } from './send-rows.ts';

/** Clocks of two companies differ by so much. Milliseconds. */
const SLACK = 120_000;

/**
 * Whether a request without an answer was carried out: first what its echo has told meanwhile, then Facebook's own history
 * of the thread. `unclear`: nobody could say.
 */
export async function findSent(
  ctx: Ctx,
  account: MessengerAccount,
  row: SendRow,
): Promise<{ kind: 'found'; externalId: string } | { kind: 'absent' } | { kind: 'unclear' }> {
  const now = await ctx.db
    .selectFrom('messenger_sends')
    .select(['state', 'external_id'])
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow();
  if (now.state === 'sent' && now.external_id) return { kind: 'found', externalId: now.external_id };
  // A second private answer is refused by Facebook itself, so asking again is safe and tells.
  if (row.address.startsWith('comment:')) return { kind: 'absent' };
  const history = await callGraph(ctx, account, {
    method: 'GET',
    path: ofPage(account, '/conversations'),
    query: {
      platform: 'messenger',
      user_id: row.address,
      fields: 'messages.limit(20){id,created_time,from,message,attachments}',
    },
  });
  if (history.kind !== 'ok') return { kind: 'unclear' };
  const ours = await knownIds(ctx, account, row.address);
  const messages = field(object(object(field(history.data.data)[0]).messages).data).map(object);
  for (const one of messages) {
    const id = stringOf(one.id);
    const time = Date.parse(stringOf(one.created_time) ?? '');
    const fromPage = stringOf(object(one.from).id) === account.settings.pageId;
    if (!id || !fromPage || ours.has(id) || !(time >= row.started_at.getTime() - SLACK)) continue;
    const text = stringOf(one.message) ?? '';
    if (row.kind === 'text' ? textHash(text) === row.text_hash : text === '') return { kind: 'found', externalId: id };
  }
  return { kind: 'absent' };
}

async function knownIds(ctx: Ctx, account: MessengerAccount, address: string): Promise<Set<string | null>> {
  const rows = await ctx.db
    .selectFrom('messenger_sends')
    .select('external_id')
    .where('account_id', '=', account.id)
    .where('address', '=', address)
    .where('external_id', 'is not', null)
    .orderBy('id', 'desc')
    .limit(50)
    .execute();
  return new Set(rows.map((one) => one.external_id));
}
