import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unzip } from '../../../test/support/unzip.ts';
import type { Cell } from './cell.ts';
import { xlsxFile } from './xlsx.ts';

const COLUMNS = [{ title: 'Số', width: 10 }];

async function* batches(sizes: readonly number[]): AsyncGenerator<Cell[][]> {
  let n = 0;
  for (const size of sizes) yield Array.from({ length: size }, () => [++n]);
}

async function sheetsOf(sizes: readonly number[], most: number): Promise<number[][]> {
  const chunks: Buffer[] = [];
  for await (const chunk of xlsxFile('Danh sách', COLUMNS, batches(sizes), most)) chunks.push(chunk);
  const parts = unzip(Buffer.concat(chunks));
  const book = parts.get('xl/workbook.xml')?.toString() ?? '';
  const types = parts.get('[Content_Types].xml')?.toString() ?? '';
  const names = [...parts.keys()].filter((name) => name.startsWith('xl/worksheets/'));
  assert.equal(book.split('<sheet ').length - 1, names.length);
  assert.equal(types.split('worksheet+xml').length - 1, names.length);
  return names.map((name) =>
    [...(parts.get(name)?.toString() ?? '').matchAll(/<v>(\d+)<\/v>/g)].map((found) => Number(found[1])),
  );
}

test('a list that is longer than a sheet goes on in the next one; none is empty but the only one', async () => {
  const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  assert.deepEqual(await sheetsOf([], 4), [[]]);
  assert.deepEqual(await sheetsOf([0, 3, 0], 4), [upTo(1, 3)]);
  assert.deepEqual(await sheetsOf([4], 4), [upTo(1, 4)]);
  assert.deepEqual(await sheetsOf([3, 3, 3], 4), [upTo(1, 4), upTo(5, 8), [9]]);
  assert.deepEqual(await sheetsOf([10, 2], 4), [upTo(1, 4), upTo(5, 8), upTo(9, 12)]);
});

test('what fails while the rows are read breaks the file off instead of ending it as if it were whole', async () => {
  async function* failing(): AsyncGenerator<Cell[][]> {
    yield [[1]];
    throw new Error('the database went away');
  }
  const read = async () => {
    for await (const _ of xlsxFile('Danh sách', COLUMNS, failing())) void _;
  };
  await assert.rejects(read, /went away/);
});
