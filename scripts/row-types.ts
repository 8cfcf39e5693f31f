/** Row types of the migrated database for server/platform/db/schema.ts, by kysely-codegen. */
import { Kysely, PostgresDialect } from 'kysely';
import { RawExpressionNode } from 'kysely-codegen/dist/generator/ast/raw-expression-node.js';
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
    overrides: { columns: await literalColumns(pool) },
    typeMapping,
  });
  const safe = text.replace('export type Json = JsonValue;', jsonColumn);
  return `// Generated from the migrated database by \`npm run gen\`. Do not edit: write a migration.\n${withoutHeader(safe)}`;
}

interface CheckedColumn {
  path: string;
  has_default: boolean;
  definition: string;
}

/**
 * Columns whose CHECK lists the texts they may hold are read as unions of those texts: what is true in SQL is true in
 * TypeScript. They are written as plain text, which the CHECK judges.
 */
async function literalColumns(pool: pg.Pool): Promise<Record<string, RawExpressionNode>> {
  const { rows } = await pool.query<CheckedColumn>(`
    select c.relname || '.' || a.attname as path, a.atthasdef as has_default,
      pg_get_constraintdef(k.oid) as definition
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where k.contype = 'c' and array_length(k.conkey, 1) = 1 and k.connamespace = 'public'::regnamespace
      and a.atttypid = 'text'::regtype
    order by 1`);
  const columns: Record<string, RawExpressionNode> = {};
  for (const { path, has_default, definition } of rows) {
    const list = /^CHECK \(\(\w+ = ANY \(ARRAY\[(.*)\]\)\)\)$/.exec(definition)?.[1];
    if (list === undefined) continue;
    const union = [...list.matchAll(/'([^']+)'::text/g)].map((match) => `'${match[1]}'`).join(' | ');
    // `| null` is added by the generator, as for other columns.
    columns[path] = new RawExpressionNode(`ColumnType<${union}, string${has_default ? ' | undefined' : ''}, string>`);
  }
  return columns;
}

function withoutHeader(text: string): string {
  return text.replace(/^\/\*\*[\s\S]*?\*\/\n/, '').trimStart();
}
