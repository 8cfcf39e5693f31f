/** A supervisor sets up a survey of yesterday's visitors; an agent calls one after the other; the answers are summed up. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { localDay } from '../../server/platform/clock.ts';
import { createUserWith, TEST_PASSWORD } from '../support/factories.ts';
import { assertAccessible } from './support/axe.ts';
import { type Person, PHONE, shot, signIn, startBrowser } from './support/browser.ts';
import { type OwnClockServer, startWithOwnClock } from './support/own-clock.ts';
import { api, sessionCookie } from './support/people.ts';

let server: OwnClockServer;
let browser: Browser;
const people: Person[] = [];

before(async () => {
  [server, browser] = await Promise.all([startWithOwnClock({}), startBrowser()]);
  await createUserWith(server.ctx, { username: 'an', displayName: 'Nguyễn Thị Hồng Ân', role: 'agent' });
  await createUserWith(server.ctx, { username: 'giamsat', displayName: 'Lê Giám Sát', role: 'supervisor' });
  const an = api(server.url, await sessionCookie(server.url, 'an', TEST_PASSWORD));
  for (let n = 1; n <= 3; n += 1) {
    const made = await an.post('/cases', {
      type: 'inquiry',
      content: 'Hỏi thủ tục đăng ký khai sinh cho con ở phường Mỹ Trà',
      citizen: { name: `Nguyễn Thị Phương Thảo ${n}`, phone: `091200000${n}` },
    });
    assert.equal(made.status, 201);
  }
  // Tomorrow at ten: whatever the hour of this machine is, people may be called then.
  const tomorrow = localDay(new Date(server.ctx.clock.now().getTime() + 86_400_000));
  server.moveTo(new Date(`${tomorrow}T10:00:00+07:00`));
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const seat = async (username: string, options: Parameters<typeof signIn>[3] = {}) => {
  const person = await signIn(browser, server.url, { username, password: TEST_PASSWORD }, options);
  people.push(person);
  return person.page;
};

test('a campaign from the first word to the last answer', async () => {
  const boss = await seat('giamsat', { path: '/desk/campaigns' });
  await boss.getByRole('heading', { name: 'Chưa có chiến dịch nào' }).waitFor();
  await assertAccessible(boss, 'no campaign');
  await boss.getByRole('button', { name: 'Lập chiến dịch' }).click();
  const form = boss.getByRole('dialog', { name: 'Lập chiến dịch' });
  await form.getByRole('textbox', { name: 'Tên chiến dịch' }).fill('Hài lòng ngày hôm qua');
  await form.getByRole('button', { name: 'Thêm câu hỏi' }).click();
  await form.getByRole('textbox', { name: 'Câu 2' }).fill('Ông/Bà cho mấy điểm?');
  await form.getByRole('combobox', { name: 'Kiểu trả lời' }).nth(1).selectOption({ label: 'Điểm 1–5' });
  await assertAccessible(boss, 'the form of a campaign');
  await shot(boss, 'campaign-form');
  await form.getByRole('button', { name: 'Lưu' }).click();
  await boss.getByRole('heading', { name: 'Hài lòng ngày hôm qua' }).waitFor();
  await boss.getByRole('button', { name: 'Lấy mẫu' }).click();
  await boss.getByText('Đã chọn 3 trên 3 người').waitFor();
  await boss.getByRole('button', { name: 'Bắt đầu', exact: true }).click();
  await boss.getByText('Chiến dịch đang chạy').waitFor();

  const an = await seat('an', { path: '/desk/campaigns', viewport: PHONE });
  await an.getByRole('link', { name: 'Bắt đầu gọi' }).click();
  await an.getByText('Gọi lần đầu').waitFor();
  await assertAccessible(an, 'calling for a campaign');
  await shot(an, 'campaign-work-390');
  const name = await an.getByRole('heading', { level: 2 }).first().textContent();
  // Answers are asked for by name, and what was chosen outlives a reload.
  await an.getByRole('radio', { name: '4' }).check();
  await an.getByRole('button', { name: 'Ghi câu trả lời' }).click();
  await an.getByText('Chưa có câu trả lời: Ông/Bà có hài lòng').waitFor();
  await an.reload();
  await an.getByRole('heading', { level: 2, name: name ?? '' }).waitFor();
  assert.ok(await an.getByRole('radio', { name: '4' }).isChecked());
  await an.getByRole('radio', { name: 'Hài lòng', exact: true }).check();
  await an.keyboard.press('Control+Enter');
  await an.getByText('Đã ghi: đã trả lời').waitFor();
  await an.getByRole('button', { name: 'Không nghe máy' }).click();
  await an.getByText('Đã ghi: không nghe máy').waitFor();
  await an.getByRole('button', { name: 'Yêu cầu không gọi nữa' }).click();
  await an.getByRole('heading', { name: 'Hiện không còn ai đến lượt' }).waitFor();
  await assertAccessible(an, 'nobody due');
  await shot(an, 'campaign-nobody-390');

  await boss.reload();
  await boss.getByText('1 người trả lời').first().waitFor();
  await boss.getByText('trung bình 4 trên 5').waitFor();
  await assertAccessible(boss, 'a campaign with answers');
  await shot(boss, 'campaign-page');
  await boss.goto('/desk/campaigns/do-not-call');
  await boss.getByText('Yêu cầu khi được gọi khảo sát').waitFor();
  await boss.getByRole('textbox', { name: 'Số điện thoại' }).fill('gọi mẹ');
  await boss.getByRole('textbox', { name: 'Lý do' }).fill('Tự yêu cầu');
  await boss.getByRole('button', { name: 'Thêm số' }).click();
  await boss.getByText('Số điện thoại không hợp lệ.').waitFor();
  await assertAccessible(boss, 'who is not called');
  await boss.emulateMedia({ colorScheme: 'dark' });
  await shot(boss, 'campaign-dnc');
  // The two forms that were sent with a mistake.
  const others = people.flatMap((one) => one.complaints).filter((line) => !line.includes('status of 422'));
  assert.deepEqual(others, []);
});
