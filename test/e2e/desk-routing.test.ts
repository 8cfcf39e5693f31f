/** An offer comes to the desk by itself, is taken by keyboard; who comes second reads who has it; the board shows all. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { transact } from '../../server/platform/transact.ts';
import { enqueue, startRouting } from '../../server/routing/index.ts';
import { createUserWith, TEST_PASSWORD } from '../support/factories.ts';
import { assertAccessible } from './support/axe.ts';
import { type Person, PHONE, shot, signIn, startBrowser } from './support/browser.ts';
import { type OwnClockServer, startWithOwnClock } from './support/own-clock.ts';

let server: OwnClockServer;
let browser: Browser;
let routing: ReturnType<typeof startRouting>;
const people: Person[] = [];

before(async () => {
  [server, browser] = await Promise.all([startWithOwnClock({}), startBrowser()]);
  routing = startRouting(server.ctx, { works: true });
  // A slow machine must not let the offer pass while the page is being looked at.
  await server.ctx.db.updateTable('routing_kinds').set({ offer_seconds: 600 }).execute();
  await createUserWith(server.ctx, { username: 'an', displayName: 'Nguyễn Thị An', role: 'agent' });
  await createUserWith(server.ctx, { username: 'binh', displayName: 'Trần Văn Bình', role: 'agent' });
  await createUserWith(server.ctx, { username: 'giamsat', displayName: 'Lê Giám Sát', role: 'supervisor' });
});
after(async () => {
  await browser?.close();
  await routing?.stop();
  await server?.stop();
});

const seat = async (username: string, options: Parameters<typeof signIn>[3] = {}) => {
  const person = await signIn(browser, server.url, { username, password: TEST_PASSWORD }, options);
  people.push(person);
  return person.page;
};
const put = (title: string) =>
  transact(server.ctx, (tx) => enqueue(tx, { kind: 'chat', channel: 'zalo', title, ref: title }));

test('offered live, accepted by keyboard; the second one is told; moved on the board', async () => {
  const an = await seat('an', { path: '/desk/' });
  await an.getByRole('button', { name: /^Trạng thái: Ngoại tuyến/ }).click();
  await an.getByRole('menuitem', { name: /^Sẵn sàng/ }).click();
  await an.getByRole('button', { name: /^Trạng thái: Sẵn sàng/ }).waitFor();
  // Nobody touches anything: the card comes by the live feed.
  await put('Cho tôi hỏi thủ tục đăng ký khai sinh cho con');
  const card = an.getByRole('article', { name: /^Lời mời nhận việc: Cho tôi hỏi thủ tục/ });
  await card.getByText(/còn \d+ giây/).waitFor();
  await assertAccessible(an, 'an offer');
  await shot(an, 'routing-offer');
  await an.keyboard.press('Alt+a');
  await an.getByRole('heading', { name: 'Liên hệ giao cho tôi' }).waitFor();
  await card.waitFor({ state: 'detached' });
  await an.getByRole('button', { name: /^Trả về hàng chờ: Cho tôi hỏi/ }).waitFor();

  // Two look at the same waiting item; the faster has it, the other reads who.
  const binh = await seat('binh', { path: '/desk/work', viewport: PHONE });
  for (const page of [an, binh]) {
    await page.getByRole('button', { name: /^Trạng thái:/ }).click();
    await page.getByRole('menuitem', { name: /^Bận/ }).click();
    await page.getByRole('button', { name: /^Trạng thái: Bận/ }).waitFor();
  }
  const title = 'Khi nào cấp lại thẻ căn cước?';
  await put(title);
  const claim = { name: `Nhận: ${title}` };
  await binh.getByRole('button', claim).waitFor();
  await an.getByRole('button', claim).waitFor();
  // What Bình sees stays as it is until he clicks: his feed and his looks are held back.
  await binh.route('**/api/v1/queue', () => {});
  await an.getByRole('button', claim).click();
  await an.getByRole('button', { name: `Trả về hàng chờ: ${title}` }).waitFor();
  await binh.getByRole('button', claim).click();
  await binh.getByRole('alert').getByText('Nguyễn Thị An đã nhận việc này.').waitFor();
  await binh.unroute('**/api/v1/queue');
  await assertAccessible(binh, 'work page on a phone');
  await shot(binh, 'routing-work-phone');

  const boss = await seat('giamsat', { path: '/desk/board' });
  await boss.getByRole('button', { name: `Điều phối: ${title}` }).click();
  await boss.getByRole('combobox', { name: 'Giao cho' }).selectOption('binh');
  await boss.getByRole('button', { name: 'Giao', exact: true }).click();
  await boss.getByText('Đã giao việc').waitFor();
  await boss.getByText('Người giữ: Trần Văn Bình').waitFor();
  await assertAccessible(boss, 'the board');
  await shot(boss, 'routing-board');
  await boss.emulateMedia({ contrast: 'more' });
  await assertAccessible(boss, 'the board, high contrast', 'colours');
  await shot(boss, 'routing-board-contrast');
  await boss.emulateMedia({ contrast: 'no-preference', colorScheme: 'dark' });
  await boss.goto('/desk/admin/queues');
  await boss.getByRole('button', { name: 'Sửa Hàng chờ chung' }).waitFor();
  await assertAccessible(boss, 'queues');
  await shot(boss, 'routing-queues-dark');
  await boss.getByRole('button', { name: 'Thêm hàng chờ' }).click();
  const form = boss.getByRole('dialog', { name: 'Thêm hàng chờ' });
  await form.getByRole('textbox', { name: 'Tên' }).fill('Đất đai');
  await form.getByRole('textbox', { name: 'Mã' }).fill('dat-dai');
  await assertAccessible(boss, 'a queue’s form');
  await shot(boss, 'routing-queue-form');
  await form.getByRole('button', { name: 'Lưu' }).click();
  await boss.getByRole('button', { name: 'Sửa Đất đai' }).waitFor();
  assert.deepEqual(
    people.flatMap((person) => person.complaints),
    [],
  );
});
