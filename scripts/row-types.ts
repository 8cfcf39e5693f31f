/** Row types of the migrated database for server/platform/db/schema.ts, by kysely-codegen. */
import { Kysely, PostgresDialect } from 'kysely';
import { getDialect } from 'kysely-codegen/dist/generator/dialect.js';
import { generate } from 'kysely-codegen/dist/generator/generator/generate.js';
import type pg from 'pg';

/** As `openDatabase` hands the values over: see server/platform/db/column-types.ts. */
const typeMapping = { int8: 'number', interval: 'string', xid8: 'string' };

/**
 * Written as text only: `pg` would turn a JavaScript array into a PostgreSQL array (and `[]` silently into `{}`).
 * Use JSON.stringify.
 */
const jsonColumn = 'export type Json = ColumnType<JsonValue, string, string>;';

/** Returns the text of schema.ts for the connected database. */
export async function rowTypes(pool: pg.Pool): Promise<string> {
  const text = await generate({
    db: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    dialect: getDialect('postgres', { dateParser: 'string', numericParser: 'string' }),
    excludePattern: 'schema_migrations',
    defaultSchemas: ['public'],
    outFile: null,
    typeMapping,
  });
  const safe = text.replace('export type Json = JsonValue;', jsonColumn);
  return `// Generated from the migrated database by \`npm run gen\`. Do not edit: write a migration.\n${withoutHeader(safe)}`;
}

function withoutHeader(text: string): string {
  return text.replace(/^\/\*\*[\s\S]*?\*\/\n/, '').trimStart();
}
