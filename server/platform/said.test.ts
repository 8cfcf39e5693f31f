import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saidWith, spoken, spokenLanguage } from './said.ts';

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
