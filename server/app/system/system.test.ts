import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getSystemState, retryJob, retrySkipped, SYSTEM_LINES } from '../../../contract/system.ts';
import { startApp } from '../../../test/support/app.ts';
import { transact } from '../../platform/transact.ts';
import { setInstallationFact } from '../installation.ts';
import { blot } from './routes.ts';

const app = await startApp({ whole: true });
const { ctx } = app;
const admin = await app.as({ role: 'admin' });
const state = () => admin.call(getSystemState);
const lineOf = async (key: string) => (await state()).lines.find((l) => l.key === key);

test('every line is looked at, and says how it stands', async () => {
  const seen = await state();
  assert.deepEqual(
    seen.lines.map((l) => l.key),
    SYSTEM_LINES,
  );
  assert.deepEqual(
    seen.lines.filter((l) => l.values.failure === 'unknown').map((l) => l.key),
    [],
  );
  const ok = (key: string) => seen.lines.find((l) => l.key === key)?.state;
  for (const key of ['node', 'folder', 'database', 'schema', 'people', 'sequencer', 'readers'])
    assert.equal(ok(key), 'ok', key);
  assert.equal(ok('backup'), 'warning', 'nobody has made a backup');
  assert.equal(ok('chain'), 'warning', 'the chain was never checked');
  assert.ok(seen.queues.length > 5);
});

test('a backup and its age', async () => {
  const at = (days: number) => new Date(ctx.clock.now().getTime() - days * 86_400_000).toISOString();
  for (const [days, wanted] of [
    [1, 'ok'],
    [3, 'warning'],
    [8, 'problem'],
  ] as const) {
    await setInstallationFact(ctx.db, 'last_backup', { at: at(days), bytes: 5_000_000 });
    assert.equal((await lineOf('backup'))?.state, wanted, `${days} days`);
  }
});

test('a job that failed for good is shown without addresses, and tried again on record', async () => {
  const { sql } = await import('kysely');
  await sql`insert into pgboss.job (name, data, state, output, retry_limit, completed_on)
    values ('email.handle', '{"inboundId": 1}', 'failed', '{"message": "550 lan@thu.example 0912345678 refused"}', 0, now())`.execute(
    ctx.db,
  );
  const [job] = (await state()).failedJobs;
  assert.equal(job?.why, '550 …@… … refused');
  assert.equal((await lineOf('jobs'))?.state, 'warning');
  const params = { name: job?.name ?? '', id: job?.id ?? '' };
  const events = await app.eventsDuring(() => admin.call(retryJob, { params }));
  assert.deepEqual(
    events.map((e) => [e.type, e.data.what]),
    [['installation.work_retried', 'job']],
  );
  assert.deepEqual((await state()).failedJobs, []);
  assert.equal((await admin.post(`/admin/system/jobs/${params.name}/${params.id}/retry`)).status, 404);
});

test('an event that a reader had set aside is shown, and given to it again', async () => {
  await admin.patch(`/users/${admin.user.username}`, { displayName: 'Tên khác' });
  await app.settle();
  const [reader] = (await state()).readers;
  const seq = await ctx.events.head();
  await transact(ctx, (tx) =>
    tx.db
      .insertInto('event_reader_skips')
      .values({ reader: reader?.name ?? '', seq, error: 'Error: a@b.example', at: tx.now })
      .execute(),
  );
  const [skipped] = (await state()).skipped;
  assert.deepEqual([skipped?.seq, skipped?.type, skipped?.why], [seq, 'user.updated', 'Error: …@…']);
  assert.equal((await lineOf('readers'))?.state, 'problem');
  const params = { reader: reader?.name ?? '', seq };
  await admin.call(retrySkipped, { params });
  assert.deepEqual((await state()).skipped, []);
  assert.equal((await admin.post(`/admin/system/readers/${params.reader}/${seq}/retry`)).status, 404);
});

test('is for administrators', async () => {
  const supervisor = await app.as({ role: 'supervisor' });
  const id = '00000000-0000-4000-8000-000000000000';
  for (const [method, path] of [
    ['get', '/admin/system'],
    ['post', `/admin/system/jobs/email.handle/${id}/retry`],
    ['post', '/admin/system/readers/x/1/retry'],
  ] as const) {
    assert.equal((await app.anonymous[method](path)).status, 401);
    assert.equal((await supervisor[method](path)).body.needs, 'admin.system');
  }
  assert.equal((await admin.post('/admin/system/jobs/x/no-id/retry')).status, 422);
});

test('an error is shown without what could be somebody', () => {
  assert.equal(blot('tel +84 912 345 678 of <x@y.vn>\nsecond line'), 'tel … of …@…');
});
