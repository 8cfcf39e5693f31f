import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { splitText } from '../shared/split-text.ts';
import { errorOf, KNOWN_CODES } from './errors.ts';
import { emojiOf, iconOf } from './icons.ts';
import { mayFetch } from './media.ts';
import { planParts } from './plan-parts.ts';
import { type WindowFacts, windowOf } from './window.ts';

const now = new Date('2026-11-23T08:00:00+07:00');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const facts: WindowFacts = {
  now,
  lastInteractionAt: ago(1),
  freeHours: 48,
  lateHours: 168,
  sendLate: true,
  freeMessages: 0,
  sentSince: 0,
  refused: null,
  quotaLeft: null,
};
const windows: [what: string, change: Partial<WindowFacts>, phase: string, advice: RegExp | null][] = [
  ['just now', {}, 'free', null],
  ['a minute before the free hours end', { lastInteractionAt: ago(47.98) }, 'free', null],
  ['after the free hours', { lastInteractionAt: ago(48) }, 'late', /tính phí/],
  [
    'after the free hours, and the province pays nothing',
    { lastInteractionAt: ago(50), sendLate: false },
    'closed',
    /không mở tin tính phí/,
  ],
  ['a minute before seven days', { lastInteractionAt: ago(167.98) }, 'late', /tính phí/],
  ['after seven days', { lastInteractionAt: ago(168) }, 'closed', /7 ngày/],
  ['never', { lastInteractionAt: null }, 'closed', /nhắn hoặc quan tâm/],
  ['no free message left', { freeMessages: 8, sentSince: 8 }, 'late', /hết 8 tin miễn phí/],
  ['one free message left', { freeMessages: 8, sentSince: 7 }, 'free', /Chỉ còn 1 tin/],
  ['the quota says none', { quotaLeft: 0 }, 'closed', /hết số tin/],
  ['the quota says two', { quotaLeft: 2 }, 'free', /Chỉ còn 2 tin/],
  ['refused since', { refused: { code: -213, at: now } }, 'closed', /không quan tâm/],
  ['refused before he wrote again', { refused: { code: -213, at: ago(2) } }, 'free', null],
];
for (const [what, change, phase, advice] of windows)
  test(`window: ${what}`, () => {
    const state = windowOf({ ...facts, ...change });
    assert.equal(state.phase, phase);
    assert.equal(state.canReply, phase !== 'closed');
    if (advice) assert.match(state.advice?.vi ?? '', advice);
    else assert.equal(state.advice, null);
    assert.equal(state.until === null, phase === 'closed');
  });

test('every known error has plain words and an action; permanent ones are not tried again', () => {
  assert.ok(KNOWN_CODES.length >= 30);
  for (const code of KNOWN_CODES) assert.match(errorOf(code, '').advice.vi, /^\p{Lu}.*[.…]$/u);
  for (const code of [-213, -217, -227, -230, -232, -244]) assert.equal(errorOf(code, '').action, 'person');
  for (const code of [-216, -220, -124]) assert.equal(errorOf(code, '').action, 'renew');
  assert.equal(errorOf(-32, '').action, 'backoff');
  assert.equal(errorOf(-99999, 'gì đó').action, 'retry');
  assert.match(errorOf(-99999, 'gì đó').advice.vi, /-99999 \(gì đó\)/);
});

test('a long text is cut into pieces that Zalo takes, between words, losing nothing but blanks', () => {
  const paragraph = 'Kính gửi ông bà, đường Nguyễn Huệ sẽ được sửa trong tháng này. ';
  const pieces = splitText(paragraph.repeat(80));
  assert.ok(pieces.length > 2 && pieces.every((piece) => [...piece].length <= 2000));
  assert.ok(pieces.every((piece) => piece.endsWith('.') || piece === pieces.at(-1)));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 5, max: 40 }), (text, max) => {
      const cut = splitText(text, max);
      assert.ok(cut.every((piece) => [...piece].length <= max && !/[\uD800-\uDBFF]$/.test(piece)));
      assert.equal(cut.join('').replace(/\s/gu, ''), text.replace(/\s/gu, ''));
    }),
    { numRuns: 200 },
  );
});

test('files: what Zalo carries goes as a file, the rest as a link, and what can go neither way is named', () => {
  const file = (name: string, mediaType: string, size: number) => ({
    publicId: name,
    sha256: '',
    name,
    mediaType,
    size,
  });
  const limits = { imageBytes: 1_000_000, fileBytes: 5_000_000 };
  const attachments = [
    file('anh.png', 'image/png', 9_000_000),
    file('don.pdf', 'application/pdf', 1000),
    file('lon.pdf', 'application/pdf', 6_000_000),
    file('phim.mp4', 'video/mp4', 10),
  ];
  const plan = planParts({ text: 'Gửi ông bà.', attachments }, limits, (f) => `https://x/${f.publicId}`);
  assert.ok('parts' in plan);
  assert.deepEqual(
    plan.parts.map((part) => (part.kind === 'text' ? part.text : `${part.kind} ${part.file.name}`)),
    ['Gửi ông bà.\n\nlon.pdf: https://x/lon.pdf\n\nphim.mp4: https://x/phim.mp4', 'image anh.png', 'file don.pdf'],
  );
  assert.deepEqual(
    planParts({ text: '', attachments }, limits, () => null),
    { impossible: 'lon.pdf' },
  );
});

test('files of citizens are fetched from Zalo only', () => {
  const account = (apiUrl = '') => ({ settings: { apiUrl, mediaHosts: ['zdn.vn'] } }) as never;
  const may = (url: string, apiUrl?: string) => mayFetch(account(apiUrl), url);
  assert.ok(may('https://f1-zpcloud.zdn.vn/1.jpg'));
  assert.ok(!may('http://f1-zpcloud.zdn.vn/1.jpg'));
  assert.ok(!may('https://evilzdn.vn/1.jpg'));
  assert.ok(!may('https://zdn.vn.evil.com/1.jpg'));
  assert.ok(!may('https://user@zdn.vn/'));
  assert.ok(!may('http://127.0.0.1:5432/'));
  assert.ok(!may('http://169.254.169.254/latest'));
  assert.ok(may('http://127.0.0.1:9/media/1', 'http://127.0.0.1:9'));
  assert.ok(!may('http://127.0.0.1:10/media/1', 'http://127.0.0.1:9'));
  assert.ok(!may('kein'));
});

test('reactions go both ways', () => {
  assert.equal(emojiOf('/-heart'), '❤️');
  assert.equal(emojiOf('/-remove'), null);
  assert.equal(emojiOf(':lạ'), ':lạ');
  assert.equal(iconOf('❤'), '/-heart');
  assert.equal(iconOf(null), '/-remove');
  assert.equal(iconOf('🦄'), undefined);
});
