import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildMail } from '../../../test/support/email/build-mail.ts';
import { parseMail } from './parse.ts';
import type { ThreadMatch } from './threading.ts';
import {
  caseCodesIn,
  decideThread,
  isForward,
  normalisedSubject,
  ourMessageId,
  readOurMessageId,
  readToken,
  taggedAddress,
  threadCandidates,
} from './threading.ts';

const SECRET = Buffer.alloc(32, 1);
const OTHER = Buffer.alloc(32, 2);

test('tokens come back, in any case, and cannot be made without the secret', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), fc.constantFrom('c' as const, 'm' as const), (id, kind) => {
      const address = taggedAddress('hotro@tinh.example', kind, id, SECRET);
      assert.deepEqual(readToken(address, SECRET), { kind, id });
      assert.deepEqual(readToken(address.toUpperCase(), SECRET), { kind, id });
      assert.equal(readToken(address, OTHER), null);
      assert.equal(readToken(address.replace(/\+[cm]/u, kind === 'c' ? '+m' : '+c'), SECRET), null);
      assert.ok(address.indexOf('@') <= 64);
    }),
    { numRuns: 200, seed: 1022 },
  );
  for (const address of [
    'hotro@tinh.example',
    'hotro+c12@tinh.example',
    'hotro+c12.aaaaaaaaaa@tinh.example',
    '',
    '@',
    'x+c1.é',
  ]) {
    assert.equal(readToken(address, SECRET), null, address);
  }
});

test('our Message-ID carries both ids and is checked', () => {
  const id = ourMessageId(12, 55, 'tinh.example', SECRET);
  assert.match(id, /^c12\.m55\.[a-z2-7]{10}@tinh\.example$/u);
  assert.equal(id, ourMessageId(12, 55, 'tinh.example', SECRET));
  assert.deepEqual(readOurMessageId(id, SECRET), { conversationId: 12, messageId: 55 });
  assert.equal(readOurMessageId(id.replace('m55', 'm56'), SECRET), null);
});

test('subjects', () => {
  assert.deepEqual(caseCodesIn('Re: [1022-261120-0042] và [#1022-261121-10001] 1022-261122-0001'), [
    '1022-261120-0042',
    '1022-261121-10001',
  ]);
  for (const subject of [
    'RE: re[2]: Đường  hỏng',
    'Trả lời: [1022-261120-0042] Đường hỏng',
    'Fwd: TL: đường hỏng',
    'V/v Đường hỏng',
    'đường hỏng',
  ]) {
    assert.equal(normalisedSubject(subject), 'đường hỏng', subject);
  }
  assert.equal(normalisedSubject('Reo hò'), 'reo hò');
  assert.equal(isForward('Fwd: x'), true);
  assert.equal(isForward('Re: Chuyển tiếp: x'), true);
  assert.equal(isForward('Re: x'), false);
});

test('hints in order: tokens of all addresses, In-Reply-To, References from the last', async () => {
  const mail = await parseMail(
    buildMail({
      headers: {
        'Delivered-To': taggedAddress('hotro@tinh.example', 'c', 7, SECRET),
        To: taggedAddress('hotro@tinh.example', 'c', 8, OTHER),
        'In-Reply-To': '<b@x>',
        References: '<a@x> <b@x> <c@x>',
        Subject: 'Re: [1022-261120-0042] x',
      },
    }),
  );
  assert.deepEqual(threadCandidates(mail, SECRET), {
    tokens: [{ kind: 'c', id: 7 }],
    messageIds: ['b@x', 'c@x', 'a@x'],
    caseCodes: ['1022-261120-0042'],
    subject: 'x',
    forward: false,
  });
});

const match = (conversationId: number, via: ThreadMatch['via'], ...participants: string[]): ThreadMatch => ({
  conversationId,
  via,
  participants: new Set(participants),
});

test('a participant joins by any hint; a stranger joins nothing, whatever he knows', () => {
  for (const via of ['token', 'header', 'code'] as const) {
    assert.deepEqual(decideThread([match(1, via, 'a@x.vn')], 'a@x.vn'), { join: 1, via });
    assert.deepEqual(decideThread([match(1, via, 'a@x.vn')], 'la@x.vn'), {
      join: null,
      related: { conversationId: 1, via },
    });
    assert.deepEqual(decideThread([match(1, via, 'a@x.vn')], null), {
      join: null,
      related: { conversationId: 1, via },
    });
  }
  assert.deepEqual(decideThread([], 'a@x.vn'), { join: null, related: null });
});

test('the strongest hint that fits the sender wins', () => {
  const matches = [match(1, 'token', 'b@x.vn'), match(2, 'header', 'a@x.vn'), match(3, 'code', 'a@x.vn')];
  assert.deepEqual(decideThread(matches, 'a@x.vn'), { join: 2, via: 'header' });
});
