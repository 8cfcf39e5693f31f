import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimelineEntry } from '../../../contract/cases.ts';
import { vi } from '../../i18n/vi.ts';
import { type LineContext, tellsSomething, timelineLine } from './timeline-lines.ts';

const context: LineContext = {
  t: vi,
  language: 'vi',
  now: Date.parse('2026-11-23T08:00:00+07:00'),
  nameOf: (code) => ({ 'so-xay-dung': 'Sở Xây dựng', 'ubnd-phuong-cao-lanh': 'UBND phường Cao Lãnh' })[code] ?? code,
};
const entry = (type: string, data: Record<string, unknown>): TimelineEntry => ({
  id: '1',
  type,
  at: '2026-11-23T07:00:00+07:00',
  actor: { kind: 'user', name: 'Nguyễn Thị Lan', inPlaceOf: null },
  unit: null,
  data,
});

test('forwarding names the units and quotes the note', () => {
  const line = timelineLine(
    entry('case.forwarded', { leadUnit: 'so-xay-dung', coUnits: ['ubnd-phuong-cao-lanh'], note: 'Gấp' }),
    context,
  );
  assert.equal(line.title, 'Chuyển xử lý');
  assert.deepEqual(line.facts, ['đến Sở Xây dựng', 'phối hợp: UBND phường Cao Lãnh']);
  assert.equal(line.quote, 'Gấp');
});

test('a directive says until when', () => {
  const line = timelineLine(
    entry('case.directed', { unit: 'so-xay-dung', text: 'Sửa ngay', dueAt: '2026-11-27T16:30:00+07:00' }),
    context,
  );
  assert.deepEqual(line.facts, ['đến Sở Xây dựng', 'hạn 16:30 thứ Sáu 27/11']);
});

test('a change of labels says from what to what, in words', () => {
  const line = timelineLine(
    entry('case.relabelled', { changes: { urgency: ['normal', 'urgent'] }, reason: 'nguy hiểm' }),
    context,
  );
  assert.deepEqual(line.facts, ['Mức khẩn: Bình thường → Khẩn']);
});

test('an event that the desk does not know yet is shown with its name and reason', () => {
  const line = timelineLine(entry('case.moved_to_moon', { reason: 'thử' }), context);
  assert.equal(line.title, 'Sự kiện: moved to moon');
  assert.equal(line.quote, 'thử');
});

test('of other domains only what belongs to the story is told, in words', () => {
  const told = (type: string, data: Record<string, unknown>) => {
    const one = entry(type, data);
    const line = timelineLine(one, context);
    return tellsSomething(one) ? [line.title, ...line.facts, line.quote].filter(Boolean).join(' · ') : null;
  };
  assert.equal(told('call.ended', { callId: 1, outcome: 'answered' }), 'Cuộc gọi · Đã nghe');
  assert.equal(told('queue.changed', { what: 'owned', user: 1, why: null }), null);
  assert.equal(
    told('queue.changed', { what: 'assigned', user: 1, why: 'Chị An nghỉ' }),
    'Điều phối ở tổng đài · giao cho người khác · Chị An nghỉ',
  );
  assert.equal(told('callback.owed', {}), 'Hẹn gọi lại người dân');
  assert.equal(told('call.recording_heard', {}), null);
});
