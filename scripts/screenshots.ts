/**
 * `npm run screenshots`: pictures for the documents, of a demonstration with a few hundred cases, made by clicking
 * through it. Writes docs/screenshots/*.png, small enough to live in the repository.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { seedDemo } from '../server/demo/index.ts';
import {
  DESKTOP,
  type Locator,
  openDesk,
  type Page,
  PHONE,
  signIn,
  startBrowser,
} from '../test/e2e/support/browser.ts';
import { photo } from '../test/e2e/support/letter.ts';
import { type OwnClockServer, startWithOwnClock } from '../test/e2e/support/own-clock.ts';
import { type Api, api, sessionCookie } from '../test/e2e/support/people.ts';

const FOLDER = fileURLToPath(new URL('../docs/screenshots', import.meta.url));
const CASES = 220;
const PASSWORD = 'demo-1022';
const LARGEST = 200_000;
const WIDTHS = { '1440': DESKTOP, '390': PHONE };

const server = await startWithOwnClock(
  { DEMO_PASSWORD: PASSWORD },
  { demo: true, prepare: (ctx) => seedDemo(ctx, { cases: CASES, progress: console.log }) },
);
const browser = await startBrowser();
try {
  await mkdir(FOLDER, { recursive: true });
  await picturePortal(server, browser);
  await pictureDesk(server, browser);
} finally {
  await browser.close();
  await server.stop();
}

async function pictureDesk({ url }: OwnClockServer, chromium: Browser): Promise<void> {
  const seat = async (username: string, viewport = DESKTOP) =>
    (await signIn(chromium, url, { username, password: PASSWORD }, { viewport })).page;
  for (const [width, viewport] of Object.entries(WIDTHS)) {
    const agent = await seat('agent', viewport);
    await rows(agent).first().waitFor();
    if (width === '390') await save(agent, `agent-inbox-${width}`);
    await rows(agent).first().click();
    await agent
      .getByRole('button', { name: /Chuyển xử lý|Gửi trả lời cho dân|Việc khác/ })
      .first()
      .waitFor();
    await save(agent, width === '390' ? `agent-case-${width}` : `agent-inbox-${width}`);
    if (width === '1440') await pictureContact(agent);

    const officer = await seat('officer', viewport);
    await rows(officer).first().waitFor();
    await save(officer, `officer-day-${width}`);
    await rows(officer).first().click();
    await officer.getByText('Nội dung', { exact: true }).first().waitFor();
    await officer.getByRole('button', { name: 'Việc khác' }).waitFor();
    await save(officer, `officer-case-${width}`);
    if (width === '1440') await pictureThemes(officer);

    const leader = await seat('leader', viewport);
    if (width === '1440') {
      await leader.getByRole('table').waitFor();
      await save(leader, `leader-unit-${width}`);
      await leader.getByRole('link', { name: 'Chờ tôi ký' }).first().click();
    }
    await leader.getByText('Người dân phản ánh').or(leader.getByText('Đã ký hết')).first().waitFor();
    await save(leader, `leader-sign-${width}`);

    const province = await seat('province', viewport);
    await province.getByRole('list', { name: 'Những việc cần chú ý' }).waitFor();
    await save(province, `province-${width}`);
    await province.getByRole('region', { name: 'Phiếu cần xem trước' }).getByRole('link').nth(1).click();
    await province.getByRole('region', { name: 'Ai giữ bao lâu' }).waitFor();
    await save(province, `province-why-${width}`);
  }
}

/** The same page as the system may wish it: dark, and in high contrast. */
async function pictureThemes(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' });
  await save(page, 'officer-case-dark-1440');
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  await save(page, 'officer-case-contrast-1440');
  await page.emulateMedia({ contrast: 'no-preference' });
}

