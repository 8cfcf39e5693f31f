import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from '../../../test/support/app.ts';
import { startZaloApp } from '../../../test/support/standins/zalo.ts';
import { createHttpServer } from '../../platform/http/index.ts';
import { phoneRoutes } from './routes.ts';
import { zaloLine } from './zalo-line.ts';

const app = await startZaloApp();
const http = await createHttpServer({ config: app.ctx.config, log: app.ctx.log, authenticate: async () => null });
const line = zaloLine(app.zalo);
phoneRoutes(http, () => [line]);
const ask = async (method: 'GET' | 'POST', url: string, payload?: object) => {
  const reply = await http.inject({ method, url: `/demo/dien-thoai${url}`, ...(payload ? { payload } : {}) });
  return {
    status: reply.statusCode,
    body: reply.payload && /json/.test(String(reply.headers['content-type'])) ? reply.json() : reply.payload,
  };
};

test('a visitor writes as a citizen, the desk has it, and the answer is on the phone and seen', async () => {
  const person = (await ask('POST', '/danh-ba', { line: 'zalo', name: 'Khách thử' })).body;
  assert.equal((await ask('POST', '/tin', { line: 'zalo', person: person.id, text: 'Xin chào 1022' })).status, 204);
  await app.settleAll();
  const { id } = await app.conversation(person.id);
  const agent = await app.as({ role: 'agent' });
  assert.equal((await agent.post(`/conversations/${id}/messages`, { text: 'Chào bà con' })).status, 201);
  await app.settleAll();
  const { messages } = (await ask('GET', `/tin?line=zalo&person=${person.id}`)).body;
  assert.deepEqual(
    messages.map((m: { mine: boolean; text: string }) => [m.mine, m.text]),
    [
      [true, 'Xin chào 1022'],
      [false, 'Chào bà con'],
    ],
  );
  await app.zalo.quiet();
  const book = (await ask('GET', '/danh-ba')).body;
  assert.ok(book.lines[0].people.some((one: { name: string }) => one.name === 'Khách thử'));
});

test('nonsense is refused, files are served as pictures or downloads only', async () => {
  assert.equal((await ask('POST', '/tin', { line: 'zalo', person: 'x', text: 'a' })).status, 404);
  assert.equal((await ask('POST', '/tin', { line: 'fax', person: 'x', text: 'a' })).status, 404);
  assert.equal((await ask('POST', '/tin', { line: 'zalo' })).status, 400);
  assert.equal((await ask('GET', '/tin?line=zalo&person=x')).status, 404);
  const key = app.zalo.putMedia(Buffer.from('<script>'), 'text/html').split('/').pop();
  const reply = await http.inject({ method: 'GET', url: `/demo/dien-thoai/tep/zalo/${key}` });
  assert.equal(reply.headers['content-type'], 'application/octet-stream');
  assert.match(String((await ask('GET', '')).body), /Bản trình diễn/);
});

test('there is no such page in a real installation', async () => {
  const real = await startApp({ whole: true });
  assert.equal((await real.anonymous.raw({ method: 'GET', url: '/demo/dien-thoai' })).status, 404);
});
