/** An order of a leader from issuing to its end: noted, reported, sent back, accepted; and who may say that it has ended. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseView } from '../../contract/cases.ts';
import { startCasesApp } from '../../test/support/cases-app.ts';

const t = await startCasesApp();
const DAY = 86_400_000;
const inDays = (n: number) => new Date(t.clock.now().getTime() + n * DAY).toISOString();

/** A case under an order of level 4 (or 3), in the hands of Sở Xây dựng. */
async function ordered(level: 3 | 4 = 4): Promise<string> {
  const { code } = await t.newCase({ type: 'service_report' });
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  await t.did(t.officer, code, 'escalate', { reason: 'Vượt thẩm quyền' });
  if (level === 4) await t.did(t.leader, code, 'escalate', { reason: 'Cần tỉnh quyết' });
  const giver = level === 4 ? t.province : t.leader;
  await t.did(giver, code, 'direct', { unit: 'so-xay-dung', text: 'Xử lý dứt điểm', dueAt: inDays(3) });
  return code;
}
const order = (item: CaseView) => item.directives[0] as CaseView['directives'][number];
const offers = async (who: typeof t.province, code: string): Promise<string[]> =>
  (await who.get(`/cases/${code}/actions`)).body.items.map((i: { action: string }) => i.action);

test('issued, noted by the first who acts, reported, sent back, reported again, accepted', async () => {
  const code = await ordered();
  const read = async () => (await t.province.get(`/cases/${code}`)).body as CaseView;
  assert.deepEqual([order(await read()).state, order(await read()).acknowledgedAt], ['open', null]);
  t.clock.advance(3_600_000);
  await t.did(t.leader, code, 'assign', { user: t.officer.user.username });
  const noted = order(await read());
  assert.equal(noted.acknowledgedBy?.name, 'Nguyễn Giám Đốc');
  t.clock.advance(3_600_000);
  const events = await t.eventsDuring(() =>
    t.did(t.officer, code, 'report_directive', { text: 'Đã giao đội thi công' }),
  );
  assert.deepEqual(
    events.map((e) => e.type),
    ['case.directive_reported'],
  );
  const reported = order(await read());
  assert.deepEqual(
    [reported.state, reported.acknowledgedAt, reported.reportedBy?.name],
    ['reported', noted.acknowledgedAt, 'Trần Văn Cán Bộ'],
  );
  assert.equal((await t.act(t.officer, code, 'report_directive', { text: 'x' })).body.refusal, 'no_directive');
  // Whoever did not give it does not end it.
  for (const who of [t.officer, t.leader, t.agent, t.supervisor])
    assert.equal((await t.act(who, code, 'accept_report')).status, 403);
  assert.equal((await t.act(t.officer2, code, 'accept_report')).status, 404);
  assert.ok((await offers(t.province, code)).includes('accept_report'));

  assert.equal((await t.act(t.province, code, 'send_back_report', { reason: '' })).status, 422);
  t.clock.advance(4 * DAY);
  const late = await t.act(t.province, code, 'send_back_report', { reason: 'Chưa có ảnh' });
  assert.equal(late.status, 422, 'the old date has passed: a new one is needed');
  assert.equal(late.body.fields[0].path, 'dueAt');
  const dueAt = inDays(2);
  const back = await t.did(t.province, code, 'send_back_report', { reason: 'Chưa có ảnh', dueAt });
  assert.deepEqual([order(back).state, order(back).report, order(back).sentBackReason], ['open', null, 'Chưa có ảnh']);
  assert.equal(Date.parse(order(back).dueAt), Date.parse(dueAt));
  const row = await t.ctx.db
    .selectFrom('cases')
    .select(['step_due_at', 'status'])
    .where('code', '=', code)
    .executeTakeFirst();
  if (row?.status === 'processing')
    assert.equal(row.step_due_at?.getTime(), Date.parse(dueAt), 'the step has the new date');
  if (row?.status === 'processing') await t.did(t.officer, code, 'report_directive', { text: 'Đã có ảnh' });
  const done = await t.did(t.province, code, 'accept_report', { note: 'Đạt' });
  assert.deepEqual([order(done).state, order(done).acceptedBy?.name !== undefined], ['accepted', true]);
  assert.equal((await t.act(t.province, code, 'accept_report')).body.refusal, 'no_report');
  const told = (await t.province.get(`/cases/${code}/timeline`)).body.items.map((e: { type: string }) => e.type);
  for (const type of ['case.directive_reported', 'case.report_sent_back', 'case.report_accepted'])
    assert.ok(told.includes(type), type);
});

