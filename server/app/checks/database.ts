/** What lies in the database: looked at by `bin/1022 doctor` and by the page of the system's state. */
import type { Database } from '../../platform/db/index.ts';
import type { Finding } from './finding.ts';

const OLDEST = 15;

/** Version and size of the database. */
export async function databaseVersion(database: Database): Promise<Finding> {
  const { rows } = await database.pool.query<{ version: string; major: number; size: string }>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int / 10000 as major,
      pg_size_pretty(pg_database_size(current_database())) as size`,
  );
  const { version: name = '?', major = 0, size = '?' } = rows[0] ?? {};
  return {
    state: major >= OLDEST ? 'ok' : 'problem',
    what: 'cơ sở dữ liệu (database)',
    values: { version: name, size },
    found: `PostgreSQL ${name}, ${size}`,
    advice: `PostgreSQL ${OLDEST} or newer is needed.`,
  };
}

/** Active administrators: without one nobody can change anything. */
export async function administrators(database: Database): Promise<Finding> {
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(distinct u.id)::int as n from users u join user_roles r on r.user_id = u.id
     where r.role = 'admin' and r.valid_to is null and u.disabled_at is null`,
  );
  const n = rows[0]?.n ?? 0;
  return {
    state: n > 0 ? 'ok' : 'warning',
    what: 'quản trị viên (administrators)',
    values: { n },
    found: String(n),
    advice: 'npm start makes the first one; else bin/1022 user add … --role admin@tong-dai-1022.',
  };
}

/** Jobs that failed for good, by kind. */
export async function failedJobs(database: Database): Promise<{ name: string; n: number }[]> {
  const there = await database.pool.query<{ yes: boolean }>(`select to_regclass('pgboss.job') is not null as yes`);
  if (!there.rows[0]?.yes) return [];
  const found = await database.pool.query<{ name: string; n: number }>(
    `select name, count(*)::int as n from pgboss.job where state::text = 'failed' group by name order by name`,
  );
  return found.rows;
}
