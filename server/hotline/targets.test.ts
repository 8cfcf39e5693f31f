import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallTargets } from '../../contract/call-targets.ts';
import { startCasesApp } from '../../test/support/cases-app.ts';

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

test('only for who answers calls', async () => {
  assert.equal((await t.officer.get('/call-targets')).status, 403);
  assert.equal((await t.anonymous.get('/call-targets')).status, 401);
});
