import { sql } from 'kysely';
import type { Db } from '../db/index.ts';
import { chainedText, GENESIS, link } from './chain.ts';

export interface ChainReport {
  ok: boolean;
  checked: number;
  /** Hash of the last link: note it outside the system, and a shortened log is found too. */
  head: string;
  /** First broken place: which seq and event, and what is wrong there. */
  broken?: { seq: number; eventId: number; why: string };
}

const BATCH = 5_000;

/** Recomputes the whole hash chain; any changed, removed or inserted row among sequenced events breaks it. */
export async function verifyChain(db: Db): Promise<ChainReport> {
  let seq = 0;
  let hash: Buffer = GENESIS;
  for (;;) {
    const rows = await sql<{ seq: number; event_id: number; hash: Buffer; text: string | null }>`
      select l.seq, l.event_id, l.hash, case when e.id is null then null else ${chainedText} end as text
      from event_log l left join events e on e.id = l.event_id where l.seq > ${seq} order by l.seq limit ${BATCH}`.execute(
      db,
    );
    for (const row of rows.rows) {
      const broken = (why: string) => ({
        ok: false,
        checked: seq,
        head: hash.toString('hex'),
        broken: { seq: row.seq, eventId: row.event_id, why },
      });
      if (row.seq !== seq + 1) return broken(`rows ${seq + 1} to ${row.seq - 1} of the log are missing`);
      if (row.text === null) return broken('the event itself is missing');
      const expected = link(hash, row.seq, row.text);
      if (!expected.equals(row.hash)) return broken('the event or its hash was changed after it was written');
      hash = expected;
      seq = row.seq;
    }
    if (rows.rows.length < BATCH) break;
  }
  return { ok: true, checked: seq, head: hash.toString('hex') };
}

/** Seq and hash of the newest link. */
export async function auditHead(db: Db): Promise<{ seq: number; hash: string }> {
  const row = await sql<{
    seq: number;
    hash: Buffer;
  }>`select seq, hash from event_log order by seq desc limit 1`.execute(db);
  return { seq: row.rows[0]?.seq ?? 0, hash: (row.rows[0]?.hash ?? GENESIS).toString('hex') };
}
