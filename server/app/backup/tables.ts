import type pg from 'pg';

/** A column that is copied: everything but what the database computes by itself. */
export interface TableShape {
  name: string;
  columns: { name: string; type: string }[];
}

/** Every table of ours that is logged (the others hold nothing of worth) with the columns to copy, in an order in which nothing comes before what it refers to. */
export async function tableShapes(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(`
    select c.relname as name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
      order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> 'schema_migrations'
    group by c.relname order by c.relname collate "C"`);
  const references = await client.query<{ child: string; parent: string }>(`
    select distinct c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent
    from pg_constraint c where c.contype = 'f' and c.conrelid <> c.confrelid and c.connamespace = 'public'::regnamespace`);
  return inOrder(rows, references.rows);
}

function inOrder(tables: TableShape[], references: { child: string; parent: string }[]): TableShape[] {
  const rest = [...tables];
  const ordered: TableShape[] = [];
  while (rest.length > 0) {
    const free = rest.findIndex(
      ({ name }) => !references.some((r) => r.child === name && rest.some((other) => other.name === r.parent)),
    );
    // Tables that refer to each other in a circle: their foreign keys are taken off while loading anyway.
    ordered.push(...rest.splice(free === -1 ? 0 : free, 1));
  }
  return ordered;
}

export interface SequenceState {
  name: string;
  /** The last value handed out; null when none was. */
  last: string | null;
}

/** How far every sequence has counted: those of identity columns, and `case_number`, from which codes are made. */
export async function sequenceStates(client: pg.ClientBase): Promise<SequenceState[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by 1`,
  );
  const states: SequenceState[] = [];
  for (const { name } of rows) {
    const found = await client.query<{ last: string | null }>(
      `select case when is_called then last_value::text end as last from ${quoted(name)}`,
    );
    states.push({ name, last: found.rows[0]?.last ?? null });
  }
  return states;
}

/** A name as an SQL identifier. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * A row as one line of JSON with every value as the text that PostgreSQL itself prints and reads back: nothing is
 * rounded, whatever the type (bytea, xid8, ranges, tsvector). `events.xid` belongs to the old cluster and is left out
 * of the comparison: it is copied as 0.
 */
export function rowAsText(table: TableShape): string {
  const values = table.columns.map(({ name }) =>
    table.name === 'events' && name === 'xid' ? `'0'::text` : `t.${quoted(name)}::text`,
  );
  return `json_build_array(${values.join(', ')})::text`;
}

/** An order that depends on the content only, so that equal tables give equal hashes. */
export function rowOrder(table: TableShape, key: readonly string[]): string {
  const byBytes = new Set(
    table.columns.filter((c) => ['text', 'character varying'].includes(c.type)).map((c) => c.name),
  );
  // The order of texts depends on the server's collation; that of their bytes does not.
  if (key.length > 0) return key.map((n) => `t.${quoted(n)}${byBytes.has(n) ? ' collate "C"' : ''}`).join(', ');
  return `${rowAsText(table)} collate "C"`;
}

/** Columns of the primary key of each table. */
export async function primaryKeys(client: pg.ClientBase): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ table: string; key: string[] }>(`
    select c.conrelid::regclass::text as table, array_agg(a.attname::text order by k.n) as key
    from pg_constraint c cross join unnest(c.conkey) with ordinality k (attnum, n)
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
    where c.contype = 'p' and c.connamespace = 'public'::regnamespace group by 1`);
  return new Map(rows.map((r) => [r.table.replaceAll('"', ''), r.key]));
}

const FETCH = 1_000;

/** The rows of a table, a thousand lines at a time, through a cursor: memory does not grow with the table. */
export async function* readLines(
  client: pg.ClientBase,
  table: TableShape,
  key: readonly string[],
): AsyncGenerator<string[]> {
  await client.query(
    `declare copying no scroll cursor for select ${rowAsText(table)} as line from ${quoted(table.name)} t order by ${rowOrder(table, key)}`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${FETCH} from copying`);
    if (rows.length === 0) break;
    yield rows.map((r) => r.line);
  }
  await client.query('close copying');
}
