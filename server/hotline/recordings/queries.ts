import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { listRecordings, RecordingView } from '../../../contract/recordings.ts';
import { ENDED } from '../../cases/index.ts';
import { toE164 } from '../../citizens/index.ts';
import { usersById } from '../../org/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import { cutPage, momentCursor } from '../../platform/cursor.ts';
import type { Db } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import { shownNumber } from '../present.ts';
import { hotlineSettings } from '../settings.ts';
import { pausesIn } from './pauses.ts';
import { keepingOf, type RecordingKind } from './retention.ts';
import { recordingsHeardBy } from './sight.ts';

type Filter = z.output<NonNullable<typeof listRecordings.query>>;

/** A call is over and its sound is not here after so long: something went wrong. Milliseconds. */
export const LOST_AFTER = 15 * 60_000;

export interface RecordingRow {
  id: number;
  call_id: number;
  name: string;
  kind: RecordingKind;
  state: RecordingView['state'];
  started_at: Date;
  ended_at: Date | null;
  seconds: number | null;
  direction: 'inbound' | 'outbound';
  number: string | null;
  agent_id: number | null;
  case_id: number | null;
  case_code: string | null;
  case_open: boolean;
  file_id: number | null;
  erased_at: Date | null;
  hold_reason: string | null;
  held_by: number | null;
  held_at: Date | null;
  heard: number;
}

/** Recordings as rows, newest first, those that `where` lets through. */
export async function recordingRows(db: Db, where: RawBuilder<unknown>, limit: number | null): Promise<RecordingRow[]> {
  const { rows } = await sql<RecordingRow>`select r.id, r.call_id, r.name, r.kind, r.state, r.started_at, r.ended_at,
      r.seconds, k.direction, k.number, k.agent_id, k.case_id, cc.code as case_code,
      coalesce(cc.status <> all(${[...ENDED]}::text[]), false) as case_open, f.id as file_id, f.erased_at,
      h.reason as hold_reason, h.held_by, h.held_at,
      (select count(*)::int from events e where e.subject_type = 'recording' and e.subject_id = r.id::text
        and e.type = 'call.recording_heard') as heard
    from call_recordings r join calls k on k.id = r.call_id left join cases cc on cc.id = k.case_id
      left join recording_files f on f.name = r.name
      left join recording_holds h on h.recording_id = r.id and h.lifted_at is null
    where ${where} order by r.started_at desc, r.id desc limit ${limit}`.execute(db);
  return rows;
}

/** What a list of recordings is narrowed by. */
const LISTED = sql`call_recordings r join calls k on k.id = r.call_id left join cases cc on cc.id = k.case_id
  left join recording_holds h on h.recording_id = r.id and h.lifted_at is null`;

/** The sound is not here although it should be, at `now`. */
export const lostAt = (now: Date) =>
  sql<boolean>`(r.state = 'missing' or (r.state in ('making', 'made') and k.state = 'ended'
    and k.ended_at < ${new Date(now.getTime() - LOST_AFTER)}))`;

function narrowed(filter: Omit<Filter, 'limit'>, now: Date): RawBuilder<boolean>[] {
  const { state } = filter;
  const conditions: RawBuilder<boolean>[] = [];
  if (filter.kind) conditions.push(sql<boolean>`r.kind = ${filter.kind}`);
  if (state === 'held') conditions.push(sql<boolean>`h.id is not null`);
  else if (state === 'lost') conditions.push(lostAt(now));
  else if (state) conditions.push(sql<boolean>`r.state = ${state}`);
  if (filter.callId) conditions.push(sql<boolean>`k.id = ${Number(filter.callId)}`);
  if (filter.caseCode) conditions.push(sql<boolean>`cc.code = ${filter.caseCode}`);
  if (filter.number) conditions.push(sql<boolean>`k.number = ${toE164(filter.number) ?? filter.number.trim()}`);
  if (filter.agent)
    conditions.push(sql<boolean>`k.agent_id = (select u.id from users u where u.username = ${filter.agent})`);
  if (filter.from) conditions.push(sql<boolean>`r.started_at >= ${new Date(filter.from)}`);
  if (filter.to) conditions.push(sql<boolean>`r.started_at < ${new Date(filter.to)}`);
  const after = momentCursor(filter.cursor);
  if (after) conditions.push(sql<boolean>`(r.started_at, r.id) < (${after.at}, ${after.id})`);
  return conditions;
}

