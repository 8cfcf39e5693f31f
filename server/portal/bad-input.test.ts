import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jpeg, multipart, REPORT, startPortalApp } from '../../test/support/portal-app.ts';

const app = await startPortalApp();
let addresses = 0;
const address = () => `198.18.${Math.floor(++addresses / 250)}.${addresses % 250}`;
const somebody = () => app.visitor(address());

/** A raw request to the form, as no browser would make it. */
const raw = (type: string, payload: Buffer | string, headers: Record<string, string> = {}) =>
  app.app.inject({
    method: 'POST',
    url: '/gui-phan-anh',
    remoteAddress: address(),
    headers: { 'content-type': type, ...headers },
    payload,
  });

async function acceptedCase(fields: Record<string, string>) {
  const v = somebody();
  const answer = await v.upload('/gui-phan-anh', { ...REPORT, token: `x${addresses}`, ...fields });
  assert.equal(answer.statusCode, 303, answer.body.slice(0, 300));
  const code = /1022-\d{6}-\d{4,}/.exec((await v.follow(answer)).body)?.[0] ?? '';
  const row = await app.ctx.db.selectFrom('cases').selectAll().where('code', '=', code).executeTakeFirstOrThrow();
  return { row, v };
}

test('script and SQL are text: stored as typed, shown escaped', async () => {
  const content = `<script>alert(1)</script>'); drop table cases; -- <img src=x onerror=alert(1)>`;
  const { row } = await acceptedCase({ content, title: '"><svg onload=alert(1)>' });
  assert.equal(row.content, content);
  const shown = await somebody().upload('/gui-phan-anh', {
    ...REPORT,
    content,
    title: '"><svg onload=alert(1)>',
    consent: '',
  });
  assert.doesNotMatch(shown.body, /<script>alert|<img src=x|<svg onload/);
  const found = await somebody().get(`/tra-cuu?ma=${encodeURIComponent('"><script>alert(1)</script>')}`);
  assert.doesNotMatch(found.body, /<script>alert/);
});

test('NUL bytes, control characters and half characters are taken out; decomposed letters are composed', async () => {
  const { row } = await acceptedCase({
    content: 'Đường\u0000 hư\u0007 hỏng\n\ndòng hai',
    title: 'Cống ngập'.normalize('NFD'),
  });
  assert.equal(row.content, 'Đường hư hỏng\n\ndòng hai');
  assert.equal(row.title, 'Cống ngập');
});

test('a line break in a name or address starts no header', async () => {
  const { row } = await acceptedCase({ name: 'Lan\r\nBcc: all@example.com' });
  assert.equal(row.contact_name, 'Lan Bcc: all@example.com');
  const refused = await somebody().upload('/gui-phan-anh', { ...REPORT, email: 'a@example.com\r\nBcc: b@example.com' });
  assert.equal(refused.statusCode, 422);
  assert.match(refused.body, /id="email-problem"/);
});

test('a wrong character set is said at the field', async () => {
  // "Đường hỏng" in windows-1258, unescaped in a multipart body.
  const bytes = Buffer.concat([
    multipart({ ...REPORT, content: '@@' }).subarray(0, -9),
    Buffer.from('\r\n--xYz\r\nContent-Disposition: form-data; name="title"\r\n\r\n'),
    Buffer.from([0xd0, 0xfd, 0xf5, 0x6e, 0x67]),
    Buffer.from('\r\n--xYz--\r\n'),
  ]);
  const answer = await raw('multipart/form-data; boundary=xYz', bytes);
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /sai bảng mã/);
});

test('too long, at the field; larger than any form, as a page', async () => {
  const long = await somebody().upload('/gui-phan-anh', { ...REPORT, content: 'đ'.repeat(20_001) });
  assert.equal(long.statusCode, 422);
  assert.match(long.body, /Dài quá, tối đa 20\.000 ký tự/);
  const huge = await somebody().upload('/gui-phan-anh', { ...REPORT, content: 'a'.repeat(300_000) });
  assert.ok([413, 422].includes(huge.statusCode), String(huge.statusCode));
  const form = await raw('application/x-www-form-urlencoded', `content=${'a'.repeat(500_000)}`);
  assert.equal(form.statusCode, 413);
  assert.match(form.body, /quá lớn/);
});

