import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as contract from '../../contract/org.ts';
import { getSession } from '../../contract/session.ts';
import { startApp } from '../../test/support/app.ts';
import { Refused } from '../../test/support/client.ts';
import { createDelegationWith, createUnitWith, createUserWith } from '../../test/support/factories.ts';
import { actorOf, leaderPostFilled, leadersOf, provinceLeaders } from './index.ts';

const app = await startApp();
const { ctx, clock } = app;
const admin = await app.as({ role: 'admin' });

/** A unit with a leader, a second leader and two officers. */
async function staffedUnit() {
  const unit = await createUnitWith(ctx);
  const of = (role: 'officer' | 'unit_leader') => app.as({ role, unit: unit.code });
  return {
    unit,
    leader: await of('unit_leader'),
    vice: await of('unit_leader'),
    officer: await of('officer'),
    other: await of('officer'),
  };
}

const at = (hours: number) => new Date(clock.now().getTime() + hours * 3_600_000).toISOString();
const days = { from: () => at(0), to: () => at(48) };
const period = () => ({ from: days.from(), to: days.to(), reason: 'Đi công tác' });

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const problem = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(problem instanceof Refused)) return problem === null ? 'accepted' : String(problem);
  return [problem.status, problem.code, problem.fields[0]?.path, problem.fields[0]?.code].filter(Boolean).join(' ');
};

describe('a deputy', () => {
  test('holds the leader’s post while the delegation runs, in the leader’s name, and not a moment longer', async () => {
    const { unit, leader, officer } = await staffedUnit();
    const created = await leader.call(contract.createDelegation, {
      body: { ...period(), from: at(1), deputy: officer.user.username },
    });
    const roles = async () =>
      (await actorOf(ctx.db, officer.user.username, clock.now()))?.roles.map((r) => [
        r.role,
        r.inPlaceOf?.userId ?? null,
      ]);
    assert.deepEqual(await roles(), [['officer', null]], 'not yet');
    clock.advance('PT1H');
    assert.deepEqual(await roles(), [
      ['officer', null],
      ['unit_leader', leader.user.id],
    ]);
    const view = await officer.call(getSession);
    assert.deepEqual(
      view.roles.map((r) => r.role),
      ['officer', 'unit_leader'],
    );
    assert.deepEqual(view.deputyFor, [
      {
        user: { code: leader.user.username, name: view.deputyFor[0]?.user.name },
        unit: { code: unit.code, name: `Đơn vị ${unit.code}` },
        until: created.to,
      },
    ]);
    const actor = await actorOf(ctx.db, officer.user.username, clock.now());
    assert.ok(actor?.audiences.has(`unit:${unit.id}`));
    clock.moveTo(new Date(created.to));
    assert.deepEqual(await roles(), [['officer', null]], 'over');
    assert.deepEqual((await officer.call(getSession)).deputyFor, []);
  });

  test('of a leader of the province hears of all cases', async () => {
    const chair = await app.as({ role: 'province_leader' });
    const vice = await app.as({ role: 'officer', unit: 'ubnd-tinh' });
    await chair.call(contract.createDelegation, { body: { ...period(), deputy: vice.user.username } });
    const actor = await actorOf(ctx.db, vice.user.username, clock.now());
    assert.ok(actor?.audiences.has('all_cases'));
    assert.ok(actor?.permissions.has('case.list_all'));
    const leaders = await provinceLeaders(ctx.db, clock.now());
    assert.deepEqual(
      leaders.map((l) => [l.userId, l.absent, l.inPlaceOf?.userId ?? null]),
      [
        [chair.user.id, true, null],
        [vice.user.id, false, chair.user.id],
      ],
    );
  });

  test('passes on what he stands in for when he is away himself', async () => {
    const { unit, leader, officer, other } = await staffedUnit();
    await createDelegationWith(ctx, { user: leader.user.id, deputy: officer.user.id });
    await createDelegationWith(ctx, { user: officer.user.id, deputy: other.user.id, to: at(24) });
    const signs = async () =>
      (await leadersOf(ctx.db, unit.id, clock.now())).map((l) => [l.userId, l.inPlaceOf?.userId ?? null]);
    const now = await signs();
    assert.ok(now.some(([user, place]) => user === other.user.id && place === leader.user.id));
    assert.ok(!now.some(([user]) => user === officer.user.id));
    const view = await other.call(getSession);
    assert.equal(view.deputyFor[0]?.user.code, leader.user.username);
    assert.equal(new Date(view.deputyFor[0]?.until ?? 0).toISOString(), at(24), 'until the first of the chain is back');
    clock.advance('PT24H');
    assert.ok((await signs()).some(([user]) => user === officer.user.id));
  });

  test('who is himself a leader there signs in his own name', async () => {
    const { unit, leader, vice } = await staffedUnit();
    await createDelegationWith(ctx, { user: leader.user.id, deputy: vice.user.id });
    const actor = await actorOf(ctx.db, vice.user.username, clock.now());
    assert.deepEqual(
      actor?.roles.map((r) => [r.role, r.inPlaceOf]),
      [['unit_leader', undefined]],
    );
    assert.deepEqual(
      (await leadersOf(ctx.db, unit.id, clock.now())).map((l) => [l.userId, l.absent]),
      [
        [leader.user.id, true],
        [vice.user.id, false],
      ],
    );
  });

  test('whose account is disabled holds nothing, and the leader does not count as covered', async () => {
    const unit = await createUnitWith(ctx);
    const leader = await createUserWith(ctx, { role: 'unit_leader', unit: unit.code });
    const deputy = await createUserWith(ctx, { role: 'officer', unit: unit.code });
    await createDelegationWith(ctx, { user: leader.id, deputy: deputy.id });
    assert.equal(await leaderPostFilled(ctx.db, unit.id, clock.now()), true);
    await ctx.db.updateTable('users').set({ disabled_at: clock.now() }).where('id', '=', deputy.id).execute();
    assert.deepEqual(
      (await leadersOf(ctx.db, unit.id, clock.now())).map((l) => [l.userId, l.absent]),
      [[leader.id, false]],
    );
    await ctx.db.updateTable('users').set({ disabled_at: clock.now() }).where('id', '=', leader.id).execute();
    assert.equal(await leaderPostFilled(ctx.db, unit.id, clock.now()), false);
  });

  test('in a circle that slipped in holds nothing, and nothing hangs', async () => {
    const { unit, leader, officer, other } = await staffedUnit();
    await createDelegationWith(ctx, { user: leader.user.id, deputy: officer.user.id });
    await createDelegationWith(ctx, { user: officer.user.id, deputy: other.user.id });
    await createDelegationWith(ctx, { user: other.user.id, deputy: leader.user.id });
    const signs = await leadersOf(ctx.db, unit.id, clock.now());
    assert.deepEqual(
      signs.filter((l) => l.inPlaceOf),
      [],
    );
    assert.deepEqual(
      (await actorOf(ctx.db, other.user.username, clock.now()))?.roles.map((r) => r.role),
      ['officer'],
    );
  });
});

