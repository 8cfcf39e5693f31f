import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';

// What a browser has and the modules behind this one look at when they are loaded.
Object.assign(globalThis, { window: { matchMedia: () => ({ matches: false, addEventListener() {} }) } });
const { askAhead, takeAhead } = await import('./ahead.ts');

let asked: string[] = [];
const server = createServer((request, reply) => {
  asked.push(request.url ?? '');
  reply.statusCode = request.url === '/refused' ? 403 : 200;
  reply.end(`{"n":${asked.length}}`);
});
let url = '';
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());

test('an address is asked once; everybody who asks ahead reads it, the desk takes it once', async () => {
  asked = [];
  const [one, two] = await Promise.all([askAhead(`${url}/a`), askAhead(`${url}/a`)]);
  assert.deepEqual([await one?.json(), await two?.json()], [{ n: 1 }, { n: 1 }]);
  assert.deepEqual(await (await takeAhead(`${url}/a`))?.json(), { n: 1 });
  assert.equal(await takeAhead(`${url}/a`), null, 'the second time the desk asks itself');
  assert.deepEqual(asked, ['/a']);
});

test('a refusal and a lost network are never taken: the desk hears them itself', async () => {
  assert.equal((await askAhead(`${url}/refused`))?.status, 403);
  assert.equal(await takeAhead(`${url}/refused`), null);
  assert.equal(await askAhead('http://127.0.0.1:1/'), null);
  assert.equal(await takeAhead('http://127.0.0.1:1/'), null);
  assert.equal(await takeAhead(`${url}/never`), null);
});
