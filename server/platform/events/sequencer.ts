import { sql } from 'kysely';
import { type Db, PREPARED } from '../db/index.ts';
import { chainedText, GENESIS, link } from './chain.ts';

/** Most events of one round; fewer = nothing more is settled just now. */
export const BATCH = 500;
const LOCK = 1022_001;

/**
 * Gives settled events their `seq` and their link in the hash chain. Settled = written by a transaction older than
 * every running one (`xid < pg_snapshot_xmin`): no row can later appear before them, so readers of `event_log` may
 * trust a plain `seq > n`. Any process may call it; an advisory lock lets one work at a time.
 * @returns the last seq and how many events were added, or null when another process is at it.
 */
export async function sequencePending(db: Db): Promise<{ seq: number; added: number } | null> {
  return db.transaction().execute(async (tx) => {
    const lock = await sql<{ ok: boolean }>`${PREPARED} select pg_try_advisory_xact_lock(${LOCK}) as ok`.execute(tx);
    if (!lock.rows[0]?.ok) return null;
    const last = await sql<{
      seq: number;
      hash: Buffer;
      xid: string;
      id: number;
    }>`${PREPARED} select l.seq, l.hash, e.xid::text as xid, e.id from event_log l join events e on e.id = l.event_id order by l.seq desc limit 1`.execute(
      tx,
    );
    const head = last.rows[0];
    const pending = await sql<{
      id: number;
      text: string;
    }>`${PREPARED} select e.id, ${chainedText} as text from events e
      where (e.xid, e.id) > (${head?.xid ?? '0'}::xid8, ${head?.id ?? 0}::bigint) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by e.xid, e.id limit ${BATCH}`.execute(tx);
    let seq = head?.seq ?? 0;
    if (pending.rows.length === 0) return { seq, added: 0 };
    let hash: Buffer = head?.hash ?? GENESIS;
    const links = pending.rows.map((row) => {
      seq += 1;
      hash = link(hash, seq, row.text);
      return { seq, id: row.id, hash };
    });
    await sql`${PREPARED} insert into event_log (seq, event_id, hash)
      select * from unnest(${links.map((l) => l.seq)}::bigint[], ${links.map((l) => l.id)}::bigint[], ${links.map((l) => l.hash)}::bytea[])`.execute(
      tx,
    );
    return { seq, added: links.length };
  });
}
