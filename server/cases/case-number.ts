import { sql } from 'kysely';
import type { Db } from '../platform/db/index.ts';

const bases = new WeakMap<object, Map<string, number>>();

/**
 * The base of a local day: the value of the sequence before the day's first case. One row per day decides it for all
 * processes; a process asks once a day. Numbers come from a sequence, so two registrations never wait for each other,
 * and a rolled-back one leaves a gap rather than a reused code.
 */
export async function dayBase(db: Db, day: string): Promise<number> {
  const key = db.getExecutor().adapter;
  const known = bases.get(key) ?? bases.set(key, new Map()).get(key);
  const cached = known?.get(day);
  if (cached !== undefined) return cached;
  await sql`insert into case_days (day, base) select ${day}::date, case when is_called then last_value else 0 end from case_number on conflict do nothing`.execute(
    db,
  );
  const row = await sql<{ base: number }>`select base from case_days where day = ${day}::date`.execute(db);
  const base = row.rows[0]?.base ?? 0;
  known?.set(day, base);
  return base;
}

/** SQL for the next code of the day: `1022-YYMMDD-NNNN`, more digits from the 10,000th case on. */
export function nextCode(day: string, base: number) {
  const prefix = `1022-${day.slice(2).replaceAll('-', '')}-`;
  return sql<string>`(select ${prefix}::text || lpad(n::text, greatest(4, length(n::text)), '0') from (select nextval('case_number') - ${base}::bigint as n) numbered)`;
}
