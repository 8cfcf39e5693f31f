import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkChain, getChainState, listAudit, listAuditTypes } from '../../contract/audit.ts';
import { updateUnit } from '../../contract/org.ts';
import { startApp } from '../../test/support/app.ts';

const app = await startApp();
const { ctx } = app;
const admin = await app.as({ username: 'quan-tri', displayName: 'Quản Trị', role: 'admin' });
const supervisor = await app.as({ role: 'supervisor' });
const unit = {
  name: 'Sở Xây dựng (mới)',
  shortName: 'Sở XD',
  kind: 'cơ quan chuyên môn',
  parent: 'ubnd-tinh',
  areaCode: null,
  validFrom: '2025-07-01',
  validTo: null,
};
await admin.call(updateUnit, { params: { code: 'so-xay-dung' }, body: unit });
const entries = async (query: object) => (await admin.call(listAudit, { query })).items;

describe('finding', () => {
  test('by the code of a unit, by a user name, by words without accents', async () => {
    assert.deepEqual(
      (await entries({ object: 'so-xay-dung' })).map((e) => e.type),
      ['unit.updated'],
    );
    await admin.patch('/users/quan-tri', { phone: '0912345678' });
    assert.deepEqual(
      (await entries({ object: 'quan-tri' })).map((e) => e.type),
      ['user.updated'],
    );
    assert.deepEqual(
      (await entries({ q: 'so xay dung (moi)' })).map((e) => e.type),
      ['unit.updated'],
    );
    assert.deepEqual(await entries({ q: 'không có chữ này' }), []);
    assert.deepEqual(
      (await entries({ unit: 'so-xay-dung' })).map((e) => e.type),
      ['unit.updated'],
    );
    assert.deepEqual(await entries({ object: 'khong-co' }), []);
  });

  test('an entry tells field by field what changed, and what it is about', async () => {
    const [entry] = await entries({ object: 'so-xay-dung' });
    assert.deepEqual(entry?.object, { kind: 'unit', code: 'so-xay-dung', name: unit.name });
    const name = entry?.changes.find((c) => c.field === 'name');
    assert.deepEqual(name, { field: 'name', from: 'Sở Xây dựng tỉnh Đồng Tháp', to: unit.name, kept: true });
    const [person] = await entries({ object: 'quan-tri' });
    assert.deepEqual(person?.changes, [{ field: 'phone', from: null, to: null, kept: false }]);
    assert.ok(!JSON.stringify(person).includes('0912345678'), 'what people are called and reached by is not kept');
  });

  test('the kinds are those that the program declares', async () => {
    const { items } = await supervisor.call(listAuditTypes);
    assert.ok(items.includes('unit.updated') && items.includes('audit.chain_checked'));
    assert.equal((await app.anonymous.get('/audit/types')).status, 401);
  });
});

describe('the chain', () => {
  test('is checked in the background; the page tells how far, when and by whom', async () => {
    await app.settle();
    const asked = await admin.call(checkChain);
    assert.equal(asked.running, true);
    assert.equal(
      (await admin.call(checkChain)).last?.startedAt,
      asked.last?.startedAt,
      'a second wish starts no second',
    );
    await app.settle();
    const state = await supervisor.call(getChainState);
    assert.equal(state.running, false);
    assert.equal(state.last?.broken, null);
    assert.ok((state.last?.checkedSeq ?? 0) > 0);
    assert.equal(state.last?.by, 'Quản Trị');
    assert.equal((await entries({ type: 'audit.chain_checked' })).length, 1);
  });

  test('a changed event is found, with its place', async () => {
    await ctx.db.transaction().execute(async (tx) => {
      const { sql } = await import('kysely');
      await sql`alter table events disable trigger events_append_only`.execute(tx);
      await sql`update events set data = '{"code": "x"}' where type = 'unit.updated'`.execute(tx);
      await sql`alter table events enable trigger events_append_only`.execute(tx);
    });
    await admin.call(checkChain);
    await app.settle();
    const { last } = await admin.call(getChainState);
    assert.ok(last?.broken);
    assert.match(last.broken.why, /changed/);
  });

  test('only an administrator may ask for it', async () => {
    assert.equal((await app.anonymous.post('/audit/chain/check')).status, 401);
    assert.equal((await supervisor.post('/audit/chain/check')).body.needs, 'admin.system');
    assert.equal((await (await app.as({ role: 'officer' })).get('/audit/chain')).status, 403);
  });
});
