import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from '../../../test/support/app.ts';
import { createSessionFor } from '../../../test/support/factories.ts';
import { until } from '../../../test/support/until.ts';
import { csvFile } from './csv.ts';
import { fileQuery } from './file-query.ts';
import { defineExport, exportRoute } from './list-export.ts';

/** A list without an end: what of it was asked for, and whether somebody has said that no more is wanted. */
const endless = { asked: 0, made: 0, ended: 0, left: 0, waits: null as Promise<void> | null };
const ROW = { n: 0, text: 'Đường lún, nắp cống vỡ, đề nghị sửa gấp trước mùa mưa. '.repeat(4) };
async function* batches(): AsyncGenerator<(typeof ROW)[]> {
  try {
    for (;;) {
      // The database takes its time; without that nothing else in this process would have its turn.
      await new Promise((resume) => setImmediate(resume));
      endless.made++;
      yield Array.from({ length: 1_000 }, (_, n) => ({ ...ROW, n: n * Math.random() }));
    }
  } finally {
    endless.ended++;
  }
}

const t = await startApp({
  listen: true,
  register(app, ctx) {
    app.addHook('onRequest', async (_request, reply) => {
      reply.raw.once('close', () => endless.left++);
    });
    exportRoute(
      app,
      ctx,
      defineExport({
        of: 'articles',
        summary: 'A list without an end',
        tag: 'test',
        sheet: { vi: 'Bài viết', en: 'Articles' },
        query: fileQuery(),
        columns: [
          { title: { vi: 'Số', en: 'Number' }, width: 9, value: (r: typeof ROW) => r.n },
          { title: { vi: 'Chữ', en: 'Text' }, width: 9, value: (r: typeof ROW) => r.text },
        ],
        rows: async () => {
          endless.asked++;
          await endless.waits;
          return { count: 7, batches: batches() };
        },
      }),
    );
  },
});
const reader = await t.as({ role: 'admin', username: 'doc-gia' });
const cookie = `sid=${await createSessionFor(t.ctx, reader.user.id)}`;

for (const format of ['csv', 'xlsx'] as const)
  test(`${format}: a reader who is slow holds few rows in memory, one who goes away ends the reading of rows`, async () => {
    const before = { ...endless };
    const gone = new AbortController();
    const answer = await fetch(`${t.url}/api/v1/exports/articles?format=${format}`, {
      headers: { cookie },
      signal: gone.signal,
    });
    assert.equal(answer.status, 200);
    await answer.body?.getReader().read();
    // Until the line is full nobody waits; then no further batch is asked for until something has left.
    let seen = -1;
    await until('the rows wait for the reader', async () => {
      const still = seen === endless.made;
      seen = endless.made;
      return still;
    });
    assert.ok(seen - before.made < 400, `${seen - before.made} batches were read ahead`);
    gone.abort();
    await until('the rows were told that nobody reads on', async () => endless.ended === before.ended + 1);
  });

test('who goes away before the first byte has taken nothing', async () => {
  const held = Promise.withResolvers<void>();
  endless.waits = held.promise;
  const { asked: askedBefore, left, made } = endless;
  const gone = new AbortController();
  const asked = fetch(`${t.url}/api/v1/exports/articles?format=csv`, { headers: { cookie }, signal: gone.signal });
  const count = async () => (await exported()).length;
  const before = await count();
  await until('the question has come', async () => endless.asked > askedBefore);
  gone.abort();
  await assert.rejects(asked);
  await until('the server knows that he has gone', async () => endless.left > left);
  held.resolve();
  endless.waits = null;
  // One that comes after it has been answered: so has the one that went away.
  const next = await fetch(`${t.url}/api/v1/exports/articles?format=csv`, { headers: { cookie } });
  assert.equal(await count(), before + 1);
  await next.body?.cancel();
  assert.ok(endless.made > made);
});

const exported = () => t.ctx.db.selectFrom('events').select('id').where('type', '=', 'list.exported').execute();

test('the file is named in Vietnamese, and without accents for programs that cannot read them', async () => {
  const answer = await fetch(`${t.url}/api/v1/exports/articles?format=csv`, { headers: { cookie } });
  await answer.body?.cancel();
  const head = answer.headers.get('content-disposition') ?? '';
  const [, plain = '', named = ''] = /^attachment; filename="([^"]+)"; filename\*=UTF-8''(\S+)$/.exec(head) ?? [];
  assert.match(plain, /^bai-viet-1022-2026-11-23-\d{4}\.csv$/);
  assert.match(decodeURIComponent(named), /^Bài viết 2026-11-23 \d\d\.\d\d\.csv$/);
});

test('what a spreadsheet would run is text', async () => {
  const text = async (cell: string) => {
    async function* one() {
      yield [[cell]];
    }
    const chunks: Buffer[] = [];
    for await (const chunk of csvFile(['x'], one())) chunks.push(chunk);
    return Buffer.concat(chunks).toString().split('\r\n').slice(1, -1).join('\r\n');
  };
  for (const [cell, written] of [
    ['=1+1', `"'=1+1"`],
    ['=HYPERLINK("http://xau.example")', `"'=HYPERLINK(""http://xau.example"")"`],
    ['+84901234567', `"'+84901234567"`],
    ['-2+3', `"'-2+3"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['  =1', `"'  =1"`],
    ['\u200b=1', `"'\u200b=1"`],
    ['＝1', `"'＝1"`],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['Đường lún, "sửa" gấp', `"Đường lún, ""sửa"" gấp"`],
    ['dòng một\n=2', `"dòng một\n=2"`],
    ['', '""'],
  ] as const)
    assert.equal(await text(cell), written, JSON.stringify(cell));
});
