import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';

/** A file of one of the visitor's own threads, or null: what exists elsewhere is not there for him. */
export async function visitorFile(
  db: Db,
  visitorId: number,
  publicId: string,
): Promise<{ sha256: string; name: string; media_type: string } | null> {
  const { rows } = await sql<{ sha256: string; name: string; media_type: string }>`
    select a.sha256, a.name, a.media_type from attachments a
    join widget_events e on e.message_id = a.message_id and e.kind = 'message'
    join widget_threads t on t.conversation_id = e.conversation_id
    join messages m on m.id = a.message_id and m.retracted_at is null
    where a.public_id = ${publicId} and t.visitor_id = ${visitorId}`.execute(db);
  return rows[0] ?? null;
}

/** Threads begun since, per site id. */
export async function threadsPerSite(db: Db, since: Date): Promise<Map<number, number>> {
  const { rows } = await sql<{ site_id: number; n: number }>`select site_id, count(*)::int as n from widget_threads
    where created_at >= ${since} group by site_id`.execute(db);
  return new Map(rows.map((row) => [row.site_id, row.n]));
}
