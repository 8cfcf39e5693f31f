import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as contract from '../../contract/policies.ts';
import { startApp } from '../../test/support/app.ts';
import { refusalOf } from '../../test/support/client.ts';
import { seedCalendars } from '../calendar/index.ts';
import { dueFor, registerPolicies, seedDeadlinePolicies } from './index.ts';

const app = await startApp({
  now: '2026-11-23T08:00:00+07:00',
  register: async (fastify, ctx) => {
    await seedCalendars(ctx.db);
    await seedDeadlinePolicies(ctx.db);
    registerPolicies(fastify, ctx);
  },
});
const admin = await app.as({ role: 'admin' });
const SITE = { stage: 'handle', type: 'site_report', urgency: 'normal' } as const;
const add = (body: object) => admin.call(contract.createPolicy, { body: body as never });
const list = () => admin.call(contract.listPolicies, { query: {} });
const amountOn = async (day: string, question: object = SITE) => {
  const { items, table } = await admin.call(contract.listPolicies, { query: { at: day } });
  const { type, urgency, stage } = { ...SITE, ...question };
  const cell = table.find((r) => r.type === type && r.urgency === urgency)?.cells.find((c) => c.stage === stage);
  const policy = items.find((p) => p.id === cell?.policy);
  return policy && `${policy.amount} ${policy.unit}`;
};

test('only administrators come in', async () => {
  assert.equal((await app.anonymous.get('/policies')).status, 401);
  for (const role of ['agent', 'supervisor', 'officer', 'unit_leader', 'province_leader', 'publisher'] as const) {
    const other = await app.as({ role });
    for (const answer of [
      await other.get('/policies'),
      await other.get('/policies/explain?type=inquiry&urgency=normal&from=2026-11-23T08:00:00%2B07:00'),
      await other.delete('/policies/1'),
    ])
      assert.deepEqual([answer.status, answer.body.needs], [403, 'admin.calendars'], role);
  }
});

test('every type and urgency has a rule for every step; proposals say that they are proposals', async () => {
  const { items, table } = await list();
  assert.equal(table.length, 44);
  assert.ok(table.every((row) => row.cells.every((cell) => cell.policy !== null)));
  assert.ok(items.every((p) => p.origin === 'reference' && p.note === 'mặc định – chờ quy chế của tỉnh'));
  assert.ok(items.every((p) => p.state === 'in_force'));
});

test('a new rule holds from its day; what was promised before stays, and the history shows both', async () => {
  const from = new Date('2026-11-27T08:00:00+07:00');
  const promised = await dueFor(app.ctx.db, { ...SITE, from });
  const rule = {
    stage: 'handle',
    type: 'site_report',
    amount: 3,
    unit: 'working_days',
    validFrom: '2026-12-01',
    note: 'Quyết định 12',
  };
  const events = await app.eventsDuring(() => add(rule));
  assert.deepEqual(
    events.map((e) => [e.type, e.data.what, (e.data.after as { validTo: unknown }).validTo]),
    [
      ['policy.changed', 'ended', '2026-11-30'],
      ['policy.changed', 'created', null],
    ],
  );
  assert.deepEqual([await amountOn('2026-11-30'), await amountOn('2026-12-01')], ['5 working_days', '3 working_days']);
  assert.deepEqual((await dueFor(app.ctx.db, { ...SITE, from })).dueAt, promised.dueAt);
  assert.equal(await seedDeadlinePolicies(app.ctx.db), 0);
  const { items } = await list();
  const history = items.filter((p) => p.stage === 'handle' && p.type === 'site_report' && p.urgency === null);
  assert.deepEqual(
    history.map((p) => [p.amount, p.validFrom, p.validTo, p.origin, p.state]),
    [
      [3, '2026-12-01', null, 'manual', 'future'],
      [5, '2000-01-01', '2026-11-30', 'reference', 'in_force'],
    ],
  );
  assert.equal((await refusalOf(add(rule))).brief, '409 already_exists validFrom already_exists');

  const id = history[0]?.id ?? 0;
  const fixed = await admin.call(contract.updatePolicy, {
    params: { id },
    body: { amount: 4, unit: 'working_days', note: 'Quyết định 12' },
  });
  assert.equal(fixed.amount, 4);
  await admin.call(contract.deletePolicy, { params: { id } });
  assert.equal(await amountOn('2026-12-01'), '5 working_days', 'the rule that it had ended goes on');
});

