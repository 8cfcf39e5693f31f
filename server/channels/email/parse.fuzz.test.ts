import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenMails } from '../../../test/support/email/broken-mails.ts';
import { buildMail, multipart, TINY_PNG } from '../../../test/support/email/build-mail.ts';
import { readBounce } from './bounce-report.ts';
import { classify } from './classify.ts';
import { cleanHtml } from './clean-html.ts';
import { fixture } from './fixtures/read-fixture.ts';
import { parseMail } from './parse.ts';
import { UnreadableMail } from './parsed-mail.ts';
import { splitReply } from './quoting.ts';
import { splitHtmlReply } from './quoting-html.ts';
import { threadCandidates } from './threading.ts';

const SEED = 1022;
const RUNS = 2000;
const SECRET = Buffer.alloc(32, 7);

const mixed = multipart('mixed', [
  { headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: 'Đường hỏng' },
  {
    headers: { 'Content-Type': 'image/png', 'Content-Transfer-Encoding': 'base64', 'Content-ID': '<a@b>' },
    body: TINY_PNG.toString('base64'),
  },
]);
const SOURCES = [
  ...['gmail-reply', 'bounce-report', 'bounce-plain', 'out-of-office', 'read-receipt', 'word-vntime'].map(fixture),
  buildMail({ headers: { 'Content-Type': mixed.type }, body: mixed.body }),
];
test(`${RUNS} broken mails: each gives a result or UnreadableMail, soon`, async () => {
  const started = performance.now();
  let unreadable = 0;
  let run = -1;
  for (const raw of brokenMails(SOURCES, RUNS, SEED)) {
    run += 1;
    const before = performance.now();
    try {
      const mail = await parseMail(raw, { authservId: 'mx.tinh.example' });
      assert.doesNotMatch(`${mail.subject}${mail.text}${mail.html ?? ''}${mail.from?.name ?? ''}`, /\0/u);
      classify(mail, { ownAddresses: ['hotro@tinh.example'], loopId: 'x' });
      threadCandidates(mail, SECRET);
      readBounce(mail);
      splitReply(mail.text);
      if (mail.html) cleanHtml(splitHtmlReply(mail.html).visible);
    } catch (error) {
      if (!(error instanceof UnreadableMail)) {
        throw new Error(`run ${run} (seed ${SEED}): ${JSON.stringify(raw.toString('latin1'))}`, { cause: error });
      }
      unreadable += 1;
    }
    const took = performance.now() - before;
    assert.ok(took < 3000, `run ${run} took ${Math.round(took)} ms`);
  }
  assert.ok(unreadable < RUNS / 2, `${unreadable} unreadable`);
  assert.ok(performance.now() - started < 60_000);
});
