import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildMail, word } from '../../../test/support/email/build-mail.ts';
import { readBounce } from './bounce-report.ts';
import { classify } from './classify.ts';
import { fixture } from './fixtures/read-fixture.ts';
import { parseMail } from './parse.ts';

const SETTINGS = { ownAddresses: ['hotro@tinh.example'], loopId: '1022-dong-thap' };
const sorted = async (headers: Record<string, string | string[] | null>, body?: string) =>
  classify(await parseMail(buildMail({ headers, ...(body ? { body } : {}) })), SETTINGS);

test('a citizen’s mail is human and may be acknowledged', async () => {
  assert.deepEqual(await sorted({}), { class: 'human', mayAutoReply: true, reasons: [] });
  assert.equal((await sorted({ 'Auto-Submitted': 'no' })).class, 'human');
});

const MACHINES: [string, Record<string, string>, string][] = [
  ['Auto-Submitted', { 'Auto-Submitted': 'auto-replied; owner-email="x"' }, 'auto_reply'],
  ['X-Autoreply', { 'X-Autoreply': 'yes' }, 'auto_reply'],
  ['X-Autorespond', { 'X-Autorespond': 'x' }, 'auto_reply'],
  ['Precedence auto_reply', { 'X-Precedence': 'auto_reply' }, 'auto_reply'],
  ['Delivered-To', { 'Delivered-To': 'Autoresponder' }, 'auto_reply'],
  ['subject, Vietnamese', { Subject: word('Trả lời tự động: Đi vắng') }, 'auto_reply'],
  ['subject, English', { Subject: 'Out of Office: x' }, 'auto_reply'],
  ['List-Id', { 'List-Id': '<tin.example>' }, 'list'],
  ['List-Unsubscribe', { 'List-Unsubscribe': '<mailto:x@y.vn>' }, 'list'],
  ['Precedence bulk', { Precedence: 'bulk' }, 'list'],
  ['our own loop mark', { 'X-HC-Loop': '1022-Dong-Thap' }, 'own_loop'],
  ['our own address', { From: 'Tong dai <HoTro+c1.abc@tinh.example>' }, 'own_loop'],
];
for (const [name, headers, kind] of MACHINES) {
  test(`a machine: ${name}`, async () => {
    const result = await sorted(headers);
    assert.equal(result.class, kind);
    assert.equal(result.mayAutoReply, false);
  });
}

const SILENT: [string, Record<string, string>][] = [
  ['X-Auto-Response-Suppress', { 'X-Auto-Response-Suppress': 'DR, OOF, AutoReply' }],
  ['null sender', { 'Return-Path': '<>' }],
  ['noreply sender', { From: 'no-reply@shop.example' }],
  ['noreply reply address', { 'Reply-To': 'donotreply@shop.example' }],
  ['X-Loop', { 'X-Loop': 'true' }],
  ['no sender', { From: '' }],
];
for (const [name, headers] of SILENT) {
  test(`still a mail to file, but no automatic answer: ${name}`, async () => {
    const result = await sorted(headers);
    assert.equal(result.class, 'human');
    assert.equal(result.mayAutoReply, false);
  });
}

test('X-Auto-Response-Suppress for receipts alone does not silence us', async () => {
  assert.equal((await sorted({ 'X-Auto-Response-Suppress': 'DR, RN, NRN' })).mayAutoReply, true);
});

test('the fixtures', async () => {
  const kinds: Record<string, string> = {
    'gmail-reply': 'human',
    'word-vntime': 'human',
    'out-of-office': 'auto_reply',
    'read-receipt': 'mdn',
    'bounce-report': 'bounce',
    'bounce-plain': 'bounce',
  };
  for (const [name, kind] of Object.entries(kinds)) {
    assert.equal(classify(await parseMail(fixture(name)), SETTINGS).class, kind, name);
  }
});

test('a bounce by RFC 3464: recipient, true status, the mail it is about', async () => {
  assert.deepEqual(readBounce(await parseMail(fixture('bounce-report'))), {
    recipients: [
      {
        address: 'dan.a@thu.example',
        action: 'failed',
        status: '5.1.1',
        diagnostic: '550-5.1.1 The email account that you tried to reach does not exist',
      },
    ],
    originalMessageId: 'c12.m55.bbbbbbbbbb@tinh.example',
    permanent: true,
    addressDead: ['dan.a@thu.example'],
  });
});

test('a bounce in plain words: a full mailbox is not a dead address', async () => {
  const bounce = readBounce(await parseMail(fixture('bounce-plain')));
  assert.equal(bounce.recipients[0]?.status, '4.2.2');
  assert.equal(bounce.recipients[0]?.action, 'delayed');
  assert.equal(bounce.recipients[0]?.address, 'dan.b@cu.example');
  assert.equal(bounce.originalMessageId, 'c7.m9.cccccccccc@tinh.example');
  assert.equal(bounce.permanent, false);
  assert.deepEqual(bounce.addressDead, []);
});

test('a bounce in Vietnamese words', async () => {
  const mail = await parseMail(
    buildMail({
      headers: {
        'Return-Path': '<>',
        From: 'postmaster@cu.example',
        Subject: word('Không gửi được: [1022-261120-0042] x'),
      },
      body: 'Địa chỉ khong-co@cu.example không tồn tại.',
    }),
  );
  assert.equal(classify(mail, SETTINGS).class, 'bounce');
  const bounce = readBounce(mail);
  assert.deepEqual(bounce.addressDead, ['khong-co@cu.example']);
});

test('a citizen writing about an undelivered letter is no bounce', async () => {
  assert.equal((await sorted({ Subject: 'Returned mail' }, 'Bưu điện trả thư của tôi.')).class, 'human');
});
