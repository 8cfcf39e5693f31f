import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTransport } from 'nodemailer';
import type { OutgoingMail } from './compose.ts';
import { capReferences, compose, htmlOf, UnsendableMail } from './compose.ts';
import { parseMail } from './parse.ts';
import { readToken } from './threading.ts';

const SETTINGS = { secret: Buffer.alloc(32, 1), loopId: '1022-dong-thap', plusAddressing: true };
const MAIL: OutgoingMail = {
  conversationId: 12,
  messageId: 55,
  from: { name: 'Tổng đài 1022', address: 'hotro@tinh.example' },
  to: { name: 'Nguyễn Văn A', address: 'Dan.A@thu.example' },
  subject: 'Đường hỏng',
  caseCode: '1022-261120-0042',
  text: 'Kính gửi ông,\nđã nhận.\n\nTra cứu: https://tinh.example/tra-cuu?ma=1&x=<2>.',
  kind: 'human',
  inReplyTo: 'dau@thu.example',
  references: ['cu@thu.example', 'dau@thu.example'],
  attachments: [],
};

async function wire(mail: Partial<OutgoingMail> = {}, settings = SETTINGS) {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const sent = await transport.sendMail(compose({ ...MAIL, ...mail }, settings));
  return { raw: sent.message as Buffer, envelope: sent.envelope, mail: await parseMail(sent.message as Buffer) };
}

test('an answer: text and HTML, thread headers, reply and bounce addresses', async () => {
  const { mail, envelope, raw } = await wire();
  assert.equal(mail.subject, 'Re: [1022-261120-0042] Đường hỏng');
  assert.match(mail.messageId, /^c12\.m55\.[a-z2-7]{10}@tinh\.example$/u);
  assert.deepEqual(mail.inReplyTo, ['dau@thu.example']);
  assert.deepEqual(mail.references, ['cu@thu.example', 'dau@thu.example']);
  assert.deepEqual(readToken(mail.replyTo[0]?.address ?? '', SETTINGS.secret), { kind: 'c', id: 12 });
  assert.deepEqual(readToken(envelope.from || '', SETTINGS.secret), { kind: 'm', id: 55 });
  assert.deepEqual(envelope.to, ['dan.a@thu.example']);
  assert.equal(mail.text, MAIL.text);
  assert.match(mail.html ?? '', /<a href="https:\/\/tinh\.example\/tra-cuu\?ma=1&#38;x=">/u);
  assert.match(raw.toString(), /Content-Type: multipart\/alternative/u);
  assert.equal(mail.headers.has('auto-submitted'), false);
  assert.equal(mail.headers.has('precedence'), false);
});

test('sent twice it is the same mail', async () => {
  assert.equal((await wire()).mail.messageId, (await wire()).mail.messageId);
});

test('automatic mail says so', async () => {
  const acknowledgement = (await wire({ kind: 'acknowledgement' })).mail;
  assert.deepEqual(acknowledgement.headers.get('auto-submitted'), ['auto-replied']);
  assert.deepEqual(acknowledgement.headers.get('x-auto-response-suppress'), ['All']);
  assert.deepEqual(acknowledgement.headers.get('x-hc-loop'), ['1022-dong-thap']);
  const notification = (await wire({ kind: 'notification' })).mail;
  assert.deepEqual(notification.headers.get('auto-submitted'), ['auto-generated']);
  assert.deepEqual(notification.headers.get('precedence'), ['bulk']);
});

test('without plus-addresses the plain address is used', async () => {
  const { mail, envelope } = await wire({}, { ...SETTINGS, plusAddressing: false });
  assert.equal(envelope.from, 'hotro@tinh.example');
  assert.equal(mail.replyTo[0]?.address, 'hotro@tinh.example');
});

test('one Re and one code, however often a subject went to and fro', async () => {
  assert.equal(
    (await wire({ subject: 'Re: Trả lời: [1022-261120-0042] Re: x' })).mail.subject,
    'Re: [1022-261120-0042] x',
  );
  assert.equal((await wire({ subject: 'Mới', inReplyTo: null, references: [], caseCode: null })).mail.subject, 'Mới');
});

test('nothing can be put into the header from a subject, a name or an id', async () => {
  const { mail, raw } = await wire({
    subject: 'x\r\nBcc: ke-gian@x.vn\r\n\r\nthân',
    to: { name: 'A"\r\nBcc: b@x.vn', address: 'dan.a@thu.example' },
    inReplyTo: 'a@b>\r\nBcc: <c@x.vn',
    references: ['a\r\nBcc: d@x.vn'],
  });
  assert.doesNotMatch(raw.toString().split('\r\n\r\n')[0] ?? '', /^Bcc:/imu);
  assert.equal(mail.headers.has('bcc'), false);
  assert.equal(mail.to.length, 1);
});

test('an address that is none is refused in words', () => {
  for (const address of [
    '',
    'a',
    'a@',
    '@b.vn',
    'a b@c.vn',
    'a@b.vn\r\nRCPT TO:<x@y.vn>',
    'a@b.vn,c@d.vn',
    '<a@b.vn>',
    '-@..vn',
    `${'a'.repeat(80)}@b.vn`,
  ]) {
    assert.throws(() => compose({ ...MAIL, to: { name: null, address } }, SETTINGS), UnsendableMail, address);
  }
});

test('references: the first and the last nineteen', () => {
  const ids = Array.from({ length: 50 }, (_, index) => `${index}@x`);
  assert.deepEqual(capReferences(ids), ['0@x', ...ids.slice(-19)]);
  assert.deepEqual(capReferences(['a', 'a', 'b']), ['a', 'b']);
});

test('HTML of a text escapes everything', () => {
  assert.match(htmlOf('<script>&"'), /<p>&#60;script&#62;&#38;&#34;<\/p>/u);
});
