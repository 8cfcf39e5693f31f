/** What the bench of the desk does in Chromium: a throttled page, the moment of the first row, the time to answer a key. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';

/** Lighthouse's phone, WebPageTest's "3G Fast": what a middling telephone gets outside the town. */
export const FAST_3G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };

/** In the page: when the first row was painted and when the desk stood in place of the first screen, what jumped, and for every key and tap how long until the frame that answers it. */
const WATCH = `
  window.bench = { row: null, whole: null, answers: [], tap: null, shift: 0 };
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) bench.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });
  const painted = (then) => requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = then; c.port2.postMessage(0); });
  const look = () => {
    if (!document.querySelector('[data-row]')) return;
    if (bench.row === null) { bench.row = -1; painted(() => { bench.row = performance.now(); }); }
    if (bench.whole === null && !document.querySelector('[data-first]')) { bench.whole = -1; painted(() => { bench.whole = performance.now(); }); }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributeFilter: ['data-first'] });
  addEventListener('keydown', (e) => painted(() => bench.answers.push(performance.now() - e.timeStamp)), true);
  addEventListener('pointerdown', () => painted(() => { bench.tap ??= performance.now(); }), true);`;

export interface Shown {
  /** Milliseconds since the navigation began: the first row painted; a tap sent at once after it answered. */
  row: number;
  tap: number;
  /** When the desk itself had taken the place of the first screen. */
  whole: number;
  /** Cumulative layout shift until everything had come. */
  shift: number;
  /** Over the wire until the first row, with headers. */
  bytes: number;
}

export async function newContext(browser: Browser, url: string, cookie: string, phone: boolean) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    isMobile: phone,
    hasTouch: phone,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  if (cookie) await context.addCookies([{ name, value, url }]);
  return context;
}

/** A page with a slower processor and, when told, a slower network. */
export async function throttledPage(context: BrowserContext, cpu: number, network: typeof FAST_3G | null) {
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  if (network) await cdp.send('Network.emulateNetworkConditions', network);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  return { page, cdp };
}

/** Opens `path`, and taps as soon as a row stands there. */
export async function timeToList(page: Page, cdp: CDPSession, path: string): Promise<Shown> {
  let bytes = 0;
  const count = (event: { encodedDataLength: number }) => {
    bytes += event.encodedDataLength;
  };
  cdp.on('Network.loadingFinished', count);
  await page.goto(path, { waitUntil: 'commit' });
  const row = await watched(page, 'row');
  const until = bytes;
  cdp.off('Network.loadingFinished', count);
  // On the heading of the list, which opens nothing.
  await page.touchscreen.tap(60, 82);
  const tap = await watched(page, 'tap');
  const whole = await watched(page, 'whole');
  await page.waitForLoadState('networkidle');
  const shift = await page.evaluate(() => (window as unknown as { bench: { shift: number } }).bench.shift);
  return { row, tap, whole, shift, bytes: until };
}

async function watched(page: Page, what: 'row' | 'tap' | 'whole'): Promise<number> {
  const value = await page.waitForFunction((name) => {
    const at = (window as unknown as { bench: Record<string, number | null> }).bench[name];
    return at !== null && at !== undefined && at > 0 ? at : false;
  }, what);
  return (await value.jsonValue()) as number;
}

/** Presses `keys` so many times, one after the other when the page is quiet; milliseconds until each was answered. */
export async function timeKeys(page: Page, key: string, times: number): Promise<number[]> {
  const answers = () => page.evaluate(() => (window as unknown as { bench: { answers: number[] } }).bench.answers);
  const before = (await answers()).length;
  for (let n = 1; n <= times; n += 1) {
    await page.keyboard.press(key);
    await page.waitForFunction(
      (least) => (window as unknown as { bench: { answers: number[] } }).bench.answers.length >= least,
      before + n,
    );
  }
  return (await answers()).slice(before);
}

const ROWS = Array.from(
  { length: 50 },
  (_, n) => `<li><a href="#${n}" data-row="${n}">1022-261128-${1_000_000 + n} · Đường hư, mặt đường sụt lún</a></li>`,
).join('');
const KEYS = `addEventListener('keydown', (e) => { const all = [...document.querySelectorAll('a')]; const at = all.indexOf(document.activeElement);
  if (e.key === 'j') all[at + 1]?.focus(); if (e.key === 'x') document.activeElement.toggleAttribute('data-chosen'); });`;

/** The reference: 50 plain rows written by a script of so many `bytes` that no compression makes smaller. */
export async function plainPages(bytes: Record<string, number>): Promise<{ url: string; stop(): void }> {
  const script = (name: string) =>
    `document.body.innerHTML = ${JSON.stringify(`<ul>${ROWS}</ul>`)};${KEYS}/*${noise(bytes[name] ?? 0)}*/`;
  const server = createServer((request, reply) => {
    const isScript = request.url?.endsWith('.js');
    reply.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    reply.setHeader('cache-control', isScript ? 'max-age=31536000, immutable' : 'no-cache');
    if (isScript) reply.end(script(request.url?.slice(1, -3) ?? ''));
    else if (request.url === '/plain') reply.end(`${HEAD}<body><ul>${ROWS}</ul><script>${KEYS}</script>`);
    else reply.end(`${HEAD}<body><script src="${request.url}.js"></script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}
const HEAD =
  '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>1022</title>';

/** Letters without any order, the same each time. */
function noise(length: number): string {
  let state = 1022;
  let text = '';
  while (text.length < length) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += state.toString(36);
  }
  return text.slice(0, Math.max(0, length));
}
