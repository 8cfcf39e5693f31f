import pg from 'pg';
import { connectionConfig } from './connect.ts';
import { sqlState } from './transaction.ts';

/** Creates the database in the embedded cluster when it is missing. Returns whether it was created. */
export async function ensureDatabase(socketDir: string, database: string): Promise<boolean> {
  const client = new pg.Client(connectionConfig({ socketDir, database: 'postgres', applicationName: '1022 create' }));
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 1) return false;
    await client.query(`create database ${pg.escapeIdentifier(database)}`);
    return true;
  } catch (error) {
    // Another process was quicker (42P04 seen before, 23505 while creating).
    if (['42P04', '23505'].includes(sqlState(error))) return false;
    throw error;
  } finally {
    await client.end();
  }
}
