import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { compressAnswers } from './compress.ts';

const long = { items: Array.from({ length: 200 }, (_, n) => `phiếu số ${n}`) };

async function answer(path: string, accept?: string) {
  const app = Fastify();
  compressAnswers(app);
  app.get('/long', () => long);
  app.get('/short', () => ({ ok: true }));
  app.get('/text', (_request, reply) => reply.type('text/plain').send('a'.repeat(5_000)));
  const reply = await app.inject({ url: path, headers: accept === undefined ? {} : { 'accept-encoding': accept } });
  await app.close();
  return reply;
}

test('a long answer is compressed for whom it helps, and the same when unpacked', async () => {
  const reply = await answer('/long', 'gzip, deflate, br');
  assert.equal(reply.headers['content-encoding'], 'gzip');
  assert.equal(reply.headers.vary, 'accept-encoding');
  assert.deepEqual(JSON.parse(gunzipSync(reply.rawPayload).toString()), long);
  assert.equal(Number(reply.headers['content-length'] ?? reply.rawPayload.length), reply.rawPayload.length);
});

test('not when the client does not take it, when it is short, when it is no JSON', async () => {
  for (const [path, accept] of [
    ['/long', undefined],
    ['/long', 'br, gzip;q=0'],
    ['/short', 'gzip'],
    ['/text', 'gzip'],
  ] as const)
    assert.equal((await answer(path, accept)).headers['content-encoding'], undefined, `${path} ${accept}`);
  assert.deepEqual((await answer('/long')).json(), long);
});
