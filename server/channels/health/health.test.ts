import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asWritten } from '../../platform/said.ts';
import { assess, type ChannelFacts } from './assess.ts';
import { type HourCount, silenceOf } from './silence.ts';

const HOUR = 3_600_000;
/** A Monday, 10:00 in Vietnam. */
const now = new Date('2026-11-23T03:00:00Z');
const before = (hours: number) => new Date(now.getTime() - hours * HOUR);

/** Seven weeks in which `rate(hour of the week, local)` messages came each hour. */
function weeks(rate: (weekday: number, hour: number) => number): HourCount[] {
  return Array.from({ length: 7 * 168 }, (_, n) => {
    const hour = before(n + 1);
    const local = new Date(hour.getTime() + 7 * HOUR);
    return { hour, received: rate(local.getUTCDay(), local.getUTCHours()) };
  });
}
const office = weeks((day, hour) => (day >= 1 && day <= 5 && hour >= 7 && hour < 17 ? 12 : 0));
const silence = (lastInAt: Date | null, counts = office, firstSeen: Date | null = before(7 * 168)) =>
  silenceOf({ now, lastInAt, firstSeen, counts });

test('silence is measured against the same hours of the weeks before', () => {
  // Since 09:40: four messages missing.
  assert.equal(silence(before(1 / 3)).silent, false);
  // Since 09:00: twelve missing.
  assert.deepEqual([silence(before(1)).silent, silence(before(1)).expected], [true, 12]);
  // Since Friday 17:00: only this morning counts, 36.
  assert.deepEqual([silence(before(65)).silent, silence(before(65)).expected], [true, 36]);
});

test('nights, weekends, new channels and quiet ones are not ill', () => {
  const sunday = new Date('2026-11-22T03:00:00Z');
  const friday = new Date('2026-11-20T10:00:00Z');
  assert.equal(silenceOf({ now: sunday, lastInAt: friday, firstSeen: before(7 * 168), counts: office }).silent, false);
  assert.equal(silence(null).silent, false);
  assert.equal(silence(before(10), office, before(200)).silent, false, 'known for a week only');
  assert.equal(
    silence(
      before(30),
      weeks((_, hour) => (hour === 9 ? 1 : 0)),
    ).silent,
    false,
    'one message a day',
  );
  assert.equal(
    silence(
      before(24 * 10),
      weeks((_, hour) => (hour === 9 ? 1 : 0)),
    ).silent,
    true,
    'ten days without one',
  );
});

const good: ChannelFacts = {
  channel: 'zalo',
  account: 'default',
  name: 'Zalo',
  enabled: true,
  problem: null,
  access: 'ok',
  accessDetail: null,
  accessSince: null,
  tokenExpiresAt: new Date(now.getTime() + 20 * HOUR),
  disconnected: null,
  lastInAt: before(0.1),
  lastOutAt: before(0.1),
  lastErrorAt: null,
  lastError: null,
  errorsInRow: 0,
  day: { received: 1, sent: 1, failed: 0, refused: 0, duplicates: 0 },
  hourRefused: 0,
  unhandled: 0,
  waiting: 0,
  firstSeen: before(7 * 168),
  counts: office,
};
const table: [what: string, change: Partial<ChannelFacts>, state: string, troubles: string[]][] = [
  ['all is well', {}, 'good', []],
  ['switched off', { enabled: false, problem: { vi: 'x', en: 'x' } }, 'off', []],
  ['not configured', { problem: { vi: 'Chưa nhập mã.', en: 'The key is missing.' } }, 'bad', ['not_configured']],
  ['somebody must sign in', { access: 'reauth_required' }, 'bad', ['reauth']],
  ['blocked', { access: 'blocked', accessDetail: { vi: 'Hết tiền.', en: 'No money.' } }, 'bad', ['blocked']],
  ['the token is at its end', { tokenExpiresAt: new Date(now.getTime() + HOUR / 2) }, 'watch', ['token_ending']],
  ['the token is dead', { tokenExpiresAt: before(1) }, 'bad', ['token_ending']],
  ['a connection lost this minute', { disconnected: { since: before(0.01), detail: asWritten('x') } }, 'good', []],
  [
    'a connection lost',
    { disconnected: { since: before(1), detail: asWritten('Mất kết nối.') } },
    'bad',
    ['disconnected'],
  ],
  ['nothing goes out', { errorsInRow: 5, lastError: asWritten('HTTP 502') }, 'bad', ['errors']],
  ['silent', { lastInAt: before(2) }, 'watch', ['silent']],
  ['forged calls', { hourRefused: 20 }, 'watch', ['refused']],
  ['something for a person', { unhandled: 1 }, 'watch', ['unhandled']],
  ['worst first', { unhandled: 1, access: 'reauth_required' }, 'bad', ['reauth', 'unhandled']],
];
for (const [what, change, state, troubles] of table)
  test(`health: ${what}`, () => {
    const found = assess({ ...good, ...change }, now);
    assert.equal(found.state, state);
    assert.deepEqual(
      found.findings.map((one) => one.what),
      troubles,
    );
    for (const one of found.findings) assert.ok(one.detail.vi.length > 5 && one.advice.en.length > 10);
  });
