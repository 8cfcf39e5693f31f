import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as contract from '../../contract/org-trees.ts';
import { startApp } from '../../test/support/app.ts';
import { refusalOf } from '../../test/support/client.ts';
import { categoryByCode, seedReference } from './index.ts';

const app = await startApp();
const { ctx } = app;
const admin = await app.as({ role: 'admin' });

const category = {
  name: 'Cây xanh đô thị',
  nameEn: 'Street trees',
  parent: 'moi-truong',
  defaultType: 'site_report' as const,
  defaultUrgency: 'normal' as const,
  leadUnit: 'ubnd-cap-xa',
  keywords: ['cây đổ', 'cành gãy'],
  position: 15,
  validFrom: '2026-11-23',
  validTo: null,
};
const area = {
  name: 'Phường Mới',
  shortName: 'Mới',
  kind: 'phường',
  formerly: [{ name: 'Phường 9', district: 'Thành phố Mỹ Tho', code: '', scope: 'toàn bộ' }],
  validFrom: '2027-01-01',
  validTo: null,
};
const { code: top } = (await admin.call(contract.listCategoryRecords)).items.find((c) => c.parent === null) ?? {
  code: '',
};

describe('the routes', () => {
  for (const [method, path, body] of [
    ['get', '/admin/categories', undefined],
    ['post', '/admin/categories', { ...category, code: 'x' }],
    ['put', '/admin/categories/dat-dai', category],
    ['get', '/admin/areas', undefined],
    ['post', '/admin/areas', { ...area, code: 'x' }],
    ['put', '/admin/areas/28249', area],
  ] as const)
    test(`${method} ${path} is for administrators`, async () => {
      assert.equal((await app.anonymous[method](path, body)).status, 401);
      const supervisor = await app.as({ role: 'supervisor' });
      assert.equal((await supervisor[method](path, body)).body.needs, 'admin.units');
    });
});

describe('categories', () => {
  const own = { ...category, parent: top };
  const refused = async (body: object, code = 'cay-do-thi') =>
    (await refusalOf(admin.call(contract.updateCategory, { params: { code }, body: { ...own, ...body } }))).brief;

  test('are added under their parent, with responsible unit, hints and words, and are on record', async () => {
    const events = await app.eventsDuring(() =>
      admin.call(contract.createCategory, { body: { ...own, code: 'cay-do-thi' } }),
    );
    assert.deepEqual(
      events.map((e) => [e.type, e.subject, e.data.after]),
      [['category.created', 'category:cay-do-thi', own]],
    );
    const made = (await admin.call(contract.listCategoryRecords)).items.find((c) => c.code === 'cay-do-thi');
    assert.equal(made?.parent?.code, top);
    assert.equal(made?.leadUnit?.code, 'ubnd-cap-xa');
    assert.deepEqual(made?.keywords, category.keywords);
    assert.equal(
      (await refusalOf(admin.call(contract.createCategory, { body: { ...own, code: 'cay-do-thi' } }))).brief,
      '409 already_exists code already_exists',
    );
  });

  test('are changed and moved; the record says what stood there before', async () => {
    const body = { ...own, name: 'Cây xanh', parent: null };
    const events = await app.eventsDuring(() =>
      admin.call(contract.updateCategory, { params: { code: 'cay-do-thi' }, body }),
    );
    assert.deepEqual(
      events.map((e) => [e.type, e.data]),
      [
        [
          'category.updated',
          { code: 'cay-do-thi', before: { name: own.name, parent: top }, after: { name: 'Cây xanh', parent: null } },
        ],
      ],
    );
    assert.deepEqual(
      await app.eventsDuring(() => admin.call(contract.updateCategory, { params: { code: 'cay-do-thi' }, body })),
      [],
      'the same again is no change',
    );
  });

  test('are retired with a day, and found by nobody after it', async () => {
    await admin.call(contract.updateCategory, {
      params: { code: 'cay-do-thi' },
      body: { ...own, validTo: '2026-11-30' },
    });
    assert.ok(await categoryByCode(ctx.db, 'cay-do-thi', new Date('2026-11-30T12:00:00+07:00')));
    assert.equal(await categoryByCode(ctx.db, 'cay-do-thi', new Date('2026-12-01T00:00:00+07:00')), null);
    assert.ok(await categoryByCode(ctx.db, 'cay-do-thi'), 'it is still there for the cases that have it');
  });

  test('a parent does not end before what hangs below it', async () => {
    assert.equal(
      (
        await refusalOf(
          admin.call(contract.updateCategory, {
            params: { code: top },
            body: { ...own, parent: null, validFrom: '2020-01-01', validTo: '2026-12-31' },
          }),
        )
      ).brief,
      '422 invalid validTo has_children',
    );
  });

  test('refuses a circle, a tree too deep, an unknown unit, days in the wrong order', async () => {
    await admin.call(contract.createCategory, {
      body: { ...own, code: 'cay-con', parent: 'cay-do-thi', validTo: '2026-11-30' },
    });
    assert.equal(await refused({ parent: 'cay-con' }), '422 invalid parent cycle');
    assert.equal(await refused({ parent: 'khong-co' }), '422 invalid parent unknown_category');
    const child = (await admin.call(contract.listCategoryRecords)).items.find(
      (c) => c.parent?.code === top && c.code !== 'cay-do-thi',
    );
    assert.equal(await refused({ parent: child?.code }), '422 invalid parent too_deep');
    assert.equal(await refused({ leadUnit: 'khong-co' }), '422 invalid leadUnit unknown_unit');
    assert.equal(await refused({ validTo: '2026-01-01' }), '422 invalid validTo before_start');
    assert.equal(await refused({}, 'khong-co'), '404 not_found');
    assert.equal((await admin.post('/admin/categories', { ...own, code: 'Chữ Hoa' })).status, 422);
    assert.equal((await admin.post('/admin/categories', { ...own, code: 'y', defaultType: 'khac' })).status, 422);
  });

  test('what an administrator has changed stays through the next release', async () => {
    const [before] = (await admin.call(contract.listCategoryRecords)).items.filter((c) => c.code === top);
    assert.ok(before);
    const body = { ...before, name: 'Tên của tỉnh', parent: null, leadUnit: before.leadUnit?.code ?? null };
    await admin.call(contract.updateCategory, { params: { code: top }, body });
    await seedReference(ctx.db, ctx.clock.now());
    const [after] = (await admin.call(contract.listCategoryRecords)).items.filter((c) => c.code === top);
    assert.equal(after?.name, 'Tên của tỉnh');
  });
});

