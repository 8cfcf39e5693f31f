import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from '../../../test/support/app.ts';
import { arrivals } from '../../../test/support/email/arrive.ts';
import { bindMail } from '../../../test/support/email/bind.ts';
import { multipart } from '../../../test/support/email/build-mail.ts';
import { syncEnvironmentAccount } from './accounts.ts';
import { storeMail } from './store-mail.ts';

const app = await startApp({
  env: { IMAP_URL: 'imap://a:b@127.0.0.1:1', MAIL_FROM: 'hotro@tinh.example' },
  register: bindMail,
});
const { ctx } = app;
await syncEnvironmentAccount(ctx);
const { mail, arrive } = arrivals(app, storeMail);

test('what cannot be read is kept, listed, downloadable and can be tried again', async () => {
  let deep = { type: 'text/plain', body: Buffer.from('x') as Buffer };
  for (let level = 0; level < 40; level += 1)
    deep = multipart('mixed', [{ headers: { 'Content-Type': deep.type }, body: deep.body }], `b${level}.`);
  const raw = mail({ 'Content-Type': deep.type }, deep.body);
  const { row } = await arrive(raw);
  assert.deepEqual([row.state, row.error], ['failed', 'too_deep']);
  assert.equal((await arrive(mail({ From: null, Sender: null }))).row.error, 'no_sender');
  const supervisor = await app.as({ role: 'supervisor' });
  const list = await supervisor.get('/channels/email/failures?limit=1');
  assert.equal(list.status, 200);
  assert.equal(list.body.items[0].reason, 'no_sender');
  const next = await supervisor.get(`/channels/email/failures?cursor=${list.body.nextCursor}`);
  assert.deepEqual(
    [next.body.items[0].id, next.body.items[0].detail],
    [String(row.id), 'Các phần của thư lồng nhau quá sâu.'],
  );
  const download = await supervisor.raw({ method: 'GET', url: `/api/v1/channels/email/failures/${row.id}/raw` });
  assert.equal(download.headers['content-type'], 'application/octet-stream');
  assert.equal(download.body, raw.toString());
  assert.equal((await supervisor.post(`/channels/email/failures/${row.id}/retry`)).status, 202);
  await app.settle();
  assert.equal(
    (await ctx.db.selectFrom('inbound_mails').select('state').where('id', '=', row.id).executeTakeFirst())?.state,
    'failed',
  );
  assert.equal((await supervisor.post('/channels/email/failures/999999/retry')).status, 404);
  assert.equal((await supervisor.get('/channels/email/failures?cursor=x')).status, 400);
  const agent = await app.as({ role: 'agent' });
  assert.equal((await agent.get('/channels/email/failures')).status, 403);
  assert.equal((await app.anonymous.get('/channels/email/failures')).status, 401);
});
