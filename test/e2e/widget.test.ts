/** The chat window in the page of another site: keyboard, input methods, a line that breaks, several tabs, no barriers. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { createUserWith, TEST_PASSWORD } from '../support/factories.ts';
import { until } from '../support/until.ts';
import { assertAccessible } from './support/axe.ts';
import { openDesk, shot, startBrowser } from './support/browser.ts';
import { type OwnClockServer, startWithOwnClock } from './support/own-clock.ts';
import { type Api, api, sessionCookie } from './support/people.ts';

let server: OwnClockServer;
let browser: Browser;
let site: Server;
let siteUrl: string;
let agent: Api;
let context: BrowserContext;

/** A page as strict and as rude as any: nothing but ours may load, and its style wants to reach everything. */
const rudePage = (ours: string) => `<!doctype html><html lang="vi"><head><title>Sở Y tế</title>
<style>* { all: unset !important; color: red !important; } iframe, button, div { display: none !important; }</style></head>
<body><a href="#x">Một liên kết</a><script async src="${ours}/widget.js" data-widget-key="wk_cong-dan"></script></body></html>`;

before(async () => {
  site = createServer((_request, response) => {
    const ours = server.url;
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src ${ours}; connect-src ${ours}; frame-src ${ours}; style-src 'unsafe-inline'`,
    });
    response.end(rudePage(ours));
  });
  await new Promise<void>((resolve) => site.listen(0, resolve));
  siteUrl = `http://localhost:${(site.address() as AddressInfo).port}`;
  const start = startWithOwnClock(
    {},
    {
      async prepare(ctx) {
        await ctx.db
          .updateTable('widget_sites')
          .set({ origins: [siteUrl] })
          .execute();
        await ctx.db.updateTable('routing_settings').set({ offline_after_seconds: 3600 }).execute();
        await createUserWith(ctx, { username: 'lan', displayName: 'Lê Thị Lan', role: 'agent' });
      },
    },
  );
  [server, browser] = await Promise.all([start, startBrowser()]);
  agent = api(server.url, await sessionCookie(server.url, 'lan', TEST_PASSWORD));
  const there = await agent.send('PUT', '/me/presence', { state: 'available' });
  assert.equal(there.status, 200, JSON.stringify(there.body));
});
after(async () => {
  await browser?.close();
  await server?.stop();
  site?.close();
});

const windowOf = async (page: Page): Promise<Frame> => {
  const handle = await page.locator('iframe').elementHandle();
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error('there is no window');
  return frame;
};
/** The newest conversation as the desk has it. */
const atDesk = async () => {
  const [conversation] = (await agent.get('/conversations?channel=livechat')).body.items;
  const { items } = (await agent.get(`/conversations/${conversation.id}/messages`)).body;
  return { id: conversation.id as string, texts: items.map((m: { text: string }) => m.text) as string[] };
};
const bubbles = (frame: Frame | Page) => frame.locator('[data-message] > p').allInnerTexts();

test('by keyboard alone, in a page that forbids and restyles everything: ask, compose, be answered', async () => {
  const person = await openDesk(browser, siteUrl);
  ({ context } = person);
  const { page } = person;
  await page.goto(siteUrl);
  const button = page.getByRole('button', { name: 'Mở trò chuyện' });
  await button.waitFor();
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  assert.equal(page.frames().length, 1, 'the window is not loaded before it is opened');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const frame = await windowOf(page);
  await frame.getByRole('combobox', { name: 'Nội dung cần hỗ trợ' }).waitFor();
  await until('focus in the window', () => frame.evaluate(() => document.activeElement?.id === 'topic'));

  await page.keyboard.press('Escape');
  await until('focus back on the button', () =>
    page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.tagName === 'BUTTON'),
  );
  await page.keyboard.press('Enter');
  await until('focus in the window again', () => frame.evaluate(() => document.activeElement?.id === 'topic'));

  await frame.getByRole('button', { name: 'Bắt đầu trò chuyện' }).press('Enter');
  await until('the first wrong field has the focus', () =>
    frame.evaluate(
      () => document.activeElement?.id === 'topic' && document.activeElement.getAttribute('aria-invalid') === 'true',
    ),
  );
  await assertAccessible(frame as unknown as Page, 'form with problems');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('Đường Lê Lợi ngập');
  await frame.getByRole('textbox', { name: 'Họ và tên' }).press('End');
  await page.keyboard.insertText('Nguyễn Thị Sen');
  await frame.getByRole('checkbox').press('Space');
  await frame.getByRole('button', { name: 'Bắt đầu trò chuyện' }).press('Enter');
  await frame.getByText('Đã gửi').waitFor();
  assert.deepEqual((await atDesk()).texts, ['Đường Lê Lợi ngập']);

  const field = frame.getByRole('textbox', { name: 'Tin nhắn' });
  await until('one can write at once', () => frame.evaluate(() => document.activeElement?.tagName === 'TEXTAREA'));
  // Enter inside a composition takes the syllable; it does not send.
  await page.keyboard.insertText('Nước vào nha');
  await field.evaluate((element) => {
    element.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
    );
    element.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true }),
    );
  });
  assert.equal(await field.inputValue(), 'Nước vào nha');
  await field.fill('Nước vào nhà');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.insertText('từ sáng');
  await page.keyboard.press('Enter');
  await until('both at the desk', async () => (await atDesk()).texts.length === 2);
  assert.deepEqual((await atDesk()).texts, ['Đường Lê Lợi ngập', 'Nước vào nhà\ntừ sáng']);

  const { id } = await atDesk();
  await agent.post(`/conversations/${id}/messages`, { text: 'Chào bà Sen, tôi chuyển ngay.' });
  await frame.getByText('tôi chuyển ngay').waitFor();
  await until('the agent sees that it was read', async () => {
    const { items } = (await agent.get(`/conversations/${id}/messages`)).body;
    return items.at(-1).state === 'read';
  });
  await assertAccessible(frame as unknown as Page, 'conversation');
  await shot(page, 'widget-chat');
  assert.deepEqual(
    person.complaints.filter((line) => !/violates|Refused to apply/.test(line)),
    [],
  );
});

