import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPublicCase, getPublicCase, ratePublicCase, reopenPublicCase } from '../../contract/public.ts';
import { refusalOf } from '../../test/support/client.ts';
import { jpeg, multipart, startPortalApp } from '../../test/support/portal-app.ts';

const app = await startPortalApp();
const nobody = app.anonymous;
const BODY = {
  type: 'inquiry',
  content: 'Khi nào có điện lại?',
  citizen: { name: 'Lê Văn Kín', phone: '0912345678', email: 'kin@example.com' },
};

const send = async (body: object = BODY, headers: Record<string, string> = {}) => {
  const answer = await nobody.raw({ method: 'POST', url: '/api/v1/public/cases', payload: body, headers });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return createPublicCase.response.parse(answer.body);
};

test('send, look up, rate once, ask for another look', async () => {
  const { code, lookupSecret: secret } = await send();
  const before = await nobody.call(getPublicCase, { params: { code }, query: { secret } });
  assert.deepEqual(
    [before.status, before.statusText, before.canRate, before.overdue],
    ['received', 'Đã tiếp nhận', false, false],
  );
  assert.doesNotMatch(JSON.stringify(before), /Kín|912345678|kin@/);
  assert.equal(
    (await refusalOf(nobody.call(ratePublicCase, { params: { code }, body: { secret, satisfied: true } }))).brief,
    '409 not_now',
  );
  const events = await app.eventsDuring(async () => {
    await app.did(app.agent, code, 'answer', { text: '15 giờ hôm nay.' });
    const rated = await nobody.call(ratePublicCase, {
      params: { code },
      body: { secret, satisfied: false, reason: 'Chưa có' },
    });
    assert.deepEqual(
      [rated.rating, rated.canRate, rated.canReopen],
      [{ satisfied: false, reason: 'Chưa có' }, false, true],
    );
    assert.deepEqual([rated.answer?.text, rated.answer?.agency], ['15 giờ hôm nay.', null]);
    const again = await nobody.call(reopenPublicCase, { params: { code }, body: { secret, reason: 'Vẫn mất điện' } });
    assert.deepEqual([again.status, again.answer, again.reopenCount], ['received', null, 1]);
  });
  assert.deepEqual(
    events.map((e) => e.type).filter((type) => type.startsWith('case.')),
    ['case.answered', 'case.rated', 'case.reopened'],
  );
  assert.equal(
    (await refusalOf(nobody.call(ratePublicCase, { params: { code }, body: { secret, satisfied: true } }))).status,
    409,
  );
  assert.equal(
    (await refusalOf(nobody.call(reopenPublicCase, { params: { code }, body: { secret: 'WRONG2', reason: 'x' } })))
      .status,
    404,
  );
});

test('an Idempotency-Key makes a retry safe', async () => {
  const key = { 'idempotency-key': 'thu-lai-1' };
  assert.deepEqual(await send(BODY, key), await send(BODY, key));
  assert.notEqual((await send(BODY)).code, (await send(BODY)).code);
});

test('multipart with photos and dotted names', async () => {
  const fields = {
    type: 'site_report',
    content: 'Ổ gà',
    'place.text': 'Trần Phú',
    'place.lat': '10.35',
    'place.lng': '106.36',
    'citizen.email': 'a@example.com',
    publishWish: 'true',
    consent: 'true',
  };
  const post = (bytes: Buffer) =>
    nobody.raw({
      method: 'POST',
      url: '/api/v1/public/cases',
      headers: { 'content-type': 'multipart/form-data; boundary=xYz' },
      payload: multipart(fields, [{ field: 'photo', name: 'o-ga.jpg', bytes }]),
    });
  const answer = await post(jpeg());
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  const seen = await nobody.call(getPublicCase, {
    params: { code: answer.body.code },
    query: { secret: answer.body.lookupSecret },
  });
  assert.deepEqual([seen.photos, seen.place], [1, 'Trần Phú']);
  const refused = await post(Buffer.from('MZ\u0000\u0000'));
  assert.deepEqual([refused.status, refused.body.code], [415, 'unsupported_media']);
});

test('bad bodies are refused with the field, never with a 500', async () => {
  const bad: [unknown, number][] = [
    [{}, 422],
    [[], 422],
    ['null', 422],
    ['{"type":', 400],
    [{ ...BODY, type: 'out_of_scope' }, 422],
    [{ ...BODY, area: '99999' }, 422],
    [{ ...BODY, category: 'khong-co' }, 422],
    [{ ...BODY, aboutUnit: 'so-xay-dung' }, 422],
    [{ ...BODY, content: '\u0000' }, 422],
    [{ ...BODY, content: 'x'.repeat(20_001) }, 422],
    [{ ...BODY, citizen: { email: 'a@example.com\r\nBcc: b@example.com' } }, 422],
    [{ ...BODY, citizen: { phone: '12' } }, 422],
    [{ ...BODY, place: { text: 'x', lat: 91, lng: 0 } }, 422],
    [{ ...BODY, consent: false }, 422],
  ];
  for (const [payload, status] of bad) {
    const answer = await nobody.raw({
      method: 'POST',
      url: '/api/v1/public/cases',
      payload: payload as string,
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(answer.status, status, JSON.stringify(payload)?.slice(0, 80));
    assert.match(String(answer.headers['content-type']), /problem\+json/);
  }
  await send({ ...BODY, content: 'nửa \ud800 ký tự', title: 'a\u0000b' });
  assert.equal((await nobody.get('/public/cases/1022-261123-0001')).status, 422);
  assert.equal((await nobody.get('/public/cases/x?secret=y')).status, 422);
});

test('thirty cases at once from one address, then one every half minute', async () => {
  app.clock.advance('PT1H');
  for (let i = 0; i < 30; i += 1) await send();
  const refused = await nobody.post('/public/cases', BODY);
  assert.deepEqual(
    [refused.status, refused.body.code, Number(refused.headers['retry-after']) <= 30],
    [429, 'too_many_requests', true],
  );
  app.clock.advance('PT30S');
  await send();
  assert.equal((await nobody.post('/public/cases', BODY)).status, 429);
});

test('the description of the API can be made, and names these routes but no page', async () => {
  const answer = await nobody.raw({ method: 'GET', url: '/api/openapi.json' });
  assert.equal(answer.status, 200);
  const paths = Object.keys(answer.body.paths);
  assert.ok(paths.includes('/api/v1/public/cases/{code}/rating'));
  assert.deepEqual(
    paths.filter((p) => !p.startsWith('/api/')),
    [],
  );
});
