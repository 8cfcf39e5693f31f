import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OriginThread, wayFor } from './reach.ts';

const now = new Date('2026-11-23T08:00:00+07:00');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const thread = (channel: OriginThread['channel'], hours: number | null = 1): OriginThread => ({
  conversationId: 7,
  channel,
  address: channel === 'email' ? 'hoa@example.com' : '246',
  lastInAt: hours === null ? null : hoursAgo(hours),
});

test('the thread of origin comes first, as long as its window is open', () => {
  const emails = ['hoa@example.com'];
  assert.deepEqual(wayFor({ origin: thread('zalo'), emails }, 'human', now), { by: 'thread', conversationId: 7 });
  assert.deepEqual(wayFor({ origin: thread('livechat', 5_000), emails }, 'auto', now).by, 'thread');
  assert.deepEqual(wayFor({ origin: thread('email'), emails }, 'auto', now).by, 'thread');
});

test('late on Zalo: a person may still write, a machine takes mail', () => {
  const facts = { origin: thread('zalo', 60), emails: ['hoa@example.com'] };
  assert.equal(wayFor(facts, 'human', now).by, 'thread');
  assert.equal(wayFor(facts, 'auto', now).by, 'mail');
});

test('too late: mail, and without an address nobody but a caller; the reason is told', () => {
  const late = thread('messenger', 24 * 8);
  assert.equal(wayFor({ origin: late, emails: ['a@b.vn'] }, 'human', now).by, 'mail');
  const none = wayFor({ origin: late, emails: [] }, 'human', now);
  assert.equal(none.by, 'none');
  assert.match(none.by === 'none' ? none.because.vi : '', /7 ngày/);
  assert.equal(wayFor({ origin: null, emails: [] }, 'human', now).by, 'none');
  assert.equal(wayFor({ origin: thread('web'), emails: [] }, 'human', now).by, 'none');
});

test('what has just failed is not tried again, another address of the same person is', () => {
  const failed = { channel: 'email', address: 'Hoa@example.com' } as const;
  assert.equal(wayFor({ origin: thread('email'), emails: ['hoa@example.com'], failed }, 'human', now).by, 'none');
  const other = wayFor(
    { origin: thread('email'), emails: ['hoa@example.com', 'hoa2@example.com'], failed },
    'human',
    now,
  );
  assert.deepEqual(other.by === 'mail' && other.address, 'hoa2@example.com');
  const zalo = { channel: 'zalo', address: '246' } as const;
  assert.equal(wayFor({ origin: thread('zalo'), emails: ['a@b.vn'], failed: zalo }, 'human', now).by, 'mail');
});
