import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { after, test } from 'node:test';
import { z } from 'zod';
import { startApp } from '../../../test/support/app.ts';
import { createSessionFor, createUnitWith, createUserWith, giveRole } from '../../../test/support/factories.ts';
import { type LiveSocket, openLive, refusedLive } from '../../../test/support/live-socket.ts';
import { authenticate, SESSION_COOKIE, updateUser } from '../../org/index.ts';
import { SYSTEM } from '../auth/index.ts';
import { type Audience, defineEvent, insertEvents } from '../events/index.ts';
import { transact } from '../transact.ts';
import { registerLive } from './index.ts';
import { LiveReader } from './reader.ts';

const happened = defineEvent('live.happened', z.object({ n: z.number() }));
const open: LiveSocket[] = [];
// Before the hook that ends the application: hooks run in the order in which they were added.
after(async () => {
  await Promise.all(open.map((socket) => socket.close()));
});
const app = await startApp({
  listen: true,
  register: (http, ctx) => void registerLive(http, ctx, (request) => authenticate(ctx, request, { quiet: true })),
});

let counter = 0;
const next = () => ++counter;
const event = (n: number, audience: Audience) => ({
  type: happened.type,
  actor: SYSTEM,
  subject: { type: 'case', id: `1022-261123-${String(n).padStart(4, '0')}` },
  data: { n },
  audience,
});
const record = (n: number, audience: Audience) => transact(app.ctx, async (tx) => tx.record(event(n, audience)));

async function reader(recipe: Parameters<typeof createUserWith>[1], hello: unknown = {}) {
  const user = await createUserWith(app.ctx, recipe);
  const secret = await createSessionFor(app.ctx, user.id);
  const socket = await openLive(app.url, secret, hello);
  open.push(socket);
  const begun = await socket.has('the place', (f) => f.kind === 'ready' || f.kind === 'resync');
  return { user, secret, socket, place: 'seq' in begun ? begun.seq : 0 };
}
const isEvent =
  (n: number) => (f: { kind: string; event?: { data: Record<string, unknown>; caseCode: string | null } }) =>
    f.kind === 'event' && f.event?.caseCode === `1022-261123-${String(n).padStart(4, '0')}`;

test('two readers see what each may see', async () => {
  const unit = await createUnitWith(app.ctx);
  const other = await createUnitWith(app.ctx);
  const agent = await reader({ role: 'agent' });
  const officer = await reader({ role: 'officer', unit: unit.code });
  const accused = await reader({
    roles: [
      { role: 'agent', unit: 'tong-dai-1022' },
      { role: 'officer', unit: other.code },
    ],
  });
  const [both, hidden, conduct, lost, last] = [next(), next(), next(), next(), next()];
  await record(both, { to: ['all_cases', `unit:${unit.id}`] });
  await record(hidden, { to: ['all_cases'] });
  await record(conduct, { to: ['all_cases'], except: [`any_role_in:${other.id}`] });
  await record(lost, { to: ['all_cases'], lost: [`unit:${unit.id}`] });
  await record(last, { to: ['all_cases', `unit:${unit.id}`] });
  for (const { socket } of [agent, officer, accused]) await socket.has('the last event', isEvent(last));

  assert.deepEqual(
    agent.socket.events().map((e) => e.data.n),
    [both, hidden, conduct, lost, last],
  );
  assert.deepEqual(
    accused.socket.events().map((e) => e.data.n),
    [both, hidden, lost, last],
  );
  const seen = officer.socket.events();
  assert.deepEqual(
    seen.map((e) => [e.data.n, e.lost]),
    [
      [both, undefined],
      [undefined, true],
      [last, undefined],
    ],
  );
  assert.deepEqual(seen[1]?.data, {});
  assert.match(seen[1]?.caseCode ?? '', /^1022-/);
});

test('a reader goes on from its last seq, without loss and without doubles', async () => {
  const first = await reader({ role: 'agent' });
  const numbers = [next(), next(), next(), next()];
  for (const n of numbers) await record(n, { to: ['all_cases'] });
  await first.socket.has('the last', isEvent(numbers[3] as number));
  const second = first.socket.events().find((e) => e.data.n === numbers[1]);
  await first.socket.close();

  const again = await openLive(app.url, first.secret, { afterSeq: second?.seq });
  open.push(again);
  await again.has('the end of the replay', (f) => f.kind === 'ready');
  const later = next();
  await record(later, { to: ['all_cases'] });
  await again.has('the event after', isEvent(later));
  assert.deepEqual(
    again.events().map((e) => e.data.n),
    [numbers[2], numbers[3], later],
  );
});

test('a slower transaction with a lower id is not lost, whatever the reader has seen before', async () => {
  const live = await reader({ role: 'agent' });
  const [slow, quick] = [next(), next()];
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let written = () => {};
  const isWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const slowly = app.ctx.db.transaction().execute(async (tx) => {
    await insertEvents(tx, app.clock.now(), [event(slow, { to: ['all_cases'] })]);
    written();
    await held;
  });
  await isWritten;
  await record(quick, { to: ['all_cases'] });
  // A reader that comes between the two commits must get both as well.
  const between = await reader({ role: 'agent' }, { afterSeq: live.place });
  finish();
  await slowly;
  app.ctx.events.wake();
  for (const { socket } of [live, between]) {
    await socket.has('the quick one', isEvent(quick));
    assert.deepEqual(
      socket.events().map((e) => e.data.n),
      [slow, quick],
    );
  }
});

