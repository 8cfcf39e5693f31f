import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { sweepLimits } from './limits.ts';

const t = await startCasesApp();

type Told = { type: string; data: { share?: number; dueAt?: string } };

/** What was announced of a case, in order: `50`, `80`, `overdue`, `serious`. */
async function told(code: string): Promise<string[]> {
  const { items } = (await t.agent.get(`/cases/${code}/timeline`)).body as { items: Told[] };
  return items.flatMap((e) => {
    if (e.type === 'case.warned') return [String(e.data.share)];
    if (e.type === 'case.overdue') return ['overdue'];
    return e.type === 'case.seriously_late' ? ['serious'] : [];
  });
}

/** A five-day report (due the next Monday at this hour) that an officer has accepted. */
async function accepted(): Promise<string> {
  const { code } = await t.newCase({ type: 'service_report' });
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  return code;
}

async function sweepAt(local: string): Promise<void> {
  t.clock.moveTo(`${local}+07:00`);
  await sweepLimits(t.ctx);
  await sweepLimits(t.ctx);
}

test('half, four fifths, overdue, seriously late: each once, seen by leaders, listed', async () => {
  const code = await accepted();
  await sweepAt('2026-11-25T13:59:00');
  assert.deepEqual(await told(code), []);
  await sweepAt('2026-11-25T14:01:00');
  assert.deepEqual(await told(code), ['50']);
  await sweepAt('2026-11-27T08:00:01');
  assert.deepEqual(await told(code), ['50', '80']);
  await sweepAt('2026-11-30T08:00:00');
  assert.deepEqual(await told(code), ['50', '80'], 'the due instant itself is in time');
  await sweepAt('2026-11-30T08:00:01');
  assert.deepEqual(await told(code), ['50', '80', 'overdue']);
  const third = (await t.leader.get(`/cases/${code}`)).body;
  assert.deepEqual([third.status, third.level, third.seriouslyLateAt], ['escalated', 3, null]);
  await sweepAt('2026-12-02T08:00:01');
  assert.deepEqual(await told(code), ['50', '80', 'overdue', 'serious']);
  for (const who of [t.leader, t.province, t.agent]) {
    const list = (await who.get('/cases?view=all&due=seriously_late')).body.items;
    assert.deepEqual(
      list.map((c: { code: string }) => c.code),
      [code],
    );
    assert.equal(list[0].seriouslyLateAt, '2026-12-02T08:00:01+07:00');
  }
  const events = await t.ctx.db
    .selectFrom('events')
    .select('audience')
    .where('type', '=', 'case.seriously_late')
    .execute();
  const [heard] = events.map((e) => e.audience as unknown as { to: string[] });
  const to = heard?.to ?? [];
  assert.ok(to.includes('all_cases') && to.some((a) => a.startsWith('unit:')), 'unit and province hear of it');
});

test('after a stop of the server only the highest share that was missed is announced, and none beside overdue', async () => {
  t.clock.moveTo('2026-12-07T08:00:00+07:00');
  const code = await accepted();
  await sweepAt('2026-12-11T15:00:00');
  assert.deepEqual(await told(code), ['80']);
  const other = await accepted();
  await sweepAt('2027-01-20T15:00:00');
  assert.deepEqual(await told(other), ['overdue', 'serious']);
  assert.deepEqual(await told(code), ['80', 'overdue', 'serious']);
});

test('a pause shifts what is not announced yet; a granted date and a new label begin anew', async () => {
  t.clock.moveTo('2027-03-01T08:00:00+07:00');
  const code = await accepted();
  await sweepAt('2027-03-03T14:30:00');
  assert.deepEqual(await told(code), ['50']);
  // At four fifths less an hour the clock stands still for two working days.
  await sweepAt('2027-03-05T07:00:00');
  await t.did(t.officer, code, 'request_info', { question: 'Ở số nhà nào?' });
  await sweepAt('2027-03-09T07:00:00');
  assert.deepEqual(await told(code), ['50'], 'nothing while the clock stands still');
  await t.did(t.agent, code, 'citizen_replied', { text: 'Số 12' });
  await sweepAt('2027-03-09T07:59:00');
  assert.deepEqual(await told(code), ['50']);
  await sweepAt('2027-03-09T08:00:01');
  assert.deepEqual(await told(code), ['50', '80']);
  const asked = await t.did(t.officer, code, 'request_extension', {
    dueAt: '2027-03-12T16:00:00+07:00',
    reason: 'Cần đo đạc',
  });
  assert.equal(asked.dueAt, '2027-03-10T08:00:00+07:00');
  await t.did(t.leader, code, 'grant', {});
  await sweepAt('2027-03-10T09:00:00');
  assert.deepEqual(await told(code), ['50', '80'], 'the old date passes unnoticed');
  await sweepAt('2027-03-12T15:59:00');
  assert.deepEqual(await told(code), ['50', '80', '80']);
  await t.did(t.officer, code, 'relabel', { type: 'regulation_feedback', reason: 'Đúng loại' });
  const fresh = (await t.officer.get(`/cases/${code}`)).body;
  // Ten working days from 1 March and two for the pause: the grant belonged to the other promise.
  assert.equal(fresh.dueAt, '2027-03-17T08:00:00+07:00');
  await sweepAt('2027-03-12T16:01:00');
  assert.deepEqual((await told(code)).slice(3), ['50']);
});

