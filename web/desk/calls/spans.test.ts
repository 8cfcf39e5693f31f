import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callFilters, callQuery } from './call-filters.ts';
import { lineOf } from './spans.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 28, 2, 0, seconds)).toISOString();

test('stretches are laid on the line of the call to scale, what lies over the talk on a row of its own', () => {
  const user = { code: 'lan', name: 'Trần Thị Lan' };
  const line = lineOf(
    {
      startedAt: at(0),
      endedAt: at(100),
      spans: [
        { kind: 'wait', user: null, startedAt: at(10), endedAt: at(40) },
        { kind: 'menu', user: null, startedAt: at(0), endedAt: at(10) },
        { kind: 'talk', user, startedAt: at(40), endedAt: at(100) },
        { kind: 'hold', user, startedAt: at(60), endedAt: at(70) },
      ],
    },
    Date.parse(at(500)),
  );
  assert.deepEqual(
    line.base.map((piece) => [piece.kind, piece.left, piece.width, piece.seconds]),
    [
      ['menu', 0, 0.1, 10],
      ['wait', 0.1, 0.3, 30],
      ['talk', 0.4, 0.6, 60],
    ],
  );
  assert.deepEqual(
    line.over.map((piece) => [piece.kind, piece.who, piece.left, piece.width]),
    [['hold', 'Trần Thị Lan', 0.6, 0.1]],
  );
  assert.equal(line.total, 100);
});

test('a running call goes up to now, a call of no length has one second', () => {
  const running = lineOf(
    { startedAt: at(0), endedAt: null, spans: [{ kind: 'talk', user: null, startedAt: at(5), endedAt: null }] },
    Date.parse(at(10)),
  );
  assert.deepEqual([running.total, running.base[0]?.seconds, running.base[0]?.open], [10, 5, true]);
  assert.equal(lineOf({ startedAt: at(0), endedAt: at(0), spans: [] }, 0).total, 1);
});

test('the address carries only known filters, and days become moments of the installation’s zone', () => {
  const filters = callFilters({
    view: 'missed',
    direction: 'up',
    outcome: 'busy',
    number: 905,
    from: '2026-11-28',
    to: 'x',
  });
  assert.deepEqual(filters, { view: 'missed', outcome: 'busy', number: '905', from: '2026-11-28' });
  assert.deepEqual(callQuery(filters), {
    view: 'missed',
    outcome: 'busy',
    number: '905',
    from: '2026-11-28T00:00:00+07:00',
  });
  assert.deepEqual(callQuery({}), { view: 'mine' });
});
