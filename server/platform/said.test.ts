import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bothWords, keepSaid, keptSaid, saidWith, speakKept, spoken, spokenLanguage } from './said.ts';

const table: [string | undefined, 'vi' | 'en'][] = [
  [undefined, 'vi'],
  ['', 'vi'],
  ['en', 'en'],
  ['en-GB,en;q=0.9,vi;q=0.8', 'en'],
  ['vi-VN,vi;q=0.9,en-US;q=0.8', 'vi'],
  ['fr;q=0.5, EN-us', 'en'],
  ['en;q=0, vi', 'vi'],
  ['eng', 'vi'],
  ['*', 'vi'],
  [';;q=,', 'vi'],
];
for (const [header, language] of table)
  test(`Accept-Language ${JSON.stringify(header)} is answered in ${language}`, () => {
    assert.equal(spokenLanguage(header), language);
  });

test('every sentence in a value is put into one language, everything else stays', () => {
  const at = new Date(0);
  const value = { at, count: 2, none: null, lines: [{ found: { vi: 'Còn trống', en: 'Free' }, vi: 'x' }], empty: [] };
  assert.deepEqual(spoken(value, 'en'), { at, count: 2, none: null, lines: [{ found: 'Free', vi: 'x' }], empty: [] });
  assert.deepEqual(spoken(value, 'vi').lines[0]?.found, 'Còn trống');
});

test('a sentence is changed in each language by itself', () => {
  const changed = saidWith({ vi: 'một', en: 'one' }, (text, language) => `${language}: ${text}`);
  assert.deepEqual(changed, { vi: 'vi: một', en: 'en: one' });
});

const KEPT: [text: string, vi: string, en: string][] = [
  [keepSaid({ vi: 'Máy bận', en: 'Busy' }), 'Máy bận', 'Busy'],
  [keepSaid({ vi: 'Lỗi “"{x}"”\n', en: 'Error "{x}"\n' }), 'Lỗi “"{x}"”\n', 'Error "{x}"\n'],
  [keepSaid({ vi: 'ECONNRESET', en: 'ECONNRESET' }), 'ECONNRESET', 'ECONNRESET'],
  ['Câu của phiên bản cũ.', 'Câu của phiên bản cũ.', 'Câu của phiên bản cũ.'],
  ['{"vi":"đứt', '{"vi":"đứt', '{"vi":"đứt'],
  ['{"vi":"một","en":2}', '{"vi":"một","en":2}', '{"vi":"một","en":2}'],
  ['{"vi":"một","en":"one","more":1}', '{"vi":"một","en":"one","more":1}', '{"vi":"một","en":"one","more":1}'],
  ['', '', ''],
];
test('a sentence kept in a column is read in both languages, what was kept otherwise as it was written', () => {
  for (const [text, vi, en] of KEPT) assert.deepEqual(keptSaid(text), { vi, en }, text);
});

test('kept sentences in the data of an event are read in the language of the reader', () => {
  const at = new Date(0);
  const data = {
    why: keepSaid({ vi: 'một', en: 'one' }),
    deep: [{ text: keepSaid({ vi: 'hai', en: 'two' }), n: 1, at }],
  };
  assert.deepEqual(speakKept(data, 'en'), { why: 'one', deep: [{ text: 'two', n: 1, at }] });
  assert.deepEqual(speakKept({ none: null, on: true }, 'vi'), { none: null, on: true });
});

test('words of a closed list come from the tables of both languages', () => {
  assert.deepEqual(bothWords({ a: 'mở', b: 'đóng' }, { a: 'open', b: 'closed' }), {
    a: { vi: 'mở', en: 'open' },
    b: { vi: 'đóng', en: 'closed' },
  });
});
