/**
 * The day of an agent (level 1): a chat becomes a case and goes to the proposed unit by keyboard alone, a question on the
 * telephone is answered at once out of an article, somebody at the counter belongs to a case that is there already.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { seedSampleArticles } from '../../server/knowledge/index.ts';
import { type ChatChannel, standInChannel } from '../support/chat-channel.ts';
import { createUserWith, TEST_PASSWORD } from '../support/factories.ts';
import { until } from '../support/until.ts';
import { assertAccessible } from './support/axe.ts';
import { type Page, type Person, PHONE, shot, signIn, startBrowser } from './support/browser.ts';
import { type OwnClockServer, startWithOwnClock } from './support/own-clock.ts';
import { type Api, api, sessionCookie } from './support/people.ts';

const LAMP = 'Đèn đường hư tối om tại hẻm 12 đường Lê Lợi, Phường Cao Lãnh. Đi lại rất nguy hiểm.';
const COMMITTEE = 'Ủy ban nhân dân phường Cao Lãnh';
const AGENT = { username: 'agent', password: TEST_PASSWORD };

let server: OwnClockServer;
let browser: Awaited<ReturnType<typeof startBrowser>>;
let zalo: ChatChannel;
let calls: Api;
const people: Person[] = [];

before(async () => {
  [server, browser] = await Promise.all([startWithOwnClock({}), startBrowser()]);
  zalo = standInChannel(() => server.ctx, 'zalo');
  await createUserWith(server.ctx, { username: 'agent', displayName: 'Lê Thị Mai', role: 'agent' });
  await seedSampleArticles(server.ctx);
  calls = api(server.url, await sessionCookie(server.url, 'agent', TEST_PASSWORD));
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function seat(options: { viewport?: typeof PHONE; path: string }): Promise<Page> {
  const person = await signIn(browser, server.url, AGENT, options);
  people.push(person);
  return person.page;
}

async function registered(body: Record<string, unknown>): Promise<string> {
  const made = await calls.post('/cases', { type: 'site_report', channel: 'phone', content: LAMP, ...body });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body.code;
}

const contentOf = (page: Page) => page.getByRole('textbox', { name: 'Nội dung người dân phản ánh' });
const form = (page: Page) => page.getByRole('form', { name: 'Nội dung phiếu' });
const willForward = (page: Page) => form(page).getByText(`Sẽ chuyển: ${COMMITTEE}`);

/** Light and high contrast, every rule. */
async function assertClean(page: Page, where: string): Promise<void> {
  await assertAccessible(page, where);
  await page.emulateMedia({ contrast: 'more', reducedMotion: 'reduce' });
  await page.locator('html[data-theme=contrast]').waitFor();
  await assertAccessible(page, `${where}, contrast`, 'colours');
  await page.emulateMedia({ contrast: 'no-preference', reducedMotion: 'reduce' });
  await page.locator('html[data-theme=light]').waitFor();
}

test('a chat: who, what, cases alike, which unit; registered and forwarded with J, Enter, N and one chord, no mouse', async () => {
  const labels = { category: 'chieu-sang-cong-cong', area: '29869' };
  const first = await registered({ ...labels, citizen: { name: 'Trần Văn Bình', phone: '0901 111 222' } });
  await zalo.says({ id: 'z-hoa', name: 'Hoa Lê' }, `${LAMP} Số tôi 0901 234 567.`);
  const page = await seat({ path: '/desk/conversations' });
  await page.getByRole('link', { name: /Hoa Lê/ }).waitFor();

  // From here on no mouse: any press of one would be counted.
  await page.evaluate(() => {
    const counted = window as unknown as { keys: number; mouse: number };
    [counted.keys, counted.mouse] = [0, 0];
    window.addEventListener('keydown', () => (counted.keys += 1), true);
    window.addEventListener('pointerdown', () => (counted.mouse += 1), true);
  });
  const began = performance.now();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Nội dung hội thoại' }).getByText('Số tôi 0901 234 567').waitFor();
  await page.keyboard.press('n');
  await willForward(page).waitFor();
  const similar = page.getByRole('group').filter({ hasText: 'Phiếu tương tự' });
  await similar.getByText(first).waitFor();
  await similar.getByText('cùng địa bàn').waitFor();
  await page.getByText('theo địa bàn').waitFor();
  assert.ok(await contentOf(page).evaluate((field) => field === document.activeElement), 'one can type at once');
  assert.match(await contentOf(page).inputValue(), /Đèn đường hư/);
  assert.equal(await form(page).getByRole('textbox', { name: 'Điện thoại' }).inputValue(), '0901 234 567');
  assert.equal(
    await form(page).getByRole('combobox', { name: 'Lĩnh vực' }).inputValue(),
    'Chiếu sáng công cộng (Hạ tầng đô thị, xây dựng)',
  );
  await page.keyboard.press('Control+Shift+Enter');
  await page.getByText(`Đã chuyển cho ${COMMITTEE}`).waitFor();
  const took = performance.now() - began;
  const { keys, mouse } = await page.evaluate(() => {
    const { keys, mouse } = window as unknown as { keys: number; mouse: number };
    return { keys, mouse };
  });
  // J, Enter, N, and Control, Shift, Enter together.
  assert.deepEqual([keys, mouse], [6, 0]);
  console.log(`from the list to forwarded: ${keys} key presses, the machine's own time ${Math.round(took)} ms`);
  await shot(page, 'agent-forwarded-1440');
  await assertClean(page, 'forwarded');

  // Focus stands on the next thing to do, and the case says the same as the screen.
  await page.keyboard.press('Enter');
  await page.waitForURL(/cases\/1022-/);
  await page.getByText('Chờ đơn vị tiếp nhận').first().waitFor();
});

