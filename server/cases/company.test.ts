/** Who has the same case open: told live, over two processes, only to who may see it, and gone when the window is. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { WebSocket } from 'ws';
import type { LiveFrame } from '../../contract/live.ts';
import { type Person, startCasesApp } from '../../test/support/cases-app.ts';
import { createSessionFor } from '../../test/support/factories.ts';
import { type LiveSocket, openLive } from '../../test/support/live-socket.ts';
import { until } from '../../test/support/until.ts';
import { authenticate, SESSION_COOKIE } from '../org/index.ts';
import type { Ctx } from '../platform/context.ts';
import { createEventStream } from '../platform/events/index.ts';
import { createHttpServer } from '../platform/http/index.ts';
import { registerLive } from '../platform/realtime/index.ts';
import { guardPlaces } from './company.ts';

const open: { close(): Promise<unknown> }[] = [];
after(async () => {
  await Promise.all(open.map((one) => one.close()));
});
const QUICK = { placeMs: 300 };
const t = await startCasesApp({
  listen: true,
  register: (http, ctx) =>
    guardPlaces(ctx, registerLive(http, ctx, (request) => authenticate(ctx, request, { quiet: true }), QUICK).places),
});

/** The same product started a second time on the same database. */
async function secondProcess(): Promise<string> {
  const ctx: Ctx = { ...t.ctx, events: createEventStream(t.ctx.database, t.ctx.log) };
  await ctx.events.start();
  const http = await createHttpServer({ config: ctx.config, log: ctx.log, authenticate: (r) => authenticate(ctx, r) });
  const live = registerLive(http, ctx, (request) => authenticate(ctx, request, { quiet: true }), QUICK);
  guardPlaces(ctx, live.places);
  open.push({
    async close() {
      await http.close();
      await ctx.events.stop();
    },
  });
  return http.listen({ port: 0, host: '127.0.0.1' });
}

async function desk(person: Person, url = t.url): Promise<LiveSocket> {
  const socket = await openLive(url, await createSessionFor(t.ctx, person.user.id));
  open.push(socket);
  await socket.has('the place', (f) => f.kind === 'ready');
  return socket;
}
const here = (code: string, writing: string | null = null) => ({
  kind: 'here',
  places: [{ kind: 'case', id: code, writing }],
});
const told = (socket: LiveSocket) =>
  socket.frames.flatMap((f) => (f.kind === 'present' ? [f] : [])).at(-1)?.people ?? null;
const sees = (socket: LiveSocket, names: string[], writing?: string) =>
  until(`sees ${names.join()} ${writing ?? ''}`, async () => {
    const people = told(socket);
    const same =
      people && JSON.stringify(people.map((p) => p.username).toSorted()) === JSON.stringify(names.toSorted());
    return same && (writing === undefined || people.some((p) => p.writing === writing)) ? people : null;
  });

async function inWork(): Promise<string> {
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  return code;
}

test('colleagues at one case see each other come, write and go, over two processes', async () => {
  const code = await inWork();
  const url = await secondProcess();
  const agent = await desk(t.agent);
  const officer = await desk(t.officer, url);
  agent.say(here(code));
  officer.say(here(code));
  const [who] = await sees(agent, [t.officer.user.username]);
  assert.deepEqual(who, { username: t.officer.user.username, name: 'Trần Văn Cán Bộ', writing: null, self: false });
  await sees(officer, [t.agent.user.username]);
  officer.say(here(code, 'submit'));
  await sees(agent, [t.officer.user.username], 'submit');
  const events = await t.ctx.db.selectFrom('events').select('type').where('type', 'like', '%place%').execute();
  assert.deepEqual(events, [], 'nothing of it is on record');
  await officer.close();
  await sees(agent, []);
  agent.say({ kind: 'here', places: [] });
  await until('the table is empty', async () => (await rows(code)) === 0 || null);
});

const rows = async (code: string) =>
  (await sql`select 1 from open_places where place = ${`case:${code}`}`.execute(t.ctx.db)).rows.length;

