import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startZaloApp } from '../../../test/support/standins/zalo.ts';
import type { Ctx } from '../../platform/context.ts';
import { openDatabase } from '../../platform/db/index.ts';
import { zaloAccount } from './account.ts';
import { accessToken, renewAfterRefusal } from './tokens.ts';

const app = await startZaloApp();
const { ctx, zalo } = app;

const account = async () => {
  const found = await zaloAccount(ctx, 'default');
  assert.ok(found);
  return found;
};
const row = () => ctx.db.selectFrom('zalo_tokens').selectAll().executeTakeFirstOrThrow();
const asked = () => zalo.calls.filter((call) => call.path === '/v4/oa/access_token').length;
const tokenOf = async (running: Ctx = ctx) => {
  const token = await accessToken(running, await account());
  return token.token ?? token.why.vi;
};
const health = () =>
  ctx.db
    .selectFrom('channel_health')
    .select(['access', 'access_detail'])
    .where('channel', '=', 'zalo')
    .executeTakeFirst();

test('the tokens of the environment serve until they are near their end', async () => {
  assert.equal(await tokenOf(), zalo.env.ZALO_ACCESS_TOKEN);
  assert.equal(asked(), 0);
  const { access, refresh } = await row();
  assert.ok(!access?.includes(zalo.env.ZALO_ACCESS_TOKEN ?? ''), 'kept sealed');
  assert.ok(!refresh?.includes(zalo.env.ZALO_REFRESH_TOKEN ?? ''));
});

test('eight processes with forty callers find the token at its end: one renews, all get the new one', async () => {
  app.clock.advance('PT24H');
  const { rows } = await ctx.database.pool.query(
    "select current_database() as name, current_setting('unix_socket_directories') as dir",
  );
  const others = Array.from({ length: 8 }, () =>
    openDatabase({ socketDir: rows[0].dir, database: rows[0].name, applicationName: 'test', max: 3 }),
  );
  try {
    zalo.faults.next('/v4/oa/access_token', { kind: 'slow', ms: 50 });
    const processes: Ctx[] = others.map((database) => ({ ...ctx, database, db: database.db }));
    const tokens = await Promise.all(processes.flatMap((one) => Array.from({ length: 5 }, () => tokenOf(one))));
    assert.equal(new Set(tokens).size, 1);
    assert.notEqual(tokens[0], zalo.env.ZALO_ACCESS_TOKEN);
    assert.equal(asked(), 1);
    assert.equal(zalo.state.spent.size, 1);
  } finally {
    for (const database of others) await database.close();
  }
});

test('a token that Zalo refuses before its time is renewed once, by whoever comes first', async () => {
  const before = asked();
  const refused = await tokenOf();
  zalo.state.access.clear();
  const fresh = await Promise.all(
    Array.from({ length: 6 }, async () => renewAfterRefusal(ctx, await account(), refused)),
  );
  assert.equal(new Set(fresh.map((one) => one.token)).size, 1);
  assert.equal(asked() - before, 1);
  assert.ok(zalo.state.access.has(fresh[0]?.token ?? ''));
});

test('trouble at Zalo: the old token serves on, tries are spaced, and the renewal succeeds when Zalo is back', async () => {
  const old = await tokenOf();
  app.clock.advance('PT22H');
  zalo.faults.next('/v4/oa/access_token', { kind: 'status', status: 502 });
  zalo.faults.next('/v4/oa/access_token', { kind: 'nonsense' });
  const before = asked();
  assert.equal(await tokenOf(), old);
  assert.equal(await tokenOf(), old, 'not asked again within the minute');
  assert.equal(asked() - before, 1);
  app.clock.advance('PT2M');
  assert.equal(await tokenOf(), old);
  app.clock.advance('PT3M');
  assert.notEqual(await tokenOf(), old);
  assert.equal((await row()).failures, 0);
});

