import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as contract from '../../contract/session.ts';
import { startApp } from '../../test/support/app.ts';
import { withSession, withToken } from '../../test/support/client.ts';
import { createSessionFor, createUserWith, TEST_PASSWORD } from '../../test/support/factories.ts';

const app = await startApp();
const { ctx, clock, anonymous } = app;

/** A browser with one session, which it does not renew. */
async function openBrowser() {
  const user = await createUserWith(ctx, { role: 'agent' });
  return withSession(app.app, await createSessionFor(ctx, user.id));
}

describe('a session', () => {
  test('is not opened with a one-time code, which nobody would check', async () => {
    const { username } = await createUserWith(ctx, { role: 'agent' });
    const answer = await anonymous.post('/session', { username, password: TEST_PASSWORD, otp: '123456' });
    assert.equal(answer.status, 422);
    assert.equal(answer.body.fields[0].path, 'otp');
  });

  test('is needed: without one, or with a wrong one, the answer is 401', async () => {
    for (const client of [anonymous, withSession(app.app, 'wrong'), withToken(app.app, 'wrong')]) {
      for (const answer of [
        await client.get('/session'),
        await client.delete('/session'),
        await client.get('/me/sessions'),
        await client.put('/me/password', {}),
      ]) {
        assert.equal(answer.status, 401);
        assert.equal(answer.body.code, 'not_signed_in');
        assert.match(String(answer.headers['content-type']), /application\/problem\+json/);
      }
    }
  });

  test('ends by signing out', async () => {
    const client = await app.as({ role: 'agent' });
    const events = await app.eventsDuring(async () => assert.equal((await client.delete('/session')).status, 204));
    assert.deepEqual(
      events.map((e) => e.type),
      ['user.signed_out'],
    );
    assert.equal((await client.get('/session')).status, 401);
  });

  test('ends after 12 hours without use, and lives on when used', async () => {
    const used = await openBrowser();
    const idle = await openBrowser();
    clock.advance('PT11H');
    assert.equal((await used.get('/session')).status, 200);
    clock.advance('PT1H');
    assert.equal((await idle.get('/session')).status, 401);
    assert.equal((await used.get('/session')).status, 200);
  });

  test('ends after 7 days however much it is used', async () => {
    const client = await openBrowser();
    for (let hours = 0; hours < 7 * 24 - 8; hours += 8) {
      clock.advance('PT8H');
      assert.equal((await client.get('/session')).status, 200, `after ${hours + 8} hours`);
    }
    clock.advance('PT8H');
    assert.equal((await client.get('/session')).status, 401);
  });

  test('writes its last use at most once a minute', async () => {
    const client = await app.as({ role: 'agent' });
    const seen = async () =>
      (
        await ctx.db
          .selectFrom('sessions')
          .select('last_seen_at')
          .where('user_id', '=', client.user.id)
          .executeTakeFirstOrThrow()
      ).last_seen_at.getTime();
    const start = await seen();
    clock.advance('PT59S');
    await client.get('/session');
    assert.equal(await seen(), start);
    clock.advance('PT1S');
    await client.get('/session');
    assert.equal(await seen(), start + 60_000);
  });

  test('of a browser is replaced when it signs in again', async () => {
    await createUserWith(ctx, { username: 'twice' });
    const first = await app.as('twice');
    assert.equal((await first.post('/session', { username: 'twice', password: TEST_PASSWORD })).status, 200);
    assert.equal((await first.get('/session')).status, 401);
  });

  test('of other devices is listed, and all end at once', async () => {
    const desk = await app.as({ role: 'agent' });
    const phone = withSession(app.app, await createSessionFor(ctx, desk.user.id));
    const other = await app.as({ role: 'agent' });
    const { items } = await desk.call(contract.listSessions);
    assert.deepEqual(items.map((s) => s.current).sort(), [false, true]);
    const events = await app.eventsDuring(() => phone.call(contract.endOtherSessions));
    assert.deepEqual(
      events.map((e) => [e.type, e.data]),
      [['user.sessions_ended', { reason: 'signed_out_everywhere', count: 2 }]],
    );
    assert.equal((await desk.get('/session')).status, 401);
    assert.equal((await phone.get('/session')).status, 401);
    assert.equal((await other.get('/session')).status, 200);
  });

  test('from another site is refused', async () => {
    const client = await app.as({ role: 'agent' });
    const answer = await client.raw({
      method: 'DELETE',
      url: '/api/v1/session',
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    });
    assert.equal(answer.body.code, 'cross_site');
    assert.equal((await client.get('/session')).status, 200);
  });
});
