import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Person, startCasesApp } from '../../../test/support/cases-app.ts';
import { unzip } from '../../../test/support/unzip.ts';
import { actorOf } from '../../org/index.ts';
import { exportList } from '../../platform/exports/index.ts';
import { EXPORT_COLUMNS } from './case-columns.ts';
import { caseExport, exportQuery } from './cases.ts';

const t = await startCasesApp();
const EVIL = '=HYPERLINK("http://xau.example","Bấm")';
const mine = await t.newCase({
  title: EVIL,
  content: 'Mặt đường lún, xin sửa gấp.',
  citizen: { name: 'Nguyễn Thị Kín', phone: '0901234567', email: 'kin@example.vn' },
});
const other = await t.newCase({ content: 'Kênh mương sạt lở ở ấp 3', urgency: 'urgent' });
const secret = await t.newCase({ type: 'conduct_report', aboutUnit: 'so-xay-dung', content: 'Cán bộ gây khó' });
await t.did(t.agent, mine.code, 'forward', { leadUnit: 'so-xay-dung' });
await t.did(t.agent, other.code, 'forward', { leadUnit: 'so-nn-mt' });
await t.did(t.agent, secret.code, 'forward', { leadUnit: 'so-nn-mt' });

const take = (who: Person, query: string) => who.raw({ method: 'GET', url: `/api/v1/cases/export?${query}` });
const actorFor = async (who: Person) => {
  const actor = await actorOf(t.ctx.db, who.user.username, t.clock.now());
  assert.ok(actor);
  return actor;
};

test('a unit exports what it sees: its own case, no other unit, no report about itself, nobody behind it', async () => {
  const { status, headers, body: text } = await take(t.officer, 'format=csv&view=all');
  assert.equal(status, 200);
  assert.match(String(headers['content-disposition']), /attachment; filename="phieu-1022-.*\.csv"/);
  assert.ok(text.startsWith(`\uFEFF"${EXPORT_COLUMNS[0]?.title.vi}","Tiêu đề"`));
  assert.ok(text.includes(mine.code));
  for (const hidden of [other.code, secret.code, 'Nguyễn Thị Kín', '0901234567', 'kin@example.vn'])
    assert.ok(!text.includes(hidden), hidden);
  const all = (await take(t.supervisor, 'format=csv&view=all')).body;
  for (const code of [mine.code, other.code, secret.code]) assert.ok(all.includes(code));
  for (const hidden of ['Nguyễn Thị Kín', '0901234567']) assert.ok(!all.includes(hidden));
});

test('a title that looks like a formula is text in both kinds of file', async () => {
  const csv = (await take(t.supervisor, 'format=csv&view=all&status=forwarded')).body;
  assert.ok(csv.includes(`"'=HYPERLINK(""http://xau.example"",""Bấm"")"`));
  const book = await exportList(
    t.ctx,
    caseExport(t.ctx),
    await actorFor(t.supervisor),
    exportQuery.parse({ view: 'all', format: 'xlsx' }),
  );
  const parts = unzip(Buffer.concat((await book?.file.toArray()) ?? []));
  const sheet = parts.get('xl/worksheets/sheet1.xml')?.toString('utf8') ?? '';
  assert.ok(sheet.includes('t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(&quot;'));
  assert.ok(!sheet.includes('<f>'));
  assert.deepEqual([...parts.keys()].includes('[Content_Types].xml'), true);
});

test('who may: not agents, not publishers, not strangers; a wrong filter is told', async () => {
  assert.equal((await take(t.agent, 'format=csv')).status, 403);
  assert.equal((await take(await t.as({ role: 'publisher' }), 'format=csv')).status, 403);
  assert.equal((await take(t.officer, 'format=pdf')).status, 422);
  assert.equal((await take(t.officer, 'format=csv&unit=khong-co')).status, 422);
});

test('every row in the order of the list, also with equal due dates and without one; the trace names filters and count', async () => {
  await sql`insert into cases (code, secret_hash, type, status, level, urgency, channel, title, content, fold, clock_from, due_at, created_at, updated_at, lead_unit_id)
    select '1022-250101-' || lpad(n::text, 5, '0'), '\\x00', 'inquiry', 'processing', 2, 'low', 'desk', 'Hàng loạt ' || n, 'x', 'x',
      ${t.clock.now()}, case when n % 7 = 0 then null else ${t.clock.now()}::timestamptz + (n % 5) * interval '1 hour' end,
      ${t.clock.now()}, ${t.clock.now()}, (select id from units where code = 'so-xay-dung')
    from generate_series(1, 2345) n`.execute(t.ctx.db);
  const { body, headers } = await take(t.supervisor, 'format=csv&view=all&urgency=low&sort=due&q=');
  const lines = (body as string).trim().split('\r\n').slice(1);
  assert.equal(headers['x-row-count'], '2345');
  assert.equal(new Set(lines.map((line) => line.slice(0, 20))).size, 2345);
  await t.settle();
  const event = await t.ctx.db
    .selectFrom('events')
    .select(['data', 'audience'])
    .where('type', '=', 'list.exported')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  assert.deepEqual(event.data, {
    list: 'cases',
    format: 'csv',
    count: 2345,
    filters: { view: 'all', urgency: ['low'], sort: 'due' },
  });
  assert.deepEqual(event.audience, { to: ['admin', 'supervisor'] });
});

test('headings, coded words and the name of the sheet are in the language of the reader: as chosen, else as the browser asks', async () => {
  const columns = 'columns=status,urgency,channel,due&view=all&status=forwarded';
  const lines = (text: unknown) => String(text).split('\r\n').slice(0, 2);
  const [head, first] = lines((await take(t.supervisor, `format=csv&language=en&${columns}`)).body);
  assert.equal(head, '\uFEFF"Status","Urgency","Channel","Due","Timeliness"');
  assert.match(first ?? '', /^"Waiting for the unit","(Normal|Urgent)","Phone",.*,"In time"$/);
  const asked = { method: 'GET', url: `/api/v1/cases/export?format=csv&${columns}` } as const;
  const browser = await t.supervisor.raw({ ...asked, headers: { 'accept-language': 'en-GB,en;q=0.9' } });
  assert.equal(lines(browser.body)[0], head);
  const [vi] = lines((await take(t.supervisor, `format=csv&language=vi&${columns}`)).body);
  assert.equal(vi, '\uFEFF"Trạng thái","Mức độ","Kênh","Hạn trả lời","Tình trạng hạn"');
  const query = exportQuery.parse({ view: 'all', format: 'xlsx', language: 'en' });
  const book = await exportList(t.ctx, caseExport(t.ctx), await actorFor(t.supervisor), query);
  const parts = unzip(Buffer.concat((await book?.file.toArray()) ?? []));
  assert.match(String(parts.get('xl/workbook.xml')), /<sheet name="Cases"/);
  assert.equal((await take(t.supervisor, 'format=csv&language=fr')).status, 422);
});

test('a file has the columns of the list in their order; a column that there is not is told', async () => {
  const { body } = await take(t.supervisor, 'format=csv&view=all&status=forwarded&columns=place,code,title');
  assert.equal((body as string).split('\r\n')[0], '\uFEFF"Địa bàn","Nơi xảy ra","Mã phiếu","Tiêu đề"');
  assert.equal((await take(t.supervisor, 'format=csv&columns=code,phone')).status, 422);
});
