/** The page and the dot, with a real HTTP server in the place of Asterisk's. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { startApp } from '../../../test/support/app.ts';
import { channelUpkeep } from '../../channels/index.ts';

let endpoints: object[] = [{ resource: 'trunk', state: 'online' }];
const asked: string[] = [];
const asterisk = createServer((request, response) => {
  asked.push(String(request.headers.authorization));
  const right = request.headers.authorization === `Basic ${Buffer.from('hotline:bí mật').toString('base64')}`;
  response.statusCode = right ? 200 : 401;
  const info = { system: { version: '22.5.2' }, status: { startup_time: '2026-11-23T07:00:00.000+0700' } };
  response.end(JSON.stringify(request.url === '/ari/asterisk/info' ? info : endpoints));
});
asterisk.listen(0, '127.0.0.1');
await once(asterisk, 'listening');
after(() => asterisk.close());
const { port } = asterisk.address() as AddressInfo;

const app = await startApp({
  whole: true,
  env: { ARI_URL: `http://hotline:${encodeURIComponent('bí mật')}@127.0.0.1:${port}/ari` },
});
const boss = await app.as({ role: 'supervisor' });
const states = async () => {
  const { body } = await boss.get('/hotline/health');
  return Object.fromEntries(body.lines.map((one: { line: string; state: string }) => [one.line, one.state]));
};
const connected = (on: boolean) =>
  app.ctx.db
    .insertInto('hotline_status')
    .values({ connected: on, since: app.clock.now(), why: on ? null : 'closed with 1006' })
    .onConflict((c) =>
      c.column('id').doUpdateSet({ connected: on, since: app.clock.now(), why: on ? null : 'closed with 1006' }),
    )
    .execute();
const dot = async () => {
  const { body } = await boss.get('/channels/marks');
  return body.items.find((one: { channel: string }) => one.channel === 'phone');
};

test('the lines say what was found, asked of Asterisk with the password of ARI_URL', async () => {
  assert.deepEqual((await states()).link, 'bad', 'no process has ever connected');
  await connected(true);
  const now = await states();
  assert.deepEqual([now.link, now.asterisk, now.trunk, now.lost], ['good', 'good', 'good', 'good']);
  assert.equal(now.messages, undefined, 'what lies on the disk of another machine is not ours to count');
  endpoints = [{ resource: 'trunk', state: 'offline' }];
  assert.equal((await states()).trunk, 'bad');
  endpoints = [];
  assert.equal((await states()).trunk, 'watch');
  assert.ok(asked.every((header) => header.startsWith('Basic ')));
});

test('people on duty without a telephone are named', async () => {
  const agent = await app.as({ role: 'agent', displayName: 'Lê Thị Mai' });
  await agent.put('/me/presence', { state: 'available' });
  const { body } = await boss.get('/hotline/health');
  assert.match(body.lines.find((one: { line: string }) => one.line === 'phones').found, /Lê Thị Mai/);
});

test('the dot of the telephone in the header is true', async () => {
  assert.equal((await dot()).state, 'good');
  await connected(false);
  app.clock.advance('PT6M');
  await channelUpkeep(app.ctx, { history: false });
  assert.deepEqual([(await dot()).state, /1006/.test((await dot()).what)], ['bad', true]);
  await connected(true);
  await channelUpkeep(app.ctx, { history: false });
  assert.equal((await dot()).state, 'good');
});

test('administration only', async () => {
  assert.equal((await (await app.as({ role: 'agent' })).get('/hotline/health')).status, 403);
  assert.equal((await app.anonymous.get('/hotline/health')).status, 401);
});
