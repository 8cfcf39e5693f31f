/** Lists as an officer uses them: many cases by keyboard, a list that he keeps, the board of his unit. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from './support/axe.ts';
import { PHONE, shot } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';

let office: Office;
const codes: string[] = [];
before(async () => {
  office = await openOffice();
  const agent = await office.as('agent');
  for (const content of ['Ổ gà đường Trần Phú', 'Nắp cống vỡ trước trường học', 'Biển báo bị che khuất']) {
    const made = await agent.post('/cases', { type: 'service_report', content });
    const { code, version } = made.body;
    await agent.post(`/cases/${code}/actions`, { action: 'forward', version, leadUnit: 'so-xay-dung' });
    codes.push(code);
  }
});
after(() => office?.stop());

test('several cases are accepted by keyboard; one that somebody else took is named with the reason', async () => {
  const page = await office.seat('officer', { path: '/desk/queue/inbox?status=forwarded' });
  const rows = page.locator('[data-case-row]');
  await rows.nth(3).waitFor();
  await rows.first().focus();
  await page.keyboard.press('x');
  await page.getByText('Đã chọn 1 phiếu', { exact: true }).waitFor();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('Đã chọn 4 phiếu', { exact: true }).waitFor();
  const bar = page.getByRole('region', { name: 'Làm cho nhiều phiếu' });
  await bar.getByRole('button', { name: 'Tiếp nhận' }).waitFor();
  await assertAccessible(page, 'list with chosen rows');
  await shot(page, 'bulk-bar');
  await bar.getByRole('button', { name: 'Tiếp nhận' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Làm cho 4 phiếu' }).waitFor();
  const officer = await office.as('officer');
  const { version } = (await officer.get(`/cases/${codes[0]}`)).body;
  assert.equal((await officer.post(`/cases/${codes[0]}/actions`, { action: 'accept', version })).status, 200);
  await dialog.getByRole('button', { name: 'Làm cho 4 phiếu' }).press('Enter');
  await dialog.getByText('3 phiếu đã xong').waitFor();
  await dialog.getByText('1 phiếu chưa được').waitFor();
  await dialog.getByRole('link', { name: codes[0] as string }).waitFor();
  await dialog.getByRole('button', { name: 'Thử lại 1 phiếu' }).waitFor();
  await assertAccessible(page, 'results of many');
  await shot(page, 'bulk-results');
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  await dialog.waitFor({ state: 'detached' });
  await bar.waitFor({ state: 'detached' });
});

test('a saved list stands in the navigation with its number, and is there after a reload', async () => {
  const page = await office.seat('officer', { path: '/desk/queue/unit?status=processing' });
  await page.getByRole('button', { name: 'Lưu, xuất danh sách' }).click();
  await page.getByRole('menuitem', { name: 'Xuất ra Excel' }).waitFor();
  await page.getByRole('menuitem', { name: 'Lưu danh sách này…' }).click();
  await page.getByRole('textbox', { name: 'Tên danh sách' }).fill('Đang làm dở');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Đang làm dở' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Đang làm dở' }).waitFor();
  const nav = page.getByRole('navigation', { name: 'Điều hướng chính' });
  await nav.getByRole('link', { name: /^Đang làm dở/, exact: false }).waitFor();
  assert.equal(await nav.locator('[aria-current=page]').count(), 1, 'one place is marked');
  await assertAccessible(page, 'saved list');
  await shot(page, 'saved-list');
});

test('the board of the unit, on a wide screen and on a phone', async () => {
  const page = await office.seat('leader', { path: '/desk/queue-board' });
  await page.getByRole('heading', { level: 2, name: /Đang xử lý/ }).waitFor();
  await page.getByText('Đang ở ai').click();
  await page.getByRole('heading', { level: 2, name: /Lãnh đạo đơn vị/ }).waitFor();
  await assertAccessible(page, 'board');
  await shot(page, 'board');
  const phone = await office.seat('officer', { path: '/desk/queue/unit', viewport: PHONE });
  await phone.locator('[data-case-row]').first().waitFor();
  await assertAccessible(phone, 'list on a phone');
  await shot(phone, 'list-phone');
  await phone.goto('/desk/queue-board');
  await phone.getByRole('heading', { level: 2, name: /Đang xử lý/ }).waitFor();
  await shot(phone, 'board-phone');
});

test('no page complained', () => {
  assert.deepEqual(office.complaints(), []);
});
