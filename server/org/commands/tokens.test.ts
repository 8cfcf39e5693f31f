import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from '../../../test/support/app.ts';
import { withSession, withToken } from '../../../test/support/client.ts';
import { createUserWith } from '../../../test/support/factories.ts';
import { SYSTEM } from '../../platform/auth/index.ts';
import type { AppError } from '../../platform/errors.ts';
import { createToken, revokeToken } from '../index.ts';

const app = await startApp();
const { ctx, clock } = app;
const owner = await createUserWith(ctx, { username: 'may-chu', role: 'agent' });

const make = (expiresAt: Date | null = null) =>
  createToken(ctx, SYSTEM, { username: 'may-chu', name: 'sao lưu', expiresAt });

test('a token works as the person, leaves no session, and only its hash is kept', async () => {
  let made: { id: number; token: string } | undefined;
  const events = await app.eventsDuring(async () => {
    made = await make();
  });
  const { id, token } = made ?? assert.fail();
  assert.deepEqual(
    events.map((e) => [e.type, e.data, e.subject]),
    [['user.token_created', { token: id, expiresAt: null }, `user:${owner.id}`]],
  );
  const program = withToken(app.app, token);
  const view = await program.get('/session');
  assert.equal(view.body.user.username, 'may-chu');
  assert.ok(view.body.permissions.includes('case.create'));
  assert.equal((await program.delete('/session')).status, 204);
  assert.equal((await program.get('/session')).status, 200, 'signing out ends sessions, not tokens');
  assert.equal((await withSession(app.app, token).get('/session')).status, 401, 'a token is no cookie');
  const row = await ctx.db.selectFrom('api_tokens').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  assert.ok(!JSON.stringify(row).includes(token));
  assert.deepEqual(row.last_used_at, clock.now());
});

test('an expired or revoked token lets nobody in', async () => {
  const short = await make(new Date(clock.now().getTime() + 3_600_000));
  assert.equal((await withToken(app.app, short.token).get('/session')).status, 200);
  clock.advance('PT1H');
  assert.equal((await withToken(app.app, short.token).get('/session')).status, 401);

  const { id, token } = await make();
  const events = await app.eventsDuring(async () => {
    await revokeToken(ctx, SYSTEM, id);
    await revokeToken(ctx, SYSTEM, id);
  });
  assert.deepEqual(
    events.map((e) => e.type),
    ['user.token_revoked'],
  );
  assert.equal((await withToken(app.app, token).get('/session')).status, 401);
});

test('what cannot be is refused', async () => {
  const refused = (code: string) => (error: AppError) => error.code === code;
  const input = { name: 'x', expiresAt: null };
  await assert.rejects(createToken(ctx, SYSTEM, { ...input, username: 'khong-co' }), refused('not_found'));
  await assert.rejects(make(clock.now()), refused('bad_input'));
  await assert.rejects(revokeToken(ctx, SYSTEM, 999_999), refused('not_found'));
  const gone = await createUserWith(ctx);
  await ctx.db.updateTable('users').set({ disabled_at: clock.now() }).where('id', '=', gone.id).execute();
  await assert.rejects(createToken(ctx, SYSTEM, { ...input, username: gone.username }), refused('not_now'));
});
