import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { jpeg, REPORT, startPortalApp } from '../../test/support/portal-app.ts';

const app = await startPortalApp();
let addresses = 0;
/** Somebody from a network of his own, so that the limits of one test do not reach the next. */
const somebody = () => {
  addresses += 1;
  return app.visitor(`198.51.${Math.floor(addresses / 250)}.${addresses % 250}`);
};

const codesOf = (page: string) => ({
  code: /1022-\d{6}-\d{4,}/.exec(page)?.[0] ?? '',
  secret: /class="secret">([A-Z0-9]{6})</.exec(page)?.[1] ?? '',
});
const caseOf = (code: string) =>
  app.ctx.db.selectFrom('cases').selectAll().where('code', '=', code).executeTakeFirstOrThrow();

test('a report becomes a case, with photos, place, contact and consent; the thank-you page shows both codes', async () => {
  const v = somebody();
  const answer = await v.upload(
    '/gui-phan-anh',
    {
      ...REPORT,
      token: 'phieu-1',
      title: 'Đèn đường hỏng',
      area: 'phuong my tho',
      place: 'Trước số 12',
      lat: '10.354012',
      lng: '106.361234',
      name: 'Nguyễn Thị Đài',
      phone: '0912 345 678',
      email: 'Dai@Example.com',
      publish: '1',
    },
    [
      { field: 'photo', name: '../../etc/den đường.jpg', bytes: jpeg('a') },
      { field: 'photo', name: '', bytes: '' },
    ],
  );
  assert.equal(answer.statusCode, 303);
  const page = await v.follow(answer);
  assert.equal(page.headers['cache-control'], 'no-store');
  const { code, secret } = codesOf(page.body);
  assert.match(secret, /^[2-9A-Z]{6}$/);
  const row = await caseOf(code);
  assert.equal(row.channel, 'web');
  assert.equal(row.type, 'site_report');
  assert.equal(row.title, 'Đèn đường hỏng');
  assert.equal(row.contact_phone, '+84912345678');
  assert.equal(row.contact_email, 'dai@example.com');
  assert.deepEqual([row.place_lat, row.place_lng], [10.354012, 106.361234]);
  assert.equal(row.publish_wish, true);
  const files = await app.ctx.db.selectFrom('attachments').selectAll().where('case_id', '=', row.id).execute();
  assert.deepEqual(
    files.map((f) => [f.name, f.media_type, f.source]),
    [['den đường.jpg', 'image/jpeg', 'citizen']],
  );
  const { rows } = await sql<{
    language: string;
  }>`select language from portal_consents where case_id = ${row.id}`.execute(app.ctx.db);
  assert.deepEqual(rows, [{ language: 'vi' }]);
});

test('pressing twice, even at the same moment, gives one case and both times both codes', async () => {
  const before = await app.countCases();
  const v = somebody();
  const fields = { ...REPORT, content: 'Hố ga mất nắp.', token: 'hai-lan' };
  const answers = await Promise.all([1, 2, 3].map(() => v.upload('/gui-phan-anh', fields)));
  const seen = new Set<string>();
  for (const answer of answers) {
    const { code, secret } = codesOf((await v.follow(answer)).body);
    assert.match(secret, /^[2-9A-Z]{6}$/);
    seen.add(`${code} ${secret}`);
  }
  assert.equal(seen.size, 1);
  assert.equal(await app.countCases(), before + 1);
  // Going back and writing something else is another report, not a repetition.
  await v.upload('/gui-phan-anh', { ...fields, content: 'Cây ngã chắn đường.' });
  assert.equal(await app.countCases(), before + 2);
});

test('anonymous: nothing of the contact is kept, even when the browser filled it in', async () => {
  const v = somebody();
  const answer = await v.upload('/gui-phan-anh', {
    ...REPORT,
    token: 'an-danh',
    anonymous: '1',
    name: 'Trần Văn A',
    phone: 'không có',
    email: 'a@example.com',
  });
  const row = await caseOf(codesOf((await v.follow(answer)).body).code);
  assert.deepEqual(
    [row.anonymous, row.contact_name, row.contact_phone, row.contact_email, row.citizen_id],
    [true, null, null, null, null],
  );
});

