import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type About, clusters, fitting, nearer, type Scope } from './match.ts';

// Categories: 1 = Điện, nước; 11 = Mất điện below it; 2 = Giao thông. Areas: 7, 8.
const table: [string, Scope, Partial<About>, [fit: string, ...reasons: string[]]][] = [
  ['own category and area', s(11, 7), { categoryIds: [11, 1], areaId: 7 }, ['match', 'same_area', 'same_category']],
  ['the category above', s(1, 7), { categoryIds: [11, 1], areaId: 7 }, ['match', 'same_area', 'same_category']],
  ['not the one below', s(11, 7), { categoryIds: [1], areaId: 7 }, ['other', 'same_area']],
  ['another category', s(11, 7), { categoryIds: [2], areaId: 7 }, ['other', 'same_area']],
  ['another place', s(11, 7), { categoryIds: [11, 1], areaId: 8 }, ['other', 'same_category']],
  ['one of several places', s(11, 7, 8), { categoryIds: [11, 1], areaId: 8 }, ['match', 'same_area', 'same_category']],
  ['the whole province', s(11), { categoryIds: [11, 1], areaId: 8 }, ['match', 'everywhere', 'same_category']],
  ['anything anywhere', s(null), { categoryIds: [2], areaId: 8 }, ['possible', 'everywhere']],
  ['any category', s(null, 7), { categoryIds: [2], areaId: 7 }, ['match', 'same_area']],
  ['only the place is known', s(11, 7), { areaId: 7 }, ['possible', 'same_area']],
  ['only the category is known', s(11, 7), { categoryIds: [11, 1] }, ['possible', 'same_category']],
  ['nothing is known', s(11, 7), {}, ['possible']],
  ['only the words', s(11, 7), { sameWords: true }, ['possible', 'same_words']],
];

function s(categoryId: number | null, ...areaIds: number[]): Scope {
  return { categoryId, areaIds };
}

for (const [name, scope, about, expected] of table)
  test(`an incident and a contact: ${name}`, () => {
    const { fit, reasons } = fitting(scope, { categoryIds: [], areaId: null, sameWords: false, ...about });
    assert.deepEqual([fit, ...reasons], expected);
  });

test('the nearest first: what fits, then what may, then the rest; of equals the newer', () => {
  const about: About = { categoryIds: [11, 1], areaId: 7, sameWords: false };
  const at = (scope: Scope, name: string, hour: number) => ({
    ...fitting(scope, about),
    name,
    at: new Date(Date.UTC(2026, 10, 28, hour)),
  });
  const order = [
    at(s(2), 'other', 9),
    at(s(null), 'anything', 8),
    at(s(11), 'province', 8),
    at(s(11, 7), 'here old', 7),
    at(s(1, 7), 'above', 9),
    at(s(11, 7), 'here', 8),
  ].sort(nearer);
  assert.deepEqual(
    order.map((one) => one.name),
    ['here', 'here old', 'above', 'province', 'anything', 'other'],
  );
});

test('cases of one category and one place make a group when they are enough; the largest first', () => {
  const reports = [
    [1, 11, 7],
    [2, 11, 7],
    [3, 11, 8],
    [4, 2, 7],
    [5, 2, 7],
    [6, 2, 7],
  ].map(
    ([id, categoryId, areaId]) => ({ id, categoryId, areaId }) as { id: number; categoryId: number; areaId: number },
  );
  const ids = (from: number) => clusters(reports, from).map((group) => group.map((one) => one.id));
  assert.deepEqual(ids(2), [
    [4, 5, 6],
    [1, 2],
  ]);
  assert.deepEqual(ids(3), [[4, 5, 6]]);
  assert.deepEqual(ids(4), []);
});
