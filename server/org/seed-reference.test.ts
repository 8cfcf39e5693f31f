import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../../test/support/db.ts';
import {
  areaByCode,
  categoryByCode,
  centreUnit,
  resolveUnit,
  seedReference,
  unitByCode,
  unitOfArea,
  unitsById,
} from './index.ts';

const { db } = await freshDatabase('seed');
const now = new Date('2026-11-23T08:00:00+07:00');

test('the reference is loaded once, by however many processes start at once', async () => {
  const [first, second] = await Promise.all([seedReference(db, now), seedReference(db, now)]);
  const added = {
    areas: first.areas + second.areas,
    units: first.units + second.units,
    categories: first.categories + second.categories,
  };
  assert.deepEqual(added, { areas: 102, units: 180, categories: 112 });
  assert.deepEqual(await seedReference(db, now), { areas: 0, units: 0, categories: 0 });
  const events = await db.selectFrom('events').select('data').where('type', '=', 'reference.loaded').execute();
  assert.equal(events.length, 1);
});

test('what an administrator has changed stays as it is', async () => {
  await db.updateTable('units').set({ name: 'Sở Xây dựng (đổi tên)' }).where('code', '=', 'so-xay-dung').execute();
  await seedReference(db, now);
  const row = await db.selectFrom('units').select('name').where('code', '=', 'so-xay-dung').executeTakeFirstOrThrow();
  assert.equal(row.name, 'Sở Xây dựng (đổi tên)');
});

test('every unit but the province and the old agencies hangs on the tree', async () => {
  const roots = await db.selectFrom('units').select(['code', 'valid_to']).where('parent_id', 'is', null).execute();
  assert.deepEqual(
    roots.filter((u) => u.valid_to === null).map((u) => u.code),
    ['ubnd-tinh'],
  );
  const centre = await centreUnit(db);
  assert.equal((await unitsById(db, [centre.parentId ?? 0])).get(centre.parentId ?? 0)?.code, 'tt-pvhcc-tinh');
});

test('categories carry our types, urgencies and lead units', async () => {
  const land = await categoryByCode(db, 'cap-giay-chung-nhan', now);
  assert.equal(land?.defaultType, 'procedure_inquiry');
  assert.equal(land?.defaultUrgency, 'normal');
  assert.equal((await unitByCode(db, 'vpdk-dat-dai'))?.id, land?.defaultUnitId);
  assert.equal((await categoryByCode(db, 'dat-dai'))?.id, land?.parentId);
});

test('a unit is found by code and day', async () => {
  assert.equal(await unitByCode(db, 'no-such-unit'), null);
  assert.equal((await unitByCode(db, 'dt-so-noi-vu'))?.validTo, '2025-02-28');
  assert.equal(await unitByCode(db, 'dt-so-noi-vu', now), null);
  assert.ok(await unitByCode(db, 'dt-so-noi-vu', new Date('2025-02-28T23:59:00+07:00')));
  assert.equal(await unitByCode(db, 'dt-so-noi-vu', new Date('2025-03-01T00:00:00+07:00')), null);
});

test('a routing role becomes the committee of the commune', async () => {
  const area = await areaByCode(db, '28249', now);
  assert.equal(area?.name, 'Phường Đạo Thạnh');
  assert.equal((await unitOfArea(db, area?.id ?? 0, now))?.code, 'ubnd-28249');
  const role = await unitByCode(db, 'ubnd-cap-xa');
  assert.ok(role?.routingRole);
  assert.equal((await resolveUnit(db, role, area?.id ?? 0, now))?.code, 'ubnd-28249');
  assert.equal(await resolveUnit(db, role, null, now), null);
  const water = await unitByCode(db, 'don-vi-cap-nuoc');
  assert.equal(await resolveUnit(db, water as never, area?.id ?? 0, now), null);
  const real = await unitByCode(db, 'so-xay-dung');
  assert.equal((await resolveUnit(db, real as never, area?.id ?? 0, now))?.code, 'so-xay-dung');
});
