import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildMail, multipart, TINY_PNG, word } from '../../../test/support/email/build-mail.ts';
import { fixture } from './fixtures/read-fixture.ts';
import { parseMail } from './parse.ts';
import { MAIL_LIMITS, UnreadableMail } from './parsed-mail.ts';

const text = (headers: Record<string, string>, body: string | Buffer) => ({ headers, body });
const PLAIN = { 'Content-Type': 'text/plain; charset=utf-8' };

async function refusal(raw: Buffer): Promise<string> {
  try {
    await parseMail(raw);
    return 'parsed';
  } catch (error) {
    assert.ok(error instanceof UnreadableMail, String(error));
    return error.reason;
  }
}

test('a real reply in our own shape', async () => {
  const mail = await parseMail(fixture('gmail-reply'), { authservId: 'mx.tinh.example' });
  assert.deepEqual(mail.from, { name: 'Nguyễn Văn A', address: 'dan.a@thu.example' });
  assert.equal(mail.messageId, 'CAKx1=reply-1@mail.thu.example');
  assert.deepEqual(mail.inReplyTo, ['c12.m55.bbbbbbbbbb@tinh.example']);
  assert.deepEqual(mail.references, ['c12.m50.aaaaaaaaaa@tinh.example', 'c12.m55.bbbbbbbbbb@tinh.example']);
  assert.deepEqual(mail.deliveredTo, ['hotro+c12.xxxxxxxxxx@tinh.example']);
  assert.equal(mail.returnPath, 'dan.a@thu.example');
  assert.equal(mail.subject, 'Re: [1022-261120-0042] Đường hỏng');
  assert.equal(mail.date?.toISOString(), '2026-11-23T02:10:00.000Z');
  assert.deepEqual(mail.auth, { spf: 'pass', dkim: 'pass', dmarc: 'pass' });
  assert.match(mail.text, /^Tôi gửi thêm hình\./u);
  assert.deepEqual(mail.warnings, []);
});

test('verdicts of another server, or without a configured id, are not believed', async () => {
  assert.deepEqual((await parseMail(fixture('gmail-reply'))).auth, { spf: null, dkim: null, dmarc: null });
  const forged = buildMail({
    headers: {
      'Authentication-Results': [
        'mx.tinh.example; dmarc=fail (p=none)',
        'gia.example; dmarc=pass',
        'mx.tinh.example; dmarc=pass; spf=pass',
      ],
    },
  });
  assert.deepEqual((await parseMail(forged, { authservId: 'MX.tinh.example' })).auth, {
    spf: 'pass',
    dkim: null,
    dmarc: 'fail',
  });
});

test('old Word mail in .VnTime under wrong labels: subject, text and HTML become Vietnamese', async () => {
  const mail = await parseMail(fixture('word-vntime'));
  assert.equal(mail.subject, 'V/v Đề nghị sửa đường');
  assert.equal(mail.text, 'Kính gửi Tổng đài, đường hỏng ở xã Tân Phước.');
  assert.match(mail.html ?? '', /xã Tân Phước/u);
  assert.match(mail.html ?? '', /UỶ BAN/u);
  assert.equal(mail.repairedFrom, 'tcvn3');
});

test('8-bit text and headers without any charset label', async () => {
  const raw = Buffer.from(
    'From: NguyÔn V¨n §øc <a@thu.example>\r\nSubject: §­êng háng\r\nMessage-ID: <x@y>\r\n\r\n§­êng háng ë Hµ Néi, ®Ò nghÞ xö lý',
    'latin1',
  );
  const mail = await parseMail(raw);
  assert.equal(mail.text, 'Đường hỏng ở Hà Nội, đề nghị xử lý');
  assert.equal(mail.subject, 'Đường hỏng');
  assert.deepEqual(mail.from, { name: 'Nguyễn Văn Đức', address: 'a@thu.example' });
  assert.equal(mail.repairedFrom, 'tcvn3');
});