test('the process dies, or the line breaks, between Zalo’s rotation and our writing: served to its end, alarm at once', async () => {
  const old = await tokenOf();
  app.clock.advance('PT22H');
  // Zalo has given out a new pair and forgotten the old refresh token; nobody here ever sees it.
  zalo.faults.next('/v4/oa/access_token', { kind: 'drop' });
  assert.equal(await tokenOf(), old);
  assert.ok((await row()).asked_at, 'it is known that a renewal has begun');
  app.clock.advance('PT2M');
  assert.equal(await tokenOf(), old, 'Zalo refuses the spent token; the access token still works');
  assert.equal((await health())?.access, 'reauth_required');
  assert.match((await health())?.access_detail ?? '', /câu trả lời bị mất/);
  const before = asked();
  app.clock.advance('PT1H');
  await tokenOf();
  assert.equal(asked(), before, 'a spent token is not shown again and again');
  app.clock.advance('PT2H');
  assert.match(await tokenOf(), /Hãy kết nối lại với Zalo/);
});

test('the administrator connects again through Zalo’s consent page; a state works once', async () => {
  const admin = await app.as({ role: 'admin' });
  const refused = await admin.post('/channels/zalo/accounts/default/sign-in');
  assert.equal(refused.body.code, 'not_now', 'without PUBLIC_URL Zalo cannot call back');
  (ctx.config as { publicUrl: string | null }).publicUrl = app.url;
  const begun = await admin.post('/channels/zalo/accounts/default/sign-in');
  const consent = await fetch(begun.body.url, { redirect: 'manual' });
  const back = consent.headers.get('location') ?? '';
  assert.ok(back.startsWith(`${app.url}/hooks/zalo-callback?`));
  const done = await fetch(back, { redirect: 'manual' });
  assert.equal(done.headers.get('location'), '/desk/admin/channels?zalo=connected');
  assert.ok(zalo.state.access.has(await tokenOf()));
  assert.equal((await health())?.access, 'ok');
  const again = await fetch(back, { redirect: 'manual' });
  assert.equal(again.headers.get('location'), '/desk/admin/channels?zalo=expired');
  assert.equal(
    (await (await app.as({ role: 'supervisor' })).post('/channels/zalo/accounts/default/sign-in')).status,
    403,
  );
});

test('the page of accounts says which secrets are stored and never what they are; the test asks Zalo who we are', async () => {
  const admin = await app.as({ role: 'admin' });
  const list = await admin.get('/channels/zalo/accounts');
  const text = JSON.stringify(list.body);
  for (const secret of [zalo.state.appSecret, zalo.state.oaSecret, ...zalo.state.access.keys(), ...zalo.state.refresh])
    assert.ok(!text.includes(secret));
  assert.deepEqual(list.body.items[0].stored, ['appSecret', 'oaSecret', 'accessToken', 'refreshToken']);
  assert.deepEqual((await admin.post('/channels/zalo/accounts/default/test')).body.ok, true);
  zalo.faults.next('/v2.0/oa/getoa', { kind: 'error', code: -224 });
  assert.match((await admin.post('/channels/zalo/accounts/default/test')).body.advice, /nâng gói/);
  zalo.faults.next('/v2.0/oa/getoa', { kind: 'error', code: -224 });
  const url = '/api/v1/channels/zalo/accounts/default/test';
  const english = await admin.raw({ method: 'POST', url, headers: { 'accept-language': 'en' } });
  assert.match((english.body as { advice: string }).advice, /must be upgraded/);
  const body = {
    name: 'OA hai',
    enabled: true,
    settings: { appId: '1', oaId: '2' },
    secrets: { appSecret: 'a', oaSecret: 'b' },
  };
  assert.equal((await admin.put('/channels/zalo/accounts/hai', body)).status, 204);
  assert.equal(
    (await admin.put('/channels/zalo/accounts/default', { ...body, secrets: { oaSecret: 'x' } })).body.code,
    'not_now',
  );
  assert.equal((await (await app.as({ role: 'supervisor' })).put('/channels/zalo/accounts/hai', body)).status, 403);
  assert.equal((await app.anonymous.get('/channels/zalo/accounts')).status, 401);
});
