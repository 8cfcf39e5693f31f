import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as contract from '../../../contract/session.ts';
import { startApp } from '../../../test/support/app.ts';
import { createUserWith, TEST_PASSWORD } from '../../../test/support/factories.ts';
import { permissionsOf } from '../permissions.ts';

const app = await startApp();
const { ctx, clock, anonymous } = app;

const signIn = (username: string, password = TEST_PASSWORD, address = '10.0.0.1') =>
  anonymous.raw({
    method: 'POST',
    url: '/api/v1/session',
    remoteAddress: address,
    headers: { 'user-agent': 'Firefox' },
    payload: { username, password },
  });

function cookieOf(answer: Awaited<ReturnType<typeof signIn>>): { secret: string; attributes: string } {
  const [pair = '', ...attributes] = String(answer.headers['set-cookie']).split('; ');
  return { secret: pair.replace('sid=', ''), attributes: attributes.join('; ') };
}

describe('POST /session', () => {
  test('the right password opens a session and says who one is and what one may do', async () => {
    await createUserWith(ctx, { username: 'lan', displayName: 'Nguyễn Thị Lan', role: 'officer' });
    let answer: Awaited<ReturnType<typeof signIn>> | undefined;
    const events = await app.eventsDuring(async () => {
      answer = await signIn('lan');
    });
    assert.equal(answer?.status, 200);
    const view = contract.sessionView.parse(answer?.body);
    assert.deepEqual(view.user, { username: 'lan', displayName: 'Nguyễn Thị Lan', mustChangePassword: false });
    assert.deepEqual(view.roles, [
      { role: 'officer', unit: { code: 'so-xay-dung', name: 'Sở Xây dựng tỉnh Đồng Tháp' } },
    ]);
    assert.deepEqual(new Set(view.permissions), permissionsOf(['officer']));
    assert.ok(view.permissions.includes('case.act') && !view.permissions.includes('admin.users'));
    assert.equal(view.now, '2026-11-23T08:00:00+07:00');
    assert.deepEqual(
      events.map((e) => e.type),
      ['user.signed_in'],
    );
  });

  test('the cookie is for the server only and, on https, for https only', async () => {
    await createUserWith(ctx, { username: 'cookie' });
    const { attributes, secret } = cookieOf(await signIn('cookie'));
    assert.match(attributes, /HttpOnly/);
    assert.match(attributes, /SameSite=Lax/);
    assert.match(attributes, /Path=\//);
    assert.doesNotMatch(attributes, /Secure/);
    assert.ok(secret.length >= 40);
    const stored = await ctx.db.selectFrom('sessions').select('token_hash').execute();
    assert.ok(stored.every((s) => s.token_hash.toString('base64url') !== secret && s.token_hash.length === 32));

    const secure = await startApp({ env: { PUBLIC_URL: 'https://1022.example.vn' } });
    await createUserWith(secure.ctx, { username: 'cookie' });
    const answer = await secure.anonymous.post('/session', { username: 'cookie', password: TEST_PASSWORD });
    assert.match(String(answer.headers['set-cookie']), /Secure/);
  });

  test('case and blanks around the user name do not matter; a decomposed password is the same password', async () => {
    await createUserWith(ctx, { username: 'nfd' });
    assert.equal((await signIn(' NFD ', TEST_PASSWORD.normalize('NFD'), '10.0.0.2')).status, 200);
  });

  test('a wrong password, an unknown name and a disabled account answer alike', async () => {
    await createUserWith(ctx, { username: 'known' });
    const gone = await createUserWith(ctx, { username: 'gone' });
    await ctx.db.updateTable('users').set({ disabled_at: clock.now() }).where('id', '=', gone.id).execute();
    const answers: Awaited<ReturnType<typeof signIn>>[] = [];
    const events = await app.eventsDuring(async () => {
      answers.push(
        await signIn('known', 'sai', '10.0.0.3'),
        await signIn('nobody', 'sai', '10.0.0.3'),
        await signIn('gone', TEST_PASSWORD, '10.0.0.3'),
      );
    });
    const seen = answers.map(({ status, body, headers }) => ({
      status,
      code: body.code,
      title: body.title,
      detail: body.detail,
      cookie: headers['set-cookie'],
    }));
    assert.deepEqual(seen[0], {
      status: 401,
      code: 'wrong_credentials',
      title: 'Sai tên đăng nhập hoặc mật khẩu',
      detail: undefined,
      cookie: undefined,
    });
    assert.deepEqual(seen[1], seen[0]);
    assert.deepEqual(seen[2], seen[0]);
    assert.deepEqual(
      events.map((e) => [e.type, e.data.reason]),
      [
        ['user.sign_in_failed', 'wrong_password'],
        ['user.sign_in_failed', 'unknown_user'],
        ['user.sign_in_failed', 'disabled'],
      ],
    );
    assert.ok(!JSON.stringify(events).includes('nobody'), 'what was typed as a name may be a password');
  });

  test('bad input is refused with the field', async () => {
    const answer = await anonymous.post('/session', { username: 'a', password: '' });
    assert.equal(answer.status, 422);
    assert.equal(answer.body.fields[0].path, 'password');
    assert.equal((await anonymous.post('/session', { username: 'a\u0000b', password: 'x' })).status, 400);
    assert.equal((await anonymous.post('/session', { username: ['a'], password: { $ne: null } })).status, 422);
  });

  test('guessing gets slow, per user name, and the right password waits too', async () => {
    await createUserWith(ctx, { username: 'target' });
    for (let i = 0; i < 5; i += 1) assert.equal((await signIn('target', `sai ${i}`, `10.1.0.${i}`)).status, 401);
    const refused = await signIn('target', TEST_PASSWORD, '10.1.0.9');
    assert.equal(refused.status, 429);
    assert.equal(refused.headers['retry-after'], '1');
    clock.advance('PT1S');
    assert.equal((await signIn('target', 'sai', '10.1.0.9')).status, 401);
    assert.equal((await signIn('target', TEST_PASSWORD, '10.1.0.9')).headers['retry-after'], '2');
    clock.advance('PT2S');
    assert.equal((await signIn('target', TEST_PASSWORD, '10.1.0.9')).status, 200, 'never a lock-out for ever');
    assert.equal((await signIn('target', 'sai', '10.1.0.9')).status, 401, 'success starts the count afresh');
  });

  test('an address that tries many names is slowed down too', async () => {
    for (let i = 0; i < 30; i += 1) assert.equal((await signIn(`guess${i}`, 'sai', '10.2.0.1')).status, 401);
    assert.equal((await signIn('guess30', 'sai', '10.2.0.1')).status, 429);
    assert.equal((await signIn('guess30', 'sai', '10.2.0.2')).status, 401, 'others are not concerned');
    clock.advance('PT2M');
    assert.equal((await signIn('guess31', 'sai', '10.2.0.1')).status, 401);
  });

  test('guesses sent all at once are counted one by one', async () => {
    await createUserWith(ctx, { username: 'storm' });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => signIn('storm', `sai ${i}`, '10.3.0.1')));
    const statuses = answers.map((a) => a.status);
    assert.equal(statuses.filter((s) => s === 401).length, 5);
    assert.equal(statuses.filter((s) => s === 429).length, 7);
  });
});