test('windows-1258 and NFD arrive as NFC', async () => {
  const cp1258 = Buffer.from('d0fdf5cc6e6720686fd26e67', 'hex');
  const one = await parseMail(
    buildMail({ headers: { 'Content-Type': 'text/plain; charset=windows-1258' }, body: cp1258 }),
  );
  assert.equal(one.text, 'Đường hỏng');
  const two = await parseMail(
    buildMail({ headers: { Subject: word('Đường hỏng'.normalize('NFD')) }, body: 'Hà Nội'.normalize('NFD') }),
  );
  assert.equal(two.subject, 'Đường hỏng');
  assert.equal(two.text, 'Hà Nội');
});

test('attachments: decoded names made safe, inline pictures with their id, nested mail as a file', async () => {
  const { type, body } = multipart('mixed', [
    text(PLAIN, 'Xem hình.'),
    text(
      {
        'Content-Type': 'application/pdf',
        'Content-Disposition': "attachment; filename*=utf-8''%C4%90%C6%A1n%20khi%E1%BA%BFu%20n%E1%BA%A1i.pdf",
      },
      '%PDF-1.4',
    ),
    text(
      {
        'Content-Type': 'image/png',
        'Content-Transfer-Encoding': 'base64',
        'Content-ID': '<anh1@x>',
        'Content-Disposition': 'inline; filename="..\\\\..\\\\a\u202egnp.exe"',
      },
      TINY_PNG.toString('base64'),
    ),
    text({ 'Content-Type': 'message/rfc822', 'Content-Disposition': 'inline' }, 'Subject: trong\r\n\r\nx'),
    text(
      {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': 'attachment; filename="=?utf-8?Q?a=0A/../../etc/passwd?="',
      },
      'x',
    ),
  ]);
  const mail = await parseMail(buildMail({ headers: { 'Content-Type': type }, body }));
  assert.deepEqual(
    mail.attachments.map((part) => part.filename),
    ['Đơn khiếu nại.pdf', 'agnp.exe', 'tep-dinh-kem-3.eml', 'passwd'],
  );
  assert.deepEqual(
    mail.attachments.map((part) => part.inline),
    [false, true, true, false],
  );
  assert.equal(mail.attachments[1]?.cid, 'anh1@x');
  assert.deepEqual(mail.attachments[1]?.content, TINY_PNG);
  assert.equal(mail.text, 'Xem hình.');
});

test('a mail of HTML alone gets a text; a footer in plain text does not replace the letter', async () => {
  const html = `<h1>Chào</h1><p>Đường <b>hỏng</b> <a href="https://a.example/b">bản đồ</a></p><blockquote>cũ</blockquote>${'<p>Một đoạn nữa.</p>'.repeat(30)}`;
  const alone = await parseMail(buildMail({ headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: html }));
  assert.match(alone.text, /^Chào\n+Đường hỏng bản đồ <https:\/\/a\.example\/b>\n+> cũ/u);
  const { type, body } = multipart('mixed', [
    text({ 'Content-Type': 'text/html; charset=utf-8' }, html),
    text(PLAIN, '--\nDanh sách thư'),
  ]);
  assert.match((await parseMail(buildMail({ headers: { 'Content-Type': type }, body }))).text, /Đường hỏng/u);
});

test('no Message-ID: the same mail gets the same id, another mail another', async () => {
  const one = await parseMail(buildMail({ headers: { 'Message-ID': null } }));
  const again = await parseMail(buildMail({ headers: { 'Message-ID': null, Received: 'from elsewhere' } }));
  const other = await parseMail(buildMail({ headers: { 'Message-ID': null }, body: 'khác' }));
  assert.equal(one.messageIdMade, true);
  assert.equal(one.messageId, again.messageId);
  assert.notEqual(one.messageId, other.messageId);
});

test('10,000 recipients: 200 are kept, the number is known', async () => {
  const crowd = Array.from(
    { length: 10_000 },
    (_, index) => `Nguoi so ${index} <nguoi${index}@danh-sach.example>`,
  ).join(',\r\n ');
  const mail = await parseMail(buildMail({ headers: { To: crowd } }));
  assert.equal(mail.to.length, MAIL_LIMITS.recipients);
  assert.ok(mail.recipientCount > 1000);
  assert.deepEqual(mail.warnings, ['header_cut']);
  assert.equal(mail.subject, 'Duong hong');
});