test('with Tab one comes by every field in the order in which one asks, then by unit and buttons, then by what helps', async () => {
  const page = await seat({ path: '/desk/cases/new' });
  await contentOf(page).waitFor();
  await page.keyboard.type(`${LAMP} Tôi tên Nguyễn Văn Đức, số 0901 111 222.`);
  await willForward(page).waitFor();
  await page.getByText('Người này có 1 phiếu đang mở').waitFor();
  await shot(page, 'agent-typing-1440');
  await assertClean(page, 'typing');
  const order = [
    ['combobox', 'Lĩnh vực'],
    ['combobox', 'Loại'],
    ['combobox', 'Mức khẩn'],
    ['combobox', 'Địa bàn'],
    ['textbox', 'Nơi xảy ra'],
    ['combobox', 'Qua kênh'],
    ['textbox', 'Điện thoại'],
    ['textbox', 'Họ tên'],
    ['textbox', 'Email'],
    ['checkbox', 'Muốn ẩn danh'],
    ['checkbox', 'Đồng ý công khai kết quả'],
    ['textbox', 'Tiêu đề'],
    ['radio', 'Chuyển đơn vị'],
    ['combobox', 'Đơn vị chủ trì'],
    ['combobox', 'Đơn vị phối hợp'],
    ['textbox', 'Ghi chú cho đơn vị'],
    ['button', 'Lập phiếu và chuyển'],
    ['button', 'Lập phiếu'],
  ] as const;
  const passed: string[] = [];
  for (let i = 0; i < 30 && passed.length < order.length; i += 1) {
    await page.keyboard.press('Tab');
    const next = order[passed.length];
    if (!next) break;
    const field = form(page)
      .getByRole(next[0], { name: next[1], exact: next[0] === 'button' })
      .first();
    if (await field.evaluate((node) => node === document.activeElement)) passed.push(next[1]);
  }
  assert.deepEqual(
    passed,
    order.map(([, name]) => name),
  );
  assert.equal(await form(page).getByRole('textbox', { name: 'Họ tên' }).inputValue(), 'Nguyễn Văn Đức');

  // What a hand has put in stays, whatever the words say next; and all of it outlives a reload.
  await form(page).getByRole('textbox', { name: 'Nơi xảy ra' }).fill('trước số nhà 14');
  await contentOf(page).fill('Rác chưa thu gom ở hẻm 9, Phường Cao Lãnh');
  const category = form(page).getByRole('combobox', { name: 'Lĩnh vực' });
  await until('the category follows the words', async () => /rác/i.test(await category.inputValue()));
  assert.equal(await form(page).getByRole('textbox', { name: 'Nơi xảy ra' }).inputValue(), 'trước số nhà 14');
  await page.reload();
  await contentOf(page).waitFor();
  assert.match(await contentOf(page).inputValue(), /Rác chưa thu gom/);
  assert.equal(await form(page).getByRole('textbox', { name: 'Nơi xảy ra' }).inputValue(), 'trước số nhà 14');
  await page.getByRole('button', { name: 'Xóa hết' }).click();
  assert.equal(await contentOf(page).inputValue(), '');
  await shot(page, 'agent-empty-1440');
  await assertClean(page, 'empty');
});

