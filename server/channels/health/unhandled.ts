import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { inboundDismissed, WATCHERS } from './events.ts';

/** After so many milliseconds a stored event counts as stuck: its job has failed for good or nobody works. */
const STUCK = 15 * 60_000;

/** Events that need a person: not understood, or stuck. */
function listed(ctx: Ctx) {
  const stuck = new Date(ctx.clock.now().getTime() - STUCK);
  return ctx.db
    .selectFrom('inbound_events as i')
    .innerJoin('channel_accounts as a', 'a.id', 'i.account_id')
    .where((e) =>
      e.or([e('i.state', '=', 'unhandled'), e.and([e('i.state', '=', 'stored'), e('i.received_at', '<', stuck)])]),
    );
}

/** How many there are. */
export async function countUnhandled(ctx: Ctx): Promise<number> {
  const { n } = await listed(ctx)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** They, newest first; without `limit` all of them. */
export async function unhandledEvents(ctx: Ctx, page: { before?: number | null; limit?: number } = {}) {
  let rows = listed(ctx)
    .select(['i.id', 'i.kind', 'a.code', 'i.received_at', 'i.reason', 'i.error', 'i.attempts'])
    .select(sql<number>`length(i.raw)`.as('size'))
    .orderBy('i.id', 'desc');
  if (page.before) rows = rows.where('i.id', '<', page.before);
  if (page.limit !== undefined) rows = rows.limit(page.limit);
  return rows.execute();
}

/** The bytes of an event as they came. @throws AppError `not_found` */
export async function rawEvent(ctx: Ctx, id: number): Promise<Buffer> {
  const row = await ctx.db
    .selectFrom('inbound_events')
    .select('raw')
    .where('id', '=', id)
    .where('state', 'in', ['unhandled', 'stored'])
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return row.raw;
}

/** A person has looked and nothing is to be done. @throws AppError `not_found` */
export async function dismissInbound(ctx: Ctx, actor: Actor, id: number, reason: string): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await tx.db
      .updateTable('inbound_events')
      .set({ state: 'ignored', reason: 'dismissed', handled_at: tx.now })
      .where('id', '=', id)
      .where('state', '=', 'unhandled')
      .returning('id')
      .executeTakeFirst();
    if (!row) throw new AppError('not_found');
    tx.record({ type: inboundDismissed.type, actor, data: { inboundId: id, reason }, audience: WATCHERS });
  });
}