test('the unit’s leader ends what he ordered himself; a leader of the province does not', async () => {
  const code = await ordered(3);
  await t.did(t.officer, code, 'report_directive', { text: 'Xong' });
  assert.equal((await t.act(t.province, code, 'accept_report')).status, 403);
  const done = await t.did(t.leader, code, 'accept_report');
  assert.equal(order(done).state, 'accepted');
});

test('a deputy ends it in the place of who gave it', async () => {
  const code = await ordered(3);
  await t.did(t.officer, code, 'report_directive', { text: 'Xong' });
  const deputy = await t.as({ role: 'officer', displayName: 'Phó Văn Thay' });
  const admin = await t.as({ role: 'admin' });
  const now = t.clock.now().getTime();
  const away = { user: t.leader.user.username, deputy: deputy.user.username, reason: 'Họp' };
  const from = new Date(now - 60_000).toISOString();
  assert.equal((await admin.post('/delegations', { ...away, from, to: inDays(1) })).status, 201);
  const events = await t.eventsDuring(() => t.did(deputy, code, 'accept_report'));
  assert.equal(events[0]?.inPlaceOf, t.leader.user.id);
});

test('an answer to the citizen ends an order whether its report was accepted or not; a new order replaces it', async () => {
  const code = await ordered();
  await t.did(t.officer, code, 'report_directive', { text: 'Xong' });
  await t.did(t.officer, code, 'submit', { text: 'Đã xử lý.' });
  const answered = await t.did(t.leader, code, 'approve');
  assert.deepEqual([order(answered).state, order(answered).report], ['done', 'Xong']);
  assert.ok(![403, 200].includes((await t.act(t.province, code, 'accept_report')).status));
  const again = await ordered();
  await t.did(t.officer, again, 'report_directive', { text: 'Chưa được' });
  await t.did(t.officer, again, 'escalate', { reason: 'Không làm được' });
  const next = await t.did(t.province, again, 'direct', { unit: 'so-nn-mt', text: 'Làm thay', dueAt: inDays(3) });
  assert.deepEqual(
    next.directives.map((d) => d.state),
    ['open', 'replaced'],
  );
});

test('all orders of level 4 are listed for the leaders of the province, with how each stands', async () => {
  const other = await t.as({ role: 'province_leader', displayName: 'Phó Chủ tịch' });
  const code = await ordered();
  const of = async (query: string) => (await other.get(`/directives?${query}`)).body;
  assert.deepEqual((await of('side=given')).items, []);
  const all = await of('side=province&state=unsettled');
  assert.ok(all.items.some((d: { case: { code: string } }) => d.case.code === code));
  assert.equal(all.items.length, all.counts.open + all.counts.overdue + all.counts.reported);
  await t.did(t.officer, code, 'report_directive', { text: 'Xong' });
  const reported = await of('side=province&state=reported');
  assert.equal(reported.items.length, reported.counts.reported);
  assert.ok(reported.items.some((d: { case: { code: string } }) => d.case.code === code));
  await t.did(other, code, 'accept_report');
  const accepted = await of('side=province&state=accepted');
  const mine = accepted.items.find((d: { case: { code: string } }) => d.case.code === code);
  assert.equal(mine.acceptedBy.name, 'Phó Chủ tịch');
  assert.equal((await t.leader.get('/directives?side=province')).status, 403);
  assert.equal((await t.anonymous.get('/directives?side=province')).status, 401);
  assert.equal((await t.province.get('/directives?side=nobody')).status, 422);
});
