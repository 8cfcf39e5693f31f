import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CategoryRecord } from '../../../../contract/org-trees.ts';
import { branchUse, categoryTree, validityOn } from './category-tree.ts';

const one = (code: string, parent: string | null, position: number, more: Partial<CategoryRecord> = {}) =>
  ({
    code,
    name: code,
    nameEn: '',
    parent: parent === null ? null : { code: parent, name: parent },
    keywords: [],
    position,
    validFrom: '2020-01-01',
    validTo: null,
    ...more,
  }) as unknown as CategoryRecord;
const all = [
  one('dat-dai', null, 20),
  one('moi-truong', null, 10),
  one('rac', 'moi-truong', 20, { keywords: ['bãi rác', 'mùi hôi'] }),
  one('nuoc', 'moi-truong', 10),
];
const shown = (search: string) => categoryTree(all, search).map((l) => `${l.depth} ${l.category.code}`);

test('stands in the order of positions, children below their parent', () => {
  assert.deepEqual(shown(''), ['0 moi-truong', '1 nuoc', '1 rac', '0 dat-dai']);
});

test('is found by keyword without accents, with its parent above', () => {
  assert.deepEqual(shown('mui hoi'), ['0 moi-truong', '1 rac']);
  assert.deepEqual(shown('khong co gi'), []);
});

test('a period includes both its ends', () => {
  const period = { validFrom: '2026-01-02', validTo: '2026-01-04' };
  for (const [day, where] of [
    ['2026-01-01', 'coming'],
    ['2026-01-02', 'now'],
    ['2026-01-04', 'now'],
    ['2026-01-05', 'ended'],
  ] as const)
    assert.equal(validityOn(period, day), where);
});

test('what hangs on a branch is the sum of what hangs on its parts', () => {
  const use = (code: string, openCases: number) => ({ code, openCases, allCases: openCases + 1, policies: 0 });
  const sums = branchUse(all, [use('rac', 2), use('nuoc', 3), use('moi-truong', 1)]);
  assert.deepEqual(sums.get('moi-truong'), { code: 'moi-truong', openCases: 6, allCases: 9, policies: 0 });
  assert.equal(sums.get('rac')?.openCases, 2);
  assert.equal(sums.get('dat-dai'), undefined);
});
