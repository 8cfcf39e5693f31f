import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { sweepLimits } from './limits.ts';

const t = await startCasesApp();

test('what nobody handles goes 2 → 3 → 4 by itself, also after a long stop of the server', async () => {
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  await sweepLimits(t.ctx);
  assert.equal((await t.agent.get(`/cases/${code}`)).body.status, 'processing');
  // Due Tuesday 08:00; the server "stood still" until Wednesday.
  t.clock.moveTo('2026-11-25T09:00:00+07:00');
  await sweepLimits(t.ctx);
  const third = (await t.leader.get(`/cases/${code}`)).body;
  assert.deepEqual([third.status, third.level, third.bucket], ['escalated', 3, 'overdue']);
  // Two working days for the leader: Friday 09:00.
  t.clock.moveTo('2026-11-27T08:59:00+07:00');
  await sweepLimits(t.ctx);
  assert.equal((await t.leader.get(`/cases/${code}`)).body.level, 3);
  t.clock.moveTo('2026-11-27T09:01:00+07:00');
  await sweepLimits(t.ctx);
  await sweepLimits(t.ctx);
  const fourth = (await t.province.get(`/cases/${code}`)).body;
  assert.deepEqual([fourth.status, fourth.level, fourth.turn], ['escalated', 4, 'province_leader']);
  const timeline = (await t.agent.get(`/cases/${code}/timeline`)).body.items;
  const automatic = timeline.filter(
    (e: { type: string; data: { why?: string } }) => e.type === 'case.escalated' && e.data.why === 'overdue',
  );
  assert.equal(automatic.length, 2);
  const ordered = await t.did(t.province, code, 'direct', {
    unit: 'so-xay-dung',
    text: 'Trả lời ngay',
    dueAt: '2026-11-30T16:00:00+07:00',
  });
  assert.deepEqual([ordered.status, ordered.level], ['processing', 4]);
  await t.did(t.officer, code, 'submit', { text: 'Trả lời' });
  const approved = await t.did(t.leader, code, 'approve');
  assert.deepEqual([approved.bucket, approved.resolvedLevel], ['late', 4]);
});

test('a vacant post is passed over to the province, and it says so', async () => {
  const officer = await t.as({ role: 'officer', unit: 'so-tu-phap' });
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-tu-phap' });
  await t.did(officer, code, 'accept');
  const up = await t.did(officer, code, 'escalate', { reason: 'Cần chỉ đạo' });
  assert.equal(up.level, 4);
  const last = (await t.agent.get(`/cases/${code}/timeline`)).body.items.at(-1);
  assert.equal(last.data.vacant, true);
});

test('a silent citizen: the case goes on after the limit, and the promise moves by exactly the pause', async () => {
  const { code, dueAt } = await t.newCase();
  await t.did(t.agent, code, 'request_info', { question: 'Ở đâu?' });
  t.clock.advance('P20D');
  await sweepLimits(t.ctx);
  const back = (await t.agent.get(`/cases/${code}`)).body;
  assert.deepEqual([back.status, back.clock], ['received', 'running']);
  assert.equal(back.bucket, 'in_time');
  assert.ok(dueAt !== null && back.dueAt > dueAt);
  assert.equal(back.originalDueAt, dueAt);
});

test('where nothing moves by itself the limit is put on record, once', async () => {
  const { code } = await t.newCase();
  t.clock.advance('PT10M');
  await sweepLimits(t.ctx);
  await sweepLimits(t.ctx);
  const passed = (await t.agent.get(`/cases/${code}/timeline`)).body.items.filter(
    (e: { type: string }) => e.type === 'case.limit_passed',
  );
  assert.equal(passed.length, 1);
});

test('two sweeps at once: every limit acts once', async () => {
  const codes: string[] = [];
  for (let i = 0; i < 12; i += 1) {
    const { code } = await t.newCase();
    await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
    codes.push(code);
  }
  t.clock.advance('P3D');
  await Promise.all([sweepLimits(t.ctx), sweepLimits(t.ctx), sweepLimits(t.ctx)]);
  const rows = await t.ctx.db
    .selectFrom('events as e')
    .innerJoin('cases as c', 'c.id', 'e.case_id')
    .select((e) => ['c.code', e.fn.countAll<number>().as('n')])
    .where('e.type', '=', 'case.escalated')
    .where('c.code', 'in', codes)
    .groupBy('c.code')
    .execute();
  assert.equal(rows.length, codes.length);
  assert.ok(rows.every((r) => Number(r.n) === 1));
});
