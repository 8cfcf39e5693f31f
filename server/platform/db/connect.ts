import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { columnTypes } from './column-types.ts';
import { listen } from './listen.ts';
import { serverUser, socketPort } from './postmaster.ts';
import { PreparingClient } from './prepared.ts';
import type { DB } from './schema.ts';

export interface OpenOptions {
  /** DATABASE_URL of a managed server; without it `socketDir` and `database` name the embedded one. */
  url?: string | undefined;
  socketDir?: string | undefined;
  database?: string | undefined;
  /** Most connections at once. */
  max?: number;
  /** Shown in pg_stat_activity and in the server's log. */
  applicationName: string;
  /** A statement that runs longer is ended by the server; 0 = never. Milliseconds. */
  statementTimeoutMs?: number;
}

/** The query builder over the pool: each statement on its own. */
export type Db = Kysely<DB>;
/** The query builder inside one transaction. A function that takes a `Db` also takes a `Tx`, not the other way round. */
export type Tx = Transaction<DB>;

export interface Database {
  readonly pool: pg.Pool;
  readonly db: Db;
  /** LISTEN on a connection of its own that comes back after a break; `onNotice('')` follows every reconnect. */
  listen(channel: string, onNotice: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Reports are the slowest statements that a person waits for. */
const defaultStatementTimeoutMs = 30_000;
/** A transaction that does nothing for a minute holds locks for nobody. */
const idleInTransactionMs = 60_000;

/**
 * Opens a pool and the query builder on top of it. Rows are snake_case, as in SQL. Types: bigint → number (throws when
 * unsafe), numeric → string, date → 'YYYY-MM-DD', timestamptz → Date, interval → ISO 8601 text.
 * Nothing is connected before the first query. Sessions run in Asia/Ho_Chi_Minh, so a bare `::date` is the local day.
 */
export function openDatabase(options: OpenOptions): Database {
  const pool = new pg.Pool({
    ...connectionConfig(options),
    Client: PreparingClient,
    max: options.max ?? 10,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
  });
  // A connection that breaks while idle (server restarted) is replaced by the pool; without a listener it would end us.
  pool.on('error', () => {});
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  let closing: Promise<void> | null = null;
  return {
    pool,
    db,
    listen: (channel, onNotice) => listen(connectionConfig({ ...options, statementTimeoutMs: 0 }), channel, onNotice),
    close: () => {
      // Kysely ends the pool only if it has used it.
      closing ??= db.destroy().then(() => (pool.ended ? undefined : pool.end()));
      return closing;
    },
  };
}

/** The same settings for a single client (LISTEN, migrations, pg-boss). */
export function connectionConfig(options: OpenOptions): pg.ClientConfig {
  const session = {
    jit: 'off',
    timezone: 'Asia/Ho_Chi_Minh',
    intervalstyle: 'iso_8601',
    statement_timeout: String(options.statementTimeoutMs ?? defaultStatementTimeoutMs),
    idle_in_transaction_session_timeout: String(idleInTransactionMs),
  };
  const flags = Object.entries(session).map(([name, value]) => `-c ${name}=${value}`);
  const shared = { application_name: options.applicationName, types: columnTypes };
  if (options.url !== undefined) {
    const { url, extra } = takeOptions(options.url);
    return { connectionString: url, options: [...flags, extra].join(' ').trim(), ...shared };
  }
  if (options.socketDir === undefined || options.database === undefined) {
    throw new TypeError('openDatabase needs `url`, or `socketDir` and `database`');
  }
  return {
    host: options.socketDir,
    port: socketPort,
    user: serverUser,
    database: options.database,
    options: flags.join(' '),
    ...shared,
  };
}

/** `?options=` of a URL would replace ours; it is taken out and put after them, so the operator has the last word. */
function takeOptions(url: string): { url: string; extra: string } {
  if (!URL.canParse(url)) return { url, extra: '' };
  const parsed = new URL(url);
  const extra = parsed.searchParams.get('options') ?? '';
  if (extra === '') return { url, extra };
  parsed.searchParams.delete('options');
  return { url: parsed.href, extra };
}
