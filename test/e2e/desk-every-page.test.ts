/**
 * Every page that the navigation of any role leads to, with a demonstration's data: no accessibility finding in light,
 * colours that hold in dark and high contrast, room for a finger on a phone, and nothing there that sticks out sideways
 * with large letters.
 * The list of pages is the navigation itself, so a new page is looked at without anybody adding it here.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { seedDemo } from '../../server/demo/index.ts';
import { assertAccessible } from './support/axe.ts';
import { DESKTOP, type Person, PHONE, shot, signIn, startBrowser } from './support/browser.ts';
import { type OwnClockServer, startWithOwnClock } from './support/own-clock.ts';
import { vietnameseLeft, watchData } from './support/vietnamese-left.ts';

const PASSWORD = 'demo-1022';
/** Who has most pages first: each page is opened by the first who may. */
const ROLES = ['supervisor', 'admin', 'officer', 'leader', 'province', 'agent', 'publisher'];

let server: OwnClockServer;
let browser: Browser;

before(async () => {
  [server, browser] = await Promise.all([
    startWithOwnClock({ DEMO_PASSWORD: PASSWORD }, { demo: true, prepare: (ctx) => seedDemo(ctx, { cases: 40 }) }),
    startBrowser(),
  ]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const seen = new Set<string>();

for (const username of ROLES)
  test(`every page of ${username}`, async () => {
    const person = await signIn(browser, server.url, { username, password: PASSWORD });
    const paths = await pagesOf(person.page);
    const faults: string[] = [];
    for (const path of paths.filter((one) => !seen.has(one))) {
      seen.add(path);
      await look(person, path).catch((error: Error) => faults.push(`${path}: ${error.message}`));
    }
    assert.deepEqual(faults, []);
    assert.deepEqual(person.complaints, []);
    await person.context.close();
  });

test('English at once: nothing of ours is left in Vietnamese, and the server speaks it, too', async () => {
  const person = await signIn(browser, server.url, { username: 'supervisor', password: PASSWORD });
  const { page } = person;
  const told = watchData(page);
  const code = await page.evaluate(async () => {
    const { items } = await (await fetch('/api/v1/cases?view=all&status=processing&limit=1')).json();
    return items[0].code as string;
  });
  await page.goto(`/desk/cases/${code}`);
  await page.getByRole('button', { name: 'Vì sao hạn này?' }).waitFor();
  assert.ok((await vietnameseLeft(page, told)).length > 20, 'in Vietnamese they are seen');
  await page.getByRole('button', { name: 'Hiển thị' }).click();
  await page.getByText('English', { exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Why this date?' }).click();
  const sum = page.getByRole('dialog').getByRole('list');
  await sum.getByText(/^Due: \d\d:\d\d/).waitFor();
  assert.doesNotMatch(await sum.innerText(), /Tính từ|Hạn:|còn \d|làm việc\./);
  await shot(page, 'english-due');
  await page.keyboard.press('Escape');
  const faults: string[] = [];
  for (const path of [
    null,
    '/desk/board',
    '/desk/waiting',
    '/desk/exceptions',
    '/desk/calls',
    '/desk/admin/channels',
  ]) {
    if (path) await page.goto(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    faults.push(...(await vietnameseLeft(page, told)).map((text) => `${path ?? 'case'}: ${text}`));
  }
  assert.deepEqual(faults, []);
  assert.deepEqual(person.complaints, []);
  await person.context.close();
});

async function pagesOf(page: Page): Promise<string[]> {
  const nav = page.getByRole('navigation').first();
  await nav.getByRole('link').first().waitFor();
  const links = await nav.getByRole('link').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  return links.map((url) => new URL(url).pathname);
}

async function look({ page }: Person, path: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  await assertAccessible(page, `${path} in light`);
  await shot(page, `page${path.replaceAll('/', '-')}`);
  // The desk follows what the system wishes while nobody has chosen otherwise.
  await page.emulateMedia({ colorScheme: 'dark', contrast: 'no-preference' });
  await assertAccessible(page, `${path} in dark`, 'colours');
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  await assertAccessible(page, `${path} in high contrast`, 'colours');
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
  await page.setViewportSize(PHONE);
  await assertAccessible(page, `${path} on a phone`, 'targets');
  await page.evaluate(() => Object.assign(document.documentElement.dataset, { text: 'large' }));
  // What is cut off sideways cannot be scrolled to: the tools of the header count as well.
  const wide = await page.evaluate(() => {
    const edges = [...(document.querySelector('header')?.querySelectorAll('button') ?? [])].map(
      (one) => one.getBoundingClientRect().right,
    );
    return Math.round(Math.max(document.documentElement.scrollWidth, ...edges) - window.innerWidth);
  });
  await shot(page, `phone${path.replaceAll('/', '-')}`);
  await page.setViewportSize(DESKTOP);
  assert.ok(wide <= 0, `on a phone with large letters it is ${wide} px too wide`);
}
