import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as contract from '../../contract/org.ts';
import { startApp } from '../../test/support/app.ts';
import { refusalOf } from '../../test/support/client.ts';
import { createDelegationWith, createStaffedUnit, createUserWith } from '../../test/support/factories.ts';
import { actorOf } from './index.ts';

const app = await startApp();
const { ctx, clock } = app;
const admin = await app.as({ role: 'admin' });

const at = (hours: number) => new Date(clock.now().getTime() + hours * 3_600_000).toISOString();
const period = () => ({ from: at(0), to: at(48), reason: 'Đi công tác' });

describe('POST /delegations', () => {
  test('is for oneself, and for others only by administrators', async () => {
    const { leader, officer, vice } = await createStaffedUnit(app);
    const body = { ...period(), user: leader.user.username, deputy: officer.user.username };
    assert.equal((await refusalOf(app.anonymous.call(contract.createDelegation, { body }))).brief, '401 not_signed_in');
    assert.equal((await refusalOf(vice.call(contract.createDelegation, { body }))).brief, '403 forbidden');
    const events = await app.eventsDuring(() => admin.call(contract.createDelegation, { body }));
    assert.deepEqual(
      events.map((e) => [e.type, e.data.user, e.data.deputy]),
      [['delegation.created', leader.user.id, officer.user.id]],
    );
    assert.deepEqual(events[0]?.audience.to, ['admin', `user:${leader.user.id}`, `user:${officer.user.id}`]);
  });

  test('names somebody of the same unit, unless an administrator names somebody else', async () => {
    const { leader } = await createStaffedUnit(app);
    const stranger = await createUserWith(ctx, { role: 'officer', unit: 'so-y-te' });
    const body = { ...period(), deputy: stranger.username };
    assert.equal(
      (await refusalOf(leader.call(contract.createDelegation, { body }))).brief,
      '422 invalid deputy no_shared_post',
    );
    const made = await admin.call(contract.createDelegation, { body: { ...body, user: leader.user.username } });
    assert.equal(made.deputy, stranger.username);
    assert.equal(made.deputyName, stranger.displayName);
  });

  test('refuses what cannot be', async () => {
    const { leader, officer, other } = await createStaffedUnit(app);
    const gone = await createUserWith(ctx, { username: 'da-nghi' });
    await ctx.db.updateTable('users').set({ disabled_at: clock.now() }).where('id', '=', gone.id).execute();
    const attempt = async (change: object) => {
      const body = { ...period(), deputy: officer.user.username, ...change };
      return (await refusalOf(leader.call(contract.createDelegation, { body }))).brief;
    };
    assert.equal(await attempt({ deputy: leader.user.username }), '422 invalid deputy same_person');
    assert.equal(await attempt({ deputy: 'khong-co' }), '422 invalid deputy unknown_user');
    assert.equal(await attempt({ deputy: 'da-nghi' }), '422 invalid deputy unknown_user');
    assert.equal(await attempt({ to: at(-1), from: at(0) }), '422 invalid to before_start');
    assert.equal(await attempt({ from: at(-5), to: at(-1) }), '422 invalid to past');
    assert.equal(await attempt({ reason: ' ' }), '422 invalid reason too_small');
    assert.equal(await attempt({ from: 'hôm nay' }), '422 invalid from invalid_format');
    await createDelegationWith(ctx, { user: officer.user.id, deputy: leader.user.id });
    assert.equal(await attempt({}), '422 invalid deputy circle');
    await createDelegationWith(ctx, { user: other.user.id, deputy: officer.user.id });
    assert.equal(await attempt({ deputy: other.user.username }), '422 invalid deputy circle');
  });

  test('begins now at the earliest', async () => {
    const { leader, officer } = await createStaffedUnit(app);
    const made = await leader.call(contract.createDelegation, {
      body: { ...period(), from: at(-30), deputy: officer.user.username },
    });
    assert.equal(new Date(made.from).getTime(), clock.now().getTime());
  });

  test('lets a person be away once at a time, also when two are made at once', async () => {
    const { leader, officer, other } = await createStaffedUnit(app);
    const body = { ...period(), user: leader.user.username };
    const answers = await Promise.all([
      leader.post('/delegations', { ...body, deputy: officer.user.username }),
      admin.post('/delegations', { ...body, deputy: other.user.username }),
    ]);
    assert.deepEqual(answers.map((a) => a.status).sort(), [201, 409]);
    assert.equal(
      (await leader.post('/delegations', { ...body, from: at(48), to: at(72), deputy: officer.user.username })).status,
      201,
      'the next may begin when this one ends',
    );
  });

  test('lets nobody close a circle when two delegate to each other at once', async () => {
    const { leader, vice } = await createStaffedUnit(app);
    const answers = await Promise.all([
      leader.post('/delegations', { ...period(), deputy: vice.user.username }),
      vice.post('/delegations', { ...period(), deputy: leader.user.username }),
    ]);
    assert.deepEqual(answers.map((a) => a.status).sort(), [201, 422]);
  });
});

describe('GET and DELETE /delegations', () => {
  test('everybody sees those that concern him, administrators see all', async () => {
    const { leader, officer, other } = await createStaffedUnit(app);
    const made = await leader.call(contract.createDelegation, { body: { ...period(), deputy: officer.user.username } });
    for (const client of [leader, officer])
      assert.deepEqual((await client.call(contract.listDelegations)).items, [made]);
    assert.deepEqual((await other.call(contract.listDelegations)).items, []);
    assert.ok((await admin.call(contract.listDelegations)).items.some((d) => d.id === made.id));
    assert.equal((await app.anonymous.get('/delegations')).status, 401);
  });

  test('ending one takes the post away at once', async () => {
    const { leader, officer, other } = await createStaffedUnit(app);
    const { id } = await leader.call(contract.createDelegation, {
      body: { ...period(), deputy: officer.user.username },
    });
    clock.advance('PT1H');
    assert.equal((await app.anonymous.delete(`/delegations/${id}`)).status, 401);
    for (const client of [other, officer])
      assert.equal((await client.delete(`/delegations/${id}`)).status, 404, 'not his to end');
    const events = await app.eventsDuring(() => leader.call(contract.endDelegation, { params: { id } }));
    assert.deepEqual(
      events.map((e) => e.type),
      ['delegation.ended'],
    );
    assert.deepEqual(
      (await actorOf(ctx.db, officer.user.username, clock.now()))?.roles.map((r) => r.role),
      ['officer'],
    );
    assert.equal((await leader.delete(`/delegations/${id}`)).body.code, 'not_now');
    assert.equal((await leader.delete('/delegations/abc')).status, 422);
  });

  test('one that has not begun is taken back', async () => {
    const { leader, officer } = await createStaffedUnit(app);
    const { id } = await leader.call(contract.createDelegation, {
      body: { ...period(), from: at(10), deputy: officer.user.username },
    });
    assert.equal((await admin.delete(`/delegations/${id}`)).status, 204);
    assert.deepEqual((await leader.call(contract.listDelegations)).items, []);
  });

  test('an absence shows in the list of users', async () => {
    const { leader, officer } = await createStaffedUnit(app);
    const made = await leader.call(contract.createDelegation, { body: { ...period(), deputy: officer.user.username } });
    const [row] = (await admin.call(contract.listUsers, { query: { q: leader.user.username } })).items;
    assert.equal(row?.absentUntil, made.to);
  });
});
