import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { sql } from 'kysely';
import { type Person, startCasesApp } from '../../test/support/cases-app.ts';
import { actorOf } from '../org/index.ts';
import { exportCases, exportQuery } from './export.ts';
import { EXPORT_COLUMNS } from './export-columns.ts';

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

/** The parts of a ZIP by its central directory: name → bytes. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const parts = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i++) {
    const name = bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    const head = bytes.readUInt32LE(at + 42);
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const data = inflateRawSync(bytes.subarray(from, from + bytes.readUInt32LE(at + 20)));
    assert.equal(data.length, bytes.readUInt32LE(at + 24), name);
    parts.set(name, data);
    at += 46 + bytes.readUInt16LE(at + 28);
  }
  return parts;
}

test('a unit exports what it sees: its own case, no other unit, no report about itself, nobody behind it', async () => {
  const { status, headers, body: text } = await take(t.officer, 'format=csv&view=all');
  assert.equal(status, 200);
  assert.match(String(headers['content-disposition']), /attachment; filename="phieu-1022-.*\.csv"/);
  assert.ok(text.startsWith(`\uFEFF"${EXPORT_COLUMNS[0]?.title}","Tiêu đề"`));
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
  const book = await exportCases(
    t.ctx,
    await actorFor(t.supervisor),
    exportQuery.parse({ view: 'all', format: 'xlsx' }),
  );
  const parts = unzip(Buffer.concat(await book.file.toArray()));
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
  assert.equal(headers['x-case-count'], '2345');
  assert.equal(new Set(lines.map((line) => line.slice(0, 20))).size, 2345);
  await t.settle();
  const event = await t.ctx.db
    .selectFrom('events')
    .select(['data', 'audience'])
    .where('type', '=', 'cases.exported')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  assert.deepEqual(event.data, {
    format: 'csv',
    count: 2345,
    filters: { view: 'all', urgency: ['low'], sort: 'due' },
  });
  assert.deepEqual(event.audience, { to: ['admin', 'supervisor'] });
});

test('more than the most is refused as a whole, with what to do', async () => {
  const actor = await actorFor(t.supervisor);
  await assert.rejects(
    exportCases(t.ctx, actor, exportQuery.parse({ view: 'all', format: 'csv' }), 2000),
    /Hãy thu hẹp bộ lọc/,
  );
});
