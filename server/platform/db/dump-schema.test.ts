import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../../test/support/db.ts';
import { dumpSchema } from './index.ts';

const { pool } = await freshDatabase();

test('the dump shows what was made, and nothing of extensions', async () => {
  const before = await dumpSchema(pool);
  await pool.query(`
    create type zz_colour as enum ('red', 'green');
    create table zz_things (
      id bigint generated always as identity primary key,
      name text not null default 'x' check (name <> ''),
      folded text generated always as (lower(name)) stored,
      parent_id bigint references zz_things (id),
      colour zz_colour
    );
    create index zz_things_parent on zz_things (parent_id) where parent_id is not null;
    comment on column zz_things.name is 'what it''s called';
    create view zz_names as select name from zz_things;
    create function zz_twice(int) returns int language sql immutable as 'select $1 * 2';
    create trigger zz_same before update on zz_things for each row execute function suppress_redundant_updates_trigger();
  `);
  const after = await dumpSchema(pool);
  const added = after.split('\n').filter((line) => /zz_/.test(line) && !before.includes(line));
  assert.deepEqual(
    added.toSorted(),
    [
      `  CONSTRAINT zz_things_name_check CHECK ((name <> ''::text)),`,
      '  CONSTRAINT zz_things_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES zz_things(id)',
      '  CONSTRAINT zz_things_pkey PRIMARY KEY (id),',
      '  colour zz_colour,',
      `COMMENT ON COLUMN zz_things.name IS 'what it''s called';`,
      'CREATE INDEX zz_things_parent ON zz_things USING btree (parent_id) WHERE (parent_id IS NOT NULL);',
      'CREATE OR REPLACE FUNCTION public.zz_twice(integer)',
      'CREATE TABLE zz_things (',
      'CREATE TRIGGER zz_same BEFORE UPDATE ON zz_things FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();',
      `CREATE TYPE zz_colour AS ENUM ('red', 'green');`,
      'CREATE VIEW zz_names AS',
      '   FROM zz_things;',
    ].toSorted(),
  );
  assert.match(after, /folded text GENERATED ALWAYS AS \(lower\(name\)\) STORED/);
  assert.doesNotMatch(after, /FUNCTION public\.(unaccent|similarity|gin_)/);
  assert.doesNotMatch(after, /schema_migrations/);
  assert.equal(await dumpSchema(pool), after);
});
