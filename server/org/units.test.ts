import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as contract from '../../contract/org.ts';
import { startApp } from '../../test/support/app.ts';
import { createUnitWith, createUserWith } from '../../test/support/factories.ts';
import { unitByCode } from './index.ts';

const app = await startApp();
const { ctx } = app;
const admin = await app.as({ role: 'admin' });
const officer = await app.as({ role: 'officer' });

const body = {
  name: 'Ban quản lý chợ',
  shortName: 'BQL chợ',
  kind: 'đơn vị trực thuộc',
  parent: 'so-cong-thuong',
  areaCode: null,
  validFrom: '2026-01-01',
  validTo: null,
};

describe('the routes of the tree', () => {
  for (const path of ['/units', '/categories', '/areas', '/units/so-xay-dung/people']) {
    test(`GET ${path} is for everybody with a role`, async () => {
      assert.equal((await app.anonymous.get(path)).status, 401);
      assert.equal((await officer.get(path)).status, 200);
      const withoutRole = await app.as({});
      assert.equal((await withoutRole.get(path)).status, 403);
    });
  }
  for (const [method, path] of [
    ['post', '/units'],
    ['put', '/units/so-xay-dung'],
  ] as const) {
    test(`${method} ${path} is for administrators`, async () => {
      assert.equal((await app.anonymous[method](path, { ...body, code: 'x' })).status, 401);
      assert.equal((await officer[method](path, { ...body, code: 'x' })).status, 403);
    });
  }
});

describe('GET /units, /areas, /categories', () => {
  test('units are those of today, or of another day', async () => {
    const today = await officer.call(contract.listUnits);
    assert.ok(today.items.every((u) => u.validTo === null));
    assert.deepEqual(
      today.items.find((u) => u.code === 'ubnd-28249'),
      {
        code: 'ubnd-28249',
        name: 'Ủy ban nhân dân phường Đạo Thạnh',
        shortName: 'UBND P. Đạo Thạnh',
        kind: 'UBND cấp xã',
        parent: 'ubnd-tinh',
        areaCode: '28249',
        routingRole: false,
        validFrom: '2025-07-01',
        validTo: null,
      },
    );
    const before = await officer.call(contract.listUnits, { query: { at: '2024-06-01' } });
    assert.ok(before.items.some((u) => u.code === 'dt-so-noi-vu'));
    assert.ok(!before.items.some((u) => u.code === 'so-noi-vu'));
    assert.equal((await officer.get('/units?at=2024-02-30')).status, 422);
  });

  test('areas name their committee and what they were', async () => {
    const { items } = await officer.call(contract.listAreas);
    assert.equal(items.length, 102);
    const area = items.find((a) => a.code === '28249');
    assert.equal(area?.unit, 'ubnd-28249');
    assert.deepEqual(area?.formerly[0], 'Phường 4, Thành phố Mỹ Tho');
    assert.ok(items.every((a) => a.unit !== null));
  });

  test('categories name parent, type, urgency and lead unit', async () => {
    const { items } = await officer.call(contract.listCategories);
    assert.equal(items.length, 112);
    const leaf = items.find((c) => c.code === 'cap-giay-chung-nhan');
    assert.deepEqual(
      [leaf?.parent, leaf?.defaultType, leaf?.defaultUrgency, leaf?.defaultLeadUnit],
      ['dat-dai', 'procedure_inquiry', 'normal', 'vpdk-dat-dai'],
    );
    assert.ok(items.filter((c) => c.parent !== null).every((c) => c.defaultLeadUnit !== null));
  });

  test('people of a unit are its active officers and leaders, without contact data', async () => {
    const unit = await createUnitWith(ctx);
    const roles = [
      { role: 'officer', unit: unit.code },
      { role: 'unit_leader', unit: unit.code },
    ] as const;
    await createUserWith(ctx, { username: 'truong-phong', displayName: 'Trưởng phòng', roles, email: 'tp@example.vn' });
    const gone = await createUserWith(ctx, { role: 'officer', unit: unit.code });
    await ctx.db.updateTable('users').set({ disabled_at: ctx.clock.now() }).where('id', '=', gone.id).execute();
    await createUserWith(ctx, { role: 'publisher', unit: unit.code });
    const answer = await officer.get(`/units/${unit.code}/people`);
    assert.deepEqual(answer.body, {
      items: [{ username: 'truong-phong', displayName: 'Trưởng phòng', roles: ['officer', 'unit_leader'] }],
    });
    assert.equal((await officer.get('/units/khong-co/people')).status, 404);
  });
});

