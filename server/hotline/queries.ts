/** Lists of calls. Keyset pages by (started_at, id), newest first. */
import { sql } from 'kysely';
import type { z } from 'zod';
import type { CallView, listCalls } from '../../contract/calls.ts';
import { toE164 } from '../citizens/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { cutPage, momentCursor } from '../platform/cursor.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { type CallRow, presentCalls } from './present.ts';
import { callSeenBy } from './sight.ts';

type Filter = z.output<NonNullable<typeof listCalls.query>>;

/** Missed: nobody has talked to him although he waited or was turned away. */
const MISSED = ['abandoned', 'rejected', 'voicemail', 'callback'] as const;

/** One call that this reader may see, or `not_found`. @throws AppError */
export async function seenCall(db: Db, actor: Actor, id: string): Promise<CallRow> {
  const row = await db
    .selectFrom('calls as k')
    .selectAll('k')
    .where('k.id', '=', Number(id))
    .where(callSeenBy(actor))
    .executeTakeFirst();
  if (!row) throw new AppError('not_found', { detail: { vi: 'Không có cuộc gọi này.', en: 'There is no such call.' } });
  return row;
}

/** What decides whether a call (`k`) belongs to a list: sight and filters. */
function listed(db: Db, actor: Actor, filter: Omit<Filter, 'cursor' | 'limit'>) {
  const mine = actor.userId ?? 0;
  let query = db.selectFrom('calls as k').where(callSeenBy(actor));
  // One set of ids from two indexes: with an “or” each of some hundred thousand calls would be looked at.
  if (filter.view === 'mine')
    query = query.where(sql<boolean>`k.id = any(array(select m.id from calls m where m.agent_id = ${mine}
      union select l.call_id from call_legs l where l.user_id = ${mine} and l.answered_at is not null))`);
  if (filter.view === 'live') query = query.where('k.state', '<>', 'ended');
  if (filter.view === 'missed') query = query.where('k.direction', '=', 'inbound').where('k.outcome', 'in', MISSED);
  if (filter.direction) query = query.where('k.direction', '=', filter.direction);
  if (filter.outcome) query = query.where('k.outcome', '=', filter.outcome);
  if (filter.number) query = query.where('k.number', '=', toE164(filter.number) ?? filter.number.trim());
  if (filter.agent)
    query = query.where(sql<boolean>`k.agent_id in (select id from users where username = ${filter.agent})`);
  if (filter.queue)
    query = query.where(sql<boolean>`k.queue_id in (select id from queues where code = ${filter.queue})`);
  if (filter.caseCode)
    query = query.where(sql<boolean>`k.case_id in (select id from cases where code = ${filter.caseCode})`);
  if (filter.citizenId) query = query.where('k.citizen_id', '=', Number(filter.citizenId));
  if (filter.from) query = query.where('k.started_at', '>=', new Date(filter.from));
  if (filter.to) query = query.where('k.started_at', '<', new Date(filter.to));
  return query;
}

/** One page of the list; the first one also says how many calls it has in all. */
export async function callPage(
  db: Db,
  actor: Actor,
  filter: Filter,
  now: Date,
): Promise<{ items: CallView[]; nextCursor: string | null; total: number | null }> {
  const whole = listed(db, actor, filter);
  let query = whole
    .selectAll('k')
    .orderBy('k.started_at', 'desc')
    .orderBy('k.id', 'desc')
    .limit(filter.limit + 1);
  const after = momentCursor(filter.cursor);
  if (after) query = query.where(sql<boolean>`(k.started_at, k.id) < (${after.at}, ${after.id})`);
  const { shown, last } = cutPage(await query.execute(), filter.limit);
  const counted = await (filter.cursor === undefined
    ? whole.select((e) => e.fn.countAll<number>().as('total')).executeTakeFirst()
    : null);
  return {
    items: await presentCalls(db, shown, now),
    nextCursor: last && `${last.started_at.getTime()}_${last.id}`,
    total: counted ? Number(counted.total) : null,
  };
}

/** The ids of the whole list in its order. */
export async function callIds(db: Db, actor: Actor, filter: Omit<Filter, 'cursor' | 'limit'>): Promise<number[]> {
  const rows = await listed(db, actor, filter)
    .select('k.id')
    .orderBy('k.started_at', 'desc')
    .orderBy('k.id', 'desc')
    .execute();
  return rows.map((row) => row.id);
}

/** These calls in this order, as far as the reader may still see them. */
export async function callsByIds(db: Db, actor: Actor, ids: readonly number[], now: Date): Promise<CallView[]> {
  const rows = await db
    .selectFrom('calls as k')
    .selectAll('k')
    .where('k.id', 'in', [...ids])
    .where(callSeenBy(actor))
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return presentCalls(
    db,
    ids.flatMap((id) => byId.get(id) ?? []),
    now,
  );
}
