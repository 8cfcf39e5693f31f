import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ProposalFacts, propose } from './propose.ts';

const [ROADS, WATER, COMMUNE, CENTRE] = [1, 2, 3, 9];
const NOTHING: ProposalFacts = { byCategory: null, committee: null, history: [], except: [] };
const cases = (...counts: [unit: number, count: number][]) => counts.map(([unit, count]) => ({ unit, count }));

const TABLE: [why: string, facts: Partial<ProposalFacts>, order: number[], preselected: number | null][] = [
  ['nothing is known: nothing is proposed', {}, [], null],
  ['the category says who', { byCategory: { unit: ROADS, byPlace: false } }, [ROADS], ROADS],
  [
    'the committee of the place answers for the category',
    { byCategory: { unit: COMMUNE, byPlace: true }, committee: COMMUNE },
    [COMMUNE],
    COMMUNE,
  ],
  ['only the place is known: offered, not preselected', { committee: COMMUNE }, [COMMUNE], null],
  [
    'few cases are no practice',
    { byCategory: { unit: ROADS, byPlace: false }, history: cases([WATER, 4]) },
    [ROADS],
    ROADS,
  ],
  [
    'clear practice stands before the table',
    { byCategory: { unit: ROADS, byPlace: false }, history: cases([WATER, 8], [ROADS, 2]) },
    [WATER, ROADS],
    WATER,
  ],
  [
    'mixed practice stands behind it',
    { byCategory: { unit: ROADS, byPlace: false }, history: cases([WATER, 6], [ROADS, 4]) },
    [ROADS, WATER],
    ROADS,
  ],
  ['practice alone, mixed: offered, not preselected', { history: cases([WATER, 3], [ROADS, 3]) }, [WATER, ROADS], null],
  [
    'the unit that it is about never gets it, whatever speaks for it',
    { byCategory: { unit: ROADS, byPlace: false }, history: cases([ROADS, 20]), committee: COMMUNE, except: [ROADS] },
    [COMMUNE],
    null,
  ],
  [
    'the centre does not forward to itself',
    { byCategory: { unit: CENTRE, byPlace: false }, except: [CENTRE] },
    [],
    null,
  ],
  [
    'three at most',
    { byCategory: { unit: 5, byPlace: false }, history: cases([6, 3], [7, 3], [8, 3]), committee: COMMUNE },
    [5, 6, 7],
    5,
  ],
];

for (const [why, facts, order, preselected] of TABLE) {
  test(why, () => {
    const got = propose({ ...NOTHING, ...facts });
    assert.deepEqual(
      got.units.map((one) => one.unit),
      order,
    );
    assert.equal(got.preselected, preselected);
  });
}

test('each unit says why it is named, practice with its numbers', () => {
  const got = propose({
    byCategory: { unit: COMMUNE, byPlace: true },
    committee: COMMUNE,
    history: cases([COMMUNE, 12], [WATER, 2]),
    except: [],
  });
  assert.deepEqual(got.units, [
    {
      unit: COMMUNE,
      because: [
        { reason: 'area', count: null, of: null },
        { reason: 'history', count: 12, of: 14 },
      ],
    },
    { unit: WATER, because: [{ reason: 'history', count: 2, of: 14 }] },
  ]);
});
