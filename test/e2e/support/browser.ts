/** Real Chromium, driven by what a person sees: roles and Vietnamese names. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { requireProgram } from '../../../scripts/debian-packages.ts';

export type { Locator, Page };

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/**
 * Starts Chromium without a sandbox of its own (tests may run as root) and without talking to its maker.
 * @param microphone a WAV of 48,000 samples a second that stands for what is said into the microphone; allows calls on
 * loopback and sound without a touch
 * @param whole the browser that people have, which shows a PDF, instead of its engine alone, which is a third quicker
 */
export async function startBrowser(options: { microphone?: string; whole?: boolean } = {}): Promise<Browser> {
  const { microphone, whole = false } = options;
  const { path, env } = requireProgram(whole ? 'chromium' : 'chromium-headless-shell');
  return chromium.launch({
    executablePath: path,
    env: { ...process.env, ...env } as Record<string, string>,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(microphone
        ? [
            '--use-fake-device-for-media-stream',
            '--use-fake-ui-for-media-stream',
            `--use-file-for-fake-audio-capture=${microphone}`,
            '--allow-loopback-in-peer-connection',
            '--autoplay-policy=no-user-gesture-required',
          ]
        : []),
    ],
  });
}

export interface Person {
  page: Page;
  context: BrowserContext;
  /** What the page complained about: script errors and failed requests; must be empty at the end. */
  complaints: string[];
}

/** A browser profile of its own with one page; Vietnamese, light, no animation. */
export async function openDesk(
  browser: Browser,
  url: string,
  options: { viewport?: typeof DESKTOP; dark?: boolean; microphone?: boolean } = {},
): Promise<Person> {
  const viewport = options.viewport ?? DESKTOP;
  const context = await browser.newContext({
    baseURL: url,
    viewport,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    hasTouch: viewport.width < 600,
    isMobile: viewport.width < 600,
    permissions: options.microphone ? ['microphone'] : [],
  });
  // What is said is compared with what is heard: nothing may be filtered out of it.
  if (options.microphone)
    await context.addInitScript(() => localStorage.setItem('1022.phone', JSON.stringify({ clean: false })));
  // Reached only by what fails; a slow machine in its worst minute is slower than one thinks.
  context.setDefaultTimeout(45_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('response', (answer) => {
    if (answer.status() >= 500) complaints.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[0-9]/.test(message.text()))
      complaints.push(`console: ${message.text()}`);
  });
  return { page, context, complaints };
}

/** Opens the desk in a new profile and signs in as a person does. */
export async function signIn(
  browser: Browser,
  url: string,
  who: { username: string; password: string },
  options: { viewport?: typeof DESKTOP; path?: string; microphone?: boolean } = {},
): Promise<Person> {
  const person = await openDesk(browser, url, options);
  await person.page.goto(options.path ?? '/desk/');
  await fillSignIn(person.page, who);
  return person;
}

/** Fills the sign-in form of the page that is open. */
export async function fillSignIn(page: Page, who: { username: string; password: string }): Promise<void> {
  await page.getByRole('textbox', { name: 'Tên đăng nhập' }).fill(who.username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('heading', { name: 'Đăng nhập bàn làm việc' }).waitFor({ state: 'detached' });
}

/** Keeps a picture of the page when SHOTS names a folder: for looking at a failure. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Chooses from a searchable list as a person does: type, then take the option. */
export async function choose(form: Locator, label: string, typed: string, option: string | RegExp): Promise<void> {
  const field = form
    .getByRole('combobox', { name: label })
    .or(form.getByRole('textbox', { name: label }))
    .first();
  await field.click();
  if (typed) await field.fill(typed);
  await form.page().getByRole('option', { name: option }).first().click();
}
