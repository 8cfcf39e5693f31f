/** The same press twice is one action: a lost answer, or two windows that send one text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCasesApp } from '../../test/support/cases-app.ts';

const t = await startCasesApp();
const KEY = { 'idempotency-key': 'chu-y-0001' };
const notes = async (code: string) =>
  (await t.agent.get(`/cases/${code}/timeline`)).body.items.filter((e: { type: string }) => e.type === 'case.noted');

test('a note sent again with its key is there once, and the second answer is the first', async () => {
  const { code, version } = await t.newCase();
  const body = { action: 'note', version, text: 'Đã gọi lại cho người dân.' };
  const url = `/api/v1/cases/${code}/actions`;
  const send = (headers: Record<string, string>) => t.agent.raw({ method: 'POST', url, payload: body, headers });
  const first = await send(KEY);
  const second = await send(KEY);
  assert.equal(first.status, 200, JSON.stringify(first.body));
  assert.equal(second.status, 200, JSON.stringify(second.body));
  assert.deepEqual([second.body.version, (await notes(code)).length], [version + 1, 1]);
  const other = await send({ 'idempotency-key': 'chu-y-0002' });
  assert.equal(other.status, 409, 'another text on an old version is a conflict as ever');
});

test('two at once with one key: both succeed, one is done', async () => {
  const { code, version } = await t.newCase();
  const payload = { action: 'note', version, text: 'Cùng lúc' };
  const send = () => t.agent.raw({ method: 'POST', url: `/api/v1/cases/${code}/actions`, payload, headers: KEY });
  const answers = await Promise.all([send(), send(), send()]);
  assert.deepEqual(
    answers.map((a) => a.status),
    [200, 200, 200],
  );
  assert.equal((await notes(code)).length, 1);
});

test('a key is of one person, one action and one case', async () => {
  const [one, two] = [await t.newCase(), await t.newCase()];
  const send = (who: typeof t.agent, code: string, version: number, action: object) =>
    who.raw({ method: 'POST', url: `/api/v1/cases/${code}/actions`, payload: { version, ...action }, headers: KEY });
  const note = { action: 'note', text: 'x' };
  assert.equal((await send(t.agent, one.code, one.version, note)).status, 200);
  assert.equal((await send(t.supervisor, one.code, one.version + 1, note)).status, 200);
  assert.equal((await send(t.agent, two.code, two.version, note)).status, 200);
  assert.equal(
    (await send(t.agent, one.code, one.version + 2, { action: 'relabel', urgency: 'urgent', reason: 'y' })).status,
    200,
  );
  assert.deepEqual([(await notes(one.code)).length, (await notes(two.code)).length], [2, 1]);
});

test('many cases under one key: sent again, each is done once, and a refused one is tried anew', async () => {
  const [one, two, three] = [await t.newCase(), await t.newCase(), await t.newCase()];
  const cases = [one, two, { ...three, version: three.version + 7 }].map(({ code, version }) => ({ code, version }));
  const send = (payload: object) =>
    t.agent.raw({ method: 'POST', url: '/api/v1/cases/actions', payload, headers: KEY });
  const ofItems = (answer: { body: { items: { ok: boolean; version: number | null }[] } }) =>
    answer.body.items.map((item) => [item.ok, item.version]);
  const body = { action: 'note', text: 'Cho cả ba' };
  const first = await send({ ...body, cases });
  assert.deepEqual(ofItems(first), [
    [true, one.version + 1],
    [true, two.version + 1],
    [false, null],
  ]);
  const second = await send({ ...body, cases: [...cases.slice(0, 2), { code: three.code, version: three.version }] });
  assert.deepEqual(ofItems(second), [
    [true, one.version + 1],
    [true, two.version + 1],
    [true, three.version + 1],
  ]);
  const counts = [one, two, three].map(async ({ code }) => (await notes(code)).length);
  assert.deepEqual(await Promise.all(counts), [1, 1, 1]);
});

test('why one of many was refused is said in the language of the desk', async () => {
  const { code, version } = await t.newCase();
  const payload = { action: 'note', text: 'x', cases: [{ code, version: version + 7 }] };
  const problem = async (language: string) => {
    const headers = { 'accept-language': language };
    return (await t.agent.raw({ method: 'POST', url: '/api/v1/cases/actions', payload, headers })).body.items[0]
      .problem;
  };
  assert.match(await problem('vi'), /phiếu/);
  assert.match(await problem('en'), /case/);
});

test('a note may speak of files of its case only', async () => {
  const [one, two] = [await t.newCase(), await t.newCase()];
  const form = new FormData();
  form.append('file', new Blob(['biên bản'], { type: 'text/plain' }), 'bien-ban.txt');
  const body = new Response(form);
  const added = await t.agent.raw({
    method: 'POST',
    url: `/api/v1/cases/${one.code}/attachments`,
    payload: Buffer.from(await body.arrayBuffer()),
    headers: { 'content-type': body.headers.get('content-type') ?? '' },
  });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  const attachments = [added.body.items[0].id];
  assert.equal((await t.act(t.agent, two.code, 'note', { text: 'x', attachments })).status, 422);
  await t.did(t.agent, one.code, 'note', { text: 'Xem tệp', attachments });
  assert.deepEqual((await notes(one.code))[0].data.files, attachments);
});
