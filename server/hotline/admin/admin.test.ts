/** Settings and menu of the telephone over HTTP: who may, what is refused, what is recorded, what the engine gets. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from '../../../test/support/app.ts';
import type { MenuGraph } from '../menu/graph.ts';
import { FIRST_MENU } from '../menu/graph.ts';
import { hotlineMenu, menuFacts } from '../menu/published.ts';
import { DEFAULT_SETTINGS, hotlineSettings } from '../settings.ts';

const app = await startApp({ whole: true });
const { ctx } = app;
const boss = await app.as({ role: 'supervisor', displayName: 'Lê Giám Sát' });
const other = await app.as({ role: 'admin' });
const agent = await app.as({ role: 'agent' });

test('only supervisors and administrators; nobody without signing in', async () => {
  for (const path of ['settings', 'menu', 'prompts', 'announcements', 'menu/versions/1']) {
    assert.equal((await app.anonymous.get(`/hotline/${path}`)).status, 401, path);
    assert.equal((await agent.get(`/hotline/${path}`)).status, 403, path);
  }
  assert.equal((await other.get('/hotline/settings')).status, 200);
});

test('settings: the engine gets what was saved; a second editor is told; nonsense is refused', async () => {
  const seen = await boss.get('/hotline/settings');
  assert.deepEqual(seen.body.values, DEFAULT_SETTINGS);
  const values = { ...seen.body.values, wrapUpSeconds: 20, recordOutbound: false };
  const recorded = await app.eventsDuring(async () => {
    const saved = await boss.put('/hotline/settings', { values, version: seen.body.version });
    assert.equal(saved.body.changedBy.name, 'Lê Giám Sát');
    assert.equal((await other.put('/hotline/settings', { values, version: seen.body.version })).status, 409);
    const again = await boss.put('/hotline/settings', { values, version: saved.body.version });
    assert.equal(again.body.version, saved.body.version, 'nothing changed, nothing recorded');
  });
  assert.deepEqual(
    recorded.map((e) => [e.type, e.data]),
    [['hotline.edited', { what: 'settings', which: '1', how: 'changed', fields: ['wrapUpSeconds', 'recordOutbound'] }]],
  );
  const engine = await hotlineSettings(ctx.db);
  assert.deepEqual([engine.wrapUpSeconds, engine.recordOutbound], [20, false]);
  const stored = await ctx.db.selectFrom('hotline_settings').select('values').executeTakeFirstOrThrow();
  assert.deepEqual(stored.values, { wrapUpSeconds: 20, recordOutbound: false });
  const wrong = { ...values, callsPerSecond: 0 };
  assert.equal((await boss.put('/hotline/settings', { values: wrong, version: 1 })).status, 422);
});

const MENU = FIRST_MENU.nodes.menu;
assert.ok(MENU?.kind === 'menu');
const POWER: MenuGraph['nodes'][string] = {
  kind: 'transfer',
  title: 'Điện lực',
  sounds: ['transferring'],
  number: '19006769',
};
const withPower: MenuGraph = {
  ...FIRST_MENU,
  nodes: {
    ...FIRST_MENU.nodes,
    menu: { ...MENU, keys: { '1': 'procedures', '4': 'power', '*': 'repeat' } },
    power: POWER,
  },
};

test('menu: draft, faults in words, publishing, history, return', async () => {
  assert.deepEqual(await hotlineMenu(ctx.db), { version: 0, graph: FIRST_MENU });
  const fresh = await boss.get('/hotline/menu');
  assert.deepEqual([fresh.body.published.version, fresh.body.draft], [0, null]);
  assert.ok(fresh.body.sounds.some((one: { name: string }) => one.name === 'greeting'));
  assert.ok(fresh.body.calendars.length > 0 && fresh.body.queues.length > 0);

  const first = await boss.put('/hotline/menu/draft', { graph: withPower, revision: null });
  assert.equal(first.status, 200);
  assert.equal((await other.put('/hotline/menu/draft', { graph: withPower, revision: null })).status, 409);
  const { revision } = first.body.draft;
  // “Phản ánh” and “Kết quả” have lost their keys: nobody can reach them.
  const refused = await boss.post('/hotline/menu/publish', { revision, note: 'Thêm điện lực' });
  assert.equal(refused.status, 422);
  assert.match(refused.body.detail, /Không có đường nào dẫn tới bước/);
  assert.ok(refused.body.fields.length >= 2);
  const { report: _report, result: _result, ...nodes } = withPower.nodes;
  const gone = {
    start: withPower.start,
    nodes: { ...nodes, procedures: { kind: 'queue', queue: 'khong-co', skills: [], topic: '' } },
  };
  const unknown = await boss.put('/hotline/menu/draft', { graph: gone, revision });
  const named = await boss.post('/hotline/menu/publish', { revision: unknown.body.draft.revision, note: 'x' });
  assert.match(named.body.detail, /hàng chờ “khong-co”/);
  const whole = await boss.put('/hotline/menu/draft', {
    graph: { start: withPower.start, nodes },
    revision: unknown.body.draft.revision,
  });
  // 1900 costs the province: the rules forbid it, and a menu dials without asking anybody.
  const dear = await boss.post('/hotline/menu/publish', { revision: whole.body.draft.revision, note: 'x' });
  assert.equal(dear.status, 422);
  assert.match(dear.body.detail, /“Điện lực” chuyển sang số 19006769.*1900.*Sửa số của bước này, hoặc cho phép/);
  assert.deepEqual(
    dear.body.fields.map((one: { path: string }) => one.path),
    ['graph.nodes.power'],
  );
  const { items } = (await boss.get('/hotline/dial-rules')).body;
  const allowed = [{ prefix: '19006769', allowed: true, name: 'Điện lực' }, ...items];
  assert.equal((await boss.put('/hotline/dial-rules', { items: allowed })).status, 200);
  const recorded = await app.eventsDuring(async () => {
    const stale = await boss.post('/hotline/menu/publish', { revision, note: 'Thêm điện lực' });
    assert.equal(stale.status, 409);
    const done = await boss.post('/hotline/menu/publish', {
      revision: whole.body.draft.revision,
      note: 'Thêm điện lực',
    });
    assert.deepEqual([done.body.published.version, done.body.draft], [1, null]);
    assert.deepEqual(
      [done.body.versions[0].note, done.body.versions[0].publishedBy.name],
      ['Thêm điện lực', 'Lê Giám Sát'],
    );
  });
  assert.deepEqual(
    recorded.map((e) => e.data),
    [{ what: 'menu', which: '1', how: 'published' }],
  );
  const inForce = await hotlineMenu(ctx.db);
  assert.deepEqual([inForce.version, inForce.graph.nodes.power?.kind], [1, 'transfer']);

  // Return: an older version as a draft, published as a new one.
  await boss.put('/hotline/menu/draft', { graph: FIRST_MENU, revision: null });
  await boss.post('/hotline/menu/publish', { revision: 1, note: 'Về như cũ' });
  const old = await boss.get('/hotline/menu/versions/1');
  const back = await boss.put('/hotline/menu/draft', { graph: old.body.graph, revision: null });
  assert.equal(back.body.draft.basedOn, 2);
  assert.equal((await boss.get('/hotline/menu/versions/9')).status, 404);
  assert.equal((await boss.delete('/hotline/menu/draft')).body.draft, null);
  const shape = { start: 'a', nodes: { a: { kind: 'dance' } } };
  assert.equal((await boss.put('/hotline/menu/draft', { graph: shape, revision: null })).status, 422);
});

test('hours of a step follow its calendar at the moment of the call', async () => {
  const noon = await menuFacts(ctx.db, new Date('2026-11-30T10:00:00+07:00'));
  const night = await menuFacts(ctx.db, new Date('2026-11-30T22:00:00+07:00'));
  const [code] = await ctx.db.selectFrom('calendars').select('code').where('is_default', '=', true).execute();
  assert.ok(code);
  assert.deepEqual([noon.isOpen(code.code), night.isOpen(code.code), night.isOpen(null)], [true, false, true]);
  assert.equal(night.isOpen('khong-co'), true, 'a calendar that is gone closes nobody out');
});
