/** An administrator's day: a mailbox tried before it is kept, a category, an agency's name, a deputy, a session, what the log says of it, how all fares. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startMailServer, type TestMailServer } from '../support/mail-server/index.ts';
import { assertAccessible } from './support/axe.ts';
import { DESKTOP, PHONE, shot } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';

const BOX = 'hotro@tinh.example';
let office: Office;
let mail: TestMailServer;
before(async () => {
  [office, mail] = await Promise.all([
    openOffice(),
    startMailServer({ users: [{ address: BOX, password: 'thư 1022' }] }),
  ]);
});
after(async () => {
  await office?.stop();
  await mail?.stop();
});

test('keeps categories, the agency and people, and finds it all in the log', async () => {
  const page = await office.seat('admin2', { path: '/desk/admin/categories' });
  const open = async (path: string, heading: string) => {
    await page.goto(path);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await assertAccessible(page, path);
    await page.emulateMedia({ contrast: 'more' });
    await assertAccessible(page, `${path}, high contrast`, 'colours');
    await page.emulateMedia({ contrast: 'no-preference' });
    await shot(page, `admin-${path.split('/').at(-1)}`);
  };
  await open('/desk/admin/categories', 'Lĩnh vực');
  await page.getByRole('searchbox', { name: 'Tìm theo tên, mã, từ khóa' }).fill('thu gom rac');
  await page.getByRole('button', { name: /^Sửa Thu gom, đổ rác thải/ }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Tên', exact: true }).fill('Thu gom rác');
  await assertAccessible(page, 'the form of a category');
  await form.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Thu gom rác', { exact: true }).waitFor();

  await open('/desk/admin/areas', 'Địa bàn tỉnh Đồng Tháp');
  await page.getByRole('searchbox', { name: 'Tìm theo tên mới, tên cũ, mã' }).fill('xa dao thanh');
  await page.getByText('Phường Đạo Thạnh', { exact: true }).waitFor();
  await open('/desk/admin/installation', 'Thông tin cơ quan');
  await page.getByRole('textbox', { name: 'Địa chỉ' }).fill('12 đường 30/4, phường Cao Lãnh');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Đã lưu thông tin cơ quan').waitFor();

  await open('/desk/admin/roles', 'Vai trò và quyền');
  await open('/desk/admin/deputies', 'Vắng mặt và người thay');
  await open('/desk/admin/sessions', 'Phiên đăng nhập và mã truy cập');
  await open('/desk/admin/users/officer', 'Nguyễn Hoàng Phúc');
  await page.getByText(/phiếu đang mở của Sở Xây dựng/).waitFor();

  await open('/desk/admin/audit?object=rac-thai', 'Nhật ký');
  await page.getByRole('list', { name: 'Nhật ký' }).getByText('Sửa lĩnh vực', { exact: true }).waitFor();
  await page.locator('del', { hasText: 'Thu gom, đổ rác thải' }).waitFor();
  await page.locator('ins', { hasText: 'Thu gom rác' }).waitFor();
  await page.setViewportSize(PHONE);
  const unfold = page.getByRole('button', { name: 'Lọc nhật ký (1)' });
  const who = page.getByRole('search', { name: 'Lọc nhật ký' }).getByRole('textbox').first();
  assert.equal(await who.isVisible(), false, 'on a phone the log comes first');
  await shot(page, 'admin-audit-phone');
  await unfold.click();
  await who.waitFor();
  await assertAccessible(page, 'filters of the log on a phone');
  await page.setViewportSize(DESKTOP);
  await open('/desk/admin/system', 'Tình trạng hệ thống');
  await page.getByText('Chưa có bản sao lưu nào').waitFor();
  assert.deepEqual(office.complaints(), []);
});

test('tries a mailbox before keeping it', async () => {
  const page = await office.seat('admin2', { path: '/desk/admin/mailboxes' });
  await page.getByRole('button', { name: 'Thêm hộp thư' }).click();
  const form = page.getByRole('dialog', { name: 'Thêm hộp thư' });
  await form.getByRole('textbox', { name: 'Địa chỉ' }).fill(BOX);
  await form.getByRole('textbox', { name: 'Tên người gửi' }).fill('Tổng đài 1022');
  await form.getByRole('textbox', { name: 'Mã', exact: true }).fill('hotro');
  for (const [name, port] of [
    ['Nhận thư (IMAP)', mail.imap.port],
    ['Gửi thư (SMTP)', 1],
  ] as const) {
    const part = form.getByRole('group', { name });
    await part.getByRole('textbox', { name: 'Máy chủ' }).fill('127.0.0.1');
    await part.getByRole('textbox', { name: 'Cổng' }).fill(String(port));
    await part.getByRole('combobox', { name: 'Bảo mật' }).selectOption('plain');
    await part.getByRole('textbox', { name: 'Tên đăng nhập' }).fill(BOX);
    await part.getByLabel('Mật khẩu', { exact: false }).first().fill('sai');
  }
  const check = form.getByRole('button', { name: 'Kiểm tra kết nối' });
  const results = form.getByRole('status', { name: 'Kết quả kiểm tra kết nối' });
  await check.click();
  await results.getByText('Máy chủ từ chối đăng nhập: sai tên hoặc mật khẩu.').waitFor();
  await results.getByText('Máy chủ không nhận kết nối ở cổng này. Kiểm tra số cổng.').waitFor();
  await assertAccessible(page, 'a mailbox that fails');
  await results.scrollIntoViewIfNeeded();
  await shot(page, 'admin-mailbox-check');
  await page.setViewportSize(PHONE);
  await assertAccessible(page, 'a mailbox that fails, on a phone');
  await results.scrollIntoViewIfNeeded();
  await shot(page, 'admin-mailbox-check-phone');
  await page.setViewportSize(DESKTOP);
  const smtp = form.getByRole('group', { name: 'Gửi thư (SMTP)' });
  await smtp.getByRole('textbox', { name: 'Cổng' }).fill(String(mail.smtp.port));
  await results.getByText('Đã sửa sau khi kiểm tra; hãy kiểm tra lại.').waitFor();
  for (const name of ['Nhận thư (IMAP)', 'Gửi thư (SMTP)'])
    await form.getByRole('group', { name }).getByLabel('Mật khẩu', { exact: false }).first().fill('thư 1022');
  await check.click();
  await results.getByText('Kết nối và đăng nhập được.').nth(1).waitFor();
  await form.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Đã lưu hộp thư').waitFor();
  await page.getByRole('button', { name: `Sửa ${BOX}` }).click();
  // Nothing typed: the sealed password is used.
  const again = page.getByRole('dialog', { name: `Sửa ${BOX}` });
  await again.getByRole('button', { name: 'Kiểm tra kết nối' }).click();
  await again.getByText('Kết nối và đăng nhập được.').nth(1).waitFor();
  assert.deepEqual(office.complaints(), []);
});
