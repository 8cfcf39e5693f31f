import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REPORT, startPortalApp, type Visitor } from '../../test/support/portal-app.ts';

const app = await startPortalApp();
let made = 0;

/** A case with its codes, sent from a network of its own. */
async function sent(fields: Record<string, string> = {}): Promise<{ v: Visitor; code: string; secret: string }> {
  made += 1;
  const v = app.visitor(`192.0.2.${made}`);
  const answer = await v.upload('/gui-phan-anh', { ...REPORT, token: `t${made}`, ...fields });
  const { body } = await v.follow(answer);
  const code = /1022-\d{6}-\d{4,}/.exec(body)?.[0] ?? '';
  return { v, code, secret: /class="secret">([A-Z0-9]{6})</.exec(body)?.[1] ?? '' };
}

async function letterOf(v: Visitor, code: string, secret: string): Promise<string> {
  const answer = await v.post('/tra-cuu', { code, secret });
  assert.equal(answer.statusCode, 303);
  return (await v.follow(answer)).body;
}

test('code and secret open the letter, typed as people type them', async () => {
  const { v, code, secret } = await sent({ name: 'Nguyễn Văn Kín', phone: '0912345678', email: 'kin@example.com' });
  const page = await letterOf(
    v,
    ` ${code.replace('1022-', '').replace('-', ' ')} `,
    secret.toLowerCase().split('').join(' '),
  );
  assert.match(page, /Đã tiếp nhận/);
  assert.match(page, /chậm nhất 08:00 thứ Hai 30\/11\/2026/);
  assert.doesNotMatch(page, /Nguyễn Văn Kín|0912345678|912 345|kin@example|so-xay-dung/);
  assert.match((await v.get(`/en/tra-cuu/${code}`)).body, /At 08:00 on Monday 23 November 2026/);
  // The secret is in no address; another browser sees nothing; closing forgets.
  assert.equal((await app.visitor('192.0.2.200').get(`/tra-cuu/${code}`)).statusCode, 303);
  await v.post('/tra-cuu/dong', {});
  assert.equal((await v.get(`/tra-cuu/${code}`)).statusCode, 303);
});

test('an opened case closes by itself after an hour', async () => {
  const { v, code, secret } = await sent();
  await letterOf(v, code, secret);
  assert.equal((await v.get(`/tra-cuu/${code}`)).statusCode, 200);
  app.clock.advance('PT61M');
  assert.equal((await v.get(`/tra-cuu/${code}`)).statusCode, 303);
});

test('a wrong secret and an unknown code look alike, on the page and in the API', async () => {
  const { code, secret } = await sent();
  const v = app.visitor('192.0.2.201');
  const wrong = await v.post('/tra-cuu', { code, secret: 'WRONG2' });
  const unknown = await v.post('/tra-cuu', { code: '1022-200101-0001', secret });
  assert.deepEqual([wrong.statusCode, unknown.statusCode], [404, 404]);
  assert.equal(wrong.body.replaceAll(code, ''), unknown.body.replaceAll('1022-200101-0001', ''));
  const a = await app.anonymous.get(`/public/cases/${code}?secret=WRONG2`);
  const b = await app.anonymous.get(`/public/cases/1022-200101-0001?secret=${secret}`);
  assert.deepEqual([a.status, { ...a.body, instance: '' }], [b.status, { ...b.body, instance: '' }]);
  assert.equal(a.status, 404);
});

test('guessing gets slow, per code and per address; the clock heals it', async () => {
  const { v, code, secret } = await sent();
  for (let i = 0; i < 10; i += 1)
    assert.equal((await app.visitor(`203.0.113.${i}`).post('/tra-cuu', { code, secret: `GUESS${i}` })).statusCode, 404);
  const refused = await app.visitor('203.0.113.99').post('/tra-cuu', { code, secret: 'GUESSX' });
  assert.equal(refused.statusCode, 429);
  assert.match(refused.body, /Xin đợi \d+ phút/);
  app.clock.advance('PT2M');
  assert.match(await letterOf(v, code, secret), /Đã tiếp nhận/);
  const guesser = app.visitor('203.0.113.150');
  for (let i = 0; i < 20; i += 1)
    assert.equal((await guesser.post('/tra-cuu', { code: `1022-250101-${1000 + i}`, secret: 'A' })).statusCode, 404);
  assert.equal((await guesser.post('/tra-cuu', { code, secret })).statusCode, 429);
});