test('reopened, nothing is late at once, and everything is announced again', async () => {
  t.clock.moveTo('2027-04-05T08:00:00+07:00');
  const code = await accepted();
  await sweepAt('2027-04-14T10:00:00');
  assert.deepEqual(await told(code), ['overdue', 'serious']);
  await t.did(t.leader, code, 'answer_at_level', { text: 'Đã sửa.' });
  const closed = await t.did(t.agent, code, 'deliver', { note: 'Đã gọi' });
  assert.deepEqual([closed.bucket, closed.status], ['late', 'closed']);
  const again = await t.did(t.supervisor, code, 'reopen', { reason: 'Vẫn hỏng' });
  assert.deepEqual([again.bucket, again.seriouslyLateAt], ['in_time', null]);
  await sweepAt('2027-04-14T10:01:00');
  assert.deepEqual(await told(code), ['overdue', 'serious']);
  await sweepAt('2027-04-22T10:00:00');
  assert.deepEqual((await told(code)).slice(2), ['80'], 'a holiday lies between: four days are used up');
});

test('the signature has a limit of its own, never past the due date; late is fixed at approval and again at delivery', async () => {
  t.clock.moveTo('2027-05-10T08:00:00+07:00');
  const code = await accepted();
  await t.did(t.officer, code, 'submit', { text: 'Dự thảo' });
  const limit = async () =>
    (await t.ctx.db.selectFrom('cases').selectAll().where('code', '=', code).executeTakeFirstOrThrow()).step_due_at;
  assert.equal((await limit())?.toISOString(), new Date('2027-05-11T08:00+07:00').toISOString());
  await sweepAt('2027-05-11T08:01:00');
  const passed = (await t.leader.get(`/cases/${code}/timeline`)).body.items.filter(
    (e: Told) => e.type === 'case.limit_passed',
  );
  assert.equal(passed.length, 1);
  await t.did(t.leader, code, 'reject_draft', { reason: 'Bổ sung' });
  t.clock.moveTo('2027-05-14T16:00:00+07:00');
  await t.did(t.officer, code, 'submit', { text: 'Dự thảo 2' });
  assert.equal(
    (await limit())?.toISOString(),
    new Date('2027-05-17T08:00+07:00').toISOString(),
    'the due date is sooner',
  );
  t.clock.moveTo('2027-05-17T07:30:00+07:00');
  const approved = await t.did(t.leader, code, 'approve');
  assert.equal(approved.bucket, 'on_time');
  t.clock.moveTo('2027-05-19T09:00:00+07:00');
  await t.did(t.agent, code, 'deliver', { note: 'Đã gọi' });
  const row = await t.ctx.db.selectFrom('cases').selectAll().where('code', '=', code).executeTakeFirstOrThrow();
  assert.deepEqual([row.finished_late, row.delivered_late, row.alert_at], [false, true, null]);
});

test('pauses have a reason and a cap: after ten days in all the clock stands still no longer', async () => {
  t.clock.moveTo('2027-06-01T08:00:00+07:00');
  const code = await accepted();
  for (const [from, to] of [
    ['2027-06-01T09:00:00', '2027-06-08T09:00:01'],
    ['2027-06-08T10:00:00', '2027-06-14T10:00:00'],
  ]) {
    t.clock.moveTo(`${from}+07:00`);
    await t.did(t.officer, code, 'request_info', { question: 'Xin thêm ảnh' });
    t.clock.moveTo(`${to}+07:00`);
    if (to?.startsWith('2027-06-08')) await sweepLimits(t.ctx);
    else await t.did(t.agent, code, 'citizen_replied', { text: 'Đây' });
  }
  t.clock.moveTo('2027-06-14T11:00:00+07:00');
  await t.did(t.officer, code, 'request_info', { question: 'Một lần nữa' });
  await sweepAt('2027-06-15T16:00:00');
  const back = (await t.officer.get(`/cases/${code}/timeline`)).body.items.filter(
    (e: Told) => e.type === 'case.resumed',
  );
  assert.deepEqual(
    back.map((e: { data: { why: string } }) => e.data.why),
    ['limit', 'cap'],
  );
  const refused = await t.act(t.officer, code, 'request_info', { question: 'Lần nữa' });
  assert.deepEqual([refused.status, refused.body.code], [409, 'not_now']);
  assert.match(refused.body.detail, /dùng hết tổng thời gian/);
  const pauses = await t.ctx.db.selectFrom('case_pauses').select(['reason', 'ended_by']).orderBy('id').execute();
  assert.deepEqual(
    pauses.slice(-3).map((p) => `${p.reason} ${p.ended_by}`),
    ['awaiting_citizen limit', 'awaiting_citizen citizen', 'awaiting_citizen cap'],
  );
  const { explanation } = (await t.officer.get(`/cases/${code}/deadline`)).body as { explanation: string[] };
  assert.equal(explanation.filter((line) => line.startsWith('Tạm dừng chờ người dân')).length, 3);
  assert.ok(explanation.some((line) => line.startsWith('Giới hạn của bước hiện tại (đơn vị xử lý): ')));
});
