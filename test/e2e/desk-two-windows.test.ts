/** One person's text in two windows, and text typed on while it is sent: who wins is said, nothing is lost silently. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ChatChannel, standInChannel } from '../support/chat-channel.ts';
import { createUserWith, TEST_PASSWORD } from '../support/factories.ts';
import { until } from '../support/until.ts';
import { assertAccessible } from './support/axe.ts';
import { type Page, type Person, shot, signIn, startBrowser } from './support/browser.ts';
import { type OwnClockServer, startWithOwnClock } from './support/own-clock.ts';

let server: OwnClockServer;
let browser: Awaited<ReturnType<typeof startBrowser>>;
let zalo: ChatChannel;
let person: Person;
let path: string;

before(async () => {
  [server, browser] = await Promise.all([startWithOwnClock({}), startBrowser()]);
  zalo = standInChannel(() => server.ctx, 'zalo');
  await createUserWith(server.ctx, { username: 'agent', displayName: 'Lê Thị Mai', role: 'agent' });
  const { conversationId } = await zalo.says({ id: '2468', name: 'Hoa Lê' }, 'Đèn đường hư tối om');
  path = `/desk/conversations/${conversationId}`;
  person = await signIn(browser, server.url, { username: 'agent', password: TEST_PASSWORD }, { path });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const boxOf = (page: Page) => page.getByRole('textbox', { name: 'Trả lời', exact: true });
const reads = (page: Page, text: string) =>
  until(`the field reads “${text}”`, async () => (await boxOf(page).inputValue()) === text);

/** Another window of the same browser. `deaf`: it hears nothing of the others, as one that was put to sleep. */
async function openWindow({ deaf = false } = {}): Promise<Page> {
  const page = await person.context.newPage();
  if (deaf)
    await page.addInitScript(() =>
      window.addEventListener('storage', (event) => event.stopImmediatePropagation(), { capture: true }),
    );
  await page.goto(path);
  await boxOf(page).waitFor();
  return page;
}

test('typed on while it is on its way: what was sent goes, the rest stays, in both windows', async () => {
  const { page } = person;
  const second = await openWindow();
  await boxOf(page).fill('Dạ tổng đài đã nhận.');
  await reads(second, 'Dạ tổng đài đã nhận.');
  const answered = Promise.withResolvers<void>();
  await page.route(/\/conversations\/\d+\/messages$/, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const answer = await route.fetch();
    await answered.promise;
    await route.fulfill({ response: answer });
  });
  const before = zalo.sent.length;
  await boxOf(page).press('Control+Enter');
  await until('it is handed to the channel', async () => zalo.sent.length === before + 1);
  await boxOf(page).fill('Dạ tổng đài đã nhận. Cho em xin số nhà ạ?');
  await reads(second, 'Dạ tổng đài đã nhận. Cho em xin số nhà ạ?');
  answered.resolve();
  await reads(page, 'Cho em xin số nhà ạ?');
  await reads(second, 'Cho em xin số nhà ạ?');
  await page.unroute(/\/conversations\/\d+\/messages$/);
  await boxOf(second).press('Control+Enter');
  await until('the rest is a message of its own', async () => zalo.sent.length === before + 2);
  assert.deepEqual(
    zalo.sent.slice(before).map((message) => message.text),
    ['Dạ tổng đài đã nhận.', 'Cho em xin số nhà ạ?'],
  );
  await reads(page, '');
  await page.getByText('đã được gửi hoặc xóa ở cửa sổ khác').waitFor();
  await second.close();
});

test('a window that slept types over nothing: both texts are there, one is taken, the other thrown away', async () => {
  const { page } = person;
  const slept = await openWindow({ deaf: true });
  await boxOf(page).fill('Nội dung dài soạn ở cửa sổ thứ nhất.');
  await boxOf(slept).fill('Gõ ở cửa sổ vừa thức dậy.');
  for (const window of [slept, page]) {
    await window.getByText('Cửa sổ khác của bạn có một nội dung khác').waitFor();
    await window.getByText('Nội dung dài soạn ở cửa sổ thứ nhất.', { exact: true }).last().waitFor();
    await reads(window, 'Gõ ở cửa sổ vừa thức dậy.');
  }
  await assertAccessible(slept, 'two texts of two windows');
  await shot(slept, 'two-windows');
  await slept.reload();
  await slept.getByText('Cửa sổ khác của bạn có một nội dung khác').waitFor();
  await slept.getByRole('button', { name: 'Đổi sang nội dung kia' }).click();
  await reads(slept, 'Nội dung dài soạn ở cửa sổ thứ nhất.');
  await reads(page, 'Nội dung dài soạn ở cửa sổ thứ nhất.');
  await page.getByText('Gõ ở cửa sổ vừa thức dậy.', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Bỏ nội dung kia' }).click();
  await page.getByText('Cửa sổ khác của bạn có một nội dung khác').waitFor({ state: 'detached' });
  await slept.close();
});

test('what was sent in one window is not taken for the next text of one that slept', async () => {
  const { page } = person;
  const slept = await openWindow({ deaf: true });
  await reads(slept, 'Nội dung dài soạn ở cửa sổ thứ nhất.');
  const before = zalo.sent.length;
  await boxOf(page).press('Control+Enter');
  await until('sent', async () => zalo.sent.length === before + 1);
  await reads(page, '');
  await boxOf(slept).fill('Một tin khác hẳn.');
  await slept.getByText('đã được gửi hoặc xóa ở cửa sổ khác').waitFor();
  await boxOf(slept).press('Control+Enter');
  await until('the other one, too', async () => zalo.sent.length === before + 2);
  assert.equal(zalo.sent.at(-1)?.text, 'Một tin khác hẳn.');
  await slept.close();
});

test('no page complained', () => assert.deepEqual(person.complaints, []));
