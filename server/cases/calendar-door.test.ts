import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { importDays } from '../../contract/calendar-import.ts';
import * as contract from '../../contract/calendars.ts';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { refusalOf } from '../../test/support/client.ts';
import { registerCalendars } from '../calendar/index.ts';
import { keptSaid } from '../platform/said.ts';
import { calendarDoor } from './calendar-door.ts';

const app = await startCasesApp({
  now: '2026-11-23T08:00:00+07:00',
  register: (fastify, ctx) => registerCalendars(fastify, ctx, calendarDoor),
});
const admin = await app.as({ role: 'admin' });
const params = { code: 'hanh-chinh' };
const SWAP = { off: '2026-11-25', working: '2026-12-12', name: 'Nghỉ theo thông báo' };
const waiting = async () => {
  const { rows } = await sql<{ why: string }>`
    select data ->> 'why' as why from pgboss.job where name = 'cases.recompute' and state = 'created'`.execute(
    app.ctx.db,
  );
  return rows.map((r) => keptSaid(r.why).vi);
};

test('a change is tried out on the open cases, and has their due dates reckoned again when it is saved', async () => {
  const reports = [];
  for (let i = 0; i < 3; i++) reports.push(await app.newCase({ type: 'site_report', place: { text: 'Chợ' } }));
  await app.newCase();
  const moved = await admin.call(contract.previewChange, { params, body: { do: 'swap', ...SWAP } });
  assert.deepEqual([moved.open, moved.affected, moved.moves], [4, 3, [{ days: 1, cases: 3 }]]);
  assert.deepEqual(
    moved.examples.map((e) => [e.code, e.from, e.to]),
    reports.map((c) => [c.code, '2026-11-30T08:00:00+07:00', '2026-12-01T08:00:00+07:00']),
  );
  assert.deepEqual(await waiting(), [], 'a preview leaves nothing behind');
  await refusalOf(admin.call(contract.createSwap, { params, body: { ...SWAP, working: '2026-12-11' } }));
  assert.deepEqual(await waiting(), [], 'neither does a refusal');
  await admin.call(contract.createSwap, { params, body: SWAP });
  assert.deepEqual(await waiting(), [
    'Lịch “Giờ hành chính”: nghỉ Thứ Tư 25/11/2026, làm bù Thứ Bảy 12/12/2026 (Nghỉ theo thông báo).',
  ]);
});

test('a file is tried out in the same way', async () => {
  const body = {
    fileName: 'nghi.csv',
    data: Buffer.from('ngày,tên\n2026-11-26,Ngày hội').toString('base64'),
    dryRun: true,
  };
  const { moved, applied } = await admin.call(importDays, { params, body });
  assert.deepEqual([applied, moved?.affected], [false, 3]);
});