test('a question is answered on the spot out of an article, and the case is closed', async () => {
  const page = await seat({ path: '/desk/cases/new' });
  await contentOf(page).fill('Cho hỏi thủ tục làm giấy khai sinh cho con ở Phường Cao Lãnh');
  await form(page).getByText('Chưa có câu trả lời').waitFor();
  await page.getByRole('button', { name: 'Lập phiếu và trả lời' }).click();
  const answer = form(page).getByRole('textbox', { name: 'Nội dung trả lời' });
  await until('the missing answer is pointed at', async () => (await answer.getAttribute('aria-invalid')) === 'true');
  await assertClean(page, 'answer missing');
  await page.getByRole('button', { name: 'Chèn vào trả lời' }).first().click();
  await until('the article stands in the answer', async () => /60 ngày/.test(await answer.inputValue()));
  await shot(page, 'agent-answer-1440');
  await assertClean(page, 'answer');
  await answer.press('Control+Shift+Enter');
  await page.getByText('Đã trả lời và kết thúc phiếu').waitFor();
  await page.getByText('Mã tra cứu').waitFor();
  await page.getByRole('button', { name: 'Mở phiếu' }).press('Enter');
  await page.waitForURL(/cases\/1022-/);
  await page.getByText('Đã trả lời').first().waitFor();
});

test('somebody at the counter asks about what he has reported: linked; his neighbour reports the same: merged', async () => {
  const own = await registered({
    content: 'Cống thoát nước nghẹt ở hẻm 20, Phường Cao Lãnh',
    citizen: { name: 'Lê Dũng', phone: '0933 444 555' },
  });
  const page = await seat({ path: '/desk/cases/new' });
  await contentOf(page).fill('Hỏi sao cống hẻm 20 chưa ai thông');
  await form(page).getByRole('textbox', { name: 'Điện thoại' }).fill('0933 444 555');
  const open = page.getByRole('region', { name: 'Phiếu đang mở' });
  await open.getByText(own).waitFor();
  await open.getByRole('button', { name: 'Nối vào phiếu này' }).click();
  await page.getByRole('heading', { name: `Đã nối vào phiếu ${own}` }).waitFor();
  const { items } = (await calls.get(`/cases/${own}/timeline`)).body;
  assert.match(JSON.stringify(items), /Hỏi sao cống hẻm 20 chưa ai thông/);
  await page.getByRole('button', { name: 'Lập phiếu khác' }).click();

  const street = await registered({
    content: 'Cây xanh ngã đổ trước chợ Mỹ Ngãi, Phường Cao Lãnh',
    category: 'cay-xanh',
    area: '29869',
  });
  await contentOf(page).fill('Cây xanh ngã đổ trước chợ Mỹ Ngãi, Phường Cao Lãnh, xe không qua được');
  const card = page.getByRole('listitem').filter({ hasText: street });
  await card.getByRole('button', { name: 'Lập và gộp vào phiếu này' }).click();
  await page.getByText(`Đã gộp vào phiếu ${street}`).waitFor();
  await assertClean(page, 'merged');
});

test('what many report: the words to say, one tick, and the contact stands in the incident', async () => {
  await createUserWith(server.ctx, { username: 'giamsat', displayName: 'Trần Ngọc Hân', role: 'supervisor' });
  const supervisor = api(server.url, await sessionCookie(server.url, 'giamsat', TEST_PASSWORD));
  const where = { category: 'mat-dien', area: '28249' };
  const parent = await registered({ ...where, content: 'Mất điện cả khu phố' });
  const words = { title: 'Mất điện phường Đạo Thạnh', told: 'Điện lực đang thay máy biến áp.' };
  const declared = await supervisor.post('/incidents', { ...words, category: 'dien', areas: ['28249'], case: parent });
  assert.equal(declared.status, 201, JSON.stringify(declared.body));
  const page = await seat({ path: '/desk/cases/new' });
  await contentOf(page).fill('Nhà tôi ở phường Đạo Thạnh mất điện từ trưa');
  await form(page).getByRole('button', { name: '1 sự cố có thể liên quan' }).waitFor();
  await page.getByText('Điện lực đang thay máy biến áp.').waitFor();
  await page.getByRole('checkbox', { name: /Ghi phiếu này vào sự cố/ }).check();
  await form(page).getByText('Sẽ ghi vào sự cố: Mất điện phường Đạo Thạnh').waitFor();
  await assertClean(page, 'joins an incident');
  await contentOf(page).press('Control+Shift+Enter');
  await page.getByText(/Đã ghi vào sự cố chung “Mất điện phường Đạo Thạnh”/).waitFor();
  await page.getByRole('button', { name: 'Mở phiếu' }).click();
  await page.getByRole('complementary', { name: 'Thuộc sự cố chung' }).getByText(words.told).waitFor();
  assert.equal((await calls.get(`/cases?view=all&parent=${parent}`)).body.items.length, 1);
});

