import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Unit } from '../../../contract/org.ts';
import { unitTree } from './unit-tree.ts';

const unit = (code: string, name: string, parent: string | null): Unit => ({
  code,
  name,
  shortName: name,
  kind: 'sở',
  parent,
  areaCode: null,
  routingRole: false,
  validFrom: '2025-07-01',
  validTo: null,
});
const units = [
  unit('phuong-2', 'Phường 2', 'ubnd'),
  unit('so-xay-dung', 'Sở Xây dựng', 'ubnd'),
  unit('ubnd', 'UBND tỉnh', null),
  unit('thanh-tra', 'Thanh tra', 'so-xay-dung'),
  unit('orphan', 'Đội quản lý', 'gone'),
];
const shown = (search: string) => unitTree(units, search).map((r) => `${'-'.repeat(r.depth)}${r.unit.code}`);

test('parents stand before their children, a lost parent does not hide a unit', () => {
  assert.deepEqual(shown(''), ['orphan', 'ubnd', '-phuong-2', '-so-xay-dung', '--thanh-tra']);
});

test('a search keeps the way to what it found, accents or none', () => {
  assert.deepEqual(shown('thanh tra'), ['ubnd', '-so-xay-dung', '--thanh-tra']);
  assert.deepEqual(shown('xay dung'), ['ubnd', '-so-xay-dung']);
  assert.deepEqual(shown('không có'), []);
});
