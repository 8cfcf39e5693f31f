import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { startApp } from '../../../test/support/app.ts';
import { bindMail } from '../../../test/support/email/bind.ts';
import { brokenMails } from '../../../test/support/email/broken-mails.ts';
import { syncEnvironmentAccount } from './accounts.ts';
import { fixture } from './fixtures/read-fixture.ts';
import { storeMail } from './store-mail.ts';

const RUNS = 300;
const app = await startApp({
  env: { IMAP_URL: 'imap://a:b@127.0.0.1:1', MAIL_FROM: 'hotro@tinh.example' },
  register: bindMail,
});
const { ctx } = app;
await syncEnvironmentAccount(ctx);

test(`${RUNS} broken mails through the whole intake: each is filed, dropped for a reason, or listed`, async () => {
  const names = ['gmail-reply', 'bounce-report', 'bounce-plain', 'out-of-office', 'read-receipt', 'word-vntime'];
  let uid = 0;
  for (const raw of brokenMails(names.map(fixture), RUNS, 4711)) {
    uid += 1;
    await storeMail(
      ctx,
      { mailboxId: 1, uidValidity: 1, uid, receivedAt: ctx.clock.now(), size: raw.length },
      async () => Readable.from([raw]),
    );
  }
  await app.settle();
  const rows = await ctx.db.selectFrom('inbound_mails').select(['state', 'error', 'id']).execute();
  assert.deepEqual(
    rows.filter((row) => row.state === 'stored'),
    [],
  );
  const undone = await ctx.database.pool.query(
    `select output from pgboss.job where name = 'email.handle' and state <> 'completed'`,
  );
  assert.deepEqual(undone.rows, []);
  const counts = Map.groupBy(rows, (row) => row.state);
  assert.ok((counts.get('handled')?.length ?? 0) > RUNS / 4);
});