test('NUL bytes, control characters and direction marks do not get through', async () => {
  const mail = await parseMail(
    buildMail({
      headers: {
        Subject: word('Đường\u0000 \u202ehỏng\r\nBcc: x@y.vn'),
        From: `${word('A\u0000\nB')} <a\u0000@thu.example>`,
      },
      body: 'a\u0000b\u0007c\ud800',
    }),
  );
  assert.equal(mail.subject, 'Đường hỏng Bcc: x@y.vn');
  assert.equal(mail.from?.address, 'a@thu.example');
  assert.doesNotMatch(JSON.stringify([mail.from, mail.text, mail.subject]), /\\u0000|\\u202e/u);
});

test('limits: long text and many attachments are cut, and it is said', async () => {
  const long = await parseMail(buildMail({ body: 'dòng dài '.repeat(400_000) }));
  assert.ok(long.text.length <= MAIL_LIMITS.text);
  assert.deepEqual(long.warnings, ['text_cut']);
  const files = Array.from({ length: 140 }, (_, index) =>
    text({ 'Content-Type': 'application/pdf', 'Content-Disposition': `attachment; filename=${index}.pdf` }, 'x'),
  );
  const { type, body } = multipart('mixed', [text(PLAIN, 'xem'), ...files]);
  const many = await parseMail(buildMail({ headers: { 'Content-Type': type }, body }));
  assert.equal(many.attachments.length, MAIL_LIMITS.attachments);
  assert.deepEqual(many.warnings, ['attachments_dropped']);
});

test('what cannot be read is refused with a reason', async () => {
  assert.equal(await refusal(Buffer.alloc(0)), 'empty');
  assert.equal(await refusal(Buffer.alloc(MAIL_LIMITS.raw + 1, 'a')), 'too_large');
  assert.equal(
    await refusal(buildMail({ headers: { 'X-Rac': Array.from({ length: 9000 }, () => 'y'.repeat(60)) } })),
    'header_too_large',
  );
  const parts = Array.from({ length: 600 }, () => text(PLAIN, 'x'));
  const wide = multipart('mixed', parts);
  assert.equal(await refusal(buildMail({ headers: { 'Content-Type': wide.type }, body: wide.body })), 'too_many_parts');
  let deep: { type: string; body: Buffer } = { type: 'text/plain', body: Buffer.from('x') };
  for (let level = 0; level < 40; level += 1)
    deep = multipart('mixed', [text({ 'Content-Type': deep.type }, deep.body)], `b${level}.`);
  assert.equal(await refusal(buildMail({ headers: { 'Content-Type': deep.type }, body: deep.body })), 'too_deep');
});

test('a dozen levels of honest nesting are fine', async () => {
  let nested: { type: string; body: Buffer } = { type: 'text/plain', body: Buffer.from('trong cùng') };
  for (let level = 0; level < 12; level += 1)
    nested = multipart('mixed', [text({ 'Content-Type': nested.type }, nested.body)], `b${level}.`);
  assert.equal(
    (await parseMail(buildMail({ headers: { 'Content-Type': nested.type }, body: nested.body }))).text,
    'trong cùng',
  );
});

test('odd but harmless mail is read', async () => {
  const odd = [
    'Subject: x',
    '\r\n\r\nno header at all',
    'From: a\r\nFrom: b@c.vn\r\nDate: not a date\r\nReferences: rubbish <<< > <ok@x>\r\n\r\ny',
    'Content-Type: multipart/mixed\r\n\r\nno boundary',
    'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nnever closed',
    'Content-Type: text/plain; charset=khong-co\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!',
    'Content-Type: text/html\r\n\r\n<p>chưa đóng <b>đậm',
  ];
  for (const raw of odd) {
    const outcome = await parseMail(Buffer.from(raw)).then(
      (mail) => mail.messageId,
      (error) => (error as UnreadableMail).reason,
    );
    assert.ok(outcome, raw);
  }
  assert.deepEqual((await parseMail(Buffer.from(odd[2] ?? ''))).references, ['ok@x']);
  assert.equal((await parseMail(Buffer.from(odd[2] ?? ''))).date, null);
});
