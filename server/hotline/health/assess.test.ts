import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asWritten } from '../../platform/said.ts';
import { assessHotline, type HotlineFacts } from './assess.ts';

const now = new Date('2026-11-28T09:00:00+07:00');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const GIGABYTE = 1024 ** 3;
const well: HotlineFacts = {
  configured: true,
  link: { connected: true, since: ago(90), why: null },
  asterisk: { version: '22.5.2', runningSince: ago(600) },
  trunk: 'online',
  phones: { registered: 4, onDuty: 3, withoutPhone: [] },
  calls: { total: 2, waiting: 0, talking: 2 },
  disk: { free: 200 * GIGABYTE, recordings: 3 * GIGABYTE, perDay: GIGABYTE / 4 },
  lost: 0,
  messages: 0,
  missingPrompts: 0,
  unsaidIncidents: 0,
  refusedOrders: { count: 0, last: null, at: null },
};
const lineOf = (over: Partial<HotlineFacts>, name: string) =>
  assessHotline({ ...well, ...over }, now).find((one) => one.line === name);

test('all is well: every line is green and none asks for anything', () => {
  const lines = assessHotline(well, now);
  assert.deepEqual(
    lines.map((one) => one.state),
    lines.map(() => 'good'),
  );
  assert.ok(lines.every((one) => one.advice === null));
  assert.equal(lines.length, 11);
});

for (const [name, over, line, state, words] of [
  [
    'nothing is set up',
    { configured: false, link: null, asterisk: null, trunk: null },
    'link',
    'off',
    /npm run hotline/,
  ],
  ['nobody leads', { link: null }, 'link', 'bad', /ROLES=hotline/],
  [
    'the connection is lost',
    { link: { connected: false, since: ago(3), why: asWritten('closed with 1006') } },
    'link',
    'bad',
    /1006.*bảo trì/,
  ],
  [
    'Asterisk itself is away, too',
    {
      link: { connected: false, since: ago(3), why: null },
      asterisk: { failed: { vi: 'không có gì chạy ở địa chỉ này', en: 'nothing runs at this address' } },
    },
    'link',
    'bad',
    /người dân gọi đến không được/,
  ],
  [
    'Asterisk refuses',
    { asterisk: { failed: { vi: 'sai mật khẩu ARI (401)', en: 'wrong' } } },
    'asterisk',
    'bad',
    /401/,
  ],
  ['an old Asterisk', { asterisk: { version: '20.1.0', runningSince: null } }, 'asterisk', 'watch', /20\.1\.0/],
  ['no trunk', { trunk: 'none' }, 'trunk', 'watch', /HOTLINE_TRUNK_HOST/],
  ['the trunk is down', { trunk: 'offline' }, 'trunk', 'bad', /nhà mạng/],
  [
    'somebody has no telephone',
    { phones: { registered: 1, onDuty: 2, withoutPhone: ['Lê Thị Mai'] } },
    'phones',
    'watch',
    /Lê Thị Mai/,
  ],
  [
    'nobody is on duty',
    { phones: { registered: 0, onDuty: 0, withoutPhone: [] } },
    'phones',
    'watch',
    /Không ai đang trực/,
  ],
  ['the disk is nearly full', { disk: { free: GIGABYTE / 2, recordings: 0, perDay: 0 } }, 'disk', 'bad', /512 MB/],
  [
    'the disk is full in a few weeks',
    { disk: { free: 50 * GIGABYTE, recordings: 0, perDay: 2 * GIGABYTE } },
    'disk',
    'watch',
    /25 ngày/,
  ],
  ['recordings are lost', { lost: 3 }, 'lost', 'watch', /thiếu 3/],
  ['messages wait', { messages: 2 }, 'messages', 'watch', /2 lời nhắn/],
  ['prompts are missing', { missingPrompts: 4 }, 'prompts', 'bad', /Thiếu 4/],
  ['incidents are not said', { unsaidIncidents: 2 }, 'incidents', 'bad', /2 sự cố chung.*Thử lại/],
  [
    'orders are refused',
    { refusedOrders: { count: 25, last: '409 Bridge', at: ago(5) } },
    'orders',
    'bad',
    /25 lệnh.*409/,
  ],
  ['a few orders were refused', { refusedOrders: { count: 2, last: null, at: ago(300) } }, 'orders', 'watch', /2 lệnh/],
] as [string, Partial<HotlineFacts>, string, string, RegExp][])
  test(`${name}: ${state}, with what to do`, () => {
    const found = lineOf(over, line);
    assert.equal(found?.state, state);
    assert.match(`${found?.found.vi} ${found?.advice?.vi}`, words);
    assert.ok((found?.advice?.vi ?? '').length > 10);
  });

test('what cannot be known of an Asterisk elsewhere is left out', () => {
  const lines = assessHotline({ ...well, messages: null, missingPrompts: null, unsaidIncidents: null }, now).map(
    (one) => one.line,
  );
  assert.ok(!['messages', 'prompts', 'incidents'].some((name) => lines.includes(name as 'prompts')));
});
