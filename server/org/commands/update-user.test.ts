import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as contract from '../../../contract/org.ts';
import { startApp } from '../../../test/support/app.ts';
import { refusalOf, withToken } from '../../../test/support/client.ts';
import { createSessionFor, createUserWith } from '../../../test/support/factories.ts';
import { SYSTEM } from '../../platform/auth/index.ts';
import { createToken } from '../index.ts';

const app = await startApp();
const { ctx } = app;
const admin = await app.as({ username: 'admin', role: 'admin' });

describe('PATCH /users/:username', () => {
  test('touches only what is given; roles take effect on the next request', async () => {
    const client = await app.as({ username: 'doi-vai', role: 'officer', email: 'giu@example.vn' });
    assert.equal((await client.get('/session')).body.roles[0].role, 'officer');
    const events = await app.eventsDuring(() =>
      admin.call(contract.updateUser, {
        params: { username: 'doi-vai' },
        body: { displayName: 'Tên khác', roles: [{ role: 'agent', unit: 'tong-dai-1022' }] },
      }),
    );
    assert.deepEqual(
      events.map((e) => [e.type, e.data]),
      [
        ['user.updated', { fields: ['display_name'] }],
        [
          'user.roles_changed',
          { added: [{ role: 'agent', unit: 'tong-dai-1022' }], ended: [{ role: 'officer', unit: 'so-xay-dung' }] },
        ],
      ],
    );
    const view = (await client.get('/session')).body;
    assert.deepEqual(
      view.roles.map((r: { role: string }) => r.role),
      ['agent'],
    );
    assert.ok(view.permissions.includes('case.create'));
    const [row] = (await admin.call(contract.listUsers, { query: { q: 'doi-vai' } })).items;
    assert.equal(row?.email, 'giu@example.vn');
    const history = await ctx.db
      .selectFrom('user_roles')
      .select(['role', 'valid_to'])
      .where('user_id', '=', client.user.id)
      .orderBy('id')
      .execute();
    assert.deepEqual(
      history.map((r) => [r.role, r.valid_to !== null]),
      [
        ['officer', true],
        ['agent', false],
      ],
    );
  });

  test('the same again changes and records nothing', async () => {
    await createUserWith(ctx, { username: 'nhu-cu', displayName: 'Như cũ', role: 'officer' });
    const body = { displayName: 'Như cũ', roles: [{ role: 'officer' as const, unit: 'so-xay-dung' }], disabled: false };
    const events = await app.eventsDuring(() =>
      admin.call(contract.updateUser, { params: { username: 'nhu-cu' }, body }),
    );
    assert.deepEqual(events, []);
  });

  test('disabling ends sessions and tokens at once; enabling does not bring them back', async () => {
    const client = await app.as({ username: 'nghi-viec', role: 'agent' });
    const { token } = await createToken(ctx, SYSTEM, { username: 'nghi-viec', name: 'máy', expiresAt: null });
    const program = withToken(app.app, token);
    assert.equal((await program.get('/session')).status, 200);
    const change = (disabled: boolean) =>
      admin.call(contract.updateUser, { params: { username: 'nghi-viec' }, body: { disabled } });
    const events = await app.eventsDuring(() => change(true));
    assert.deepEqual(
      events.map((e) => e.type),
      ['user.disabled', 'user.sessions_ended', 'user.token_revoked'],
    );
    for (const c of [client, program]) assert.equal((await c.get('/session')).status, 401);
    const back = await change(false);
    assert.equal(back.disabledAt, null);
    for (const c of [client, program]) assert.equal((await c.get('/session')).status, 401);
  });

  test('an unknown user is 404, nothing recorded', async () => {
    const events = await app.eventsDuring(async () =>
      assert.equal((await admin.patch('/users/khong-co', { disabled: true })).status, 404),
    );
    assert.deepEqual(events, []);
  });

  test('the last administrator stays, also when two remove each other at once', async () => {
    const own = await startApp();
    const a = await own.as({ username: 'aa', role: 'admin' });
    const alone = await refusalOf(
      a.call(contract.updateUser, { params: { username: 'aa' }, body: { disabled: true } }),
    );
    assert.equal(alone.code, 'not_now');
    const noRoles = await refusalOf(a.call(contract.updateUser, { params: { username: 'aa' }, body: { roles: [] } }));
    assert.equal(noRoles.code, 'not_now');
    const b = await own.as({ username: 'bb', role: 'admin' });
    const answers = await Promise.all([a.patch('/users/bb', { disabled: true }), b.patch('/users/aa', { roles: [] })]);
    assert.deepEqual(answers.map((x) => x.status).sort(), [200, 409]);
  });
});

test('of two administrators who set roles at once, one list holds, never a mixture', async () => {
  await createUserWith(ctx, { username: 'tranh', role: 'officer' });
  const other = await app.as({ role: 'admin' });
  const lists = [
    [
      { role: 'officer', unit: 'so-y-te' },
      { role: 'unit_leader', unit: 'so-y-te' },
    ],
    [
      { role: 'officer', unit: 'so-gddt' },
      { role: 'unit_leader', unit: 'so-gddt' },
    ],
  ] as const;
  const answers = await Promise.all([
    admin.patch('/users/tranh', { roles: lists[0] }),
    other.patch('/users/tranh', { roles: lists[1] }),
  ]);
  assert.deepEqual(
    answers.map((x) => x.status),
    [200, 200],
  );
  const [row] = (await admin.call(contract.listUsers, { query: { q: 'tranh' } })).items;
  const units = new Set(row?.roles.map((r) => r.unit.code));
  assert.deepEqual([row?.roles.length, units.size], [2, 1]);
});

test('a reset password is shown once, ends the sessions, and must be changed', async () => {
  const client = await app.as({ username: 'quen', role: 'agent' });
  await createSessionFor(ctx, client.user.id);
  let password = '';
  const events = await app.eventsDuring(async () => {
    password = (await admin.call(contract.resetPassword, { params: { username: 'quen' } })).oneTimePassword;
  });
  assert.deepEqual(
    events.map((e) => [e.type, e.data]),
    [
      ['user.password_reset', {}],
      ['user.sessions_ended', { reason: 'password_reset', count: 2 }],
    ],
  );
  assert.equal((await client.get('/session')).status, 401);
  const answer = await app.anonymous.post('/session', { username: 'quen', password });
  assert.equal(answer.body.user.mustChangePassword, true);
  assert.equal((await admin.post('/users/khong-co/password')).status, 404);
});
