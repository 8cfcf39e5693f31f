import { sql } from 'kysely';
import type { Callback } from '../../contract/callbacks.ts';
import { nationalPhone } from '../citizens/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { keptSaid, type SpokenLanguage } from '../platform/said.ts';
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

/** Open ones oldest first, ended ones newest first; one row more than `limit` tells of a next page. */
export async function listCallbackRows(
  db: Db,
  actor: Actor,
  filter: {
    state?: 'open' | 'ended';
    caseCode?: string | undefined;
    id?: number;
    ids?: readonly number[];
    after?: number | undefined;
    limit: number;
  },
) {
  const way = filter.state === 'ended' ? 'desc' : 'asc';
  let query = visibleCallbacks(db, actor)
    .selectAll('t')
    .select([
      'k.code',
      'k.contact_name',
      'u.display_name as done_name',
      'p.name as citizen_name',
      'w.name as caller_name',
    ])
    .orderBy('t.id', way)
    .limit(filter.limit + 1);
  if (filter.state) query = query.where('t.state', filter.state === 'open' ? '=' : '<>', 'open');
  if (filter.caseCode) query = query.where('k.code', '=', filter.caseCode);
  if (filter.id !== undefined) query = query.where('t.id', '=', filter.id);
  if (filter.ids) query = query.where('t.id', 'in', [...filter.ids]);
  if (filter.after !== undefined) query = query.where('t.id', way === 'asc' ? '>' : '<', filter.after);
  return query.execute();
}

interface Listed {
  state: 'open' | 'ended';
  caseCode?: string | undefined;
}

function listed(db: Db, actor: Actor, { state, caseCode }: Listed) {
  const query = visibleCallbacks(db, actor).where('t.state', state === 'open' ? '=' : '<>', 'open');
  return caseCode ? query.where('k.code', '=', caseCode) : query;
}

/** The ids of the whole list in its order. */
export async function callbackIds(db: Db, actor: Actor, filter: Listed): Promise<number[]> {
  const way = filter.state === 'ended' ? 'desc' : 'asc';
  return (await listed(db, actor, filter).select('t.id').orderBy('t.id', way).execute()).map((row) => row.id);
}

/** How many the whole list has. */
export async function countCallbacks(db: Db, actor: Actor, filter: Listed): Promise<number> {
  const row = await listed(db, actor, filter)
    .select((e) => e.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return Number(row.total);
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
