/** The desk without a mouse, as an agent uses it who has somebody on the phone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible } from './support/axe.ts';
import { type Office, openOffice } from './support/office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office?.stop());

/** Tabs on until the field of this name has the focus; a person does the same. */
async function tabTo(page: Page, role: 'textbox' | 'combobox' | 'button' | 'checkbox', name: string): Promise<void> {
  const field = page.getByRole(role, { name }).first();
  for (let i = 0; i < 40; i++) {
    if (await field.evaluate((e) => e === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${role} “${name}” is not reached by Tab`);
}

/** Types into a searchable list and takes the first thing found. */
async function pick(page: Page, typed: string): Promise<void> {
  await page.keyboard.type(typed);
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

test('an agent registers a case and forwards it without touching the mouse', async () => {
  const page = await office.seat('agent');
  await page.getByRole('heading', { name: 'Phiếu cần xử lý' }).waitFor();
  await page.keyboard.press('n');
  await page.getByRole('textbox', { name: 'Nội dung người dân phản ánh' }).waitFor();
  await page.keyboard.type('Đèn đường hỏng trước chợ, tối om. Dân đi lại khó khăn.');
  await tabTo(page, 'combobox', 'Lĩnh vực');
  await pick(page, 'chieu sang');
  // Enter too often while choosing must not register a case half filled in.
  await page.keyboard.press('Enter');
  assert.match(page.url(), /cases\/new$/);
  await tabTo(page, 'combobox', 'Địa bàn');
  await pick(page, 'my tho');
  await tabTo(page, 'textbox', 'Nơi xảy ra');
  await page.keyboard.type('trước chợ Thạnh Trị');
  await tabTo(page, 'textbox', 'Điện thoại');
  await page.keyboard.type('0913 456 789');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Mã tra cứu').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Chuyển xử lý' }).waitFor();
  await page.keyboard.press('Control+Enter');
  const form = page.getByRole('form', { name: 'Chuyển xử lý' });
  await form.waitFor();
  await tabTo(page, 'combobox', 'Đơn vị chủ trì');
  await pick(page, 'so xay dung');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Đã chuyển xử lý').waitFor();
  await page.getByText('Chờ đơn vị tiếp nhận').first().waitFor();
});

test('through a list with J, K, Enter; out of a form and a case with Escape, one at a time', async () => {
  const page = await office.seat('officer', { path: '/desk/queue/inbox' });
  const rows = page.locator('[data-case-row]');
  await rows.first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  assert.ok(await rows.first().evaluate((row) => row === document.activeElement));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Việc khác' }).waitFor();
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Ghi chú' }).waitFor();
  await page.keyboard.press('n');
  const form = page.getByRole('form', { name: 'Ghi chú' });
  await form.waitFor();
  await page.keyboard.type('gọi lại cho dân sau 14 giờ');
  // A popover over the form takes its own Escape.
  await page.getByRole('button', { name: 'Hiển thị' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Tối' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Tối' }).waitFor({ state: 'detached' });
  assert.equal(await form.count(), 1, 'the form is still open');
  await form.getByRole('textbox').focus();
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  assert.match(page.url(), /queue\/inbox\/1022-/);
  await page.keyboard.press('Escape');
  await page.waitForURL(/queue\/inbox$/);
});

test('shortcuts of one letter can be switched off', async () => {
  const page = await office.seat('agent');
  await page.getByRole('button', { name: 'Hiển thị' }).click();
  await page.getByRole('switch', { name: 'Phím tắt một chữ cái' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'Tối' }).waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'Phiếu cần xử lý' }).click();
  await page.keyboard.press('n');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Tìm phiếu hoặc đến trang' }).waitFor();
  assert.match(page.url(), /queue\/inbox/);
});

test('the command field finds a case by words without accents and opens it', async () => {
  const page = await office.seat('agent');
  await page.getByRole('heading', { name: 'Phiếu cần xử lý' }).waitFor();
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Tìm phiếu hoặc đến trang' }).waitFor();
  await page.keyboard.type('cong thoat nuoc');
  await page.getByRole('option', { name: /Cống thoát nước nghẹt/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`cases/${office.cases.processing}`));
});

test('the command field finds a citizen by number, opens a form of the open case, and changes the theme', async () => {
  const page = await office.seat('agent');
  const field = page.getByRole('combobox', { name: 'Tìm phiếu hoặc đến trang' });
  const call = async (typed: string) => {
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.type(typed);
  };
  await page.getByRole('heading', { name: 'Phiếu cần xử lý' }).waitFor();
  await call('0913456789');
  const citizens = page.getByRole('group', { name: 'Người dân' });
  await citizens
    .getByRole('option', { name: /Võ Thị Bích Tuyền/ })
    .first()
    .waitFor();
  await assertAccessible(page, 'command field with results');
  const chosen = citizens.getByRole('option', { selected: true });
  for (let i = 0; i < 20 && (await chosen.count()) === 0; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/citizens\/\d+/);

  await page.goto(`${office.server.url}/desk/cases/${office.cases.fresh}`);
  await page.getByRole('button', { name: 'Chuyển xử lý' }).waitFor();
  await call('ghi chu');
  await page
    .getByRole('group', { name: 'Việc với phiếu đang mở' })
    .getByRole('option', { name: /Ghi chú/ })
    .waitFor();
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: 'Ghi chú' });
  await form.waitFor();
  await page.keyboard.type('dân gọi lại');
  assert.equal(await form.getByRole('textbox').first().inputValue(), 'dân gọi lại', 'the form has the focus');

  await call('tuong phan');
  await page.getByRole('option', { name: /Tương phản cao/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('html[data-theme=contrast]').waitFor();
  await field.waitFor({ state: 'detached' });
  await call('khong co gi nhu the');
  await page.getByText('Không có gì khớp với').waitFor();
  await assertAccessible(page, 'command field without results, high contrast');
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
});

test('the command field offers no citizens to somebody who may not read them', async () => {
  const page = await office.seat('admin2', { path: '/desk/admin/users' });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Tìm phiếu hoặc đến trang' }).waitFor();
  await page.keyboard.type('bich tuyen');
  await page.getByText('Không có gì khớp với').waitFor();
  assert.deepEqual(
    asked.filter((path) => /\/(citizens|cases|conversations)$/.test(path)),
    [],
  );
});

test('the sheet of keys lists what exists, by place', async () => {
  const page = await office.seat('agent');
  await page.getByRole('heading', { name: 'Phiếu cần xử lý' }).waitFor();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Phím tắt' });
  const lists = sheet.getByRole('region', { name: 'Danh sách' });
  await lists.getByText('Page Down').waitFor();
  await sheet.getByRole('region', { name: 'Việc được mời nhận' }).getByText('Alt A').waitFor();
  await sheet.getByRole('region', { name: 'Khi gọi điện' }).getByText('Alt G').waitFor();
  await sheet.getByText('Ctrl Z').waitFor();
  await assertAccessible(page, 'sheet of keys');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
});

test('no page complained', () => {
  assert.deepEqual(office.complaints(), []);
});