describe('areas', () => {
  test('are added with the names they had, and changed on record', async () => {
    const created = await app.eventsDuring(() => admin.call(contract.createArea, { body: { ...area, code: 'moi-1' } }));
    assert.deepEqual(
      created.map((e) => [e.type, e.subject]),
      [['area.created', 'area:moi-1']],
    );
    const changed = await app.eventsDuring(() =>
      admin.call(contract.updateArea, { params: { code: 'moi-1' }, body: { ...area, name: 'Phường Mới 1' } }),
    );
    assert.deepEqual(
      changed.map((e) => e.data),
      [{ code: 'moi-1', before: { name: 'Phường Mới' }, after: { name: 'Phường Mới 1' } }],
    );
    assert.deepEqual(
      await app.eventsDuring(() =>
        admin.call(contract.updateArea, { params: { code: 'moi-1' }, body: { ...area, name: 'Phường Mới 1' } }),
      ),
      [],
    );
    const found = (await admin.call(contract.listAreaRecords)).items.find((a) => a.code === 'moi-1');
    assert.deepEqual(found?.formerly, area.formerly);
  });

  test('the old places of 2025 stand with their area, and so does its committee', async () => {
    const found = (await admin.call(contract.listAreaRecords)).items.find((a) => a.code === '28249');
    assert.equal(found?.unit?.code, 'ubnd-28249');
    assert.ok(found?.formerly.some((f) => f.name === 'Xã Đạo Thạnh' && f.district === 'Thành phố Mỹ Tho'));
  });

  test('do not end while a committee answers for them; refuse what makes no sense', async () => {
    const refused = async (code: string, body: object) =>
      (await refusalOf(admin.call(contract.updateArea, { params: { code }, body: { ...area, ...body } }))).brief;
    assert.equal(
      await refused('28249', { validFrom: '2025-07-01', validTo: '2026-12-31' }),
      '422 invalid validTo has_unit',
    );
    assert.equal(await refused('moi-1', { validTo: '2026-01-01' }), '422 invalid validTo before_start');
    assert.equal(await refused('khong-co', {}), '404 not_found');
    assert.equal((await refusalOf(admin.call(contract.createArea, { body: { ...area, code: '28249' } }))).status, 409);
  });
});
