import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as contract from '../../../contract/people-admin.ts';
import { ROLES } from '../../../contract/session.ts';
import { startApp } from '../../../test/support/app.ts';
import { createSessionFor, createUserWith } from '../../../test/support/factories.ts';
import { createToken } from '../commands/create-token.ts';
import { delegate } from '../commands/delegate.ts';
import { actorOf, PERMISSIONS } from '../index.ts';

const app = await startApp();
const { ctx, clock } = app;
const admin = await app.as({ username: 'quan-tri', displayName: 'Quản Trị', role: 'admin' });
const supervisor = await app.as({ role: 'supervisor' });
await createUserWith(ctx, { username: 'giam-doc', displayName: 'Giám Đốc', role: 'unit_leader' });
await createUserWith(ctx, { username: 'pho', displayName: 'Phó Giám Đốc', role: 'officer' });
await createUserWith(ctx, { username: 'truong-phong', displayName: 'Trưởng Phòng', role: 'officer' });
const actor = await actorOf(ctx.db, 'quan-tri', clock.now());
assert.ok(actor);
const away = (user: string, deputy: string, from: string, to: string) =>
  delegate(ctx, actor, { user, deputy, from: new Date(from), to: new Date(to), reason: 'Đi công tác' });

test('all of it is for administrators', async () => {
  const doors: ['get' | 'delete', string][] = [
    ['get', '/admin/roles'],
    ['get', '/admin/deputies'],
    ['get', '/admin/sessions'],
    ['get', '/admin/tokens'],
    ['delete', '/admin/sessions/1'],
    ['delete', '/admin/tokens/1'],
    ['delete', '/admin/users/pho/sessions'],
  ];
  for (const [method, path] of doors) {
    assert.equal((await app.anonymous[method](path)).status, 401, path);
    assert.equal((await supervisor[method](path)).body.needs, 'admin.users', path);
  }
});

describe('roles', () => {
  test('say what each may do, who holds them where, and which posts are empty', async () => {
    const seen = await admin.call(contract.getRoles);
    assert.deepEqual(
      seen.grants.map((g) => g.permission),
      PERMISSIONS,
    );
    assert.ok(seen.grants.every((g) => g.roles.every((role) => ROLES.includes(role))));
    const here = seen.holders.filter((h) => h.unit.code === 'so-xay-dung');
    assert.deepEqual(
      here.map((h) => [h.role, h.user.code]),
      [
        ['unit_leader', 'giam-doc'],
        ['officer', 'pho'],
        ['officer', 'truong-phong'],
      ],
    );
    assert.ok(!seen.vacancies.some((v) => v.unit.code === 'so-xay-dung'));
    assert.deepEqual(
      seen.vacancies.filter((v) => v.unit.code === 'so-y-te').map((v) => v.role),
      ['officer', 'unit_leader'],
    );
    assert.ok(!seen.vacancies.some((v) => ['tong-dai-1022', 'ubnd-cap-xa'].includes(v.unit.code)));
  });
});

describe('deputies', () => {
  test('a delegation says which posts pass on, where a chain ends, and what is wrong', async () => {
    await away('giam-doc', 'pho', '2026-11-23T08:00:00+07:00', '2026-11-27T17:00:00+07:00');
    await away('pho', 'truong-phong', '2026-11-25T08:00:00+07:00', '2026-11-26T17:00:00+07:00');
    const { items } = await admin.call(contract.getDeputies);
    const of = (user: string) => items.find((d) => d.user.code === user);
    assert.equal(of('giam-doc')?.state, 'active');
    assert.equal(of('giam-doc')?.createdBy, 'Quản Trị');
    assert.deepEqual(
      of('giam-doc')?.posts.map((p) => `${p.role}@${p.unit.code}`),
      ['unit_leader@so-xay-dung'],
    );
    assert.deepEqual(
      of('giam-doc')?.chain.map((p) => p.code),
      ['truong-phong'],
    );
    assert.deepEqual(of('giam-doc')?.warnings, ['deputy_away']);
    assert.equal(of('pho')?.state, 'coming');
    assert.deepEqual(of('pho')?.warnings, ['no_post'], 'an officer passes on no right');
  });

  test('a gap is a post for which nobody can sign: nobody holds it, or all are away without a deputy', async () => {
    await createUserWith(ctx, { role: 'officer', unit: 'so-cong-thuong' });
    const before = (await admin.call(contract.getDeputies)).gaps;
    assert.ok(before.some((g) => g.unit.code === 'so-cong-thuong' && g.holders.length === 0));
    assert.ok(before.some((g) => g.role === 'province_leader'));
    assert.ok(!before.some((g) => g.unit.code === 'so-xay-dung'), 'the deputy signs');
    await ctx.db.updateTable('users').set({ disabled_at: clock.now() }).where('username', '=', 'pho').execute();
    const after = await admin.call(contract.getDeputies);
    assert.ok(
      !after.gaps.some((g) => g.unit.code === 'so-xay-dung'),
      'a delegation to a disabled account does not run: the leader signs himself',
    );
    assert.ok(after.items.find((d) => d.user.code === 'giam-doc')?.warnings.includes('deputy_disabled'));
  });
});

