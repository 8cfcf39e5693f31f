import { setTimeout as wait } from 'node:timers/promises';
import type { Db, Tx } from './connect.ts';

/** Serialization failure and deadlock: the transaction was rolled back whole and may simply run again. */
const retryable = new Set(['40001', '40P01']);
const mostAttempts = 4;

/**
 * Runs `work` in one transaction: all of it is stored, or nothing. After a deadlock or serialization failure it runs
 * again, at most three times, so `work` may only touch the database through `tx`.
 * Inside a transaction already, it just runs `work` in it.
 */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (db.isTransaction) return await work(db as Tx);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === mostAttempts || !retryable.has(sqlState(error))) throw error;
      // The other side needs a moment to finish; a random one keeps two losers from meeting again.
      await wait(Math.random() * 10 * attempt);
    }
  }
}

/** SQLSTATE of an error thrown by `pg`, or an empty text. */
export function sqlState(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