/** Somebody at the counter: what helps comes while one types. */
async function pictureContact(page: Page): Promise<void> {
  await page.goto('/desk/cases/new');
  await page
    .getByRole('textbox', { name: 'Nội dung người dân phản ánh' })
    .fill('Đèn đường trên đường Nguyễn Huệ, phường Mỹ Tho hỏng ba ngày nay, ban đêm tối om rất nguy hiểm.');
  await page.getByRole('textbox', { name: /^Điện thoại/ }).fill('0912 345 678');
  await page
    .getByText(/theo lĩnh vực|theo địa bàn|phiếu gần đây/)
    .first()
    .waitFor();
  await save(page, 'agent-contact-1440');
}

async function picturePortal({ url }: OwnClockServer, chromium: Browser): Promise<void> {
  const made = await sendByForm(url, chromium);
  await answer(url, made.code);
  for (const [width, viewport] of Object.entries(WIDTHS)) {
    const { page } = await openDesk(chromium, url, { viewport });
    await page.goto('/');
    await save(page, `portal-home-${width}`);
    await page.goto('/gui-phan-anh');
    await save(page, `portal-form-${width}`);
    await page.goto('/tra-cuu');
    await page.getByRole('textbox', { name: 'Mã phiếu' }).fill(made.code);
    await page.getByRole('textbox', { name: 'Mã tra cứu' }).fill(made.secret);
    await page.getByRole('button', { name: 'Tra cứu' }).click();
    await page.getByText('cảm ơn').first().waitFor();
    await save(page, `portal-status-${width}`);
    await page.context().close();
  }
}

/** A citizen with a phone fills the form; what the receipt says. */
async function sendByForm(url: string, chromium: Browser): Promise<{ code: string; secret: string }> {
  const { page } = await openDesk(chromium, url, { viewport: PHONE });
  await page.goto('/gui-phan-anh');
  await page.getByRole('radio', { name: /Hư hỏng, mất vệ sinh/ }).check();
  await page
    .getByRole('textbox', { name: 'Nội dung' })
    .fill('Nắp cống trước nhà số 45 bị bể, ban đêm không có đèn nên rất dễ vấp. Mong sớm thay nắp mới.');
  await page.getByRole('textbox', { name: 'Tiêu đề ngắn' }).fill('Nắp cống bể trước nhà số 45 đường Lý Thường Kiệt');
  await page.getByRole('textbox', { name: 'Địa điểm cụ thể' }).fill('45 Lý Thường Kiệt, phường Mỹ Tho');
  await page
    .getByLabel('Chọn ảnh')
    .setInputFiles({ name: 'nap-cong.jpg', mimeType: 'image/jpeg', buffer: await photo('') });
  await page.getByRole('checkbox', { name: /Tôi đồng ý/ }).check();
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
  await page.getByRole('heading', { name: /Đã nhận/ }).waitFor();
  const text = await page.locator('main').innerText();
  await save(page, 'portal-receipt-390');
  await page.context().close();
  const code = /1022-\d{6}-\d{4,}/.exec(text)?.[0] ?? '';
  const secret = /Mã tra cứu\s+([2-9A-Z-]{6,7})/.exec(text)?.[1] ?? '';
  if (!code || !secret) throw new Error(`no codes on the receipt:\n${text}`);
  return { code, secret };
}

