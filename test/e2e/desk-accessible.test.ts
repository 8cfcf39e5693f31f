/** Every page of the desk, in its states and in every theme, without one finding of the accessibility engine. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, everyTheme } from './support/axe.ts';
import { openDesk, PHONE, shot } from './support/browser.ts';
import { type Office, openOffice, type Username } from './support/office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office?.stop());

async function settled(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { name: heading }).first().waitFor();
  await page.waitForLoadState('networkidle');
}

test('sign-in, and a wrong password', async () => {
  const { page } = await openDesk(office.browser, office.server.url);
  await settled(page, '/desk/', 'Đăng nhập bàn làm việc');
  await everyTheme(page, 'sign-in');
  await page.getByRole('textbox', { name: 'Tên đăng nhập' }).fill('agent');
  await page.getByLabel('Mật khẩu', { exact: true }).fill('sai');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('alert').waitFor();
  await assertAccessible(page, 'wrong password');
});

test('lists and a case beside them', async () => {
  const page = await office.seat('agent');
  await settled(page, '/desk/queue/inbox', 'Phiếu cần xử lý');
  await everyTheme(page, 'inbox');
  await settled(page, `/desk/queue/inbox/${office.cases.fresh}`, /Ba bóng đèn/);
  await everyTheme(page, 'list and case');
  await settled(page, '/desk/queue/mine', 'Phiếu tôi phụ trách');
  await assertAccessible(page, 'empty list');
  await settled(page, '/desk/queue/all?status=closed&q=mot+cua', 'Tất cả');
  await page.getByRole('button', { name: /Bộ lọc/ }).click();
  await page.getByRole('combobox', { name: 'Lĩnh vực' }).click();
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await assertAccessible(page, 'filters with an open list');
});

test('forms in place: forwarding, a due date, a missing field', async () => {
  const page = await office.seat('officer');
  await settled(page, `/desk/cases/${office.cases.processing}`, /Cống thoát nước/);
  await page.getByRole('button', { name: 'Việc khác' }).click();
  await page.getByRole('menuitem', { name: 'Lấy ý kiến phối hợp' }).waitFor();
  await assertAccessible(page, 'menu of actions');
  await page.getByRole('menuitem', { name: 'Lấy ý kiến phối hợp' }).click();
  const form = page.getByRole('form', { name: 'Lấy ý kiến phối hợp' });
  await form.getByText('Chiều mai').waitFor();
  await form.getByRole('button', { name: 'Lấy ý kiến phối hợp' }).click();
  await form.getByText('Cần điền mục này').first().waitFor();
  await everyTheme(page, 'form with missing fields');
  await form.getByText('Chọn ngày giờ').click();
  await page.getByRole('dialog', { name: 'Hạn' }).waitFor();
  await assertAccessible(page, 'calendar');
});

test('case pages, a due date explained, an address that leads nowhere', async () => {
  const page = await office.seat('supervisor');
  const { waiting, signing, escalated, closed } = office.cases;
  for (const code of [waiting, signing, escalated, closed]) {
    await page.goto(`/desk/cases/${code}`);
    await page.getByRole('article', { name: code }).waitFor();
    await page.waitForLoadState('networkidle');
    await assertAccessible(page, `case ${code}`);
  }
  await page.getByRole('button', { name: 'Vì sao hạn này?' }).click();
  await page.getByRole('heading', { name: 'Cách tính hạn' }).waitFor();
  await assertAccessible(page, 'why this due date');
  await settled(page, '/desk/cases/1022-260101-9999', 'Không tìm thấy');
  await everyTheme(page, 'not found');
});

test('new case, inbox of letters, personal pages, command field, shortcuts', async () => {
  const page = await office.seat('agent');
  await settled(page, '/desk/cases/new', 'Lập phiếu');
  await everyTheme(page, 'new case');
  await settled(page, '/desk/conversations?all=true', 'Hộp thư');
  await everyTheme(page, 'conversations');
  await settled(page, '/desk/me/sessions', 'Phiên đăng nhập');
  await everyTheme(page, 'sessions');
  await settled(page, '/desk/me/absence', 'Vắng mặt và người thay');
  await page.getByRole('button', { name: 'Báo vắng mặt' }).click();
  await page.getByRole('dialog').getByText('Chiều mai').first().waitFor();
  await assertAccessible(page, 'absence dialog');
  await settled(page, '/desk/me/password', 'Đổi mật khẩu');
  await page.keyboard.press('Control+k');
  await page.getByRole('option').first().waitFor();
  await everyTheme(page, 'command field');
  await page.keyboard.press('Escape');
  await page.getByRole('option').first().waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'Đổi mật khẩu' }).click();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await everyTheme(page, 'shortcuts');
});

test('administration', async () => {
  const page = await office.seat('admin2', { path: '/desk/admin/users' });
  const pages: [string, string][] = [
    ['/desk/admin/users', 'Người dùng'],
    ['/desk/admin/units', 'Đơn vị'],
    ['/desk/admin/mailboxes', 'Hộp thư điện tử'],
    ['/desk/admin/failed-mails', 'Thư không đọc được'],
    ['/desk/admin/audit', 'Nhật ký'],
  ];
  for (const [path, heading] of pages) {
    await settled(page, path, heading);
    if (path.endsWith('units')) await page.getByRole('searchbox', { name: 'Tìm đơn vị' }).fill('xay dung');
    await everyTheme(page, path);
  }
  await settled(page, '/desk/admin/users', 'Người dùng');
  await page.getByRole('button', { name: 'Thêm người dùng' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Họ và tên' }).waitFor();
  await assertAccessible(page, 'user dialog');
});

test('on a phone with large letters: signing, lists, a case', async () => {
  const pages: [Username, string, string][] = [
    ['leader', '/desk/sign', 'Chờ tôi ký'],
    ['officer', '/desk/queue/inbox', 'Phiếu cần xử lý'],
    ['province', '/desk/sign', 'Chờ tôi ký'],
  ];
  for (const [who, path, heading] of pages) {
    const page = await office.seat(who, { viewport: PHONE });
    await settled(page, path, heading);
    await page.getByRole('button', { name: 'Hiển thị' }).click();
    await page.getByText('A+', { exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('radiogroup', { name: 'Giao diện' }).waitFor({ state: 'detached' });
    await everyTheme(page, `${path} of ${who} on a phone`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${path} of ${who} is ${wide} pixels wider than the phone`);
    await shot(page, `phone-large-${who}`);
  }
});

test('no page complained', () => {
  assert.deepEqual(office.complaints(), []);
});
