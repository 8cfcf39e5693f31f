/** A leader of the province: the exceptions on one screen, why, an order, and its end; the last part on a phone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sweepLimits } from '../../server/cases/index.ts';
import { createUserWith, TEST_PASSWORD } from '../support/factories.ts';
import { assertAccessible, everyTheme } from './support/axe.ts';
import { type Page, PHONE, shot } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';
import { type Api, api, sessionCookie } from './support/people.ts';

const DAY = 86_400_000;
const ORDER = 'Khắc phục dứt điểm, báo cáo kèm ảnh.';
const OTHER = { username: 'officer2', displayName: 'Phạm Thị Nước', role: 'officer', unit: 'so-nn-mt' } as const;

let office: Office;
let page: Page;

async function act(who: Api, code: string, action: string, form: object = {}) {
  const { version } = (await who.get(`/cases/${code}`)).body;
  const done = await who.post(`/cases/${code}/actions`, { action, version, ...form });
  assert.equal(done.status, 200, JSON.stringify(done.body));
}

before(async () => {
  office = await openOffice();
  await createUserWith(office.server.ctx, OTHER);
  const [agent, officer] = await Promise.all([office.as('agent'), office.as('officer')]);
  const other = api(office.server.url, await sessionCookie(office.server.url, OTHER.username, TEST_PASSWORD));
  const add = async (body: object) => (await agent.post('/cases', { type: 'service_report', ...body })).body.code;
  // An incident: three reports of one thing. A dispute: two departments send it back. A report on conduct.
  for (const content of ['Cống nghẹt, nhà tôi cũng ngập', 'Nước cống tràn vào hẻm'])
    await act(agent, await add({ content }), 'merge', { into: office.cases.processing });
  const ball = await add({ content: 'Rác trôi dạt dưới chân cầu' });
  await act(agent, ball, 'forward', { leadUnit: 'so-xay-dung' });
  await act(officer, ball, 'return', { reason: 'Rác là việc của ngành môi trường' });
  await act(agent, ball, 'forward', { leadUnit: 'so-nn-mt' });
  await act(other, ball, 'return', { reason: 'Gầm cầu do ngành xây dựng quản lý' });
  const conduct = await add({ type: 'conduct_report', aboutUnit: 'so-xay-dung', content: 'Cán bộ đòi tiền bồi dưỡng' });
  await act(agent, conduct, 'forward', { leadUnit: 'so-nn-mt' });
  // Two weeks in which nobody answers: limits pass, cases climb to the province by themselves.
  for (let n = 0; n < 14; n += 1) {
    office.server.moveTo(new Date(office.server.ctx.clock.now().getTime() + DAY));
    while ((await sweepLimits(office.server.ctx)) > 0);
  }
  page = await office.seat('province');
});
after(() => office?.stop());

test('everything that went wrong stands on one screen, and each figure opens exactly its cases', async () => {
  await page.waitForURL(/\/desk\/exceptions$/);
  await page.getByRole('heading', { level: 1, name: 'Việc cần chú ý' }).waitFor();
  const figures = page.getByRole('list', { name: 'Những việc cần chú ý' });
  await figures.getByText('Nhiều người cùng phản ánh').waitFor();
  await everyTheme(page, 'exceptions');
  await shot(page, 'province');
  const province = await office.as('province');
  const answer = (await province.get('/cases/exceptions')).body;
  const counted: Record<string, number> = {};
  for (const { key, total } of answer.figures) {
    const { items } = (await province.get(`/cases?view=all&sort=due&limit=200&only=${key}`)).body;
    assert.equal(items.length, total, key);
    counted[key] = total;
  }
  assert.ok(Number(counted.to_province) > 0 && Number(counted.seriously_late) > 0);
  assert.deepEqual([counted.many_reports, counted.bounced, counted.conduct], [1, 1, 1]);
  await figures.getByRole('link', { name: /Chờ lãnh đạo tỉnh chỉ đạo/ }).click();
  await page.locator('[data-case-row]').first().waitFor();
  assert.equal(await page.locator('[data-case-row]').count(), counted.to_province);
  await page.goBack();
  const units = page.getByRole('region', { name: 'Đơn vị có việc quá hạn' });
  const [worst] = answer.units;
  const line = units.getByRole('row', { name: new RegExp(worst.unit.name) });
  await line
    .getByRole('link', { name: String(worst.overdue), exact: true })
    .last()
    .waitFor();
});

test('why: who held it for how long, which limits passed, what was said; an order with a date from there', async () => {
  const { processing } = office.cases;
  await page
    .getByRole('link', { name: /Cống thoát nước nghẹt/ })
    .first()
    .click();
  await page.waitForURL(new RegExp(`/exceptions/${processing}`));
  await page.getByRole('region', { name: 'Ai giữ bao lâu' }).getByText('Sở Xây dựng').waitFor();
  await page.getByRole('region', { name: 'Ai giữ bao lâu' }).getByText('(đang giữ)').waitFor();
  const limits = page.getByRole('region', { name: 'Những mốc đã qua' });
  await limits.getByText('Quá hạn', { exact: true }).waitFor();
  await limits.getByText(/lên cấp 4/).waitFor();
  await page.getByRole('region', { name: 'Đã nói gì' }).getByText('Đề nghị kiểm tra trong ngày').waitFor();
  await everyTheme(page, 'why');
  await shot(page, 'province-why');
  await page.getByRole('button', { name: 'Chỉ đạo' }).click();
  const form = page.getByRole('form', { name: 'Chỉ đạo' });
  await form.getByRole('textbox', { name: 'Nội dung chỉ đạo' }).fill(ORDER);
  await form.getByRole('button', { name: '3 ngày nữa' }).click();
  await form.getByRole('button', { name: 'Chỉ đạo' }).click();
  await page.getByText('Đã gửi ý kiến chỉ đạo').first().waitFor();
  const track = page.getByRole('list', { name: 'Diễn biến của chỉ đạo' });
  await track.getByText('Đã giao').waitFor();
  await act(await office.as('officer'), processing, 'note', { text: 'Đã điều đội thi công' });
  await track.locator('li', { hasText: 'Đơn vị đã nhận' }).getByText('Nguyễn Hoàng Phúc').waitFor();
  await assertAccessible(page, 'an order under way');
});

test('on a phone: the report is there; sent back once, then confirmed, and the order has ended', async () => {
  const { processing } = office.cases;
  const officer = await office.as('officer');
  await act(officer, processing, 'report_directive', { text: 'Đã thông cống.' });
  const phone = await office.seat('province', { viewport: PHONE });
  await phone.waitForURL(/\/desk\/exceptions$/);
  await phone.getByRole('link', { name: /Báo cáo chờ tôi xác nhận/ }).waitFor();
  await everyTheme(phone, 'exceptions on a phone');
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} pixels wider than the phone`);
  await shot(phone, 'province-phone');
  await phone.getByRole('region', { name: 'Chỉ đạo của tỉnh' }).getByRole('link', { name: ORDER }).tap();
  await phone.waitForURL(new RegExp(`/exceptions/${processing}`));
  await phone.getByRole('button', { name: 'Yêu cầu làm tiếp' }).tap();
  const back = phone.getByRole('form', { name: 'Yêu cầu làm tiếp' });
  await back.getByText('Đã thông cống.').waitFor();
  await back.getByRole('button', { name: 'Chưa có minh chứng' }).tap();
  await shot(phone, 'province-phone-back');
  await back.getByRole('button', { name: 'Yêu cầu làm tiếp' }).tap();
  await phone
    .getByText(/Yêu cầu làm tiếp.*: Chưa có minh chứng/)
    .first()
    .waitFor();
  await act(officer, processing, 'report_directive', { text: 'Có ảnh trong phiếu.' });
  await phone.getByRole('button', { name: 'Xác nhận báo cáo' }).tap();
  const accept = phone.getByRole('form', { name: 'Xác nhận báo cáo' });
  await accept.getByText('Có ảnh trong phiếu.').waitFor();
  await assertAccessible(phone, 'a report to confirm');
  await accept.getByRole('button', { name: 'Xác nhận báo cáo' }).tap();
  await phone
    .getByText(/đã xác nhận · /)
    .first()
    .waitFor();
  await phone.goto('/desk/directives?side=province&shown=every');
  await phone.getByText(ORDER).waitFor();
  await phone.getByText(/đã xác nhận · /).waitFor();
  await everyTheme(phone, 'orders on a phone');
  await shot(phone, 'province-phone-orders');
  const [order] = (await (await office.as('province')).get(`/cases/${processing}`)).body.directives;
  assert.equal(order.state, 'accepted');
});

test('no page complained', () => {
  assert.deepEqual(office.complaints(), []);
});
