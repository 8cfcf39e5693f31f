import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Page, startBrowser } from '../../test/e2e/support/browser.ts';
import { jpeg, startPortalApp } from '../../test/support/portal-app.ts';

const app = await startPortalApp({ listen: true });
const browser = await startBrowser();
after(() => browser.close());

test('without JavaScript: a mistake, the correction, the codes, the letter, the rating', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
  const page = await context.newPage();
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Gửi phản ánh trên mạng' }).click();
  assert.equal(await page.locator('#about').isVisible(), false);
  await page.getByLabel('Thái độ, hành vi của cán bộ').check();
  assert.equal(await page.locator('#about').isVisible(), true);
  await page.getByLabel('Hư hỏng, mất vệ sinh').check();
  await page.getByLabel('Nội dung').fill('Nắp cống vỡ trước trường học.');
  await page.getByLabel('Số điện thoại').fill('12');
  await page.setInputFiles('#photo', [{ name: 'nap-cong.jpg', mimeType: 'image/jpeg', buffer: jpeg() }]);
  await page.getByRole('button', { name: 'Chữ lớn hơn' }).click();
  assert.equal(await page.locator('html').getAttribute('data-size'), '1');
  assert.equal(await page.getByLabel('Nội dung').inputValue(), 'Nắp cống vỡ trước trường học.');
  await page.getByLabel('Tiêu đề ngắn').press('Enter');
  assert.equal(await page.getByRole('alert').isVisible(), true, 'Enter sends the form, not a button of the top bar');
  await page.getByLabel('Số điện thoại').fill('0912345678');
  await page.getByLabel('Tôi đồng ý').check();
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click();
  await page.getByRole('heading', { name: /Đã nhận/ }).waitFor();
  const [code = '', secret = ''] = await page.locator('.codes dd').allInnerTexts();
  await page.getByRole('button', { name: 'In trang này' }).waitFor({ state: 'hidden' });
  await app.did(app.agent, code, 'answer', { text: 'Đã thay nắp cống.' });

  await page.getByRole('link', { name: 'Xem tình trạng' }).click();
  assert.equal(await page.getByLabel('Mã phiếu').inputValue(), code);
  await page.getByLabel('Mã tra cứu').fill(secret.toLowerCase());
  await page.getByRole('button', { name: 'Tra cứu' }).click();
  await page.getByText('Đã thay nắp cống.').waitFor();
  await page.getByText('Kèm 1 tệp').waitFor();
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByText('Dear Sir or Madam').waitFor();
  await page.getByLabel('Satisfied', { exact: true }).check();
  await page.getByRole('button', { name: 'Send rating' }).click();
  await page.getByText('Thank you for your rating.').waitFor();
  await page.getByRole('button', { name: 'Close this report' }).click();
  await page.getByRole('heading', { name: 'Look up a report' }).waitFor();
  await context.close();
});

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What axe finds, and whether the page is wider than the window. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate('axe.run()')) as { violations: { id: string; nodes: { html: string }[] }[] };
  const wide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
  return [...found.violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`), ...(wide ? ['wider than the window'] : [])];
}

test('axe finds nothing, and nothing is cut at 320 px, in both languages, with large letters and high contrast', async () => {
  // Only the test reads the page by an injected script; what the server sends stays under its policy.
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 320, height: 700 } });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (m) => m.type() === 'error' && problems.push(m.text()));
  const paths = ['/', '/gui-phan-anh', '/tra-cuu', '/quyen-rieng-tu', '/en', '/en/gui-phan-anh', '/en/tra-cuu'];
  for (const orders of [[], ['lon', 'lon', 'lon', 'tuong-phan']]) {
    for (const order of orders) await page.goto(`${app.url}/hien-thi?dat=${order}&ve=/`);
    for (const path of paths) {
      await page.goto(app.url + path);
      assert.deepEqual(await faults(page), [], path);
    }
    await page.goto(`${app.url}/gui-phan-anh`);
    await page.fill('#content', 'x'.repeat(200));
    await page.fill('#area', 'Phường 1');
    await page.click('button.send');
    await page.locator('.summary').waitFor();
    assert.deepEqual(await faults(page), [], 'the form with problems');
  }
  assert.deepEqual(
    problems.filter((p) => !p.includes('422')),
    [],
  );
  await context.close();
});

test('nothing a page asks for is refused by its own security policy', async () => {
  const page = await browser.newPage();
  const refused: string[] = [];
  page.on('console', (m) => m.type() === 'error' && refused.push(m.text()));
  await page.goto(`${app.url}/gui-phan-anh`);
  await page.getByRole('button', { name: 'Dùng vị trí hiện tại' }).waitFor();
  assert.equal(
    await page.evaluate(`document.fonts.ready.then(() => document.fonts.check('16px "Be Vietnam Pro"', 'ệ'))`),
    true,
  );
  assert.deepEqual(refused, []);
  await page.close();
});
