import assert from 'node:assert/strict';
import { test } from 'node:test';
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

/** mulberry32: small, seeded, good enough to break things the same way every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

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
const DICTIONARY = [
  '\r\n',
  '\n',
  '\r\n\r\n',
  '\0',
  '--',
  '--ww--',
  '=?utf-8?B?',
  '?=',
  '=?utf-7?Q?+ADw-',
  'Content-Type: multipart/mixed; boundary=""\r\n',
  'Content-Type: message/rfc822\r\n',
  'boundary=',
  '<',
  '>',
  '"',
  '\\',
  'charset=utf-16',
  'charset="x\0y"',
  'Content-Transfer-Encoding: base64\r\n',
  "filename*0*=utf-8''%ff%fe; filename*1*=%",
  '=E1=BB',
  '&#x110000;',
  '<style>',
  '<blockquote type=cite>',
  '\u202e',
  '\ufffe',
  ';'.repeat(50),
  ','.repeat(500),
  '('.repeat(300),
  'a'.repeat(5000),
];

function mutate(source: Buffer, next: () => number): Buffer {
  let mail = Buffer.from(source);
  const pick = (limit: number) => Math.floor(next() * limit);
  for (let step = 1 + pick(6); step > 0; step -= 1) {
    const at = pick(mail.length);
    const length = 1 + pick(60);
    const roll = pick(6);
    if (roll === 0) mail[at] = pick(256);
    else if (roll === 1) mail = Buffer.concat([mail.subarray(0, at), mail.subarray(at + length)]);
    else if (roll === 2)
      mail = Buffer.concat([mail.subarray(0, at), mail.subarray(at, at + length), mail.subarray(at)]);
    else if (roll === 3)
      mail = Buffer.concat([
        mail.subarray(0, at),
        Buffer.from(DICTIONARY[pick(DICTIONARY.length)] ?? ''),
        mail.subarray(at),
      ]);
    else if (roll === 4) for (let index = 0; index < length; index += 1) mail[at + index] = pick(256);
    else {
      const other = SOURCES[pick(SOURCES.length)] ?? mail;
      mail = Buffer.concat([mail.subarray(0, at), other.subarray(pick(other.length))]);
    }
    if (mail.length === 0) return Buffer.from('x');
  }
  return mail;
}

test(`${RUNS} broken mails: each gives a result or UnreadableMail, soon`, async () => {
  const next = random(SEED);
  const started = performance.now();
  let unreadable = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const raw = mutate(SOURCES[run % SOURCES.length] ?? Buffer.from('x'), next);
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
