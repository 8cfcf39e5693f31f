/** kill -9 between storing and understanding, again and again: every event that got its 200 becomes one message. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startZaloStandin, type ZaloStandin } from '../../server/demo/standins/zalo/index.ts';
import { addPeople, api, FOUR_LEVELS, firstAdmin, PASSWORD, sessionCookie } from '../e2e/support/people.ts';
import { newDataDir, removeDataDir, type ServerProcess, startServer } from '../e2e/support/server-process.ts';
import { until } from '../support/until.ts';

const KILLS = 2;
const PER_ROUND = 30;

let dataDir: string;
let server: ServerProcess;
let zalo: ZaloStandin;
before(async () => {
  zalo = await startZaloStandin({ now: () => new Date(), rate: 1_000_000 });
  dataDir = await newDataDir();
});
after(async () => {
  await server?.kill();
  await zalo?.stop();
  if (dataDir) await removeDataDir(dataDir);
});

const start = async () => {
  server = await startServer({ dataDir, env: { ...zalo.env, LOG_LEVEL: 'fatal' } });
  zalo.hooks.target = `${server.url}/hooks/zalo/default`;
};

test(`${KILLS} kills while events come in lose none and double none`, async () => {
  await start();
  await addPeople(server.url, await firstAdmin(server), FOUR_LEVELS.slice(0, 1));
  const lan = zalo.addUser('Nguyễn Thị Lan');
  const said: string[] = [];
  for (let round = 1; round <= KILLS; round += 1) {
    const flying: Promise<number>[] = [];
    for (let i = 1; i <= PER_ROUND; i += 1) {
      const text = `vòng ${round} tin ${i}`;
      said.push(text);
      flying.push(zalo.deliver(zalo.say(lan.id, { text })));
      // Half of them have their 200 when the process dies, and most of those are not understood yet.
      if (i === Math.ceil(PER_ROUND / 2)) await Promise.all(flying);
    }
    await server.kill();
    await Promise.all(flying);
    await start();
  }
  // The provider comes back for what it never got a 200 for.
  await until('every event is accepted', async () => (await zalo.hooks.retry()) === 0, 60_000);
  const cookie = await sessionCookie(server.url, 'agent', PASSWORD);
  const desk = api(server.url, cookie);
  const texts = await until(
    'every event is a message',
    async () => {
      const list = await desk.get('/conversations?channel=zalo');
      const id = list.body.items[0]?.id;
      if (!id) return null;
      const messages = await desk.get(`/conversations/${id}/messages`);
      const found = messages.body.items.map((m: { text: string }) => m.text);
      return found.length >= said.length ? found : null;
    },
    120_000,
  );
  assert.deepEqual([...texts].sort(), [...said].sort());
  const list = await desk.get('/conversations?channel=zalo');
  assert.equal(list.body.items.length, 1);
});
