import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as contract from '../../../contract/session.ts';
import { startApp } from '../../../test/support/app.ts';
import { refusalOf, withSession } from '../../../test/support/client.ts';
import { createSessionFor, TEST_PASSWORD } from '../../../test/support/factories.ts';

const app = await startApp();
const { ctx, anonymous } = app;

const signIn = (username: string, password = TEST_PASSWORD, address = '10.0.0.1') =>
  anonymous.raw({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress: address,
    headers: { 'user-agent': 'Firefox' },
    payload: { username, password },
  });

describe('PUT /me/password', () => {
  const next = 'một mật khẩu khác';

  test('changes it, ends every other session, and the first-time duty', async () => {
    const client = await app.as({ role: 'agent', mustChangePassword: true });
    const other = withSession(app.app, await createSessionFor(ctx, client.user.id));
    assert.equal((await client.get('/units')).body.code, 'password_change_required');
    const events = await app.eventsDuring(() =>
      client.call(contract.changePassword, { body: { current: TEST_PASSWORD, next } }),
    );
    assert.deepEqual(
      events.map((e) => e.type),
      ['user.password_changed', 'user.sessions_ended'],
    );
    assert.equal((await other.get('/session')).status, 401);
    assert.equal((await client.get('/units')).status, 200);
    assert.equal((await signIn(client.user.username, TEST_PASSWORD, '10.4.0.1')).status, 401);
    assert.equal((await signIn(client.user.username, next, '10.4.0.1')).status, 200);
  });

  test('refuses what is wrong, naming the field', async () => {
    const client = await app.as({ username: 'ten-dang-nhap', role: 'agent' });
    const refusal = async (body: { current: string; next: string }) =>
      (await refusalOf(client.call(contract.changePassword, { body }))).brief;
    assert.equal(await refusal({ current: 'sai', next }), '422 invalid current wrong_password');
    assert.equal(await refusal({ current: TEST_PASSWORD, next: 'ngắn' }), '422 invalid next too_small');
    assert.equal(await refusal({ current: TEST_PASSWORD, next: 'Ten-Dang-Nhap' }), '422 invalid next is_username');
    assert.equal(await refusal({ current: TEST_PASSWORD, next: 'aaaaaaaaaaaa' }), '422 invalid next too_simple');
    assert.equal(await refusal({ current: TEST_PASSWORD, next: TEST_PASSWORD }), '422 invalid next same_password');
  });

  test('does not let the current one be guessed from an open desk', async () => {
    const client = await app.as({ role: 'agent' });
    for (let i = 0; i < 5; i += 1)
      assert.equal((await client.put('/me/password', { current: `sai ${i}`, next })).status, 422);
    assert.equal((await client.put('/me/password', { current: TEST_PASSWORD, next })).status, 429);
  });

  test('of two changes at once, one wins', async () => {
    const client = await app.as({ role: 'agent' });
    const answers = await Promise.all(
      [1, 2, 3].map((n) => client.put('/me/password', { current: TEST_PASSWORD, next: `${next} ${n}` })),
    );
    const won = answers.findIndex((a) => a.status === 204);
    assert.ok(won >= 0);
    assert.equal(answers.filter((a) => a.status === 204).length, 1);
    assert.ok(answers.every((a) => [204, 409, 422].includes(a.status)));
    assert.equal((await signIn(client.user.username, `${next} ${won + 1}`, '10.5.0.1')).status, 200);
  });
});
