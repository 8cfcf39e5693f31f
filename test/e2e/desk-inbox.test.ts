/** The inbox in a real browser: a chat from its first message to its case, at a wide and at a narrow screen. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ChatChannel, standInChannel } from '../support/chat-channel.ts';
import { createUserWith, TEST_PASSWORD } from '../support/factories.ts';
import { until } from '../support/until.ts';
import { assertAccessible } from './support/axe.ts';
import { type Person, PHONE, shot, signIn, startBrowser } from './support/browser.ts';
import { type OwnClockServer, startWithOwnClock } from './support/own-clock.ts';

let server: OwnClockServer;
let browser: Awaited<ReturnType<typeof startBrowser>>;
let zalo: ChatChannel;
const people: Person[] = [];

before(async () => {
  [server, browser] = await Promise.all([startWithOwnClock({}), startBrowser()]);
  // Takes the place of the real adapter, which would call Zalo.
  zalo = standInChannel(() => server.ctx, 'zalo');
  await createUserWith(server.ctx, { username: 'agent', displayName: 'Lê Thị Mai', role: 'agent' });
  await createUserWith(server.ctx, { username: 'agent2', displayName: 'Phạm Văn Hai', role: 'agent' });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function seat(options: { viewport?: typeof PHONE; path: string }) {
  const person = await signIn(browser, server.url, { username: 'agent', password: TEST_PASSWORD }, options);
  people.push(person);
  return person.page;
}

const hoa = { id: '2468458835296197922', name: 'Hoa Lê' };

test('an empty inbox, a message that announces itself, a reply by keyboard, a case of what was said', async () => {
  const page = await seat({ path: '/desk/conversations' });
  await page.getByText('Không có hội thoại nào.').waitFor();
  await shot(page, 'inbox-empty-1440');
  await zalo.says(
    hoa,
    'Đèn đường hư tối om tại hẻm 12 đường Lê Lợi, Phường Cao Lãnh. Rất nguy hiểm. Số tôi 0901 234 567.',
  );
  await page.getByRole('link', { name: /Hoa Lê/ }).click();
  const log = page.getByRole('region', { name: 'Nội dung hội thoại' });
  await log.getByText('Đèn đường hư tối om').waitFor();
  await page.getByText('Trả lời được đến').waitFor();
  await page.getByRole('complementary', { name: 'Người dân và phiếu' }).getByText('đã xác minh').waitFor();

  // Telex: Enter during composition only ends the word; a draft outlives a reload.
  const box = page.getByRole('textbox', { name: 'Trả lời' });
  await page.getByRole('button', { name: 'Ctrl+Enter để gửi' }).click();
  await box.fill('Dạ tổng đài đã nhận');
  await box.dispatchEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true, bubbles: true });
  assert.equal(zalo.sent.length, 0);
  await page.reload();
  await box.waitFor();
  await until('the draft is back', async () => (await box.inputValue()) === 'Dạ tổng đài đã nhận');
  await box.press('Enter');
  await until('the reply is handed to the channel', async () => zalo.sent.length === 1);
  await log.getByText('đã gửi').waitFor();
  await until('the field is empty again', async () => (await box.inputValue()) === '');

  await page.getByRole('button', { name: 'Lập phiếu' }).last().click();
  const form = page.getByRole('form', { name: 'Nội dung phiếu' });
  await form.getByText('Những ô ghi “gợi ý” được điền theo lời người dân').waitFor();
  const phoneField = form.getByRole('textbox', { name: 'Điện thoại' });
  await until('the number is filled in', async () => (await phoneField.inputValue()) === '0901 234 567');
  await assertAccessible(page, 'case of a conversation');
  await shot(page, 'inbox-make-case-1440');
  await form.getByRole('button', { name: 'Lập phiếu', exact: true }).click();
  await page.getByRole('button', { name: 'Về hội thoại' }).click();
  await page
    .getByRole('complementary')
    .getByRole('link', { name: /^1022-/ })
    .first()
    .waitFor();
});

test('full: parts, quotes, a double citizen, a failed message, a closed window; in every theme', async () => {
  const { conversationId } = await zalo.says(hoa, 'Chỗ này đây ạ', {
    parts: [
      { kind: 'location', lat: 10.4602, lng: 105.6329, text: 'Hẻm 12 Lê Lợi' },
      { kind: 'sticker', label: 'Cảm ơn' },
      { kind: 'contact', name: 'Anh Tư tổ trưởng', phone: '0912 000 111' },
    ],
  });
  zalo.fate({
    state: 'failed',
    detail: { vi: 'Người dân đã chặn tin của tổng đài trên Zalo.', en: 'The citizen has blocked the centre on Zalo.' },
  });
  for (let i = 0; i < 6; i += 1)
    await zalo.says(
      {
        id: `nguoi-${i}`,
        name: ['Trần Văn Bình', 'Nguyễn Thị Cúc', 'Lê Dũng', 'Võ Em', 'Phan Giang', 'Lê Thị Hoa'][i] ?? '',
      },
      [
        'Nước yếu ba ngày nay',
        'Xin hỏi thủ tục làm khai sinh',
        'Karaoke ồn quá',
        'Cảm ơn tổng đài',
        'Rác chưa thu gom',
        'Tôi là Hoa, số 0901234567 đây',
      ][i] ?? '',
    );
  const page = await seat({ path: `/desk/conversations/${conversationId}` });
  const log = page.getByRole('region', { name: 'Nội dung hội thoại' });
  await log.getByText('Anh Tư tổ trưởng').waitFor();
  await log.getByRole('button', { name: 'Trả lời tin này' }).last().click();
  const box = page.getByRole('textbox', { name: 'Trả lời' });
  await box.fill('Dạ em ghi nhận vị trí');
  await box.press('Control+Enter');
  await log.getByText('Người dân đã chặn tin của tổng đài trên Zalo.').waitFor();
  await log.getByRole('button', { name: 'Gửi lại' }).waitFor();
  await page.getByText('Có thể là cùng một người').waitFor();
  await shot(page, 'inbox-full-1440');
  await assertAccessible(page, 'inbox');
  for (const [name, media] of [
    ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
    ['contrast', { colorScheme: 'light', contrast: 'more' }],
  ] as const) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await page.locator(`html[data-theme=${name}]`).waitFor();
    await shot(page, `inbox-full-${name}`);
    await assertAccessible(page, `inbox, ${name}`, 'colours');
  }
  zalo.fate(null);
  await log.focus();
  await page.keyboard.press('k');
  await page.getByRole('heading', { name: 'Trần Văn Bình' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Chọn một hội thoại để đọc').waitFor();

  // One at a time on a phone; the window over, the way on is said before one types.
  const longAgo = new Date(server.ctx.clock.now().getTime() - 8 * 86_400_000);
  await server.ctx.db
    .updateTable('conversations')
    .set({ last_in_at: longAgo })
    .where('address', '=', 'nguoi-1')
    .execute();
  const phone = await seat({ viewport: PHONE, path: '/desk/conversations' });
  await phone.getByRole('link', { name: /Nguyễn Thị Cúc/ }).waitFor();
  await shot(phone, 'inbox-list-390');
  await assertAccessible(phone, 'list on a phone');
  await phone.getByRole('link', { name: /Nguyễn Thị Cúc/ }).click();
  await phone.getByText('Không trả lời được trên kênh này').waitFor();
  await shot(phone, 'inbox-closed-window-390');
  await assertAccessible(phone, 'closed window on a phone');
  await phone.getByRole('button', { name: 'Hẹn gọi lại' }).first().click();
  const ask = phone.getByRole('dialog', { name: 'Hẹn gọi lại cho người dân' });
  await ask.getByRole('textbox', { name: 'Số điện thoại' }).fill('0933 444 555');
  await ask.getByRole('textbox', { name: 'Nội dung cần nói' }).fill('Hướng dẫn thủ tục khai sinh');
  await ask.getByRole('button', { name: 'Ghi việc gọi lại' }).click();
  await ask.waitFor({ state: 'detached' });
  await phone.goto('/desk/callbacks');
  const task = phone.getByRole('article', { name: /Trả lời người dân/ });
  await task.getByText('0933 444 555').waitFor();
  await shot(phone, 'callbacks-390');
  await assertAccessible(phone, 'call-backs');
  await task.getByRole('button', { name: 'Đã nói chuyện' }).click();
  await phone.getByText('Không còn ai phải gọi lại.').waitFor();
});

test('two records of one person are made one on their page, and taken apart again', async () => {
  const page = await seat({ path: '/desk/citizens?q=hoa' });
  await page.getByRole('link', { name: /Hoa Lê/ }).click();
  await page.getByRole('heading', { name: 'Hoa Lê' }).waitFor();
  await page.getByRole('button', { name: 'Gộp làm một' }).first().click();
  await page.getByRole('button', { name: 'Tách ra' }).waitFor();
  await shot(page, 'citizen-1440');
  await assertAccessible(page, 'citizen');
  await page.getByRole('button', { name: 'Tách ra' }).click();
  await page.getByText(/Đã tách bởi/).waitFor();
  assert.deepEqual(
    people.flatMap((one) => one.complaints),
    [],
  );
});