test('the letter tells of the answer and who signed; rating once, then reopening within the window', async () => {
  const { v, code, secret } = await sent({ type: 'inquiry' });
  await app.did(app.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await app.did(app.officer, code, 'accept');
  const during = await letterOf(v, code, secret);
  assert.match(during, /Đang giải quyết/);
  assert.doesNotMatch(during, /Xây dựng|Cán Bộ/);
  await app.did(app.officer, code, 'submit', { text: 'Đã sửa đèn.\n\nCảm ơn <Quý> ông/bà.', attachments: [] });
  await app.did(app.leader, code, 'approve');
  assert.doesNotMatch(await letterOf(v, code, secret), /Đã sửa đèn/, 'signed but not delivered');
  await app.did(app.agent, code, 'deliver');
  const answered = await letterOf(v, code, secret);
  assert.match(answered, /Sở Xây dựng tỉnh Đồng Tháp trả lời, ngày 23\/11\/2026/);
  assert.match(answered, /<p>Đã sửa đèn\.<\/p><p>Cảm ơn &lt;Quý&gt; ông\/bà\.<\/p>/);

  const nothing = await v.post(`/tra-cuu/${code}/danh-gia`, { reason: 'Nhanh' });
  assert.equal(nothing.statusCode, 422);
  assert.match(nothing.body, />Nhanh</);
  const both = await Promise.all(['yes', 'no'].map((satisfied) => v.post(`/tra-cuu/${code}/danh-gia`, { satisfied })));
  assert.deepEqual(both.map((a) => a.statusCode).sort(), [303, 409]);
  assert.match((await v.get(`/tra-cuu/${code}?xong=danh-gia`)).body, /Cảm ơn bạn đã đánh giá[\s\S]*Bạn đã đánh giá/);

  assert.equal((await v.post(`/tra-cuu/${code}/xem-xet-lai`, { reason: '  ' })).statusCode, 422);
  const reopened = await v.post(`/tra-cuu/${code}/xem-xet-lai`, { reason: 'Đèn lại tắt' });
  assert.match((await v.follow(reopened)).body, /đang được xem xét lại/);
  assert.equal((await v.post(`/tra-cuu/${code}/xem-xet-lai`, { reason: 'Lần nữa' })).statusCode, 409);
});

test('after the window a case stays closed, and the letter offers nothing it cannot keep', async () => {
  const { v, code, secret } = await sent();
  await app.did(app.agent, code, 'answer', { text: 'Xong.' });
  assert.match(await letterOf(v, code, secret), /Đề nghị xem xét lại/);
  app.clock.advance('P14D');
  const late = await letterOf(v, code, secret);
  assert.match(late, /Thời hạn đề nghị xem xét lại đã hết/);
  assert.doesNotMatch(late, /name="reason" rows="4"/);
  assert.equal((await v.post(`/tra-cuu/${code}/xem-xet-lai`, { reason: 'Muộn' })).statusCode, 409);
  const api = await app.anonymous.post(`/public/cases/${code}/reopen`, { secret, reason: 'Muộn' });
  assert.deepEqual([api.status, api.body.code], [409, 'not_now']);
});

test('a question to the citizen, a refusal with guidance, and an overdue case are said plainly', async () => {
  const asked = await sent();
  await app.did(app.agent, asked.code, 'request_info', { question: 'Đèn số mấy, phía nào của đường?' });
  // Without a mail address only the phone reaches this citizen.
  assert.match(await letterOf(asked.v, asked.code, asked.secret), /Đèn số mấy[\s\S]*Xin gọi 1022/);
  const declined = await sent();
  await app.did(app.agent, declined.code, 'decline', {
    reason: 'other_province',
    guidance: 'Xin gọi 1022 tỉnh Vĩnh Long.',
  });
  assert.match(await letterOf(declined.v, declined.code, declined.secret), /Ngoài phạm vi[\s\S]*Vĩnh Long/);
  const late = await sent();
  app.clock.advance('P20D');
  assert.match(await letterOf(late.v, late.code, late.secret), /Hạn trả lời là [^<]* đã qua\. Chúng tôi xin lỗi/);
});

test('a question is answered on the page: the words join the thread, once, and the case goes on', async () => {
  const { v, code, secret } = await sent({ email: 'hoi@example.com' });
  await app.did(app.agent, code, 'request_info', { question: 'Đèn số mấy?' });
  assert.match(await letterOf(v, code, secret), /ở ngay dưới đây/);
  assert.equal((await v.post(`/tra-cuu/${code}/tra-loi`, { reason: ' ' })).statusCode, 422);
  const answers = await Promise.all([1, 2].map(() => v.post(`/tra-cuu/${code}/tra-loi`, { reason: 'Đèn số 7 <b>' })));
  assert.ok(
    answers.every((a) => a.statusCode === 303 || a.statusCode === 409),
    answers.map((a) => a.statusCode).join(),
  );
  assert.match(
    (await v.get(`/tra-cuu/${code}?xong=tra-loi`)).body,
    /Việc giải quyết tiếp tục[\s\S]*Đã tiếp nhận|Đã tiếp nhận[\s\S]*tiếp tục/,
  );
  const messages = await app.ctx.db.selectFrom('messages').select('body').where('direction', '=', 'in').execute();
  assert.deepEqual(messages, [{ body: 'Đèn số 7 <b>' }]);
});
