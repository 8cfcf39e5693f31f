import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WidgetEvent, WidgetMessage } from '../../../contract/widget.ts';
import { allowed } from './parent-origin.ts';
import { apply, EMPTY, type Thread, unreadAfter } from './thread.ts';
import { timeUuid } from './uuid.ts';

const at = '2026-11-23T08:00:00+07:00';
const said = (seq: number, kind: 'visitor' | 'agent' = 'agent'): WidgetEvent => ({
  kind: 'message',
  seq,
  at,
  message: {
    id: `m_${seq}`,
    seq,
    clientId: null,
    author: { kind, name: null },
    type: 'text',
    text: `tin ${seq}`,
    replyTo: null,
    attachments: [],
    createdAt: at,
    status: 'sent',
  } satisfies WidgetMessage,
});
const run = (events: WidgetEvent[], from: Thread = EMPTY) =>
  events.reduce<Thread>((thread, event) => {
    const next = apply(thread, event);
    return next === 'gap' ? thread : next;
  }, from);

test('what comes twice is shown once; what is missing is noticed', () => {
  const thread = run([said(1), said(2), said(1), said(2), said(3)]);
  assert.deepEqual(
    thread.messages.map((m) => m.seq),
    [1, 2, 3],
  );
  assert.equal(apply(thread, said(5)), 'gap');
  assert.equal(apply(thread, said(2)), thread, 'nothing is drawn again for nothing');
});

test('edits, deletions, marks and ends', () => {
  const thread = run([
    said(1, 'visitor'),
    said(2),
    { kind: 'edit', seq: 3, at, messageId: 'm_2', text: 'sửa' },
    { kind: 'read', seq: 4, at, upToSeq: 1 },
    { kind: 'assignment', seq: 5, at, agent: 'Lan' },
    { kind: 'status', seq: 6, at, status: 'closing', closesAt: at },
  ]);
  assert.deepEqual([thread.messages[1]?.text, thread.seenSeq, thread.agent, thread.closesAt], ['sửa', 1, 'Lan', at]);
  assert.deepEqual([unreadAfter(thread, 0), unreadAfter(thread, 2)], [1, 0]);
  const ended = run(
    [
      { kind: 'delete', seq: 7, at, messageId: 'm_2' },
      { kind: 'status', seq: 8, at, status: 'closed', closesAt: null },
    ],
    thread,
  );
  assert.deepEqual([ended.messages[1]?.text, ended.closed, ended.closesAt, unreadAfter(ended, 0)], ['', true, null, 0]);
});

test('ids grow with every call, also within a millisecond and when the clock goes back', () => {
  const ids = [timeUuid(5), timeUuid(5), timeUuid(4), timeUuid(1_000_000), timeUuid(6)];
  assert.deepEqual([...ids].sort(), ids);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('the window speaks to listed pages only', () => {
  const listed = ['https://a.vn', 'https://*.gov.vn'];
  const own = 'https://1022.vn';
  for (const origin of ['https://a.vn', 'https://x.gov.vn', own]) assert.equal(allowed(origin, listed, own), origin);
  for (const origin of ['https://evil.vn', 'http://a.vn', 'https://a.vn/', 'null', '', 'https://gov.vn'])
    assert.equal(allowed(origin, listed, own), null, origin);
});