/** The case of the form goes to its answer; three more stop where officer, leader and province have to act. */
async function answer(url: string, code: string): Promise<void> {
  const cookies = new Map<string, string>();
  for (const name of ['agent', 'officer', 'leader']) cookies.set(name, await sessionCookie(url, name, PASSWORD));
  const as = (name: string): Api => api(url, cookies.get(name) ?? null);
  const act = async (name: string, of: string, action: string, form: object = {}) => {
    const { version } = (await as(name).get(`/cases/${of}`)).body;
    const done = await as(name).post(`/cases/${of}/actions`, { action, version, ...form });
    if (done.status !== 200) throw new Error(`${action}: ${done.status} ${JSON.stringify(done.body)}`);
  };
  const toOfficer = async (of: string) => {
    await act('agent', of, 'forward', { leadUnit: 'so-xay-dung' });
    await act('officer', of, 'accept');
  };
  const evidence = async (of: string) => {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(await photo('', '#5a6e7a'))], { type: 'image/jpeg' }), 'da-thay.jpg');
    const headers = { cookie: cookies.get('officer') ?? '' };
    const sent = await fetch(`${url}/api/v1/cases/${of}/attachments`, { method: 'POST', headers, body });
    return ((await sent.json()) as { items: { id: string }[] }).items.map((item) => item.id);
  };
  const phoneCase = async (title: string, content: string, place: string) => {
    const body = { type: 'site_report', channel: 'phone', title, content, place: { text: place } };
    const citizen = { name: 'Trần Văn Hòa', phone: '0912 345 678' };
    return (await as('agent').post('/cases', { ...body, citizen })).body.code as string;
  };

  await toOfficer(code);
  const text =
    'Sở Xây dựng đã thay nắp cống mới và bổ sung đèn chiếu sáng tại số 45 Lý Thường Kiệt. Xin cảm ơn Ông/Bà đã phản ánh.';
  await act('officer', code, 'submit', { text, attachments: await evidence(code) });
  await act('leader', code, 'approve');
  if ((await as('agent').get(`/cases/${code}`)).body.status === 'approved') await act('agent', code, 'deliver');

  const working = await phoneCase(
    'Mặt đường bong tróc, nhiều ổ gà trên đường Ấp Bắc',
    'Đoạn trước chợ có bốn ổ gà sâu, xe máy tránh nhau rất nguy hiểm, mưa xuống không thấy hố.',
    'Đường Ấp Bắc, đoạn trước chợ, phường Đạo Thạnh',
  );
  await toOfficer(working);
  const signing = await phoneCase(
    'Đèn tín hiệu ngã tư Hùng Vương – Lê Lợi không hoạt động',
    'Đèn tín hiệu giao thông hỏng hai ngày nay, giờ tan trường rất lộn xộn.',
    'Ngã tư Hùng Vương – Lê Lợi, phường Mỹ Tho',
  );
  await toOfficer(signing);
  const repaired = 'Sở Xây dựng đã thay bộ điều khiển, đèn tín hiệu hoạt động bình thường từ 15 giờ hôm nay.';
  await act('officer', signing, 'submit', { text: repaired, attachments: await evidence(signing) });
  const disputed = await phoneCase(
    'Cầu tạm qua kênh Nguyễn Văn Tiếp xuống cấp, hai xã đều nói không quản lý',
    'Cầu ván mục nhiều chỗ, học sinh qua lại mỗi ngày. Dân hỏi hai xã, xã nào cũng nói không thuộc mình.',
    'Cầu tạm kênh Nguyễn Văn Tiếp',
  );
  await toOfficer(disputed);
  await act('officer', disputed, 'escalate', { reason: 'Cầu nằm giữa hai xã, cần phân công đơn vị quản lý.' });
  await act('leader', disputed, 'escalate', { reason: 'Vượt thẩm quyền của Sở, đề nghị UBND tỉnh phân công.' });
}

/** The lines of a list of cases. */
function rows(page: Page): Locator {
  return page.locator('main').getByRole('link', { name: /1022-\d{6}-\d{4}/ });
}

/** A PNG with a palette: these pages have few colours, and a clone should stay small. */
async function save(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle').catch(() => {});
  // What stands around a page of the desk comes after its first paint.
  if (new URL(page.url()).pathname.startsWith('/desk')) await page.getByRole('button', { name: 'Tài khoản' }).waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const png = await sharp(await page.screenshot())
    .png({ palette: true, colours: 256, dither: 0.5, effort: 8 })
    .toBuffer();
  if (png.length > LARGEST) throw new Error(`${name}.png has ${png.length} bytes, more than ${LARGEST}`);
  await writeFile(join(FOLDER, `${name}.png`), png);
  console.log(`  ${name}.png ${Math.round(png.length / 1024)} kB`);
}