describe('POST /units and PUT /units/:code', () => {
  test('a new unit is there for everybody at once', async () => {
    const events = await app.eventsDuring(() =>
      admin.call(contract.createUnit, { body: { ...body, code: 'bql-cho' } }),
    );
    assert.deepEqual(
      events.map((e) => [e.type, e.data]),
      [['unit.created', { code: 'bql-cho' }]],
    );
    assert.equal((await unitByCode(ctx.db, 'bql-cho'))?.parentId, (await unitByCode(ctx.db, 'so-cong-thuong'))?.id);
    assert.ok((await officer.call(contract.listUnits)).items.some((u) => u.code === 'bql-cho'));
  });

  test('a change names its fields; the same again records nothing', async () => {
    await admin.call(contract.createUnit, { body: { ...body, code: 'doi-ten' } });
    const change = { ...body, name: 'Tên mới', parent: 'so-xay-dung' };
    const events = await app.eventsDuring(() =>
      admin.call(contract.updateUnit, { params: { code: 'doi-ten' }, body: change }),
    );
    assert.deepEqual(
      events.map((e) => [e.type, e.data]),
      [
        [
          'unit.updated',
          {
            code: 'doi-ten',
            fields: ['name', 'parent_id'],
            before: { name: body.name, parent: body.parent },
            after: { name: 'Tên mới', parent: 'so-xay-dung' },
          },
        ],
      ],
    );
    assert.deepEqual(
      await app.eventsDuring(() => admin.call(contract.updateUnit, { params: { code: 'doi-ten' }, body: change })),
      [],
    );
    assert.equal((await officer.call(contract.listUnits)).items.find((u) => u.code === 'doi-ten')?.name, 'Tên mới');
  });

  const wrong: [string, object, string][] = [
    ['an unknown parent', { parent: 'khong-co' }, 'parent'],
    ['an unknown area', { areaCode: '99999' }, 'areaCode'],
    ['an end before the start', { validTo: '2025-12-31' }, 'validTo'],
    ['a blank name', { name: ' ' }, 'name'],
    ['a day that is none', { validFrom: '2026-02-30' }, 'validFrom'],
    ['a code with capitals', { code: 'Hoa' }, 'code'],
  ];
  for (const [what, change, field] of wrong) {
    test(`${what} is refused`, async () => {
      const answer = await admin.post('/units', { ...body, code: 'sai', ...change });
      assert.deepEqual([answer.status, answer.body.fields?.[0]?.path], [422, field]);
    });
  }

  test('a code is used once', async () => {
    const answers = await Promise.all([1, 2].map(() => admin.post('/units', { ...body, code: 'mot-lan' })));
    assert.deepEqual(answers.map((a) => a.status).sort(), [201, 409]);
    assert.equal((await admin.put('/units/khong-co', body)).status, 404);
  });

  test('a unit never hangs below itself, also when two move at once', async () => {
    for (const code of ['vong-a', 'vong-b', 'vong-c'])
      await admin.call(contract.createUnit, { body: { ...body, code } });
    const under = (parent: string) => ({ ...body, parent });
    assert.equal((await admin.put('/units/vong-a', under('vong-a'))).body.fields[0].code, 'cycle');
    assert.equal((await admin.put('/units/vong-b', under('vong-a'))).status, 200);
    assert.equal((await admin.put('/units/vong-c', under('vong-b'))).status, 200);
    assert.equal((await admin.put('/units/vong-a', under('vong-c'))).body.fields[0].code, 'cycle');
    for (const code of ['doi-1', 'doi-2']) await admin.call(contract.createUnit, { body: { ...body, code } });
    const answers = await Promise.all([
      admin.put('/units/doi-1', under('doi-2')),
      admin.put('/units/doi-2', under('doi-1')),
    ]);
    assert.deepEqual(answers.map((a) => a.status).sort(), [200, 422]);
  });

  test('a unit with people does not end', async () => {
    const unit = await createUnitWith(ctx);
    await createUserWith(ctx, { role: 'officer', unit: unit.code });
    const ended = { ...body, validFrom: '2025-07-01', validTo: '2026-10-31' };
    assert.equal((await admin.put(`/units/${unit.code}`, ended)).body.code, 'not_now');
  });
});

test('another process hears of a change through the event stream', async () => {
  await app.settle();
  await unitByCode(ctx.db, 'so-y-te');
  // Written past our own commands, as another process does; only its event arrives here.
  await ctx.db.updateTable('units').set({ name: 'Sở Y tế mới' }).where('code', '=', 'so-y-te').execute();
  assert.notEqual((await unitByCode(ctx.db, 'so-y-te'))?.name, 'Sở Y tế mới');
  const event = {
    at: ctx.clock.now(),
    type: 'unit.updated',
    actor_kind: 'system',
    data: '{"code":"so-y-te","fields":["name"]}',
    audience: '{"to":["admin"]}',
  };
  await ctx.db.insertInto('events').values(event).execute();
  await app.settle();
  assert.equal((await unitByCode(ctx.db, 'so-y-te'))?.name, 'Sở Y tế mới');
});
