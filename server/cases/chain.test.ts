/** Opinions, drafts, more time and orders: what stands around the main path. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Person, startCasesApp } from '../../test/support/cases-app.ts';
import { sweepOpinions } from './silence.ts';

const t = await startCasesApp();

async function atUnit(body: Record<string, unknown> = {}): Promise<string> {
  const { code } = await t.newCase(body);
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  return code;
}
const offered = async (who: Person, code: string): Promise<string[]> =>
  (await who.get(`/cases/${code}/actions`)).body.items.map((o: { action: string }) => o.action);
const inInbox = async (who: Person, code: string): Promise<boolean> =>
  (await who.get('/cases?view=inbox&limit=200')).body.items.some((c: { code: string }) => c.code === code);
const last = async (code: string) => (await t.agent.get(`/cases/${code}/timeline`)).body.items.at(-1);

test('an opinion that is not there at its due date is on record as silence, once; the lead sees it, and a late one too', async () => {
  const code = await atUnit({ type: 'service_report' });
  const dueAt = '2026-11-24T10:00:00+07:00';
  await t.did(t.officer, code, 'consult', { unit: 'so-nn-mt', question: 'Có quy hoạch không?', dueAt });
  await t.did(t.officer, code, 'consult', { unit: 'so-y-te', question: 'Có ảnh hưởng không?', dueAt });
  await t.did(t.officer2, code, 'give_opinion', { text: 'Không có quy hoạch.' });
  assert.equal(await sweepOpinions(t.ctx), 0);
  t.clock.moveTo('2026-11-24T10:01:00+07:00');
  assert.equal(await sweepOpinions(t.ctx), 1);
  assert.equal(await sweepOpinions(t.ctx), 0);
  const silence = await last(code);
  assert.deepEqual([silence.type, silence.data.unit], ['case.opinion_silent', 'so-y-te']);
  const asked = (await t.officer.get(`/cases/${code}`)).body.assignments.filter(
    (a: { role: string }) => a.role === 'co',
  );
  assert.deepEqual(
    asked.map((a: { opinion: string | null; silentAt: string | null }) => [a.opinion, a.silentAt !== null]),
    [
      ['Không có quy hoạch.', false],
      [null, true],
    ],
  );
  const health = await t.as({ role: 'officer', unit: 'so-y-te' });
  await t.did(health, code, 'give_opinion', { text: 'Có, xin lỗi vì trả lời muộn.' });
  const answered = (await t.officer.get(`/cases/${code}`)).body.assignments.at(-1);
  assert.ok(answered.opinion && answered.silentAt);
});

test('a withdrawn draft stays on record beside the next', async () => {
  const code = await atUnit({ type: 'service_report' });
  await t.did(t.officer, code, 'submit', { text: 'Bản đầu' });
  assert.equal((await t.act(t.leader, code, 'withdraw_draft', {})).status, 403);
  const back = await t.did(t.officer, code, 'withdraw_draft', { reason: 'Nhầm số liệu' });
  assert.deepEqual(
    [back.status, back.drafts[0]?.state, back.drafts[0]?.reason],
    ['processing', 'withdrawn', 'Nhầm số liệu'],
  );
  await t.did(t.officer, code, 'submit', { text: 'Bản hai' });
  const signed = await t.did(t.leader, code, 'approve');
  assert.deepEqual(
    signed.drafts.map((d) => [d.version, d.state]),
    [
      [2, 'approved'],
      [1, 'withdrawn'],
    ],
  );
  assert.equal(signed.answeredBy?.name, 'Nguyễn Giám Đốc');
});

test('the leader of the unit extends within his right; beyond it the centre or the province decides', async () => {
  const code = await atUnit({ type: 'service_report' });
  const before = (await t.officer.get(`/cases/${code}`)).body;
  const offer = (await t.officer.get(`/cases/${code}/actions`)).body.items.find(
    (o: { action: string }) => o.action === 'request_extension',
  );
  assert.match(offer.effects[0], /^Lãnh đạo đơn vị quyết định nếu hạn mới không quá/);
  // Five working days promised; 50 % or five days more: the longer counts.
  const asked = await t.did(t.officer, code, 'request_extension', {
    dueAt: new Date(Date.parse(before.dueAt) + 7 * 86_400_000).toISOString(),
    reason: 'Chờ vật tư',
  });
  assert.equal(asked.extensions[0]?.beyond, false);
  assert.equal(asked.extensions[0]?.previousDueAt, before.dueAt);
  assert.equal((await t.act(t.supervisor, code, 'grant')).status, 403);
  assert.ok(await inInbox(t.leader, code));
  const granted = await t.did(t.leader, code, 'grant');
  assert.equal(Date.parse(granted.dueAt ?? '') - Date.parse(before.dueAt), 7 * 86_400_000);
  assert.equal(granted.originalDueAt, before.originalDueAt);
  // A second step is counted from the date first promised, not from the one already extended.
  const further = await t.did(t.officer, code, 'request_extension', {
    dueAt: new Date(Date.parse(granted.dueAt ?? '') + 3 * 86_400_000).toISOString(),
    reason: 'Mưa bão',
  });
  assert.equal(further.extensions[0]?.beyond, true);
  const refused = await t.act(t.leader, code, 'grant');
  assert.deepEqual([refused.status, refused.body.refusal], [409, 'beyond_right']);
  assert.equal(await inInbox(t.leader, code), false);
  assert.ok((await inInbox(t.supervisor, code)) && (await inInbox(t.province, code)));
  assert.ok((await offered(t.leader, code)).includes('refuse'));
  const decided = await t.did(t.province, code, 'grant');
  assert.deepEqual(
    decided.extensions.map((e) => e.state),
    ['granted', 'granted'],
  );
});

test('the right to extend is data: another figure, another decision', async () => {
  await t.ctx.db
    .insertInto('extension_rights')
    .values({ type: 'business_report', share_percent: 0, working_days: 1, note: 'Quy chế của tỉnh' })
    .execute();
  const code = await atUnit({ type: 'business_report' });
  const { dueAt } = (await t.officer.get(`/cases/${code}`)).body;
  const asked = await t.did(t.officer, code, 'request_extension', {
    dueAt: new Date(Date.parse(dueAt) + 4 * 86_400_000).toISOString(),
    reason: 'x',
  });
  assert.equal(asked.extensions[0]?.beyond, true);
  await t.did(t.supervisor, code, 'refuse', { reason: 'Việc đơn giản' });
});

test('an order is followed until it is reported on, replaced or fulfilled', async () => {
  const ordered = async () => {
    const code = await atUnit({ type: 'service_report' });
    await t.did(t.officer, code, 'escalate', { reason: 'Xin chỉ đạo' });
    const directed = await t.did(t.leader, code, 'direct', {
      unit: 'so-xay-dung',
      text: 'Sửa ngay',
      dueAt: '2026-12-02T16:00:00+07:00',
    });
    assert.equal(directed.directives[0]?.state, 'open');
    assert.ok(directed.watchers.some((w) => w.why === 'directive' && w.person?.name === 'Nguyễn Giám Đốc'));
    return code;
  };
  const [reported, answered, overdue] = [await ordered(), await ordered(), await ordered()];
  await t.did(t.officer, reported, 'report_directive', { text: 'Đã giao đội thi công.' });
  assert.equal((await t.act(t.officer, reported, 'report_directive', { text: 'x' })).body.refusal, 'no_directive');
  await t.did(t.officer, answered, 'submit', { text: 'Đã sửa' });
  await t.did(t.leader, answered, 'approve');
  t.clock.moveTo('2026-12-02T16:01:00+07:00');
  const list = async (who: Person, query: string) => (await who.get(`/directives?${query}`)).body;
  const given = await list(t.leader, 'side=given');
  const stateOf = (code: string) => given.items.find((d: { case: { code: string } }) => d.case.code === code)?.state;
  assert.deepEqual([stateOf(reported), stateOf(answered), stateOf(overdue)], ['reported', 'done', 'overdue']);
  assert.deepEqual(given.counts, { open: 0, overdue: 1, reported: 1 });
  assert.deepEqual(
    (await list(t.officer, 'side=received&state=waiting')).items.map((d: { case: { code: string } }) => d.case.code),
    [overdue],
  );
  assert.deepEqual((await list(t.province, 'side=given')).items, []);
  assert.deepEqual((await list(t.officer2, 'side=received')).items, []);
  assert.equal((await t.anonymous.get('/directives')).status, 401);
  // A newer order takes the place of the older one.
  await t.did(t.officer, overdue, 'escalate', { reason: 'Không thực hiện được' });
  const dueAt = '2026-12-10T16:00:00+07:00';
  await t.did(t.province, overdue, 'direct', { unit: 'so-xay-dung', text: 'Làm tiếp', dueAt });
  const { directives } = (await t.leader.get(`/cases/${overdue}`)).body;
  assert.deepEqual(
    directives.map((d: { level: number; state: string }) => [d.level, d.state]),
    [
      [4, 'open'],
      [3, 'replaced'],
    ],
  );
  // What the province has ordered the unit's leader cannot put off by himself.
  const late = { dueAt: '2026-12-11T16:00:00+07:00', reason: 'Thêm một ngày' };
  const asked = await t.did(t.officer, overdue, 'request_extension', late);
  assert.equal(asked.extensions[0]?.beyond, true);
});

test('a hundred cases at once obey the same rules, one result for each', async () => {
  const mine = await atUnit({ type: 'service_report' });
  const stale = await atUnit({ type: 'service_report' });
  const site = await atUnit({ type: 'site_report' });
  const fresh = await t.newCase();
  const foreign = await t.newCase();
  await t.did(t.agent, fresh.code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.agent, foreign.code, 'forward', { leadUnit: 'so-nn-mt' });
  const cases = [
    { code: mine, version: 2 },
    { code: stale, version: 1 },
    { code: site, version: 2 },
    { code: fresh.code, version: 1 },
    { code: foreign.code, version: 1 },
    { code: mine, version: 2 },
  ];
  const { items } = (await t.officer.post('/cases/actions', { action: 'submit', text: 'Trả lời chung', cases })).body;
  assert.deepEqual(
    items.map((i: { ok: boolean; status: number; reason: string | null }) => [i.ok, i.status, i.reason]),
    [
      [true, 200, null],
      [false, 409, 'conflict'],
      [false, 422, 'invalid'],
      [false, 409, 'not_now'],
      [false, 404, 'not_found'],
      [false, 409, 'conflict'],
    ],
  );
  const accept = { action: 'accept', cases: [{ code: fresh.code, version: 1 }] };
  const right = (await t.agent.post('/cases/actions', accept)).body;
  assert.deepEqual([right.items[0].status, right.items[0].reason], [403, 'forbidden']);
  const many = Array.from({ length: 101 }, () => ({ code: mine, version: 2 }));
  assert.equal((await t.officer.post('/cases/actions', { action: 'accept', cases: many })).status, 422);
  assert.equal((await t.officer.post('/cases/actions', { action: 'submit', text: '', cases })).status, 422);
});

test('time held is told per unit and adds up', async () => {
  const code = await atUnit({ type: 'service_report' });
  t.clock.advance('PT1H');
  await t.did(t.officer, code, 'request_info', { question: 'Ở đâu?' });
  t.clock.advance('P1D');
  await t.did(t.agent, code, 'citizen_replied', { text: 'Ở chợ' });
  t.clock.advance('P1D');
  const shown = (await t.officer.get(`/cases/${code}`)).body;
  const sum = (items: { workingMinutes: number }[]) => items.reduce((all, s) => all + s.workingMinutes, 0);
  assert.ok(Math.abs(sum(shown.journey) - sum(shown.held)) <= shown.journey.length, 'rounding only');
  const unit = shown.held.find((h: { unit: { code: string } | null }) => h.unit?.code === 'so-xay-dung');
  const lead = shown.assignments.find((a: { role: string }) => a.role === 'lead');
  assert.equal(unit.workingMinutes, lead.workingMinutes);
  assert.equal(unit.now, true);
  const citizen = shown.held.find((h: { holder: string }) => h.holder === 'citizen');
  assert.ok(citizen.workingMinutes > 0);
});
