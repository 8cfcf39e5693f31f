/**
 * The schema as text, from PostgreSQL's own catalogue: what the migrations add up to, for reading and for diffing.
 * Deterministic: same schema, same text. Objects of extensions, other schemas and our bookkeeping table stay out.
 */
import type pg from 'pg';
import { catalogQueries, type NamedText } from './catalog-queries.ts';

interface TableParts {
  name: string;
  kind: string;
  partition_key: string | null;
  columns: string[];
  constraints: string[];
  indexes: string[];
  triggers: string[];
}

/** Returns db/schema.sql of the connected database. */
export async function dumpSchema(client: pg.Pool | pg.PoolClient | pg.Client): Promise<string> {
  const named = async (sql: string) => (await client.query<NamedText>(sql)).rows.map(({ text }) => text);
  const tables = (await client.query<TableParts>(catalogQueries.tables)).rows;
  const parts = [
    '-- Generated from the migrated database by `npm run gen`. Do not edit: write a migration.',
    (await named(catalogQueries.extensions)).join('\n'),
    ...(await named(catalogQueries.types)),
    (await named(catalogQueries.sequences)).join('\n'),
    ...(await named(catalogQueries.functions)).map((text) => `${text.trimEnd()};`),
    ...tables.map(tableText),
    ...(await named(catalogQueries.views)),
    (await named(catalogQueries.comments)).join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function tableText({ name, partition_key, columns, constraints, indexes, triggers }: TableParts): string {
  const body = [...columns, ...constraints].map((line) => `  ${line}`).join(',\n');
  const partition = partition_key === null ? '' : ` PARTITION BY ${partition_key}`;
  return [
    `CREATE TABLE ${name} (\n${body}\n)${partition};`,
    ...[...indexes, ...triggers].map((line) => `${line};`),
  ].join('\n');
}