test('the line is cut in mid-conversation, an acknowledgement gets lost, the page is loaded again: all once, in order', async () => {
  const page = context.pages()[0] as Page;
  const frame = await windowOf(page);
  const field = frame.getByRole('textbox', { name: 'Tin nhắn' });
  const { id } = await atDesk();
  await context.setOffline(true);
  await frame.getByText('Mất kết nối').waitFor();
  for (const text of ['một', 'hai', 'ba']) {
    await field.fill(text);
    await field.press('Enter');
  }
  assert.equal(await frame.getByText('Chờ gửi').count(), 3);
  await agent.post(`/conversations/${id}/messages`, { text: 'Trong lúc mất mạng.' });
  assert.equal(await frame.getByText('Trong lúc mất mạng').count(), 0);
  let lost = 0;
  await page.route('**/api/v1/widget/messages', async (route) => {
    if (lost++ > 0) return route.continue();
    // The server has it, the window does not know.
    await route.fetch();
    await route.abort('connectionreset');
  });
  await context.setOffline(false);
  await frame.getByText('Trong lúc mất mạng').waitFor();
  await until('nothing waits', async () => (await frame.locator('[data-unsent]').count()) === 0);
  const expected = ['Trong lúc mất mạng.', 'một', 'hai', 'ba'];
  const shown = (await bubbles(frame)).slice(-4);
  assert.deepEqual([...shown].sort(), [...expected].sort());
  assert.deepEqual(
    shown.filter((t) => t !== expected[0]),
    ['một', 'hai', 'ba'],
    'in the order of typing',
  );
  // The lost one is sent again, unless the socket has brought it before.
  assert.ok(lost >= 3);
  const { texts } = await atDesk();
  for (const text of expected)
    assert.equal(texts.filter((t) => t === text).length, 1, `${text} stands at the desk once`);

  await page.unroute('**/api/v1/widget/messages');
  await page.reload();
  await page.getByRole('button', { name: /Mở trò chuyện/ }).click();
  const again = await windowOf(page);
  await until('who comes back finds everything', async () => (await bubbles(again)).length === texts.length);
});