describe('POST /delegations', () => {
  test('is for oneself, and for others only by administrators', async () => {
    const { leader, officer, vice } = await staffedUnit();
    const body = { ...period(), user: leader.user.username, deputy: officer.user.username };
    assert.equal(await refusal(app.anonymous.call(contract.createDelegation, { body })), '401 not_signed_in');
    assert.equal(await refusal(vice.call(contract.createDelegation, { body })), '403 forbidden');
    const events = await app.eventsDuring(() => admin.call(contract.createDelegation, { body }));
    assert.deepEqual(
      events.map((e) => [e.type, e.data.user, e.data.deputy]),
      [['delegation.created', leader.user.id, officer.user.id]],
    );
    assert.deepEqual(events[0]?.audience.to, ['admin', `user:${leader.user.id}`, `user:${officer.user.id}`]);
  });

  test('names somebody of the same unit, unless an administrator names somebody else', async () => {
    const { leader } = await staffedUnit();
    const stranger = await createUserWith(ctx, { role: 'officer', unit: 'so-y-te' });
    const body = { ...period(), deputy: stranger.username };
    assert.equal(await refusal(leader.call(contract.createDelegation, { body })), '422 invalid deputy no_shared_post');
    assert.equal(
      await refusal(admin.call(contract.createDelegation, { body: { ...body, user: leader.user.username } })),
      'accepted',
    );
  });

  test('refuses what cannot be', async () => {
    const { leader, officer, other } = await staffedUnit();
    const gone = await createUserWith(ctx, { username: 'da-nghi' });
    await ctx.db.updateTable('users').set({ disabled_at: clock.now() }).where('id', '=', gone.id).execute();
    const attempt = (change: object) =>
      refusal(
        leader.call(contract.createDelegation, { body: { ...period(), deputy: officer.user.username, ...change } }),
      );
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
    const { leader, officer } = await staffedUnit();
    const made = await leader.call(contract.createDelegation, {
      body: { ...period(), from: at(-30), deputy: officer.user.username },
    });
    assert.equal(new Date(made.from).getTime(), clock.now().getTime());
  });

  test('lets a person be away once at a time, also when two are made at once', async () => {
    const { leader, officer, other } = await staffedUnit();
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
    const { leader, vice } = await staffedUnit();
    const answers = await Promise.all([
      leader.post('/delegations', { ...period(), deputy: vice.user.username }),
      vice.post('/delegations', { ...period(), deputy: leader.user.username }),
    ]);
    assert.deepEqual(answers.map((a) => a.status).sort(), [201, 422]);
  });
});

describe('GET and DELETE /delegations', () => {
  test('everybody sees those that concern him, administrators see all', async () => {
    const { leader, officer, other } = await staffedUnit();
    const made = await leader.call(contract.createDelegation, { body: { ...period(), deputy: officer.user.username } });
    for (const client of [leader, officer])
      assert.deepEqual((await client.call(contract.listDelegations)).items, [made]);
    assert.deepEqual((await other.call(contract.listDelegations)).items, []);
    assert.ok((await admin.call(contract.listDelegations)).items.some((d) => d.id === made.id));
    assert.equal((await app.anonymous.get('/delegations')).status, 401);
  });

  test('ending one takes the post away at once', async () => {
    const { leader, officer, other } = await staffedUnit();
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
    const { leader, officer } = await staffedUnit();
    const { id } = await leader.call(contract.createDelegation, {
      body: { ...period(), from: at(10), deputy: officer.user.username },
    });
    assert.equal((await admin.delete(`/delegations/${id}`)).status, 204);
    assert.deepEqual((await leader.call(contract.listDelegations)).items, []);
  });

  test('an absence shows in the list of users', async () => {
    const { leader, officer } = await staffedUnit();
    const made = await leader.call(contract.createDelegation, { body: { ...period(), deputy: officer.user.username } });
    const [row] = (await admin.call(contract.listUsers, { query: { q: leader.user.username } })).items;
    assert.equal(row?.absentUntil, made.to);
  });
});
