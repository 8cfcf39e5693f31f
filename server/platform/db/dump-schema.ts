import type pg from 'pg';
export async function dumpSchema(_client: pg.Pool | pg.Client): Promise<string> {
  return '';
}
