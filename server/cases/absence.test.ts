/** Absence and vacancy: deputies, chains of deputies, posts that nobody holds. Nothing goes silently nowhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Person, startCasesApp } from '../../test/support/cases-app.ts';
import { createDelegationWith, createStaffedUnit, createUnitWith } from '../../test/support/factories.ts';
import { sweepLimits } from './limits.ts';

const t = await startCasesApp();

const disable = (...people: Person[]) =>
  t.ctx.db
    .updateTable('users')
    .set({ disabled_at: t.clock.now() })
    .where(
      'id',
      'in',
      people.map((p) => p.user.id),
    )
    .execute();
async function submittedAt(unit: string, officer: Person): Promise<string> {
  const { code } = await t.newCase({ type: 'service_report' });
  await t.did(t.agent, code, 'forward', { leadUnit: unit });
  await t.did(officer, code, 'accept');
  await t.did(officer, code, 'submit', { text: 'Trả lời' });
  return code;
}
const listed = async (who: Person, view: string, code: string): Promise<boolean> =>
  (await who.get(`/cases?view=${view}&limit=200`)).body.items.some((c: { code: string }) => c.code === code);

test('the deputy of the deputy signs in the place of the absent leader, and it says so everywhere', async () => {
  const { unit, leader, vice, officer, other } = await createStaffedUnit(t);
  await disable(vice);
  await createDelegationWith(t.ctx, { user: leader.user.id, deputy: other.user.id });
  const substitute = await t.as({ displayName: 'Người Thay' });
  await createDelegationWith(t.ctx, { user: other.user.id, deputy: substitute.user.id });
  const code = await submittedAt(unit.code, officer);
  // Who is away himself acts for nobody.
  assert.equal((await t.act(other, code, 'approve')).status, 403);
  assert.ok(await listed(substitute, 'inbox', code));
  const signed = await t.did(substitute, code, 'approve');
  const names = [signed.drafts[0]?.signer?.name, signed.drafts[0]?.signedFor?.code, signed.answeredFor?.code];
  assert.deepEqual(names, ['Người Thay', leader.user.username, leader.user.username]);
  const entry = (await t.agent.get(`/cases/${code}/timeline`)).body.items.at(-1);
  assert.deepEqual([entry.type, entry.actor.name], ['case.approved', 'Người Thay']);
  assert.ok(entry.actor.inPlaceOf);
});

test('an absent leader does not hold up an escalation: his deputy orders in his place', async () => {
  const { unit, leader, vice, officer } = await createStaffedUnit(t);
  await disable(vice);
  const deputy = await t.as({ role: 'officer', unit: unit.code });
  await createDelegationWith(t.ctx, { user: leader.user.id, deputy: deputy.user.id });
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'forward', { leadUnit: unit.code });
  await t.did(officer, code, 'accept');
  const up = await t.did(officer, code, 'escalate', { reason: 'Xin chỉ đạo' });
  assert.equal(up.level, 3);
  const ordered = await t.did(deputy, code, 'direct', {
    unit: unit.code,
    text: 'Trả lời dân',
    dueAt: '2026-11-25T10:00:00+07:00',
  });
  assert.equal(ordered.directives[0]?.inPlaceOf?.code, leader.user.username);
  assert.equal((await leader.get('/directives?side=given')).body.items.length, 1);
  assert.equal((await leader.get('/directives?side=received')).body.items.length, 1);
});

test('where the leader’s post is vacant the province signs, refuses a draft, and decides about more time', async () => {
  const { unit, leader, vice, officer } = await createStaffedUnit(t);
  const code = await submittedAt(unit.code, officer);
  // While there is a leader it is his.
  assert.equal((await t.act(t.province, code, 'approve')).status, 403);
  await disable(leader, vice);
  assert.ok(await listed(t.province, 'inbox', code));
  await t.did(t.province, code, 'reject_draft', { reason: 'Ghi rõ ngày' });
  const { dueAt } = (await officer.get(`/cases/${code}`)).body;
  const asked = await t.did(officer, code, 'request_extension', {
    dueAt: new Date(Date.parse(dueAt) + 86_400_000).toISOString(),
    reason: 'Chờ họp',
  });
  assert.equal(asked.extensions[0]?.beyond, false);
  await t.did(t.supervisor, code, 'grant');
  await t.did(officer, code, 'submit', { text: 'Trả lời lần hai' });
  const signed = await t.did(t.province, code, 'approve');
  assert.deepEqual([signed.status, signed.resolvedLevel], ['approved', 2]);
});

test('a post that became vacant while a case waited there: the supervisor sees it, and the limit takes it up', async () => {
  const { unit, leader, vice, officer } = await createStaffedUnit(t);
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'forward', { leadUnit: unit.code });
  await t.did(officer, code, 'escalate', { reason: 'Xin chỉ đạo' });
  assert.equal(await listed(t.supervisor, 'unattended', code), false);
  await disable(leader, vice);
  assert.ok(await listed(t.supervisor, 'unattended', code));
  assert.equal(await listed(t.agent, 'unattended', code), false);
  const { views } = (await t.supervisor.get('/cases/counts')).body;
  assert.ok(views.unattended.total >= 1);
  t.clock.advance('P4D');
  await sweepLimits(t.ctx);
  const up = (await t.province.get(`/cases/${code}`)).body;
  assert.deepEqual([up.status, up.level], ['escalated', 4]);
});

test('a unit without officers: the case stands in the supervisor’s list, who takes it back or up', async () => {
  const empty = await createUnitWith(t.ctx);
  const [one, two] = [await t.newCase(), await t.newCase()];
  for (const { code } of [one, two]) {
    await t.did(t.agent, code, 'forward', { leadUnit: empty.code });
    assert.ok(await listed(t.supervisor, 'unattended', code));
  }
  const up = await t.did(t.supervisor, one.code, 'escalate', { reason: 'Không có người nhận' });
  assert.deepEqual([up.status, up.level], ['escalated', 4]);
  assert.equal(await listed(t.supervisor, 'unattended', one.code), false);
  const back = await t.did(t.supervisor, two.code, 'recall', { reason: 'Không có người nhận' });
  assert.deepEqual([back.status, back.level], ['received', 1]);
});

test('nobody at level 4 either: still the supervisor, who takes even a draft back', async () => {
  const { unit, leader, vice, officer } = await createStaffedUnit(t);
  const waiting = await submittedAt(unit.code, officer);
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'forward', { leadUnit: unit.code });
  await disable(leader, vice);
  await t.did(officer, code, 'escalate', { reason: 'x' });
  assert.equal((await t.act(t.supervisor, code, 'recall', { reason: 'x' })).status, 403);
  await disable(t.province);
  assert.ok(await listed(t.supervisor, 'unattended', code));
  const back = await t.did(t.supervisor, code, 'recall', { reason: 'Không có người nhận' });
  assert.equal(back.status, 'received');
  const draft = await t.did(t.supervisor, waiting, 'recall', { reason: 'Không có người ký' });
  assert.deepEqual([draft.status, draft.drafts[0]?.state], ['received', 'withdrawn']);
});

test('what an officer had who is away or has left stands in the inbox of his colleagues', async () => {
  const { unit, officer, other } = await createStaffedUnit(t);
  const take = async () => {
    const { code } = await t.newCase();
    await t.did(t.agent, code, 'forward', { leadUnit: unit.code });
    await t.did(officer, code, 'accept');
    return code;
  };
  const code = await take();
  assert.equal(await listed(other, 'inbox', code), false);
  const from = t.clock.now().toISOString();
  t.clock.advance('PT1H');
  await createDelegationWith(t.ctx, {
    user: officer.user.id,
    deputy: other.user.id,
    from,
    to: t.clock.now().toISOString(),
  });
  assert.equal(await listed(other, 'inbox', code), false);
  await createDelegationWith(t.ctx, { user: officer.user.id, deputy: other.user.id });
  assert.ok(await listed(other, 'inbox', code));
  const { code: second } = await t.newCase();
  await t.did(t.agent, second, 'forward', { leadUnit: unit.code });
  await t.did(officer, second, 'accept');
  await disable(officer);
  assert.ok(await listed(other, 'inbox', second));
  await t.did(other, second, 'submit', { text: 'Trả lời thay' });
});
