/** The desk in a browser: how long until the list stands on a middling phone, how fast it answers beside many cases. */
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { firstLoad } from '../scripts/desk-budget.ts';
import { startBrowser } from '../test/e2e/support/browser.ts';
import { sessionCookie } from '../test/e2e/support/people.ts';
import { FAST_3G, newContext, plainPages, type Shown, throttledPage, timeKeys, timeToList } from './desk-page.ts';
import { keep, median, percentile, rounded, table } from './figures.ts';
import { filledInstallation } from './inbox.ts';
import { openInstallation, startServer } from './real-server.ts';

const built = fileURLToPath(new URL('../dist/desk', import.meta.url));
const LIST = '/desk/queue/all';
const PHONE_CPU = 4;
/** What one does in a list by keyboard, and the key that does it. */
const DOES = [
  ['next row (J)', 'j'],
  ['mark a row (X)', 'x'],
  ['a page further (PageDown)', 'PageDown'],
  ['open the row (Enter)', 'Enter'],
  ['next case beside the list (J)', 'j'],
] as const;

export async function desk(options: { cases: number; repeats: number }): Promise<void> {
  const [list, whole] = [firstLoad(built, 'list'), firstLoad(built, 'desk')];
  if (!list || !whole)
    throw new Error(`${join(built, 'index.html')} is missing: run \`npm start\` once, it builds the desk`);
  const sum = (files: { bytes: number }[]) => files.reduce((all, { bytes }) => all + bytes, 0);
  const firstBytes = { list: sum(list), desk: sum(whole) };
  const dataDir = await filledInstallation(options.cases);
  const ctx = await openInstallation(dataDir);
  const server = await startServer(dataDir, { roles: 'web' });
  const browser = await startBrowser({ whole: true });
  const plain = await plainPages(firstBytes);
  try {
    const cookie = await sessionCookie(server.url, 'bench-agent', 'only for a bench');
    const loads = await loading(browser, [server.url, cookie], plain.url, options.repeats);
    const answers = await answering(browser, [server.url, cookie], plain.url, options.repeats * 4);
    console.log(
      `first load with gzip: ${firstBytes.list} bytes for the list, ${firstBytes.desk} for the whole desk; load average ${loadavg()
        .map((l) => rounded(l))
        .join(' ')}`,
    );
    table(loads);
    table(answers);
    console.log(keep('desk', { options, firstBytes, network: FAST_3G, cpu: PHONE_CPU, loads, answers }));
  } finally {
    plain.stop();
    await browser.close();
    await server.stop();
    await ctx.stop();
  }
}

type Place = readonly [url: string, cookie: string];

/** A phone: four times slower, Fast 3G; with an empty cache and with one that has been here before. */
async function loading(browser: Browser, [url, cookie]: Place, plainUrl: string, repeats: number) {
  // Once for the server's sake, so that no first query is among the figures.
  await open(browser, url, cookie, LIST, { warm: false });
  const rows: Record<string, string | number>[] = [];
  for (const [what, at, path, warm] of [
    ['desk, empty cache', url, LIST, false],
    ['desk, second visit', url, LIST, true],
    ['one script of the list’s bytes', plainUrl, '/list', false],
    ['one script of the whole desk’s bytes', plainUrl, '/desk', false],
    ['50 plain rows', plainUrl, '/plain', false],
  ] as const) {
    const shown: Shown[] = [];
    for (let n = 0; n < repeats; n += 1) shown.push(await open(browser, at, at === url ? cookie : '', path, { warm }));
    const times = (which: 'row' | 'tap' | 'whole') => shown.map((one) => one[which]);
    rows.push({
      'phone, Fast 3G': what,
      kB: rounded(median(shown.map(({ bytes }) => bytes)) / 1000),
      'row p50 ms': rounded(median(times('row')), 0),
      'row worst ms': rounded(Math.max(...times('row')), 0),
      'tap answered p50 ms': rounded(median(times('tap')), 0),
      'whole desk p50 ms': rounded(median(times('whole')), 0),
      'layout shift, worst': rounded(Math.max(...shown.map(({ shift }) => shift)), 3),
    });
  }
  return rows;
}

async function open(browser: Browser, url: string, cookie: string, path: string, { warm }: { warm: boolean }) {
  const context = await newContext(browser, url, cookie, true);
  try {
    if (warm) {
      const before = await throttledPage(context, 1, null);
      await before.page.goto(path, { waitUntil: 'networkidle' });
      await before.page.close();
    }
    const { page, cdp } = await throttledPage(context, PHONE_CPU, FAST_3G);
    return await timeToList(page, cdp, path);
  } finally {
    await context.close();
  }
}

/** A wide screen; each key until the frame that answers it, with the usual processor and one four times slower. */
async function answering(browser: Browser, [url, cookie]: Place, plainUrl: string, times: number) {
  const rows: Record<string, string | number>[] = [];
  for (const cpu of [1, PHONE_CPU]) {
    for (const [where, at, path] of [
      ['desk', url, LIST],
      ['50 plain rows', plainUrl, '/plain'],
    ] as const) {
      const context = await newContext(browser, at, at === url ? cookie : '', false);
      const { page } = await throttledPage(context, cpu, null);
      await page.goto(path, { waitUntil: 'networkidle' });
      await page.locator('[data-row]').first().focus();
      for (const [what, key] of where === 'desk' ? DOES : DOES.slice(0, 2)) {
        const taken = await timeKeys(page, key, key === 'Enter' ? 1 : times);
        rows.push({
          'answered in ms': `${where}, ${what}`,
          processor: cpu === 1 ? 'as it is' : `${cpu}× slower`,
          p50: rounded(median(taken)),
          p95: rounded(percentile(taken, 0.95)),
          worst: rounded(Math.max(...taken)),
        });
        // What was marked is let go again: the bar that it brings belongs to the next figure otherwise.
        if (key === 'x' && times % 2 === 1) await page.keyboard.press('x');
      }
      await context.close();
    }
  }
  return rows;
}