test('a rule for a while, for one category and urgency', async () => {
  const rule = {
    ...SITE,
    category: 'giao-thong',
    amount: 2,
    unit: 'working_days',
    validFrom: '2027-02-01',
    validTo: '2027-02-28',
  };
  const made = await add(rule);
  assert.equal(made.category?.code, rule.category);
  const explain = (from: string) =>
    admin.call(contract.explainPolicy, {
      query: { type: 'site_report', urgency: 'normal', category: rule.category, from },
    });
  const during = await explain('2027-02-22T08:00:00+07:00');
  assert.equal(during.policy.id, made.id);
  assert.equal(during.dueAt, '2027-02-24T08:00:00+07:00');
  assert.equal(during.explanation.at(-1), 'Hạn: 08:00 Thứ Tư 24/02/2027.');
  assert.deepEqual(
    during.warnings.map((w) => w.share),
    [50, 80],
  );
  assert.deepEqual(
    during.others.map((o) => o.why),
    ['Có quy định nêu cụ thể hơn.'],
  );
  const after = await explain('2027-03-01T08:00:00+07:00');
  assert.notEqual(after.policy.id, made.id);
  assert.ok(after.others.some((o) => o.policy.id === made.id && o.why === 'Đã hết hiệu lực vào ngày này.'));
});

test('what makes no sense is refused in words', async () => {
  const rule = { stage: 'accept', amount: 1, unit: 'working_days', validFrom: '2026-12-01' };
  const brief = async (more: object) => (await refusalOf(add({ ...rule, ...more }))).brief;
  assert.equal(await brief({ validFrom: '2026-11-22' }), '422 invalid validFrom in_the_past');
  assert.equal(await brief({ validTo: '2026-11-30' }), '422 invalid validTo before_start');
  assert.equal(await brief({ amount: 751 }), '422 invalid amount too_big');
  assert.equal(await brief({ category: 'khong-co' }), '422 invalid category unknown_category');
  assert.equal(await brief({ calendar: 'khong-co' }), '422 invalid calendar unknown_calendar');
  assert.equal(await brief({ unit: 'clock_minutes', calendar: '24-7' }), '422 invalid calendar not_here');
  assert.equal(await brief({ stage: 'handle', unit: 'percent' }), '422 invalid unit not_here');
  for (const wrong of [{ amount: 0 }, { amount: 1.5 }, { unit: 'tuần' }, { warnShares: [120] }, { stage: 'x' }])
    assert.equal((await refusalOf(add({ ...rule, ...wrong }))).status, 422);
  const accept = (await list()).items.find((p) => p.stage === 'accept');
  const params = { id: accept?.id ?? 0 };
  const gap = await refusalOf(admin.call(contract.deletePolicy, { params }));
  assert.equal(gap.brief, '409 not_now');
  assert.match(gap.message, /thời hạn đơn vị tiếp nhận/);
  const late = await refusalOf(
    admin.call(contract.updatePolicy, { params, body: { amount: 1, unit: 'working_days' } }),
  );
  assert.equal(late.brief, '409 not_now');
  for (const method of ['put', 'delete'] as const)
    assert.equal((await admin[method]('/policies/999999', { amount: 1, unit: 'working_days' })).status, 404, method);
});

test('a rule in force can be ended where a wider one takes over', async () => {
  const id = (await list()).items.find((p) => p.type === 'site_report' && p.urgency === 'urgent')?.id ?? 0;
  await admin.call(contract.deletePolicy, { params: { id } });
  const urgent = { urgency: 'urgent' };
  assert.deepEqual(
    [await amountOn('2026-11-23', urgent), await amountOn('2026-11-24', urgent)],
    ['1 working_days', '5 working_days'],
  );
  assert.equal((await refusalOf(admin.call(contract.deletePolicy, { params: { id } }))).brief, '409 not_now');
});
