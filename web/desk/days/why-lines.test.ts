import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimelineEntry } from '../../../contract/cases.ts';
import { vi } from '../../i18n/vi.ts';
import { whyLines } from './why-lines.ts';

const context = {
  t: vi,
  language: 'vi' as const,
  now: Date.parse('2026-11-28T10:00:00+07:00'),
  nameOf: (c: string) => c,
};
let id = 0;
function entry(type: string, data: Record<string, unknown>, kind: 'user' | 'system' = 'user'): TimelineEntry {
  id += 1;
  const actor = { kind, name: kind === 'user' ? 'Võ Thanh Tùng' : 'Hệ thống', inPlaceOf: null };
  return { id: String(id), type, at: '2026-11-27T10:00:00+07:00', actor, unit: null, data };
}

test('limits that passed stand apart from what was said; what says nothing is left out', () => {
  const { limits, said } = whyLines(
    [
      entry('case.registered', { channel: 'phone', urgency: 'normal' }),
      entry('case.accepted', { assignee: 'officer' }),
      entry('case.returned', { unit: 'so-xay-dung', reason: 'Không thuộc thẩm quyền', count: 1, dispute: false }),
      entry('case.overdue', { status: 'processing', level: 2, dueAt: '2026-11-26T16:30:00+07:00' }, 'system'),
      entry('case.escalated', { level: 3, why: 'overdue', reason: null, vacant: false }, 'system'),
      entry('case.escalated', { level: 4, why: 'by_hand', reason: 'Cần tỉnh quyết', vacant: false }),
      entry(
        'case.limit_passed',
        { status: 'awaiting_approval', level: 3, dueAt: '2026-11-26T16:30:00+07:00' },
        'system',
      ),
    ],
    context,
  );
  assert.deepEqual(
    limits.map((l) => l.title),
    [vi.events.title.overdue, vi.events.title.escalated, vi.events.title.limit_passed],
  );
  assert.deepEqual(
    said.map((l) => [l.who, l.quote]),
    [
      ['Võ Thanh Tùng', 'Không thuộc thẩm quyền'],
      ['Võ Thanh Tùng', 'Cần tỉnh quyết'],
    ],
  );
  assert.equal(limits[0]?.who, null, 'nobody says that it is late: the clock does');
});
