import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areaUse, categoryUse } from '../../contract/org-trees.ts';
import { startCasesApp } from '../../test/support/cases-app.ts';

const t = await startCasesApp();
const admin = await t.as({ role: 'admin' });

test('open and all cases of each category and area; what is sealed is not counted', async () => {
  const place = { category: 'cap-giay-chung-nhan', area: '28249' };
  const make = async (more: object = {}) =>
    (await t.agent.post('/cases', { type: 'site_report', content: 'Sai sót trong giấy', ...place, ...more })).body;
  const answered = await make();
  await make();
  await make({ type: 'conduct_report', aboutUnit: 'so-xay-dung' });
  const { version } = (await t.agent.get(`/cases/${answered.code}`)).body;
  assert.equal(
    (await t.agent.post(`/cases/${answered.code}/actions`, { action: 'answer', version, text: 'Đã sửa.' })).status,
    200,
  );
  const categories = (await admin.call(categoryUse)).items;
  assert.deepEqual(
    categories.find((c) => c.code === place.category),
    { code: place.category, openCases: 1, allCases: 2, policies: 0 },
  );
  assert.deepEqual((await admin.call(areaUse)).items, [{ code: '28249', openCases: 1, allCases: 2, policies: 0 }]);
  for (const path of ['/admin/categories-use', '/admin/areas-use']) {
    assert.equal((await t.anonymous.get(path)).status, 401);
    assert.equal((await t.agent.get(path)).body.needs, 'admin.units');
  }
});
