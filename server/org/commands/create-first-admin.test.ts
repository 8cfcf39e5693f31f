import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from '../../../test/support/app.ts';
import { createFirstAdmin } from '../index.ts';

const app = await startApp();

test('of several processes that start at once one makes the first administrator, later starts none', async () => {
  const made = (await Promise.all([1, 2, 3].map(() => createFirstAdmin(app.ctx)))).filter((m) => m !== null);
  assert.equal(made.length, 1);
  const { username, oneTimePassword } = made[0] ?? assert.fail();
  assert.equal(await createFirstAdmin(app.ctx), null);
  const answer = await app.anonymous.post('/session', { username, password: oneTimePassword });
  assert.equal(answer.body.user.mustChangePassword, true);
  assert.ok(answer.body.permissions.includes('admin.users'));
  const created = await app.ctx.db
    .selectFrom('events')
    .select('actor_kind')
    .where('type', '=', 'user.created')
    .execute();
  assert.deepEqual(created, [{ actor_kind: 'system' }]);
});