describe('sessions', () => {
  test('are listed last seen first, found by name, and paged without gaps', async () => {
    const lan = await createUserWith(ctx, { username: 'lan', displayName: 'Nguyễn Thị Lan' });
    for (const _ of [1, 2, 3]) {
      clock.advance('PT1M');
      await createSessionFor(ctx, lan.id);
    }
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await admin.call(contract.listOpenSessions, {
        query: { q: 'nguyen thi lan', limit: 2, ...(cursor ? { cursor } : {}) },
      });
      seen.push(...page.items.map((s) => s.id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    assert.equal(new Set(seen).size, 3);
    assert.deepEqual(
      seen,
      seen.toSorted((a, b) => Number(b) - Number(a)),
    );
    const own = (await admin.call(contract.listOpenSessions, { query: { q: 'quan-tri' } })).items;
    assert.deepEqual(
      own.map((s) => s.current),
      [true],
    );
    assert.equal((await admin.get('/admin/sessions?cursor=abc')).status, 400);
  });

  test('one is ended, then all of somebody; each is on record with who did it', async () => {
    const [first] = (await admin.call(contract.listOpenSessions, { query: { q: 'lan' } })).items;
    const one = await app.eventsDuring(() => admin.call(contract.endSession, { params: { id: first?.id ?? '' } }));
    assert.deepEqual(
      one.map((e) => [e.type, e.actorId, e.data]),
      [['user.sessions_ended', admin.user.id, { reason: 'ended_by_admin', count: 1 }]],
    );
    assert.deepEqual(
      await app.eventsDuring(() => admin.call(contract.endSession, { params: { id: first?.id ?? '' } })),
      [],
    );
    const all = await app.eventsDuring(() => admin.call(contract.endSessionsOf, { params: { username: 'lan' } }));
    assert.deepEqual(
      all.map((e) => e.data),
      [{ reason: 'ended_by_admin', count: 2 }],
    );
    assert.deepEqual((await admin.call(contract.listOpenSessions, { query: { q: 'lan' } })).items, []);
    assert.equal((await admin.delete('/admin/users/khong-co/sessions')).status, 404);
  });
});

test('tokens are listed without their secret, and revoked', async () => {
  const made = await createToken(ctx, actor, { username: 'lan', name: 'Báo cáo tuần', expiresAt: null });
  const [token] = (await admin.call(contract.listTokens)).items;
  assert.equal(token?.name, 'Báo cáo tuần');
  assert.equal(token?.state, 'valid');
  assert.ok(!JSON.stringify(await admin.get('/admin/tokens')).includes(made.token));
  const events = await app.eventsDuring(() => admin.call(contract.revokeTokenOf, { params: { id: token?.id ?? 0 } }));
  assert.deepEqual(
    events.map((e) => e.type),
    ['user.token_revoked'],
  );
  assert.equal((await admin.call(contract.listTokens)).items[0]?.state, 'revoked');
  assert.equal((await admin.delete('/admin/tokens/99999')).status, 404);
});
