import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { type FreshDatabase, freshDatabase } from '../../../test/support/db.ts';
import { migrate, pendingMigrations, readMigrations } from './index.ts';

const dir = mkdtempSync(join(tmpdir(), 'migrations-'));
after(() => rmSync(dir, { recursive: true }));
const database: FreshDatabase = await freshDatabase('migrate');
const { pool } = database;

function write(files: Record<string, string>): void {
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(dir, name), sql);
}

beforeEach(async () => {
  rmSync(dir, { recursive: true });
  mkdirSync(dir);
  await pool.query('drop schema public cascade; create schema public');
});

test('migrations run once, in order, and are recorded', async () => {
  write({ '0002_b.sql': 'alter table a add column y int', '0001_a.sql': 'create table a (x int)' });
  assert.deepEqual(await pendingMigrations(pool, dir), ['0001_a.sql', '0002_b.sql']);
  assert.deepEqual(await migrate(pool, { dir }), ['0001_a.sql', '0002_b.sql']);
  assert.deepEqual(await migrate(pool, { dir }), []);
  assert.deepEqual(await pendingMigrations(pool, dir), []);
  await pool.query('select x, y from a');
});

test('several processes that migrate at once apply each migration once', async () => {
  write({ '0001_a.sql': 'create table a (x int)', '0002_b.sql': 'create table b (x int)' });
  const applied = await Promise.all([1, 2, 3].map(() => migrate(pool, { dir })));
  assert.deepEqual(applied.flat().toSorted(), ['0001_a.sql', '0002_b.sql']);
});

test('a failing migration leaves nothing behind and names its file and line', async () => {
  write({ '0001_a.sql': 'create table a (x int)', '0002_b.sql': 'create table b (x int);\n\nselect nothing from b' });
  await assert.rejects(migrate(pool, { dir }), /db\/migrations\/0002_b\.sql:3: column "nothing" does not exist/);
  assert.deepEqual(await pendingMigrations(pool, dir), ['0002_b.sql']);
  await assert.rejects(pool.query('select from b'), /does not exist/);
});

test('an applied file that changed is refused by name; line ends do not count', async () => {
  write({ '0001_a.sql': 'create table a (\n  x int)' });
  await migrate(pool, { dir });
  write({ '0001_a.sql': 'create table a (\r\n  x int)' });
  assert.deepEqual(await migrate(pool, { dir }), []);
  write({ '0001_a.sql': 'create table a (\n  x bigint)' });
  await assert.rejects(migrate(pool, { dir }), /0001_a\.sql has changed since it was applied/);
  await assert.rejects(pendingMigrations(pool, dir), /0001_a\.sql has changed/);
});

test('a database newer than the code is refused', async () => {
  write({ '0001_a.sql': 'select 1', '0002_b.sql': 'select 1' });
  await migrate(pool, { dir });
  rmSync(join(dir, '0002_b.sql'));
  await assert.rejects(migrate(pool, { dir }), /newer than this release: it has the migration 0002_b\.sql/);
});

test('file names are numbered once each', () => {
  write({ '0001_a.sql': '', '0001_b.sql': '' });
  assert.throws(() => readMigrations(dir), /two files numbered 0001/);
  rmSync(join(dir, '0001_b.sql'));
  write({ 'second.sql': '' });
  assert.throws(() => readMigrations(dir), /second\.sql is not NNNN_name\.sql/);
});
