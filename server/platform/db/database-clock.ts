import type pg from 'pg';

/** What the database's own clock says, in milliseconds since 1970: to be compared with ours, never to reckon with. */
export async function databaseClock(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ ms: string }>('select extract(epoch from clock_timestamp()) * 1000 as ms');
  return Number(rows[0]?.ms);
}
