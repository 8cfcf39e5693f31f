/** The database: starting it, reaching it, changing its schema. */
export { connectionConfig, type Database, type OpenOptions, openDatabase } from './connect.ts';
export { databaseClock } from './database-clock.ts';
export { dumpSchema } from './dump-schema.ts';
export { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from './embedded.ts';
export { ensureDatabase } from './ensure-database.ts';
export { listen } from './listen.ts';
export { type Migration, migrate, migrationsDir, pendingMigrations, readMigrations } from './migrate.ts';
export { serverUser } from './postmaster.ts';
export { PREPARED } from './prepared.ts';
export type * from './schema.ts';
export { DatabaseStartError, type DbLog, silentLog } from './start-error.ts';
export { inTransaction, sqlState } from './transaction.ts';
export type { Db, Tx } from './types.ts';