test('each half is told by itself: the unit refuses nothing, but the line breaks between the two', async () => {
  const page = await seat({ path: '/desk/cases/new' });
  await contentOf(page).fill(LAMP);
  await willForward(page).waitFor();
  await page.route('**/api/v1/cases/*/actions', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await contentOf(page).press('Control+Shift+Enter');
  await page.getByText('Phiếu đã lập nhưng CHƯA chuyển được.').waitFor();
  const title = (await page.getByRole('heading', { name: /Đã lập phiếu/ }).textContent()) ?? '';
  const code = /1022-\d+-\d+/.exec(title)?.[0] ?? '';
  assert.equal((await calls.get(`/cases/${code}`)).body.status, 'received');
  await shot(page, 'agent-half-1440');
  await assertClean(page, 'half done');
  // A reload must not lose what is still to be done, nor register twice.
  await page.reload();
  await page.getByText('Phiếu đã lập nhưng CHƯA chuyển được.').waitFor();
  await page.unroute('**/api/v1/cases/*/actions');
  await page.getByRole('button', { name: 'Chuyển lại' }).click();
  await page.getByText(`Đã chuyển cho ${COMMITTEE}`).waitFor();
  assert.equal((await calls.get(`/cases/${code}`)).body.status, 'forwarded');
  await page.getByRole('button', { name: 'Lập phiếu khác' }).click();

  // The line is gone: it is said, the words stay, and sending them again makes one case.
  await contentOf(page).fill('Nước yếu ba ngày nay ở khóm 2, Phường Cao Lãnh');
  await willForward(page)
    .or(form(page).getByText(/Sẽ chuyển|Chưa chọn đơn vị/))
    .first()
    .waitFor();
  await page.context().setOffline(true);
  await contentOf(page).press('Control+Enter');
  await form(page).getByRole('alert').waitFor();
  assert.match(await contentOf(page).inputValue(), /khóm 2/);
  await page.context().setOffline(false);
  await contentOf(page).press('Control+Enter');
  await page.getByRole('heading', { name: /Đã lập phiếu/ }).waitFor();
  await page.getByRole('button', { name: 'Lập phiếu khác' }).click();

  // The session ends under one's hands: the password is asked for over the page, and nothing is typed again.
  await contentOf(page).fill('Nước yếu ba ngày nay ở khóm 3, Phường Cao Lãnh');
  await page.context().clearCookies();
  await contentOf(page).press('Control+Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mật khẩu', { exact: true }).fill(TEST_PASSWORD);
  await dialog.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByRole('heading', { name: /Đã lập phiếu/ }).waitFor();
});

test('on a phone the parts fold; several people of one number are asked for, and anonymous means nobody is', async () => {
  for (const name of ['Mẹ', 'Con']) {
    const code = await registered({
      content: `Việc của ${name}`,
      citizen: { name, email: `${name === 'Mẹ' ? 'me' : 'con'}@thu.example` },
    });
    const found = (await calls.get(`/citizens?q=${name === 'Mẹ' ? 'me' : 'con'}@thu.example`)).body.items[0];
    await calls.post(`/citizens/${found.id}/identities`, { kind: 'phone', value: '0912 000 001' });
    assert.ok(code);
  }
  const page = await seat({ viewport: PHONE, path: '/desk/cases/new' });
  await contentOf(page).fill(LAMP);
  await form(page).getByRole('textbox', { name: 'Điện thoại' }).fill('0912 000 001');
  const who = page.getByRole('radiogroup', { name: /Nhiều người dùng chung/ });
  await who.getByRole('radio', { name: 'Con' }).check();
  assert.equal(await form(page).getByRole('textbox', { name: 'Họ tên' }).inputValue(), 'Con');
  await shot(page, 'agent-phone-390');
  await assertClean(page, 'phone');
  await form(page).getByRole('checkbox', { name: 'Muốn ẩn danh' }).check();
  await page.getByText('Ẩn danh: không ghi tên').waitFor();
  await form(page).getByRole('button', { name: 'Lập phiếu', exact: true }).click();
  await page.getByRole('heading', { name: /Đã lập phiếu/ }).waitFor();
  assert.deepEqual(
    people.flatMap((one) => one.complaints).filter((line) => !/ERR_FAILED|ERR_INTERNET_DISCONNECTED/.test(line)),
    [],
  );
});
