/** The list that a telephone shows while the desk is still on its way, and what the desk makes of what was done there. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from './support/axe.ts';
import { DESKTOP, type Page, PHONE, shot } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office?.stop());

/** What a person sees: places, sizes and words of everything that stands in both screens. */
function seen(page: Page) {
  return page.evaluate(() => {
    const place = (one: Element) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return [x, y, width, height].map(Math.round);
    };
    const named = [
      'header',
      'header button',
      'header a',
      'h1',
      'input[type=search]',
      'select',
      'nav[aria-label="Điều hướng nhanh"]',
    ];
    const parts = named.flatMap((selector) =>
      [...document.querySelectorAll(selector)].filter((one) => one.clientWidth > 0).slice(0, 1),
    );
    const rows = [...document.querySelectorAll<HTMLElement>('[role=listitem]')].slice(0, 6);
    const tabs = [...document.querySelectorAll<HTMLElement>('nav[aria-label="Điều hướng nhanh"] > *')];
    return {
      places: [...parts, ...rows].map(place),
      words: [
        ...parts.map((one) => one.tagName),
        ...rows.flatMap((one) => [one.innerText, one.querySelector('svg')?.outerHTML]),
        ...tabs.flatMap((one) => [one.innerText, one.getAttribute('aria-current')]),
      ],
    };
  });
}

/** Opens an address on a telephone and holds the desk back; `release` lets it come and waits until it stands. */
async function held(username: Parameters<Office['seat']>[0], path: string, options: { language?: 'en' } = {}) {
  const page = await office.seat(username, { viewport: PHONE, path: '/desk/me/sessions' });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  if (options.language)
    await page.evaluate(() => localStorage.setItem('1022.preferences', JSON.stringify({ language: 'en' })));
  let release = () => {};
  const open = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/assets\/desk-[^/]*\.js$/, async (route) => {
    await open;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  return {
    page,
    asked,
    async release() {
      release();
      await page.waitForFunction(
        () => document.querySelector('#desk > *') !== null && !document.querySelector('[data-first]'),
      );
    },
  };
}

test('the list stands before the desk, and the desk puts the same in its place', async () => {
  const { page, asked, release } = await held('officer', '/desk/queue/unit');
  await page.locator('[data-row]').nth(2).waitFor();
  assert.equal(await page.locator('[data-first]').count(), 1, 'the desk is still on its way');
  await page.locator('.meta', { hasText: 'phiếu' }).first().waitFor();
  await page.evaluate(() => document.fonts.ready);
  await assertAccessible(page, 'first screen');
  await shot(page, 'first-screen');
  const before = await seen(page);
  await release();
  const after = await seen(page);
  assert.deepEqual(after.words, before.words);
  // The desk places rows at whole pixels.
  after.places.flat().forEach((n, i) => {
    assert.ok(Math.abs(n - (before.places.flat()[i] ?? -1)) <= 1, `${JSON.stringify([after.places, before.places])}`);
  });
  assert.ok(before.words.length > 12);
  const lists = asked.filter((path) => path === '/api/v1/cases').length;
  assert.ok(lists <= 2, `the list is asked for once, and once more when the live feed begins; asked ${lists} times`);
});

test('what was marked and how far one had scrolled is kept', async () => {
  const { page, release } = await held('officer', '/desk/queue/unit');
  const rows = page.locator('[data-row]');
  await rows.nth(2).waitFor();
  const second = await rows.nth(1).getAttribute('data-row');
  await page.getByRole('checkbox', { name: second as string }).check();
  await rows.nth(2).focus();
  await release();
  await page.getByText('Đã chọn 1 phiếu', { exact: true }).waitFor();
  assert.equal(await page.getByRole('checkbox', { name: second as string }).isChecked(), true);
  const third = await page.locator('[data-index="2"] [data-row]').getAttribute('data-row');
  await page.waitForFunction((code) => (document.activeElement as HTMLElement | null)?.dataset.row === code, third);
});

test('a case that was tapped opens as soon as the desk is there, and the way back leads to the list', async () => {
  const { page, release } = await held('officer', '/desk/queue/unit');
  const row = page.locator(`[data-row="${office.cases.processing}"]`);
  await row.click();
  assert.equal(await row.getAttribute('aria-current'), 'true');
  assert.match(page.url(), new RegExp(`/desk/queue/unit/${office.cases.processing}$`));
  await release();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.getByRole('heading', { name: /./ }).first().waitFor();
  await page.goBack();
  await row.waitFor({ state: 'visible' });
});

test('words typed into the search stay, and narrow the list', async () => {
  const { page, release } = await held('officer', '/desk/queue/unit');
  await page.locator('[data-row]').nth(2).waitFor();
  const field = page.getByRole('searchbox');
  await field.click();
  await page.keyboard.type('chợ');
  await release();
  assert.equal(await field.inputValue(), 'chợ');
  assert.equal(await field.evaluate((one) => one === document.activeElement), true);
  await page.locator('[data-row]').filter({ hasText: 'Mặt đường lún trước chợ' }).waitFor();
  await page.keyboard.type(' nổi');
  assert.equal(await field.inputValue(), 'chợ nổi');
});

test('a button that only the desk understands does its work when the desk has come', async () => {
  const { page, release } = await held('agent', '/desk');
  await page.locator('[data-row]').first().waitFor();
  assert.match(page.url(), /\/desk\/queue\/inbox$/, 'an agent’s day begins with the list');
  await page.getByRole('button', { name: 'Thêm' }).click();
  await release();
  await page.getByRole('dialog').getByRole('navigation', { name: 'Điều hướng chính' }).waitFor();
});

test('a list that takes long does not hold the desk back', async () => {
  const page = await office.seat('officer', { viewport: PHONE, path: '/desk/me/sessions' });
  let answer = () => {};
  const open = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/api\/v1\/cases\?/, async (route) => {
    await open;
    await route.continue();
  });
  await page.goto('/desk/queue/unit', { waitUntil: 'commit' });
  await page.locator('[data-first]').getByRole('heading', { level: 1, name: 'Đơn vị tôi' }).waitFor();
  await page.getByRole('button', { name: 'Bộ lọc' }).waitFor();
  assert.equal(await page.locator('[data-first]').count(), 0, 'the desk stands, its list is still on its way');
  assert.equal(await page.locator('[data-row]').count(), 0);
  answer();
  await page.locator('[data-row]').first().waitFor();
});

test('in English, on a wide screen and at a list that is narrowed the desk itself comes first', async () => {
  const english = await held('officer', '/desk/queue/unit', { language: 'en' });
  await english.release();
  await english.page.getByRole('heading', { level: 1, name: 'My unit' }).waitFor();
  const narrowed = await held('officer', '/desk/queue/unit?status=processing');
  await narrowed.release();
  await narrowed.page.locator('[data-row]').first().waitFor();
  const wide = await office.seat('officer', { viewport: DESKTOP, path: '/desk/queue/unit' });
  await wide.reload();
  await wide.getByRole('table').getByRole('link').first().waitFor();
  assert.deepEqual(office.complaints(), []);
});