test('every problem stands at its field, and everything typed and every good photo is kept', async () => {
  const v = somebody();
  const sent = {
    content: '<b>giữ</b> "nguyên"',
    title: "Tiêu đề 'này'",
    area: 'Sài Gòn',
    phone: '12',
    email: 'a@',
    name: 'Lê "B"',
  };
  const answer = await v.upload('/gui-phan-anh', { ...sent, token: 'giu-lai' }, [
    { field: 'photo', name: 'tot.jpg', bytes: jpeg('tốt') },
    { field: 'photo', name: 'nen.jpg', bytes: Buffer.from('PK\u0003\u0004....zip') },
  ]);
  assert.equal(answer.statusCode, 422);
  for (const name of ['type', 'area', 'phone', 'email', 'consent', 'photo'])
    assert.match(answer.body, new RegExp(`id="${name}-problem"`), name);
  assert.match(answer.body, /&lt;b&gt;giữ&lt;\/b&gt; &quot;nguyên&quot;/);
  assert.match(answer.body, /value="Tiêu đề &#39;này&#39;"/);
  assert.match(answer.body, /value="Lê &quot;B&quot;"/);
  assert.match(answer.body, /name="token" value="giu-lai"/);
  assert.match(answer.body, /Tệp “nen.jpg” không phải là ảnh/);
  const kept = /name="kept" value="([^"]+)"/.exec(answer.body)?.[1] ?? '';
  // The photo is not sent again, and stays on the corrected form.
  const good = await v.upload('/gui-phan-anh', { ...REPORT, token: 'giu-lai', kept: [kept, 'v1.gia.mao'] });
  const row = await caseOf(codesOf((await v.follow(good)).body).code);
  const files = await app.ctx.db.selectFrom('attachments').select('name').where('case_id', '=', row.id).execute();
  assert.deepEqual(files, [{ name: 'tot.jpg' }]);
});

test('an old name that lies in several communes is asked back; a choice of the list is understood', async () => {
  const v = somebody();
  const asked = await v.upload('/gui-phan-anh', { ...REPORT, token: 'ten-cu', area: 'Phường 1' });
  assert.equal(asked.statusCode, 422);
  const choice = /type="radio"[^>]*name="area"[^>]*value="([^"]*Cao Lãnh[^"]*)"/.exec(asked.body)?.[1] ?? '';
  assert.match(choice, /\(Phường 1, Thành phố Cao Lãnh\)/);
  const answer = await v.upload('/gui-phan-anh', { ...REPORT, token: 'ten-cu', area: choice });
  const row = await caseOf(codesOf((await v.follow(answer)).body).code);
  const area = await app.ctx.db
    .selectFrom('areas')
    .select('name')
    .where('id', '=', row.area_id)
    .executeTakeFirstOrThrow();
  assert.equal(area.name, 'Phường Cao Lãnh');
});

test('a filled trap asks to press once more and loses nothing', async () => {
  const v = somebody();
  const before = await app.countCases();
  const answer = await v.upload('/gui-phan-anh', { ...REPORT, token: 'bay', website: 'http://spam' });
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /xin bấm gửi một lần nữa/);
  assert.doesNotMatch(answer.body, /http:\/\/spam/);
  assert.match(answer.body, /Đèn đường trước số 12/);
  assert.equal(await app.countCases(), before);
});

test('letters, contrast and language change without losing what was typed', async () => {
  const v = somebody();
  const typed = { content: 'Đang viết dở', token: 'do-dang' };
  const larger = await v.upload('/gui-phan-anh', { ...typed, 'hien-thi': 'lon' }, [
    { field: 'photo', name: 'a.jpg', bytes: jpeg('z') },
  ]);
  assert.equal(larger.statusCode, 200);
  assert.match(larger.body, /data-size="1"/);
  assert.match(larger.body, />Đang viết dở</);
  assert.match(larger.body, /name="kept"/);
  assert.doesNotMatch(larger.body, /class="summary"/);
  const english = await v.upload('/en/gui-phan-anh', { ...typed, 'hien-thi': 'ngon-ngu' });
  assert.match(english.body, /<html lang="en" data-size="1">[\s\S]*>Đang viết dở</);
  await v.get('/hien-thi?dat=tuong-phan&ve=/tra-cuu');
  assert.match((await v.get('/en/tra-cuu')).body, /data-size="1" data-contrast="high"/);
  for (const evil of ['//evil.example', '/\\evil.example', 'https://evil.example', '/a%0d%0aX: y\r\nZ'])
    assert.equal(
      (await v.get(`/hien-thi?dat=lon&ve=${encodeURIComponent(evil)}`)).headers.location?.toString().startsWith('//') ??
        false,
      false,
    );
  assert.equal((await v.get('/hien-thi?dat=lon&ve=https://evil.example')).headers.location, '/');
});

test('too many reports from one address: a clear message, everything kept, and time heals', async () => {
  const v = somebody();
  const other = somebody();
  const send = (i: number) => v.upload('/gui-phan-anh', { ...REPORT, content: `Phản ánh số ${i}`, token: `n${i}` });
  for (let i = 0; i < 30; i += 1) assert.equal((await send(i)).statusCode, 303, String(i));
  const refused = await send(30);
  assert.equal(refused.statusCode, 429);
  assert.ok(Number(refused.headers['retry-after']) > 0);
  assert.match(refused.body, /Xin đợi 1 phút/);
  assert.match(refused.body, /Phản ánh số 30/);
  assert.equal((await other.upload('/gui-phan-anh', { ...REPORT, token: 'khac' })).statusCode, 303);
  app.clock.advance('PT1M');
  assert.equal((await send(31)).statusCode, 303);
});
