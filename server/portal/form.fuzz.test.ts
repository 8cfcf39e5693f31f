import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jpeg, multipart, REPORT, startPortalApp } from '../../test/support/portal-app.ts';

const app = await startPortalApp();
let sent = 0;

const nasty = fc.constantFrom(
  '',
  '\u0000',
  '\ud800',
  '\ufffd',
  "'; drop table cases; --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  'a\r\nBcc: x@example.com',
  '{{7*7}}',
  '\u202egnp.exe',
  'Ệ'.repeat(25_000),
  '1e999',
  '-0',
  'NaN',
  '9'.repeat(400),
  '%00%ff%',
  '"\'><img src=x>',
  'constructor',
  '__proto__',
);
const text = fc.oneof(
  nasty,
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const name = fc.oneof(
  fc.constantFrom(
    'type',
    'content',
    'title',
    'area',
    'place',
    'lat',
    'lng',
    'name',
    'phone',
    'email',
    'about',
    'anonymous',
    'publish',
    'consent',
    'token',
    'kept',
    'website',
    'hien-thi',
    'photo',
    '__proto__',
    'citizen.phone',
    'place.lat',
  ),
  fc.string({ maxLength: 20 }),
);
const fields = fc.array(fc.tuple(name, text), { maxLength: 12 });
const files = fc.array(
  fc.record({
    field: fc.constantFrom('photo', 'content', 'x'),
    name: fc.oneof(
      fc.constantFrom('a.jpg', '../../a.jpg', 'a\u0000.jpg', '', '.'.repeat(300), 'con.exe'),
      fc.string({ maxLength: 40 }),
    ),
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map(Buffer.from),
      fc.constant(jpeg()),
      fc.constant(Buffer.alloc(0)),
    ),
  }),
  { maxLength: 7 },
);
const path = fc.constantFrom(
  '/gui-phan-anh',
  '/en/gui-phan-anh',
  '/tra-cuu',
  '/tra-cuu/1022-261123-0001/danh-gia',
  '/en/tra-cuu/x/xem-xet-lai',
  '/api/v1/public/cases',
);
/** A third of all requests is a good report with some fields spoilt: what is wrong everywhere gets nowhere. */
const form = fc
  .tuple(fc.integer({ min: 0, max: 2 }), fields)
  .map(([good, spoilt]) => [...(good === 0 ? Object.entries(REPORT) : []), ...spoilt] as [string, string][]);

const request = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      path,
      type: fc.constant('multipart/form-data; boundary=xYz'),
      payload: fc.tuple(form, files, fc.nat(100)).map(([f, g, cut]) => cutAt(multipart(Object.fromEntries(f), g), cut)),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      path,
      type: fc.constant('application/x-www-form-urlencoded'),
      payload: form.map((f) => Buffer.from(f.map(([k, v]) => `${encode(k)}=${encode(v)}`).join('&'))),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      path,
      type: fc.constant('application/json'),
      payload: fc.json({ maxDepth: 4 }).map((j) => Buffer.from(j)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      path,
      type: fc.constantFrom('text/plain', 'multipart/form-data', 'application/octet-stream', 'x'),
      payload: fc.uint8Array({ maxLength: 200 }).map(Buffer.from),
    }),
  },
);

/** One in five bodies ends too early. */
const cutAt = (body: Buffer, percent: number) =>
  percent < 20 ? body.subarray(0, Math.floor((body.length * percent) / 20)) : body;
const encode = (value: string) => encodeURIComponent(value.toWellFormed());

test('500 hostile requests: none is an error of ours, and the server still takes a report', async () => {
  const before = await app.countCases();
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(request, async ({ path: url, type, payload }) => {
      sent += 1;
      const answer = await app.app.inject({
        method: 'POST',
        url,
        remoteAddress: `100.64.${Math.floor(sent / 250)}.${sent % 250}`,
        headers: { 'content-type': type },
        payload,
      });
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
      assert.ok(answer.statusCode < 500, `${answer.statusCode} ${url} ${type}`);
      assert.doesNotMatch(answer.body, /<script>alert|<img src=x/);
    }),
    { numRuns: 500, seed: 1022, endOnFailure: true },
  );
  assert.ok(statuses.size >= 4, JSON.stringify([...statuses]));
  const v = app.visitor();
  assert.equal((await v.upload('/gui-phan-anh', { ...REPORT, token: 'sau-cung' })).statusCode, 303);
  assert.ok((await app.countCases()) > before);
});
