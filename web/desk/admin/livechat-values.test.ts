import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf, siteBody, siteValues } from './livechat-values.ts';

test('a form without changes sends what a new site begins with', () => {
  const body = siteBody({ ...siteValues(null), name: 'Sở Y tế', origins: ' https://a.vn \n\nhttps://b.vn' });
  assert.deepEqual(body.origins, ['https://a.vn', 'https://b.vn']);
  assert.deepEqual([body.calendar, body.reopenDays, body.idleMinutes, body.topics], [null, 3, 60, []]);
});

test('a new topic gets a code of its name; an empty line is left out', () => {
  const topics = [
    { code: '', type: 'inquiry' as const, vi: 'Đường, điện & nước!', en: '' },
    { code: '', type: 'inquiry' as const, vi: ' ', en: 'x' },
  ];
  const body = siteBody({ ...siteValues(null), topics });
  assert.deepEqual(body.topics, [
    { code: 'duong-dien-nuoc', type: 'inquiry', vi: 'Đường, điện & nước!', en: 'Đường, điện & nước!' },
  ]);
  assert.equal(codeOf('!!!'), 'noi-dung');
});
