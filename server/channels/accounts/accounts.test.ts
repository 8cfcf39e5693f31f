import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { z } from 'zod';
import { startApp } from '../../../test/support/app.ts';
import { SYSTEM } from '../../platform/auth/index.ts';
import {
  defineAccountKind,
  forgetOldEvents,
  type InboundEvent,
  type InboundOutcome,
  loadAccount,
  onInbound,
  parseExactJson,
  retryInbound,
  saveAccount,
  storeInbound,
  syncEnvironmentAccounts,
} from './index.ts';

const kind = defineAccountKind({
  kind: 'phone',
  settings: z.object({ line: z.string().default('') }),
  secrets: ['token', 'key'],
});

let outcome: (event: InboundEvent) => Promise<InboundOutcome> = async () => ({ state: 'handled' });
const seen: string[] = [];
onInbound('phone', async (_ctx, event) => {
  seen.push(event.raw.toString());
  return outcome(event);
});

const app = await startApp({ whole: true });
const { ctx } = app;
const save = (secrets: Record<string, string | null>) =>
  saveAccount(ctx, SYSTEM, kind, { code: 'a', name: 'A', enabled: true, settings: { line: '1022' }, secrets });

const account = async () => {
  await save({ token: 'first-token' });
  const loaded = await loadAccount(ctx, kind, 'a');
  assert.ok(loaded);
  return loaded;
};

test('secrets are kept sealed, change one by one, and appear in no print of the account', async () => {
  await save({ token: 'very-secret-token', key: 'k1' });
  await save({ key: 'k2' });
  const loaded = await loadAccount(ctx, kind, 'a');
  assert.deepEqual(loaded?.secrets, { token: 'very-secret-token', key: 'k2' });
  assert.ok(!JSON.stringify(loaded).includes('very-secret'));
  assert.ok(!JSON.stringify({ ...loaded }).includes('very-secret'));
  assert.ok(!inspect(loaded, { depth: 9 }).includes('very-secret'));
  const row = await ctx.db.selectFrom('channel_accounts').selectAll().executeTakeFirstOrThrow();
  assert.ok(!JSON.stringify(row).includes('very-secret'));
  await save({ key: null });
  assert.deepEqual((await loadAccount(ctx, kind, 'a'))?.secrets, { token: 'very-secret-token' });
  const recorded = await app.eventsDuring(() => save({ token: 'very-secret-2' }));
  assert.deepEqual(recorded[0]?.data, { kind: 'phone', code: 'a', enabled: true, secrets: ['token'] });
});

test('secrets moved to another account cannot be opened; the account says so and the others work', async () => {
  await save({ token: 'x' });
  const row = await ctx.db.selectFrom('channel_accounts').selectAll().where('code', '=', 'a').executeTakeFirstOrThrow();
  await ctx.db
    .insertInto('channel_accounts')
    .values({ ...row, id: undefined, code: 'stolen', settings: '{}' } as never)
    .execute();
  assert.match((await loadAccount(ctx, kind, 'stolen'))?.broken?.vi ?? '', /SECRET_KEY/);
  assert.equal((await loadAccount(ctx, kind, 'a'))?.broken, null);
});

test('an event is stored once, counted when repeated, and handled by its job', async () => {
  const delivery = { account: await account(), dedupeKey: 'm1', raw: Buffer.from('{"a":1}') };
  const first = await storeInbound(ctx, delivery);
  const again = await storeInbound(ctx, delivery);
  assert.deepEqual([first.duplicate, again.duplicate, again.id], [false, true, first.id]);
  seen.length = 0;
  await app.settle();
  assert.deepEqual(seen, ['{"a":1}']);
  const row = await ctx.db
    .selectFrom('inbound_events')
    .selectAll()
    .where('id', '=', first.id)
    .executeTakeFirstOrThrow();
  assert.deepEqual([row.state, row.repeats], ['handled', 1]);
});

test('what is not understood is kept for a person with the reason, and can be tried again', async () => {
  outcome = async () => ({
    state: 'unhandled',
    reason: 'unknown_kind',
    detail: { vi: 'Loại sự kiện lạ.', en: 'An odd event.' },
  });
  const { id } = await storeInbound(ctx, { account: await account(), dedupeKey: 'm2', raw: Buffer.from('x') });
  await app.settle();
  const state = async () =>
    (await ctx.db.selectFrom('inbound_events').select(['state', 'reason', 'error']).where('id', '=', id).execute())[0];
  assert.deepEqual(await state(), {
    state: 'unhandled',
    reason: 'unknown_kind',
    error: '{"vi":"Loại sự kiện lạ.","en":"An odd event."}',
  });
  outcome = async () => ({ state: 'handled' });
  await retryInbound(ctx, id);
  await app.settle();
  assert.deepEqual(await state(), { state: 'handled', reason: null, error: null });
  await assert.rejects(retryInbound(ctx, id));
});

test('an account of the environment is written at the first look and retired when it is gone', async () => {
  await syncEnvironmentAccounts(ctx);
  assert.equal(await loadAccount(ctx, kind, 'default'), null);
});

test('the raw form of what was handled goes after a month; what waits for a person stays', async () => {
  const to = await account();
  outcome = async (event) =>
    event.raw.toString() === 'odd'
      ? { state: 'unhandled', reason: 'x', detail: { vi: 'x', en: 'x' } }
      : { state: 'handled' };
  await storeInbound(ctx, { account: to, dedupeKey: 'old', raw: Buffer.from('plain') });
  const { id } = await storeInbound(ctx, { account: to, dedupeKey: 'odd', raw: Buffer.from('odd') });
  await app.settle();
  assert.equal(await forgetOldEvents(ctx), 0);
  app.clock.advance('P31D');
  assert.ok((await forgetOldEvents(ctx)) > 0);
  const left = await ctx.db.selectFrom('inbound_events').select('id').execute();
  assert.deepEqual(left, [{ id }]);
});

test('JSON keeps every digit of large ids', () => {
  const parsed = parseExactJson(
    '\uFEFF{"id":246845883529197922,"n":5,"f":1.5,"deep":[9007199254740993],"s":"\u{1F44D}"}',
  );
  assert.deepEqual(parsed, { id: '246845883529197922', n: 5, f: 1.5, deep: ['9007199254740993'], s: '👍' });
  assert.throws(() => parseExactJson(Buffer.from([0x22, 0xff, 0x22])), TypeError);
  assert.throws(() => parseExactJson('{'), SyntaxError);
});
