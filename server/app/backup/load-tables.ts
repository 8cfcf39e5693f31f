import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type pg from 'pg';
import type { Manifest } from './manifest.ts';
import { badArchive } from './open-archive.ts';
import { primaryKeys, quoted, readLines, type TableShape, tableShapes } from './tables.ts';

const BATCH = 1_000;

/**
 * Replaces the content of every table by that of an unpacked archive, inside the caller's transaction, and reads it all
 * back to compare. Foreign keys are taken off and put on again, which checks every one of them; it needs no right
 * beyond owning the tables.
 */
export async function loadTables(client: pg.ClientBase, manifest: Manifest, folder: string): Promise<void> {
  const shapes = await tableShapes(client);
  mustMatch(shapes, manifest);
  for (const { name } of shapes) await client.query(`alter table ${quoted(name)} disable trigger user`);
  const foreignKeys = await takeOffForeignKeys(client);
  await client.query(`truncate ${shapes.map((t) => quoted(t.name)).join(', ')}`);
  for (const shape of shapes) await loadTable(client, shape, join(folder, 'tables', `${shape.name}.jsonl`));
  await orderEvents(client);
  for (const add of foreignKeys) await client.query(add);
  for (const { name, last } of manifest.sequences) {
    if (last !== null) await client.query('select setval($1::regclass, $2::bigint)', [quoted(name), last]);
  }
  for (const { name } of shapes) await client.query(`alter table ${quoted(name)} enable trigger user`);
  await compare(client, shapes, manifest);
}

function mustMatch(shapes: readonly TableShape[], manifest: Manifest): void {
  const text = (tables: readonly { name: string; columns: readonly (string | { name: string })[] }[]) =>
    tables
      .map((t) => `${t.name}(${t.columns.map((c) => (typeof c === 'string' ? c : c.name)).join(',')})`)
      .sort()
      .join('\n');
  if (text(shapes) !== text(manifest.tables)) throw badArchive('its tables are not those of its migrations');
}

async function takeOffForeignKeys(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; add: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`);
  for (const { drop } of rows) await client.query(drop);
  return rows.map((r) => r.add);
}

async function loadTable(client: pg.ClientBase, table: TableShape, file: string): Promise<void> {
  const names = table.columns.map((c) => quoted(c.name)).join(', ');
  const values = table.columns.map((c, i) => `(r->>${i})::${c.type}`).join(', ');
  const insert = `insert into ${quoted(table.name)} (${names}) overriding system value select ${values} from json_array_elements($1::json) r`;
  let batch: string[] = [];
  const flush = async () => {
    if (batch.length > 0) await client.query(insert, [`[${batch.join(',')}]`]);
    batch = [];
  };
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== '') batch.push(line);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
}

/**
 * Transaction ids of the old cluster mean nothing in this one, whose own begin above 2. Chained events get 0, the last
 * link 1, and what was not chained yet 2: so the sequencer goes on behind the last link, whatever order the ids have.
 */
async function orderEvents(client: pg.ClientBase): Promise<void> {
  await client.query(`
    update events e set xid = case when e.id = (select event_id from event_log order by seq desc limit 1) then '1'::xid8
      when exists (select from event_log l where l.event_id = e.id) then '0'::xid8 else '2'::xid8 end`);
}

async function compare(client: pg.ClientBase, shapes: readonly TableShape[], manifest: Manifest): Promise<void> {
  const keys = await primaryKeys(client);
  for (const shape of shapes) {
    const expected = manifest.tables.find((t) => t.name === shape.name);
    const hash = createHash('sha256');
    let rows = 0;
    for await (const lines of readLines(client, shape, keys.get(shape.name) ?? [])) {
      rows += lines.length;
      hash.update(`${lines.join('\n')}\n`);
    }
    if (rows !== expected?.rows || hash.digest('hex') !== expected.sha256)
      throw badArchive(`after loading, the table ${shape.name} is not what was saved (${rows} rows)`);
  }
}
