import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { z } from 'zod';
import { listAudit } from '../../contract/audit.ts';
import { startApp } from '../../test/support/app.ts';
import { createUserWith } from '../../test/support/factories.ts';
import { actorOf } from '../org/index.ts';
import { SYSTEM } from '../platform/auth/index.ts';
import { defineEvent, insertEvents } from '../platform/events/index.ts';

const app = await startApp();
const { ctx, clock } = app;
const admin = await app.as({ username: 'quan-tri', displayName: 'Quản trị', role: 'admin' });
const supervisor = await app.as({ role: 'supervisor' });

const happened = defineEvent('audit_test.happened', z.object({}).loose());
const everyone = { to: ['admin'] };
const record = (data: Record<string, unknown>, more: object = {}) =>
  insertEvents(ctx.db as never, clock.now(), [
    { type: happened.type, actor: SYSTEM, data, audience: everyone, ...more },
  ]);

test('the trail is for administrators and supervisors', async () => {
  assert.equal((await app.anonymous.get('/audit')).status, 401);
  for (const role of ['agent', 'officer', 'unit_leader', 'province_leader', 'publisher'] as const) {
    assert.equal((await (await app.as({ role })).get('/audit')).body.needs, 'audit.read', role);
  }
  for (const client of [admin, supervisor]) assert.equal((await client.get('/audit')).status, 200);
});

describe('GET /audit', () => {
  before(async () => {
    for (const n of [1, 2, 3]) {
      clock.advance('PT1M');
      await record({ n });
    }
  });

  test('is newest first and paged without gaps or repeats', async () => {
    const seen: unknown[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await admin.call(listAudit, {
        query: { type: 'audit_test.happened', limit: 2, ...(cursor ? { cursor } : {}) },
      });
      seen.push(...page.items.map((e) => e.data.n));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    assert.deepEqual(seen, [3, 2, 1]);
  });

  test('takes a type or its noun, an actor, and a period', async () => {
    const actor = await actorOf(ctx.db, 'quan-tri', clock.now());
    const absent = await createUserWith(ctx, { username: 'vang-mat', displayName: 'Người vắng mặt' });
    await record({ n: 4 }, { actor, inPlaceOf: absent.id, subject: { type: 'thing', id: '9' } });
    const found = async (query: object) =>
      (await admin.call(listAudit, { query: { type: 'audit_test', ...query } })).items.map((e) => e.data.n);
    assert.deepEqual(await found({}), [4, 3, 2, 1]);
    assert.deepEqual(await found({ type: 'audit' }), [], 'a noun is a whole word');
    assert.deepEqual(await found({ actor: 'quan-tri' }), [4]);
    assert.deepEqual(await found({ actor: 'khong-co' }), []);
    assert.deepEqual(await found({ from: '2026-11-23T08:02:00+07:00', to: '2026-11-23T08:03:00+07:00' }), [2]);
    const [entry] = (await admin.call(listAudit, { query: { actor: 'quan-tri', type: 'audit_test' } })).items;
    assert.deepEqual(entry?.actor, { kind: 'user', username: 'quan-tri', displayName: 'Quản trị' });
    assert.deepEqual(entry?.inPlaceOf, { username: 'vang-mat', displayName: 'Người vắng mặt' });
    assert.deepEqual(entry?.subject, { type: 'thing', id: '9' });
  });

  test('names the case by its code and finds by it', async () => {
    const { id } = await ctx.db
      .insertInto('cases')
      .values({
        code: '1022-261123-0001',
        secret_hash: Buffer.alloc(32),
        type: 'inquiry',
        status: 'received',
        level: 1,
        urgency: 'normal',
        channel: 'desk',
        title: 'x',
        content: 'x',
        fold: 'x',
        clock_from: clock.now(),
        created_at: clock.now(),
        updated_at: clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await record({ n: 40 }, { caseId: id });
    const { items } = await admin.call(listAudit, { query: { case: '1022-261123-0001' } });
    assert.deepEqual(
      items.map((e) => [e.data.n, e.caseCode]),
      [[40, '1022-261123-0001']],
    );
    assert.deepEqual((await admin.call(listAudit, { query: { case: '1022-260101-0001' } })).items, []);
  });

  test('shows the place in the hash chain once the event is chained', async () => {
    await app.settle();
    const { items } = await admin.call(listAudit, { query: { limit: 5 } });
    assert.ok(items.every((e) => e.seq !== null));
  });

  test('leaves out personal data that some domain let slip in', async () => {
    await record({
      n: 5,
      phone: '0912345678',
      citizen: { name: 'Nguyễn Văn A' },
      change: { email: 'a@b.vn', kept: 1 },
      fields: ['title'],
    });
    const [entry] = (await admin.call(listAudit, { query: { type: 'audit_test', limit: 1 } })).items;
    assert.deepEqual(entry?.data, { n: 5, change: { kept: 1 }, fields: ['title'] });
  });

  test('keeps a sealed event from those it excepts', async () => {
    await record({ n: 6 }, { audience: { to: ['all_cases'], except: [`user:${supervisor.user.id}`] } });
    const latest = async (client: typeof admin) =>
      (await client.call(listAudit, { query: { type: 'audit_test', limit: 1 } })).items[0]?.data.n;
    assert.equal(await latest(admin), 6);
    assert.equal(await latest(supervisor), 5);
  });

  test('refuses bad input', async () => {
    for (const query of ['cursor=abc', 'cursor=-1'])
      assert.equal((await admin.get(`/audit?${query}`)).status, 400, query);
    for (const query of ['type=x;drop', 'from=yesterday', 'limit=0', 'limit=1000']) {
      assert.equal((await admin.get(`/audit?${query}`)).status, 422, query);
    }
  });
});