/** One page of the list. */
export async function recordingPage(db: Db, actor: Actor, filter: Filter, now: Date) {
  const seen = await recordingsHeardBy(db, actor);
  const where = sql.join([seen, ...narrowed(filter, now)], sql` and `);
  const { shown, last } = cutPage(await recordingRows(db, where, filter.limit + 1), filter.limit);
  return {
    items: await presentRecordings(db, actor, shown),
    nextCursor: last && `${last.started_at.getTime()}_${last.id}`,
    total: filter.cursor === undefined ? await countRecordings(db, where) : null,
  };
}

async function countRecordings(db: Db, where: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from ${LISTED}
    where ${where}`.execute(db);
  return rows[0]?.total ?? 0;
}

/** The ids of the whole list in its order, as far as this person may hear it. */
export async function recordingIds(
  db: Db,
  actor: Actor,
  filter: Omit<Filter, 'cursor' | 'limit'>,
  now: Date,
): Promise<number[]> {
  const seen = await recordingsHeardBy(db, actor);
  const where = sql.join([seen, ...narrowed(filter, now)], sql` and `);
  const { rows } = await sql<{ id: number }>`select r.id from ${LISTED} where ${where}
    order by r.started_at desc, r.id desc`.execute(db);
  return rows.map((row) => row.id);
}

/** These recordings, newest first, as far as this person may still hear them. */
export async function recordingsByIds(db: Db, actor: Actor, ids: readonly number[]): Promise<RecordingView[]> {
  const seen = await recordingsHeardBy(db, actor);
  return presentRecordings(
    db,
    actor,
    await recordingRows(db, sql`${seen} and r.id = any(${[...ids]}::bigint[])`, null),
  );
}

/** One recording that this person may hear. @throws AppError `not_found` */
export async function seenRecording(db: Db, actor: Actor, id: number): Promise<RecordingRow> {
  const seen = await recordingsHeardBy(db, actor);
  const [row] = await recordingRows(db, sql`${seen} and r.id = ${id}`, 1);
  if (!row)
    throw new AppError('not_found', { detail: { vi: 'Không có bản ghi âm này.', en: 'There is no such recording.' } });
  return row;
}

/** Recordings as JSON. Numbers are for the centre: units read what was said, not from where. */
export async function presentRecordings(db: Db, actor: Actor, rows: readonly RecordingRow[]): Promise<RecordingView[]> {
  if (rows.length === 0) return [];
  const settings = await hotlineSettings(db);
  const spans = await db
    .selectFrom('call_spans')
    .select(['call_id', 'started_at', 'ended_at'])
    .where('call_id', 'in', [...new Set(rows.map((row) => row.call_id))])
    .where('kind', 'in', ['record_pause', 'hold'])
    .where('ended_at', 'is not', null)
    .execute();
  const users = await usersById(db, [...new Set(rows.flatMap((r) => [r.agent_id ?? 0, r.held_by ?? 0]))]);
  const nameOf = (id: number | null) => {
    const user = users.get(id ?? 0);
    return user ? { code: user.username, name: user.displayName } : null;
  };
  const centre = actor.permissions.has('call.read');
  return rows.map((row) => {
    const keeping = keepingOf(
      { kind: row.kind, startedAt: row.started_at, caseOpen: row.case_open, held: row.held_at !== null },
      settings,
    );
    const own = spans.flatMap((span) =>
      span.call_id === row.call_id && span.ended_at ? [{ from: span.started_at, to: span.ended_at }] : [],
    );
    return {
      id: String(row.id),
      callId: String(row.call_id),
      kind: row.kind,
      state: row.state,
      direction: row.direction,
      number: centre ? shownNumber(row.number) : null,
      agent: nameOf(row.agent_id),
      caseCode: row.case_code,
      startedAt: isoLocal(row.started_at),
      seconds: row.seconds,
      pauses: row.kind === 'talk' ? pausesIn({ from: row.started_at, to: row.ended_at }, own) : [],
      eraseFrom: keeping.keptBecause === null ? isoLocal(keeping.eraseFrom).slice(0, 10) : null,
      keptBecause: keeping.keptBecause,
      hold:
        row.hold_reason !== null && row.held_at
          ? { reason: row.hold_reason, by: nameOf(row.held_by), at: isoLocal(row.held_at) }
          : null,
      erasedAt: row.erased_at && isoLocal(row.erased_at),
      heard: row.heard,
    };
  });
}
