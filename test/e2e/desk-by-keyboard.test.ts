/** The desk without a mouse, as an agent uses it who has somebody on the phone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
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
  await page.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
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
  await page.getByRole('heading', { name: 'Việc của tôi' }).click();
  await page.keyboard.press('n');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Tìm phiếu hoặc đến trang' }).waitFor();
  assert.match(page.url(), /queue\/inbox/);
});

test('the command field finds a case by words without accents and opens it', async () => {
  const page = await office.seat('agent');
  await page.getByRole('heading', { name: 'Việc của tôi' }).waitFor();
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Tìm phiếu hoặc đến trang' }).waitFor();
  await page.keyboard.type('cong thoat nuoc');
  await page.getByRole('option', { name: /Cống thoát nước nghẹt/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`cases/${office.cases.processing}`));
});

test('no page complained', () => {
  assert.deepEqual(office.complaints(), []);
});
