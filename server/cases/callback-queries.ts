import { sql } from 'kysely';
import { CALLBACK_KINDS, type CallbackKind } from '../../contract/callback-kinds.ts';
import type { Callback } from '../../contract/callbacks.ts';
import { nationalPhone } from '../citizens/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { keptSaid, type SpokenLanguage } from '../platform/said.ts';
import type { CallbackPlace } from './callback-place.ts';
import { callReason } from './callback-reasons.ts';
import { hiddenFrom } from './inbox.ts';
import { caseVisible } from './visible.ts';

/** Call-backs (`t`) that this reader may know of: those of cases and conversations that he may see. */
export function visibleCallbacks(db: Db, actor: Actor) {
  return db
    .selectFrom('callback_tasks as t')
    .leftJoin('cases as k', 'k.id', 't.case_id')
    .leftJoin('users as u', 'u.id', 't.done_by')
    .leftJoin('conversations as v', 'v.id', 't.conversation_id')
    .leftJoin('citizens as p', 'p.id', 'v.citizen_id')
    .leftJoin('calls as l', 'l.id', 't.call_id')
    .leftJoin('citizens as w', 'w.id', 'l.citizen_id')
    .where((e) =>
      e.and([
        e.or([e('t.case_id', 'is', null), caseVisible(actor, sql.ref('t.case_id'))]),
        e.or([e('t.conversation_id', 'is', null), e.not(hiddenFrom(actor, 't.conversation_id'))]),
      ]),
    );
}

interface Listed {
  state: 'open' | 'ended';
  kind?: CallbackKind | undefined;
  caseCode?: string | undefined;
}

/**
 * The list in its order; one row more than `limit` tells of a next page. Open ones: call-backs that were chosen instead of
 * waiting, then missed calls, then callers we rang in vain, then what we have to tell, those rung in vain last; in each
 * who waits longest comes first (columns `rank` and `since`). Ended ones: the newest first.
 */
export async function listCallbackRows(
  db: Db,
  actor: Actor,
  filter: Partial<Listed> & {
    id?: number;
    ids?: readonly number[];
    after?: CallbackPlace | undefined;
    limit: number;
  },
) {
  let query = inOrder(visibleCallbacks(db, actor).selectAll('t'), filter.state)
    .select([
      'k.code',
      'k.contact_name',
      'u.display_name as done_name',
      'p.name as citizen_name',
      'w.name as caller_name',
    ])
    // As text, for a cursor must not lose the microseconds.
    .select(sql<string>`t.since::text`.as('since_key'))
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('t.state', filter.state === 'open' ? '=' : '<>', 'open');
  if (filter.kind) query = query.where('t.kind', '=', filter.kind);
  if (filter.caseCode) query = query.where('k.code', '=', filter.caseCode);
  if (filter.id !== undefined) query = query.where('t.id', '=', filter.id);
  if (filter.ids) query = query.where('t.id', 'in', [...filter.ids]);
  const { after } = filter;
  if (after && filter.state === 'ended') query = query.where('t.id', '<', after.id);
  else if (after)
    query = query.where(
      sql<boolean>`(t.rank, t.since, t.id) > (${after.rank}::smallint, ${after.since}::timestamptz, ${after.id}::bigint)`,
    );
  return query.execute();
}

type Query = ReturnType<typeof visibleCallbacks>;

function inOrder<Q extends Pick<Query, 'orderBy'>>(query: Q, state: Listed['state'] | undefined): Q {
  const ordered =
    state === 'ended' ? query.orderBy('t.id', 'desc') : query.orderBy('t.rank').orderBy('t.since').orderBy('t.id');
  return ordered as unknown as Q;
}

function listed(db: Db, actor: Actor, { state, kind, caseCode }: Listed) {
  let query = visibleCallbacks(db, actor).where('t.state', state === 'open' ? '=' : '<>', 'open');
  if (kind) query = query.where('t.kind', '=', kind);
  return caseCode ? query.where('k.code', '=', caseCode) : query;
}

/** The ids of the whole list in its order. */
export async function callbackIds(db: Db, actor: Actor, filter: Listed): Promise<number[]> {
  const rows = await inOrder(listed(db, actor, filter).select('t.id'), filter.state).execute();
  return rows.map((row) => row.id);
}

/** How many of each kind the list has, whichever kind is looked at. */
export async function countCallbackKinds(
  db: Db,
  actor: Actor,
  { state, caseCode }: Listed,
): Promise<Record<CallbackKind, number>> {
  const rows = await listed(db, actor, { state, caseCode })
    .select((e) => ['t.kind', e.fn.countAll<number>().as('total')])
    .groupBy('t.kind')
    .execute();
  const of = new Map<string, number>(rows.map((row) => [row.kind, Number(row.total)]));
  const counts = CALLBACK_KINDS.map((kind) => [kind, of.get(kind) ?? 0] as const);
  return Object.fromEntries(counts) as Record<CallbackKind, number>;
}

/** A task as JSON, its reason in the language of the reader. */
export function presentCallback(
  row: Awaited<ReturnType<typeof listCallbackRows>>[number],
  language: SpokenLanguage,
): Callback {
  return {
    id: String(row.id),
    caseCode: row.code,
    conversationId: row.conversation_id === null ? null : String(row.conversation_id),
    callId: row.call_id === null ? null : String(row.call_id),
    calls: row.calls,
    lastCallAt: row.last_call_at && isoLocal(row.last_call_at),
    citizenName: row.contact_name ?? row.citizen_name ?? row.caller_name,
    phone: row.phone === null ? null : nationalPhone(row.phone),
    purpose: row.purpose,
    kind: row.kind as CallbackKind,
    why: callReason(row.why)[language],
    text: keptSaid(row.text)[language],
    state: row.state,
    result: row.result as Callback['result'],
    note: row.note,
    attempts: row.attempts,
    createdAt: isoLocal(row.created_at),
    doneAt: row.done_at && isoLocal(row.done_at),
    doneBy: row.done_name,
  };
}
