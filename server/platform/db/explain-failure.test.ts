import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainFailure } from './explain-failure.ts';

const cases: [output: string, expected: RegExp][] = [
  ['FATAL:  could not write to file "base/1/1": No space left on device', /The disk is full\. Free some space/],
  ['FATAL:  data directory "/d" has wrong ownership', /belong to another user.*chown/],
  ['initdb: error: could not create directory "/d": Permission denied', /belong to another user/],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', /not enough memory/],
  ['PANIC:  could not locate a valid checkpoint record', /data files are damaged.*restore/],
  ['LOG:  starting\nFATAL:  something new', /Cannot start the database: FATAL: {2}something new.*See the log/],
  ['', /no output/],
];

for (const [output, expected] of cases) {
  test(`explains: ${output.slice(0, 60)}`, () => {
    const error = explainFailure('start the database', output, '/d/postgres.log');
    assert.match(error.message, expected);
    assert.match(error.message, /\/d\/postgres\.log/);
  });
}
