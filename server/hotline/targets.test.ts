import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallTargets } from '../../contract/call-targets.ts';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { transact } from '../platform/transact.ts';
import { enqueue, expectedWait, waits } from '../routing/index.ts';

const t = await startCasesApp({ whole: true });
const { db } = t.ctx;
const at = t.clock.now();
await db.updateTable('users').set({ phone: '+842773851234' }).where('id', '=', t.officer.user.id).execute();
const lan = await t.as({ role: 'agent', displayName: 'Trần Thị Lan' });
await db
  .insertInto('phone_accounts')
  .values({
    user_id: lan.user.id,
    sip_user: 'lan-1',
    secret: 'x',
    created_at: at,
    registered_at: at,
    expires_at: new Date(at.getTime() + 3_600_000),
  })
  .execute();

async function targets(q?: string): Promise<CallTargets> {
  const answer = await t.agent.get(`/call-targets${q ? `?q=${encodeURIComponent(q)}` : ''}`);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}

test('who can be rung stands first, oneself not at all, and officers come with their unit and number', async () => {
  const all = await targets();
  assert.deepEqual(all.agents.map((one) => [one.name, one.phone])[0], ['Trần Thị Lan', true]);
  assert.ok(!all.agents.some((one) => one.username === t.agent.user.username));
  assert.ok(all.agents.some((one) => one.username === t.supervisor.user.username && !one.phone));
  const [first] = all.officers;
  assert.equal(first?.username, t.officer.user.username);
  assert.equal(first?.unit.code, 'so-xay-dung');
  assert.match(first?.phone ?? '', /^0277/);
  assert.equal(all.officers.find((one) => one.username === t.officer2.user.username)?.phone, null);
  assert.ok(all.queues.length > 0);
});

test('one finds by name or unit without accents; nothing found is empty', async () => {
  assert.deepEqual(
    (await targets('thi lan')).agents.map((one) => one.name),
    ['Trần Thị Lan'],
  );
  const units = await targets('xay dung');
  assert.ok(units.officers.length > 0 && units.officers.every((one) => one.unit.code === 'so-xay-dung'));
  assert.deepEqual(await targets('không có ai tên này'), { agents: [], queues: [], officers: [] });
});

test('a queue counts whose telephone is there, and only the calls in it', async () => {
  // Lan has a telephone, the other one works without.
  const without = await t.as({ role: 'agent', displayName: 'Phạm Không Máy' });
  for (const who of [lan, without]) await who.put('/me/presence', { state: 'available' });
  const queue = { kind: 'mail', title: 'Thư', channel: 'email' } as const;
  for (const ref of ['thu-1', 'thu-2', 'thu-3']) await transact(t.ctx, (tx) => enqueue(tx, { ...queue, ref }));
  const { queues } = await targets();
  const all = (await waits(db, t.clock.now())).find(({ row }) => row.is_default);
  const calls = await expectedWait(db, t.clock.now(), undefined, 'call');
  assert.equal(all?.available, 2);
  assert.deepEqual([calls?.available, calls?.before, calls?.seconds], [1, 0, 0]);
  assert.equal(queues.find((one) => one.code === all?.row.code)?.agents, 1);
  await db.updateTable('phone_accounts').set({ registered_at: null }).execute();
  const nobody = await expectedWait(db, t.clock.now(), undefined, 'call');
  assert.deepEqual([nobody?.available, nobody?.seconds], [0, null], 'no figure is said when nobody can take it');
});

test('only for who answers calls', async () => {
  assert.equal((await t.officer.get('/call-targets')).status, 403);
  assert.equal((await t.anonymous.get('/call-targets')).status, 401);
});