test('a second window of one person is himself', async () => {
  const code = await inWork();
  const [first, second] = [await desk(t.officer), await desk(t.officer)];
  first.say(here(code, 'note'));
  second.say(here(code));
  const [me] = await sees(second, [t.officer.user.username], 'note');
  assert.equal(me?.self, true);
});

test('who may not see the case neither learns who is there nor is shown', async () => {
  const { code } = await t.newCase({ type: 'conduct_report', aboutUnit: 'so-xay-dung' });
  const [agent, stranger, supervisor] = [await desk(t.agent), await desk(t.leader), await desk(t.supervisor)];
  stranger.say(here(code));
  agent.say(here(code));
  supervisor.say(here(code));
  await sees(agent, [t.supervisor.user.username]);
  assert.equal(await rows(code), 2);
  assert.equal(told(stranger), null);
});

test('a case that leaves somebody’s sight takes him out of the company', async () => {
  const code = await inWork();
  const [agent, officer] = [await desk(t.agent), await desk(t.officer)];
  agent.say(here(code));
  officer.say(here(code));
  await sees(agent, [t.officer.user.username]);
  await sees(officer, [t.agent.user.username]);
  await t.did(t.officer, code, 'return', { reason: 'Không thuộc thẩm quyền' });
  await sees(agent, []);
  agent.say(here(code, 'forward'));
  await until('the change is written', async () => {
    const found = await sql`select 1 from open_places where place = ${`case:${code}`} and writing = 'forward'`.execute(
      t.ctx.db,
    );
    return found.rows.length > 0 || null;
  });
  await agent.close();
  assert.ok(!JSON.stringify(told(officer)).includes('forward'), 'hears nothing more');
});

test('a line that does not answer is taken for lost, and comes back', async () => {
  const code = await inWork();
  const agent = await desk(t.agent);
  agent.say(here(code));
  const cookie = `${SESSION_COOKIE}=${await createSessionFor(t.ctx, t.officer.user.id)}`;
  const silent = new WebSocket(`${t.url.replace('http', 'ws')}/api/v1/live`, { headers: { cookie }, autoPong: false });
  open.push({ close: async () => silent.terminate() });
  silent.on('open', () => {
    silent.send('{}');
    silent.send(JSON.stringify(here(code)));
  });
  await sees(agent, [t.officer.user.username]);
  await sees(agent, []);
  silent.on('ping', (data) => silent.pong(data));
  await sees(agent, [t.officer.user.username]);
});

test('what a process that died left behind is cleared away', async () => {
  const code = await inWork();
  const agent = await desk(t.agent);
  await sql`insert into open_places (seat, place, process, user_id, seen_at)
    values ('w', ${`case:${code}`}, 'dead', ${t.officer.user.id}, now() - interval '10 seconds')`.execute(t.ctx.db);
  agent.say(here(code));
  await sees(agent, [t.officer.user.username]);
  await sql`update open_places set seen_at = now() - interval '1 minute' where process = 'dead'`.execute(t.ctx.db);
  await sees(agent, []);
});

test('nonsense closes the line; a conversation is a place of the centre only', async () => {
  const agent = await desk(t.agent);
  agent.say({ kind: 'here', places: [{ kind: 'case', id: 'x', writing: 'DROP TABLE' }] } as unknown as LiveFrame);
  assert.equal(await agent.closed, 4400);
  const made = await t.ctx.db
    .insertInto('conversations')
    .values({ channel: 'desk', account: '', last_message_at: t.clock.now(), created_at: t.clock.now() })
    .returning('id')
    .executeTakeFirstOrThrow();
  const [one, two, officer] = [await desk(t.agent), await desk(t.supervisor), await desk(t.officer)];
  for (const socket of [officer, one, two])
    socket.say({ kind: 'here', places: [{ kind: 'conversation', id: String(made.id), writing: 'reply' }] });
  await sees(one, [t.supervisor.user.username], 'reply');
  assert.equal(told(officer), null);
});
