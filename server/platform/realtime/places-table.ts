import { sql } from 'kysely';
import type { Database } from '../db/index.ts';

/** One window that has a place open. */
export interface Taken {
  seat: string;
  place: string;
  userId: number;
  writing: string | null;
}

/** The same with the name of the person. */
export interface Seen {
  seat: string;
  writing: string | null;
  username: string;
  displayName: string;
}

type Db = Pick<Database, 'db'>['db'];

/**
 * Rows that were not renewed for so long belong to a process that has died. Reckoned by the database's clock, the one
 * that all processes share; nothing of this is business time.
 */
const STALE = sql<Date>`now() - interval '15 seconds'`;

/** Writes what windows of this process have open now, and takes away what they have left. */
export async function writePlaces(
  db: Db,
  process: string,
  taken: readonly Taken[],
  left: readonly Pick<Taken, 'seat' | 'place'>[],
) {
  if (left.length > 0)
    await sql`delete from open_places where (seat, place) in (${sql.join(left.map((t) => sql`(${t.seat}, ${t.place})`))})`.execute(
      db,
    );
  if (taken.length > 0)
    await sql`insert into open_places (seat, place, process, user_id, writing, seen_at)
      values ${sql.join(taken.map((t) => sql`(${t.seat}, ${t.place}, ${process}, ${t.userId}, ${t.writing}, now())`))}
      on conflict (seat, place) do update set writing = excluded.writing, seen_at = excluded.seen_at`.execute(db);
}

/** Who has a place open, in all processes. */
export async function whoIsAt(db: Db, place: string): Promise<Seen[]> {
  const { rows } = await sql<Seen>`select p.seat, p.writing, u.username, u.display_name as "displayName"
    from open_places p join users u on u.id = p.user_id
    where p.place = ${place} and p.seen_at > ${STALE} order by u.display_name, p.seat`.execute(db);
  return rows;
}

/** Says that this process lives. @returns what the table has of it */
export async function renewPlaces(db: Db, process: string): Promise<Pick<Taken, 'seat' | 'place'>[]> {
  const { rows } = await sql<Pick<Taken, 'seat' | 'place'>>`update open_places set seen_at = now()
    where process = ${process} returning seat, place`.execute(db);
  return rows;
}

/** Takes away what dead processes left behind. @returns the places concerned */
export async function sweepPlaces(db: Db): Promise<string[]> {
  const { rows } = await sql<{
    place: string;
  }>`delete from open_places where seen_at < ${STALE} returning place`.execute(db);
  return rows.map((row) => row.place);
}

/** Tells every process, this one too, that somebody has come, gone, or begun to write. */
export async function tellPlaces(db: Db, channel: string, places: Iterable<string>): Promise<void> {
  const all = [...new Set(places)];
  if (all.length === 0) return;
  await sql`select pg_notify(${channel}, p) from unnest(${all}::text[]) as p`.execute(db);
}
