import { sql } from 'kysely';
import type { Ctx } from '../context.ts';
import { inTransaction, sqlState } from '../db/index.ts';
import { type SweepClock, startSweep } from '../sweep-clock.ts';

/** Bytes that nobody names any more stay so long: time for whoever is just about to name them. */
const KEPT_MS = 2 * 86_400_000;
const BATCH = 500;
/** Key of the advisory lock: held shared while a backup copies, asked for by whoever takes bytes away. */
export const FILES_LOCK = 1022_0010;

/** The columns that name a stored file, from the catalogue: what a domain adds with its foreign key counts at once. */
async function referrers(ctx: Ctx): Promise<{ table: string; column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select t.relname as "table", a.attname as "column" from pg_constraint c
      join pg_class t on t.oid = c.conrelid
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.contype = 'f' and c.confrelid = 'files'::regclass`.execute(ctx.db);
  return rows;
}

/**
 * Takes away bytes that no row names any more (an upload that was taken back or never sent) and that are old enough.
 * @returns how many files are gone
 */
export async function collectFiles(ctx: Ctx): Promise<number> {
  const named = await referrers(ctx);
  const unnamed = named.map(
    ({ table, column }) =>
      sql`not exists (select 1 from ${sql.table(table)} where ${sql.ref(`${table}.${column}`)} = f.sha256)`,
  );
  const before = new Date(ctx.clock.now().getTime() - KEPT_MS);
  const { rows } = await sql<{ sha256: string }>`select f.sha256 from files f
    where f.created_at < ${before} and ${sql.join(unnamed, sql` and `)} limit ${BATCH}`.execute(ctx.db);
  let gone = 0;
  for (const { sha256 } of rows) if (await collect(ctx, sha256, before)) gone += 1;
  return gone;
}

/** The row first: who names the file at this moment waits for the lock, and then stores a row of its own. */
async function collect(ctx: Ctx, sha256: string, before: Date): Promise<boolean> {
  try {
    return await inTransaction(ctx.db, async (tx) => {
      const lock = await sql<{ ok: boolean }>`select pg_try_advisory_xact_lock(${FILES_LOCK}) as ok`.execute(tx);
      if (!lock.rows[0]?.ok) return false;
      const row = await tx
        .deleteFrom('files')
        .where('sha256', '=', sha256)
        .where('created_at', '<', before)
        .returning('sha256')
        .executeTakeFirst();
      if (!row) return false;
      // Put again within the last hour: somebody is about to name it, and the row goes back where it was.
      if (!(await ctx.files.removeIdle(sha256))) throw new StillPut();
      return true;
    });
  } catch (error) {
    // Named since the list was made: it stays.
    if (error instanceof StillPut || sqlState(error) === '23503') return false;
    throw error;
  }
}

class StillPut extends Error {}

/** Real milliseconds between two looks. */
const LOOK = 30 * 60_000;

/** Takes away what nobody names while a worker runs. */
export function startCollecting(ctx: Ctx): SweepClock {
  const failed = 'files that nobody names could not be taken away';
  return startSweep(ctx, { everyMs: LOOK, look: () => collectFiles(ctx), failed, atOnce: true });
}
