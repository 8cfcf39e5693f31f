import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseView } from '../../../contract/cases.ts';
import { journeyStops } from './journey-stops.ts';

type Stretch = CaseView['journey'][number];
const stretch = (level: number, workingMinutes: number, more: Partial<Stretch> = {}): Stretch => ({
  level,
  status: 'processing',
  unit: null,
  from: '2026-11-23T08:00:00+07:00',
  to: '2026-11-23T09:00:00+07:00',
  workingMinutes,
  back: false,
  ...more,
});

test('minutes of several visits add up and the last stretch says where the case is', () => {
  const unit = { code: 'so-xay-dung', name: 'Sở Xây dựng' };
  const { stops } = journeyStops(
    [stretch(1, 5), stretch(2, 60, { unit }), stretch(1, 7, { back: true }), stretch(2, 30, { unit, to: null })],
    false,
  );
  assert.deepEqual(
    stops.map((s) => [s.state, s.minutes, s.unit]),
    [
      ['past', 12, null],
      ['here', 90, 'Sở Xây dựng'],
      ['ahead', 0, null],
      ['ahead', 0, null],
    ],
  );
});

test('returns are counted per pair of levels', () => {
  const back = { back: true };
  const { backs } = journeyStops(
    [stretch(1, 1), stretch(2, 1), stretch(1, 1, back), stretch(2, 1), stretch(1, 1, back)],
    false,
  );
  assert.deepEqual(backs, [{ from: 2, to: 1, count: 2 }]);
});

test('a finished case is nowhere', () => {
  const { stops } = journeyStops([stretch(1, 3)], true);
  assert.deepEqual(
    stops.map((s) => s.state),
    ['past', 'ahead', 'ahead', 'ahead'],
  );
});

test('a draft sent back inside level 2 is not a journey back', () => {
  assert.deepEqual(journeyStops([stretch(2, 1), stretch(2, 1, { back: true })], false).backs, []);
});

test('what waits for the centre stands at the centre, whatever its level', () => {
  for (const status of ['received', 'approved'] as const) {
    const unit = { code: 'so-xay-dung', name: 'Sở Xây dựng' };
    const { stops } = journeyStops([stretch(1, 1), stretch(2, 1, { unit }), stretch(2, 4, { unit, status })], false);
    assert.deepEqual(stops.map((s) => [s.state, s.minutes, s.unit]).slice(0, 2), [
      ['here', 5, null],
      ['past', 1, 'Sở Xây dựng'],
    ]);
  }
});