test('a photo that is none, too large, or the sixth: said by name, the others kept', async () => {
  const zip = await somebody().upload('/gui-phan-anh', REPORT, [
    { field: 'photo', name: 'anh.jpg', bytes: Buffer.from('504b0304140000000800', 'hex') },
  ]);
  assert.match(zip.body, /Tệp “anh\.jpg” không phải là ảnh/);
  const svg = await somebody().upload('/gui-phan-anh', REPORT, [
    {
      field: 'photo',
      name: 'anh.svg',
      bytes: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    },
  ]);
  assert.equal(svg.statusCode, 422);
  const large = await somebody().upload('/gui-phan-anh', REPORT, [
    { field: 'photo', name: 'to.jpg', bytes: jpeg('L', 15 * 1_048_576 + 10) },
    { field: 'photo', name: 'vua.jpg', bytes: jpeg('V') },
  ]);
  assert.match(large.body, /“to\.jpg” lớn hơn 15 MB/);
  assert.match(large.body, /name="kept"[\s\S]*vua\.jpg/);
  const six = await somebody().upload(
    '/gui-phan-anh',
    REPORT,
    [1, 2, 3, 4, 5, 6].map((i) => ({ field: 'photo', name: `${i}.jpg`, bytes: jpeg(`so ${i}`) })),
  );
  assert.equal(six.statusCode, 422);
  assert.match(six.body, /Chỉ nhận 5 ảnh/);
  assert.equal(six.body.match(/name="kept"/g)?.length, 5);
});

test('10,000 fields, a broken multipart, no form at all: refused as a page, and the server goes on', async () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`f${i}`, 'x']));
  assert.equal((await somebody().upload('/gui-phan-anh', many)).statusCode, 413);
  assert.equal((await somebody().post('/gui-phan-anh', many)).statusCode, 413);
  const cases: [string, Buffer | string][] = [
    ['multipart/form-data', multipart(REPORT)],
    ['multipart/form-data; boundary=other', multipart(REPORT)],
    ['multipart/form-data; boundary=xYz', multipart(REPORT).subarray(0, 120)],
    ['multipart/form-data; boundary=xYz', ''],
    ['multipart/form-data; boundary=xYz', '--xYz\r\nnothing: at all\r\n\r\n\r\n--xYz--\r\n'],
    ['application/json', '{"type":"inquiry"}'],
    ['application/json', '{broken'],
    ['text/plain', 'hello'],
    ['application/x-www-form-urlencoded', '%%%=%zz&&&==&\u0000'],
    ['application/x-www-form-urlencoded', ''],
  ];
  for (const [type, body] of cases) {
    const answer = await raw(type, body);
    assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, `${type}: ${answer.statusCode}`);
    assert.match(String(answer.headers['content-type']), /text\/html/);
  }
  assert.equal(
    (await raw('application/x-www-form-urlencoded', 'a=b', { 'sec-fetch-site': 'cross-site' })).statusCode,
    403,
  );
  await acceptedCase({});
});

test('no path of the disk is served, and no unknown page is an error of ours', async () => {
  const { body } = await somebody().get('/');
  const version = /\/cong-dan\/([^/]+)\//.exec(body)?.[1];
  assert.equal((await somebody().get(`/cong-dan/${version}/portal.css`)).statusCode, 200);
  assert.equal(
    (await somebody().get(`/cong-dan/${version}/fonts/be-vietnam-pro-latin-400-normal.woff2`)).headers['content-type'],
    'font/woff2',
  );
  for (const path of ['../../package.json', '..%2f..%2fpackage.json', '%2e%2e/%2e%2e/package.json', 'constructor'])
    assert.equal((await somebody().get(`/cong-dan/${version}/${path}`)).statusCode, 404, path);
  for (const path of [
    '/tra-cuu/%00',
    '/tra-cuu/x',
    '/gui-phan-anh/da-nhan?b=v1.a.b',
    '/gui-phan-anh/da-nhan',
    '/tra-cuu?ma[]=1&lai=constructor',
  ])
    assert.ok((await somebody().get(path)).statusCode < 500, path);
  const page = (url: string, accept: string) => app.app.inject({ method: 'GET', url, headers: { accept } });
  assert.match((await page('/en/khong-co', 'text/html')).body, /Page not found/);
  for (const url of ['/khong-co', '/api/v1/khong-co'])
    assert.match((await page(url, '*/*')).body, /"code":"not_found"/);
  assert.match((await page('/api/v1/khong-co', 'text/html')).body, /"code":"not_found"/);
});