test('many writers, readers that come and go: each reader gets every event once, in order', async () => {
  const base = await reader({ role: 'agent' });
  const numbers = Array.from({ length: 60 }, next);
  const writing = Promise.all(numbers.map((n) => record(n, { to: ['all_cases'] })));
  const got: number[] = [];
  for (let seq = base.place, visits = 0; got.length < numbers.length; visits += 1) {
    assert.ok(visits < 500, `only ${got.length} of ${numbers.length} arrived`);
    const socket = await openLive(app.url, base.secret, { afterSeq: seq });
    await socket.has('a place', (f) => f.kind === 'ready');
    await socket.close();
    got.push(...socket.events().map((e) => e.data.n as number));
    seq = Math.max(seq, ...socket.events().map((e) => e.seq));
  }
  await writing;
  assert.deepEqual(
    [...got].sort((a, b) => a - b),
    numbers,
  );
  await base.socket.has('the last', (f) => f.kind === 'event' && base.socket.events().length === numbers.length);
  assert.deepEqual(
    base.socket.events().map((e) => e.data.n),
    got,
  );
});

test('rights that are taken away end at once, and new ones begin', async () => {
  const unit = await createUnitWith(app.ctx);
  const { user, socket } = await reader({ role: 'officer', unit: unit.code });
  const [seen, unseen] = [next(), next()];
  await record(seen, { to: [`unit:${unit.id}`] });
  await socket.has('the first', isEvent(seen));
  await transact(app.ctx, async (tx) => {
    await tx.db.updateTable('user_roles').set({ valid_to: tx.now }).where('user_id', '=', user.id).execute();
  });
  await updateUser(app.ctx, SYSTEM, user.username, { roles: [{ role: 'agent', unit: 'tong-dai-1022' }] });
  await record(unseen, { to: [`unit:${unit.id}`] });
  const mark = next();
  await record(mark, { to: ['all_cases'] });
  await socket.has('what an agent sees', isEvent(mark));
  assert.ok(
    socket.frames.some((f) => f.kind === 'resync'),
    'told to read everything again',
  );
  assert.deepEqual(socket.frames.filter(isEvent(unseen)), []);
});

test('the end of the session and of the account close the feed', async () => {
  const one = await reader({ role: 'agent' });
  await app.ctx.db.deleteFrom('sessions').where('user_id', '=', one.user.id).execute();
  await updateUser(app.ctx, SYSTEM, one.user.username, { displayName: 'Tên mới' });
  assert.equal(await one.socket.closed, 4401);

  const two = await reader({ role: 'agent' });
  await updateUser(app.ctx, SYSTEM, two.user.username, { disabled: true });
  assert.equal(await two.socket.closed, 4401);
});

test('a place too far back or ahead of the log asks for a fresh start', async () => {
  const ahead = await reader({ role: 'agent' }, { afterSeq: 9_000_000 });
  assert.equal(ahead.socket.frames[0]?.kind, 'resync');
  await app.ctx.db.transaction().execute(async (tx) => {
    const many = Array.from({ length: 1_000 }, () => event(0, { to: ['nobody'] }));
    for (let i = 0; i < 5; i += 1) await insertEvents(tx, app.clock.now(), many);
    await insertEvents(tx, app.clock.now(), [event(0, { to: ['nobody'] })]);
  });
  await app.settle();
  const behind = await reader({ role: 'agent' }, { afterSeq: 0 });
  assert.equal(behind.socket.frames[0]?.kind, 'resync');
  assert.equal(behind.place, await app.ctx.events.head());
});

test('strangers, other sites and nonsense are refused', async () => {
  assert.equal(await refusedLive(app.url, {}), 401);
  const user = await createUserWith(app.ctx, { role: 'agent' });
  await giveRole(app.ctx, user.id, 'supervisor', 'tong-dai-1022');
  const cookie = `${SESSION_COOKIE}=${await createSessionFor(app.ctx, user.id)}`;
  assert.equal(await refusedLive(app.url, { cookie, origin: 'https://evil.example' }), 403);
  assert.equal(await refusedLive(app.url, { cookie, origin: 'null' }), 403);
  const secret = cookie.slice(SESSION_COOKIE.length + 1);
  const own = await openLive(app.url, secret, {}, { origin: app.url });
  open.push(own);
  await own.has('the place', (f) => f.kind === 'ready');
  const wrong = await openLive(app.url, secret, { afterSeq: 'x' });
  assert.equal(await wrong.closed, 4400);
});

test('a client that does not read is dropped before it fills the memory', async () => {
  const done: (number | string)[] = [];
  const stuck = Object.assign(new EventEmitter(), {
    bufferedAmount: 9_000_000,
    send: () => done.push('sent'),
    close: (code: number) => done.push(code),
    terminate: () => done.push('terminated'),
  });
  const line = { cork: () => {}, uncork: () => {} };
  const reader = new LiveReader(stuck as never, line, SYSTEM, app.ctx.events, async () => SYSTEM);
  await reader.begin(undefined);
  assert.deepEqual(done, [4413, 'terminated']);
});
