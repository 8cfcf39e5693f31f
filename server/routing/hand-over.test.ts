import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getHeldWork, handOver } from '../../contract/people-admin.ts';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { refusalOf } from '../../test/support/client.ts';
import { createUserWith } from '../../test/support/factories.ts';
import { actorOf } from '../org/index.ts';
import { SYSTEM } from '../platform/auth/index.ts';
import { transact } from '../platform/transact.ts';
import { assignItem, enqueue, registerRouting, setPresence } from './index.ts';

const t = await startCasesApp({ register: (app, ctx) => registerRouting(app, ctx) });
const admin = await t.as({ username: 'quan-tri', role: 'admin' });
const leaving = t.officer.user.username;
await createUserWith(t.ctx, { username: 'nguoi-moi', displayName: 'Người Nhận', role: 'officer' });

const inWork = async (more: Record<string, unknown> = {}) => {
  const { code } = await t.newCase(more);
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  return code;
};
const assigneeOf = async (code: string) =>
  (
    await t.ctx.db
      .selectFrom('cases as c')
      .leftJoin('users as u', 'u.id', 'c.assignee_id')
      .select('u.username')
      .where('c.code', '=', code)
      .executeTakeFirstOrThrow()
  ).username;
const call = (body: object) =>
  admin.call(handOver, {
    params: { username: leaving },
    body: { cases: [], items: false, reason: 'Nghỉ hưu', ...body },
  });

test('open cases go to a colleague through the engine, whatever they wait for; sealed ones are not touched', async () => {
  const working = await inWork();
  const asked = await inWork();
  await t.did(t.officer, asked, 'request_info', { question: 'Số nhà?' });
  const signing = await inWork();
  await t.did(t.officer, signing, 'submit', { text: 'Sẽ sửa.' });
  const sealed = await inWork({ type: 'conduct_report', aboutUnit: 'so-y-te' });
  const held = await admin.call(getHeldWork, { params: { username: leaving } });
  assert.deepEqual(held.cases, [{ unit: { code: 'so-xay-dung', name: 'Sở Xây dựng tỉnh Đồng Tháp' }, count: 3 }]);

  let answer: Awaited<ReturnType<typeof call>> | undefined;
  const events = await t.eventsDuring(async () => {
    answer = await call({ cases: [{ unit: 'so-xay-dung', to: 'nguoi-moi' }] });
  });
  assert.deepEqual(answer, { cases: 3, items: 0, failed: [] });
  for (const code of [working, asked, signing]) assert.equal(await assigneeOf(code), 'nguoi-moi');
  assert.equal(await assigneeOf(sealed), leaving);
  const assigned = events.filter((e) => e.type === 'case.assigned');
  assert.equal(assigned.length, 3);
  assert.deepEqual(assigned[0]?.data.handedOver, { from: leaving, by: 'quan-tri', reason: 'Nghỉ hưu' });
  const last = events.at(-1);
  assert.deepEqual([last?.type, last?.actorId], ['user.work_handed_over', admin.user.id]);
  assert.deepEqual(last?.data, { cases: 3, items: 0, to: ['nguoi-moi'], reason: 'Nghỉ hưu' });
});

test('items of the switchboard go back to their queue', async () => {
  const agentName = t.agent.user.username;
  await setPresence(t.ctx, SYSTEM, t.agent.user.id, { state: 'busy', reason: null });
  const item = await transact(t.ctx, (tx) =>
    enqueue(tx, { kind: 'chat', channel: 'zalo', title: 'Hỏi giờ làm việc', ref: 'x' }),
  );
  const boss = await actorOf(t.ctx.db, t.supervisor.user.username, t.clock.now());
  assert.ok(boss);
  await assignItem(t.ctx, boss, item, { userId: t.agent.user.id, force: true });
  assert.equal((await admin.call(getHeldWork, { params: { username: agentName } })).items, 1);
  const done = await admin.call(handOver, {
    params: { username: agentName },
    body: { cases: [], items: true, reason: 'Chuyển công tác' },
  });
  assert.equal(done.items, 1);
  assert.equal((await admin.call(getHeldWork, { params: { username: agentName } })).items, 0);
});

test('refuses who does not work there, the same person, an unknown unit; and who is no administrator', async () => {
  const refused = async (cases: object[]) => (await refusalOf(call({ cases }))).brief;
  await inWork();
  assert.equal(
    await refused([{ unit: 'so-xay-dung', to: t.officer2.user.username }]),
    '422 invalid cases.0.to not_an_officer',
  );
  assert.equal(await refused([{ unit: 'so-xay-dung', to: leaving }]), '422 invalid cases.0.to same_person');
  assert.equal(await refused([{ unit: 'khong-co', to: 'nguoi-moi' }]), '422 invalid cases.0.unit unknown_unit');
  assert.equal((await admin.get('/admin/users/khong-co/work')).status, 404);
  assert.equal((await t.anonymous.get(`/admin/users/${leaving}/work`)).status, 401);
  assert.equal((await t.supervisor.get(`/admin/users/${leaving}/work`)).body.needs, 'admin.users');
  const body = { cases: [], items: false, reason: 'x' };
  assert.equal((await t.leader.post(`/admin/users/${leaving}/hand-over`, body)).status, 403);
});