test('two tabs: both show the same, and the one that stays has the line when the other goes', async () => {
  // Another site: its page lends the window a place. Our own: the window keeps things itself.
  const first = context.pages()[0] as Page;
  const second = await context.newPage();
  await second.goto(siteUrl);
  await second.getByRole('button', { name: /Mở trò chuyện/ }).click();
  const here = await windowOf(first);
  const there = await windowOf(second);
  const field = there.getByRole('textbox', { name: 'Tin nhắn' });
  await field.fill('từ tab thứ hai');
  await field.press('Enter');
  for (const frame of [here, there]) await frame.locator('[data-message]', { hasText: 'từ tab thứ hai' }).waitFor();
  await first.close();
  await field.fill('tab đầu đã đóng');
  await field.press('Enter');
  await there.locator('[data-message]', { hasText: 'tab đầu đã đóng' }).waitFor();
  const { id, texts } = await atDesk();
  assert.deepEqual(texts.slice(-2), ['từ tab thứ hai', 'tab đầu đã đóng']);
  await agent.post(`/conversations/${id}/messages`, { text: 'Đã nhận.' });
  await there.getByText('Đã nhận.').waitFor();

  await there.getByRole('button', { name: 'Kết thúc' }).click();
  await there.locator('.ask').getByRole('button', { name: 'Kết thúc' }).click();
  await there.getByRole('radio', { name: 'Rất hài lòng' }).check();
  await assertAccessible(there as unknown as Page, 'ended');
  await there.getByRole('button', { name: 'Gửi đánh giá' }).click();
  await there.getByText('Cảm ơn ông/bà').waitFor();
  const { score } = await server.ctx.db.selectFrom('conversation_ratings').select('score').executeTakeFirstOrThrow();
  assert.equal(score, 5);
});

test('on our own pages: one line for two tabs, and both show the same', async () => {
  const person = await openDesk(browser, server.url);
  const lines: string[] = [];
  const open = async (page: Page) => {
    page.on('websocket', (socket) => lines.push(socket.url()));
    await page.goto('/');
    await page.getByRole('button', { name: /Mở trò chuyện/ }).click();
    return windowOf(page);
  };
  const here = await open(person.page);
  await here.getByRole('combobox').selectOption({ index: 1 });
  await here.getByRole('textbox', { name: 'Ông/bà cần hỗ trợ việc gì?' }).fill('Giờ làm việc?');
  await here.getByRole('textbox', { name: 'Họ và tên' }).fill('Trần Văn Út');
  await here.getByRole('checkbox').check();
  await here.getByRole('button', { name: 'Bắt đầu trò chuyện' }).click();
  await here.getByText('Đã gửi').waitFor();
  const second = await person.context.newPage();
  const there = await open(second);
  const field = there.getByRole('textbox', { name: 'Tin nhắn' });
  await field.fill('Thứ Bảy có làm không?');
  await field.press('Enter');
  for (const frame of [here, there]) await frame.locator('[data-message]', { hasText: 'Thứ Bảy' }).waitFor();
  assert.equal(lines.length, 1, 'the second tab speaks through the first');
  await person.page.close();
  const { id } = await atDesk();
  await agent.post(`/conversations/${id}/messages`, { text: 'Có, buổi sáng.' });
  await there.getByText('Có, buổi sáng.').waitFor();
  assert.equal(lines.length, 2, 'the one that stays has taken over the line');
  await person.context.close();
});

test('at 320 pixels, in every theme, in English; when nobody is there a case is left', async () => {
  await agent.send('PUT', '/me/presence', { state: 'offline' });
  const person = await openDesk(browser, server.url, { viewport: { width: 320, height: 640 } });
  const { page } = person;
  await until('the window knows that nobody is there', async () => {
    await page.goto('/w/wk_cong-dan?lang=en');
    await page.getByRole('combobox').waitFor();
    return (await page.getByText('Nobody is here right now').count()) > 0;
  });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), 'nothing is wider than the screen');
  await assertAccessible(page, 'offline form');
  for (const media of [{ colorScheme: 'dark' }, { contrast: 'more' }, { forcedColors: 'active' }] as const) {
    await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none', ...media });
    await assertAccessible(page, `offline form, ${JSON.stringify(media)}`, 'colours');
  }
  await page.getByRole('combobox').selectOption({ index: 3 });
  await page.getByRole('textbox', { name: 'How can we help you?' }).fill('Broken street light at the market');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('heading', { name: 'We have received your message' }).waitFor();
  const code = await page.locator('dd').first().innerText();
  assert.match(code, /^1022-\d{6}-\d{4}$/);
  await assertAccessible(page, 'receipt');
  assert.equal((await agent.get(`/cases/${code}`)).body.type, 'site_report');

  const stranger = await person.context.newPage();
  const refused = stranger.waitForEvent('console', (message) => message.text().startsWith('1022:'));
  await stranger.goto(siteUrl.replace('localhost', '127.0.0.1'));
  await refused;
  assert.equal(await stranger.getByRole('button').count(), 0, 'a page that is not on the list has no button');
});
