import { sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';

export interface Versioned<T> {
  version: number;
  value: T;
}

export interface VersionedCache<T> {
  /** What `load` returned, at most `maxAgeMs` behind the database; without a query most of the time. */
  get(db: Db): Promise<Versioned<T>>;
  /** Makes the next `get` look again at once; for the process that has just changed the data. */
  forget(db: Db): void;
}

interface Slot<T> extends Versioned<T> {
  checkedAt: number;
}

/**
 * Keeps small, rarely changed data in memory, per database. A one-row table with a `version` that every change raises
 * is read at most once per `maxAgeMs`; the data is loaded again only when the version is another.
 *
 * A reader may be `maxAgeMs` late. Who must not be (a job that recomputes after an edit) compares `version`.
 */
export function versionedCache<T>(options: {
  stateTable: 'calendar_state' | 'deadline_state';
  load: (db: Db) => Promise<T>;
  maxAgeMs?: number;
}): VersionedCache<T> {
  const { stateTable, load, maxAgeMs = 2000 } = options;
  // A transaction is another Kysely object than its database, but both share the adapter.
  const slots = new WeakMap<object, Slot<T>>();
  const keyOf = (db: Db): object => db.getExecutor().adapter;

  return {
    async get(db) {
      const key = keyOf(db);
      const slot = slots.get(key);
      // The age of a copy is real time, not the domain's clock, which tests and training move.
      const now = performance.now();
      if (slot && now - slot.checkedAt < maxAgeMs) return slot;
      // Only the first of many concurrent callers asks; the others go on with what they have.
      if (slot) slot.checkedAt = now;
      try {
        const { version, own } = await readVersion(db, stateTable);
        if (slot?.version === version) return slot;
        // The version is read before the data: a change in between is found at the next look, never missed.
        const loaded = { version, value: await load(db), checkedAt: now };
        // What this transaction has changed and not committed is for itself alone.
        if (!own) slots.set(key, loaded);
        return loaded;
      } catch (error) {
        slots.delete(key);
        throw error;
      }
    },
    forget(db) {
      slots.delete(keyOf(db));
    },
  };
}

async function readVersion(db: Db, stateTable: string): Promise<{ version: number; own: boolean }> {
  const { rows } = await sql<{ version: number; own: boolean }>`
    select version, coalesce(xmin = pg_current_xact_id_if_assigned()::xid, false) as own from ${sql.table(stateTable)}
  `.execute(db);
  if (!rows[0]) throw new Error(`${stateTable} has lost its row`);
  return rows[0];
}
