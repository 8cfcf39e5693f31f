/** What somebody has typed survives a reload, a lost network, an ended session and a colleague who was faster. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { TEST_PASSWORD } from '../support/factories.ts';
import { type Office, openOffice } from './support/office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office?.stop());

const TEXT = 'Kính gửi bà Tuyền, đơn vị đã kiểm tra và sẽ thông cống trong ngày mai.';

async function openDraft(page: Page, code: string) {
  await page.goto(`/desk/cases/${code}`);
  await page.getByRole('button', { name: /Trình duyệt/ }).click();
  const form = page.getByRole('form', { name: 'Trình duyệt' });
  return { form, text: form.getByRole('textbox', { name: 'Nội dung trả lời' }) };
}

test('reload, lost network, ended session: the draft is there and is sent in the end', async () => {
  const { processing } = office.cases;
  const page = await office.seat('officer');
  const first = await openDraft(page, processing);
  await first.text.fill(TEXT);

  await page.reload();
  await page.getByText('còn nội dung đang soạn').waitFor();
  const { form, text } = await openDraft(page, processing);
  assert.equal(await text.inputValue(), TEXT);

  await page.context().setOffline(true);
  await form.getByRole('button', { name: /Trình duyệt/ }).click();
  await form.getByText('Nội dung còn nguyên').waitFor();
  await page.getByText('Mất kết nối với máy chủ').waitFor();
  await page.context().setOffline(false);
  await page.getByText('Mất kết nối với máy chủ').waitFor({ state: 'detached' });
  assert.equal(await text.inputValue(), TEXT);

  await page.context().clearCookies();
  await form.getByRole('button', { name: /Trình duyệt/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Phiên làm việc đã hết' });
  await dialog.getByLabel('Mật khẩu', { exact: true }).fill(TEST_PASSWORD);
  await dialog.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByText('Đã trình lãnh đạo').waitFor();
  const { drafts } = (await (await office.as('officer')).get(`/cases/${processing}`)).body;
  assert.equal(drafts[0].text, TEXT);
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('kept')));
  assert.deepEqual(kept, [], 'what was sent is no longer kept');
});

test('a colleague was faster: it is said, and the text stays', async () => {
  const { fresh } = office.cases;
  const page = await office.seat('agent');
  await page.goto(`/desk/cases/${fresh}`);
  await page.getByRole('button', { name: 'Chuyển xử lý' }).click();
  const form = page.getByRole('form', { name: 'Chuyển xử lý' });
  await form.getByRole('textbox', { name: 'Ghi chú cho đơn vị' }).fill('Nhờ xem gấp');
  const other = await office.as('supervisor');
  const { version } = (await other.get(`/cases/${fresh}`)).body;
  await other.post(`/cases/${fresh}/actions`, { action: 'forward', version, leadUnit: 'so-nn-mt' });
  await form.getByText('Việc này không còn làm được').waitFor();
  assert.equal(await form.getByRole('textbox', { name: 'Ghi chú cho đơn vị' }).inputValue(), 'Nhờ xem gấp');
  assert.ok(await form.getByRole('button', { name: 'Chuyển xử lý' }).isDisabled());
  await page.getByText('Chờ đơn vị tiếp nhận').first().waitFor();
});

test('new cases wait above the list until they are asked for', async () => {
  const page = await office.seat('agent');
  await page.locator('[data-case-row]').first().waitFor();
  await page.getByRole('status', { name: 'Cập nhật trực tiếp' }).waitFor();
  const codes = () => page.locator('[data-case-row] .code').allInnerTexts();
  const before = await codes();
  const agent = await office.as('agent');
  for (const content of ['Cây ngã chắn đường', 'Mất điện cả xóm'])
    await agent.post('/cases', { type: 'service_report', content, urgency: 'emergency' });
  const pill = page.getByRole('button', { name: '2 phiếu mới' });
  await pill.waitFor();
  assert.deepEqual(await codes(), before, 'nothing moved under the reader');
  await pill.click();
  await page.getByText('Cây ngã chắn đường').waitFor();
});

test('signing out at a shared machine forgets what was not sent, after asking', async () => {
  const page = await office.seat('supervisor', { path: '/desk/cases/new' });
  await page.getByRole('textbox', { name: 'Nội dung người dân phản ánh' }).fill('Nội dung riêng tư');
  await page.getByRole('button', { name: /Tài khoản/ }).click();
  await page.getByRole('menuitem', { name: 'Đăng xuất', exact: true }).click();
  await page.getByRole('button', { name: 'Xóa và đăng xuất' }).click();
  await page.getByRole('heading', { name: 'Đăng nhập bàn làm việc' }).waitFor();
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes('riêng tư')), false);
});
