import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createDelegation } from '../../contract/org.ts';
import { getSession } from '../../contract/session.ts';
import { startApp } from '../../test/support/app.ts';
import {
  createDelegationWith,
  createStaffedUnit,
  createUnitWith,
  createUserWith,
} from '../../test/support/factories.ts';
import { actorOf, leaderPostFilled, leadersOf, provinceLeaders } from './index.ts';

const app = await startApp();
const { ctx, clock } = app;

const at = (hours: number) => new Date(clock.now().getTime() + hours * 3_600_000).toISOString();
const period = () => ({ from: at(0), to: at(48), reason: 'Đi công tác' });

describe('a deputy', () => {
  test('holds the leader’s post while the delegation runs, in the leader’s name, and not a moment longer', async () => {
    const { unit, leader, officer } = await createStaffedUnit(app);
    const created = await leader.call(createDelegation, {
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
    await chair.call(createDelegation, { body: { ...period(), deputy: vice.user.username } });
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
    const { unit, leader, officer, other } = await createStaffedUnit(app);
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
    const { unit, leader, vice } = await createStaffedUnit(app);
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
    const { unit, leader, officer, other } = await createStaffedUnit(app);
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
