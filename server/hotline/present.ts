import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { CallDetail, CallView } from '../../contract/calls.ts';
import { nationalPhone } from '../citizens/index.ts';
import { usersById } from '../org/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Calls, Db } from '../platform/db/index.ts';

export type CallRow = Selectable<Calls>;

interface Sums {
  call_id: number;
  kind: string;
  seconds: number;
}

/** Seconds per kind of stretch; what is still running counts up to now. */
async function sums(db: Db, ids: readonly number[], now: Date): Promise<Map<number, Record<string, number>>> {
  const { rows } =
    await sql<Sums>`select call_id, kind, sum(extract(epoch from coalesce(ended_at, ${now}) - started_at))::float8 as seconds
    from call_spans where call_id = any(${[...ids]}::bigint[]) group by call_id, kind`.execute(db);
  const found = new Map<number, Record<string, number>>();
  for (const row of rows)
    found.set(row.call_id, { ...found.get(row.call_id), [row.kind]: Math.max(0, Math.round(row.seconds * 10) / 10) });
  return found;
}

export const shownNumber = (number: string | null) => (number === null ? null : nationalPhone(number));

/** Calls as JSON, in a handful of queries. What the reader must not see was left out before. */
export async function presentCalls(db: Db, rows: readonly CallRow[], now: Date): Promise<CallView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const times = await sums(db, ids, now);
  const users = await usersById(db, [...new Set(rows.flatMap((row) => row.agent_id ?? []))]);
  const { rows: about } = await sql<{
    id: number;
    case_code: string | null;
    citizen_name: string | null;
    queue_code: string | null;
    queue_name: string | null;
    recorded: boolean;
  }>`select k.id, c.code as case_code, p.name as citizen_name, q.code as queue_code, q.name as queue_name,
      exists (select 1 from call_recordings r where r.call_id = k.id and r.state = 'fetched') as recorded
    from calls k left join cases c on c.id = k.case_id left join citizens p on p.id = k.citizen_id
      left join queues q on q.id = k.queue_id where k.id = any(${ids}::bigint[])`.execute(db);
  const more = new Map(about.map((one) => [one.id, one]));
  return rows.map((row) => {
    const { case_code, citizen_name, queue_code, queue_name, recorded } = more.get(row.id) ?? {};
    const agent = users.get(row.agent_id ?? 0);
    const spent = times.get(row.id) ?? {};
    return {
      id: String(row.id),
      direction: row.direction,
      origin: row.origin,
      state: row.state,
      number: shownNumber(row.number),
      dialled: row.dialled,
      citizen: row.citizen_id === null ? null : { id: String(row.citizen_id), name: citizen_name ?? null },
      caseCode: case_code ?? null,
      queue: queue_code && queue_name ? { code: queue_code, name: queue_name } : null,
      topic: row.topic,
      agent: agent ? { code: agent.username, name: agent.displayName } : null,
      language: row.language,
      startedAt: isoLocal(row.started_at),
      queuedAt: row.queued_at && isoLocal(row.queued_at),
      connectedAt: row.connected_at && isoLocal(row.connected_at),
      endedAt: row.ended_at && isoLocal(row.ended_at),
      endedBy: row.ended_by,
      outcome: row.outcome,
      causeText: row.cause_text,
      disposition: row.disposition,
      note: row.note,
      times: {
        menu: spent.menu ?? 0,
        wait: spent.wait ?? 0,
        ring: spent.ring ?? 0,
        talk: spent.talk ?? 0,
        hold: spent.hold ?? 0,
        park: spent.park ?? 0,
        wrapUp: spent.wrap_up ?? 0,
      },
      callbackId: row.callback_id === null ? null : String(row.callback_id),
      hasRecording: recorded ?? false,
    };
  });
}

/** The telephones of a call, in the order in which they came. */
export async function presentLegs(db: Db, callIds: readonly number[]) {
  const rows = await db
    .selectFrom('call_legs')
    .selectAll()
    .where('call_id', 'in', [...callIds, 0])
    .orderBy('id')
    .execute();
  const users = await usersById(db, [...new Set(rows.flatMap((row) => row.user_id ?? []))]);
  return rows.map((row) => {
    const user = users.get(row.user_id ?? 0);
    return {
      callId: row.call_id,
      userId: row.user_id,
      view: {
        id: String(row.id),
        kind: row.kind,
        user: user ? { code: user.username, name: user.displayName } : null,
        number: shownNumber(row.number),
        state: row.state,
        place: row.place,
        startedAt: isoLocal(row.started_at),
        answeredAt: row.answered_at && isoLocal(row.answered_at),
        endedAt: row.ended_at && isoLocal(row.ended_at),
        outcome: row.outcome,
        cause: row.cause,
      } satisfies CallDetail['legs'][number],
    };
  });
}

export async function presentDetail(db: Db, row: CallRow, now: Date): Promise<CallDetail> {
  const [view] = await presentCalls(db, [row], now);
  const legs = await presentLegs(db, [row.id]);
  const spans = await db.selectFrom('call_spans').selectAll().where('call_id', '=', row.id).orderBy('id').execute();
  const recordings = await db
    .selectFrom('call_recordings')
    .selectAll()
    .where('call_id', '=', row.id)
    .orderBy('id')
    .execute();
  const users = await usersById(db, [...new Set(spans.flatMap((span) => span.user_id ?? []))]);
  const nameOf = (id: number | null) => {
    const user = users.get(id ?? 0);
    return user ? { code: user.username, name: user.displayName } : null;
  };
  return {
    ...(view as CallView),
    legs: legs.map((leg) => leg.view),
    spans: spans.map((span) => ({
      kind: span.kind,
      user: nameOf(span.user_id),
      startedAt: isoLocal(span.started_at),
      endedAt: span.ended_at && isoLocal(span.ended_at),
    })),
    recordings: recordings.map((one) => ({
      id: String(one.id),
      kind: one.kind,
      startedAt: isoLocal(one.started_at),
      seconds: one.seconds,
      state: one.state,
    })),
  };
}
