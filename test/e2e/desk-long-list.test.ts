/** A long list as a supervisor reads it: little in the document, all by keyboard, columns that stay chosen. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { until } from '../support/until.ts';
import { assertAccessible } from './support/axe.ts';
import { type Page, PHONE, shot } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';

const FILLED = 1_500;
/** More rows than this in the document would not be “what can be seen and a little more”. */
const MOST_ROWS = 60;
const LIST = '/desk/queue/all?urgency=low&sort=oldest';

let office: Office;
before(async () => {
  office = await openOffice();
  const now = office.server.ctx.clock.now();
  await sql`insert into cases (code, secret_hash, type, status, level, urgency, channel, title, content, fold, clock_from, due_at,
      created_at, updated_at, lead_unit_id)
    select '1022-250101-' || lpad(n::text, 5, '0'), '\\x00', 'service_report', 'processing', 2, 'low', 'web',
      'Phản ánh số ' || n, 'x', 'x', ${now}::timestamptz, ${now}::timestamptz + n * interval '1 minute',
      ${now}::timestamptz - interval '30 days' + n * interval '1 minute', ${now}, (select id from units where code = 'so-xay-dung')
    from generate_series(1, ${FILLED}) n`.execute(office.server.ctx.db);
});
after(() => office?.stop());

const rows = (page: Page) => page.locator('[data-case-row]');
const focused = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement).dataset.row ?? null);
const code = (n: number) => `1022-250101-${String(n).padStart(5, '0')}`;
/** Waits until the focus stands on a row: what is pressed moves it after the next frame. */
const focusOn = (page: Page, row: string) =>
  page.waitForFunction((wanted) => (document.activeElement as HTMLElement).dataset.row === wanted, row);

test('fifteen hundred cases: few rows in the document, the right number, each row told its place', async () => {
  const page = await office.seat('supervisor', { path: LIST });
  const table = page.getByRole('table', { name: 'Danh sách phiếu' });
  await table.waitFor();
  await page.getByText('1.500 phiếu', { exact: true }).waitFor();
  assert.equal(await table.getAttribute('aria-rowcount'), '1501', 'with the row of headings');
  assert.ok((await rows(page).count()) < MOST_ROWS);
  await shot(page, 'long-table');
  await assertAccessible(page, 'long table');

  await page.keyboard.press('j');
  await focusOn(page, code(1));
  await page.keyboard.press('j');
  await focusOn(page, code(2));
  await page.keyboard.press('ArrowUp');
  await focusOn(page, code(1));
  // The end of what is loaded, again and again, is the end of the list.
  await until('the focus is on the last case', async () => {
    await page.keyboard.press('End');
    return (await focused(page)) === code(FILLED);
  });
  await page.getByText('Hết danh sách').waitFor();
  assert.ok((await rows(page).count()) < MOST_ROWS, 'also at the end');
  const last = page.getByRole('row').filter({ has: page.locator(`[data-row="${code(FILLED)}"]`) });
  assert.equal(await last.getAttribute('aria-rowindex'), '1501');
  await page.keyboard.press('Home');
  await focusOn(page, code(1));

  // Marks go with the rows: shift and the arrows, also over what was not in the document.
  for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('Đã chọn 4 phiếu', { exact: true }).waitFor();
  await page.keyboard.press('x');
  await page.getByText('Đã chọn 3 phiếu', { exact: true }).waitFor();
});

test('whoever comes back from a case finds the list where he left it, on a wide screen and on a phone', async () => {
  const page = await office.seat('supervisor', { path: LIST });
  await rows(page).first().waitFor();
  await page.keyboard.press('j');
  for (let i = 0; i < 4; i++) await page.keyboard.press('PageDown');
  const there = (await focused(page)) as string;
  assert.notEqual(there, code(1));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Mở toàn trang' }).click();
  await page.waitForURL(/\/desk\/cases\//);
  await page.goBack();
  await page.waitForURL(/queue/);
  if (new URL(page.url()).pathname.includes('1022-')) await page.keyboard.press('Escape');
  await page.getByRole('table').waitFor();
  await page.locator(`[data-row="${there}"]`).waitFor();
  await page.waitForFunction((row) => {
    const { top, bottom } = (document.querySelector(`[data-row="${row}"]`) as HTMLElement).getBoundingClientRect();
    return top > 0 && bottom < innerHeight;
  }, there);
  await page.keyboard.press('j');
  const next = Number(there.slice(-5)) + 1;
  await focusOn(page, code(next));

  const phone = await office.seat('supervisor', { path: LIST, viewport: PHONE });
  await rows(phone).first().waitFor();
  const list = phone.getByRole('list', { name: 'Danh sách phiếu' });
  const first = list.getByRole('listitem').first();
  assert.equal(await first.getAttribute('aria-setsize'), '1500');
  await shot(phone, 'long-list-phone');
  await rows(phone).nth(8).scrollIntoViewIfNeeded();
  const seen = await rows(phone).nth(8).getAttribute('data-row');
  const place = (await rows(phone).nth(8).boundingBox())?.y ?? 0;
  await rows(phone).nth(8).tap();
  await phone.getByRole('heading', { level: 1, name: /Phản ánh số/ }).waitFor();
  await phone.goBack();
  const again = phone.locator(`[data-row="${seen}"]`);
  await again.waitFor();
  assert.ok(Math.abs(((await again.boundingBox())?.y ?? 0) - place) < 4, 'where it stood');
});

test('columns: chosen and ordered by keyboard, there after a reload, saved with a list, and in the file', async () => {
  const page = await office.seat('supervisor', { path: LIST });
  const heads = async () => (await page.getByRole('columnheader').allInnerTexts()).map((text) => text.trim()).slice(1);
  await page.getByRole('table').waitFor();
  assert.deepEqual(await heads(), [
    'Thời hạn',
    'Mã phiếu',
    'Tiêu đề',
    'Nơi xảy ra',
    'Trạng thái',
    'Đến lượt',
    'Kênh',
    'Cấp',
  ]);
  const tools = page.getByRole('button', { name: 'Lưu, xuất danh sách' });
  await tools.click();
  await page.getByRole('menuitem', { name: 'Chọn cột…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cột của danh sách' });
  await dialog.getByRole('checkbox', { name: 'Kênh' }).press('Space');
  await dialog.getByRole('checkbox', { name: 'Người xử lý' }).press('Space');
  await dialog.getByRole('button', { name: 'Đưa cột Mã phiếu lên trước' }).press('Enter');
  assert.ok(await dialog.getByRole('checkbox', { name: 'Tiêu đề' }).isDisabled(), 'a list has titles');
  await assertAccessible(page, 'columns');
  await shot(page, 'columns');
  await dialog.getByRole('button', { name: 'Đóng' }).last().click();
  const chosen = ['Mã phiếu', 'Thời hạn', 'Tiêu đề', 'Nơi xảy ra', 'Trạng thái', 'Đến lượt', 'Cấp', 'Người xử lý'];
  assert.deepEqual(await heads(), chosen);
  const supervisor = await office.as('supervisor');
  const columns = ['code', 'due', 'title', 'place', 'status', 'turn', 'level', 'assignee'];
  await until('the last choice is kept', async () => {
    const { layouts } = (await supervisor.get('/case-views')).body;
    return String(layouts.all) === String(columns);
  });
  await page.reload();
  await page.getByRole('table').waitFor();
  assert.deepEqual(await heads(), chosen);

  await tools.click();
  const file = page.getByRole('menuitem', { name: 'Xuất ra CSV' });
  const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
  const text = Buffer.concat(await (await download.createReadStream()).toArray()).toString();
  const first = text.slice(1).split('\r\n')[0];
  assert.equal(
    first,
    '"Mã phiếu","Hạn trả lời","Tình trạng hạn","Tiêu đề","Địa bàn","Nơi xảy ra","Trạng thái","Đến lượt","Cấp độ","Người xử lý"',
  );
  assert.equal(text.trim().split('\r\n').length, FILLED + 1, 'every row, not those that were loaded');

  await tools.click();
  await page.getByRole('menuitem', { name: 'Lưu danh sách này…' }).click();
  await page.getByRole('textbox', { name: 'Tên danh sách' }).fill('Mức thấp');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Mức thấp' }).waitFor();
  const [saved] = (await supervisor.get('/case-views')).body.items;
  assert.deepEqual(saved.columns, columns);
  // The list of the product goes its own way from here; the saved one keeps what it was saved with.
  await supervisor.send('PUT', '/case-views/layout', { view: 'all', columns: null });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Mức thấp' }).waitFor();
  await page.getByRole('table').waitFor();
  assert.deepEqual(await heads(), chosen);
});

test('no page complained', () => {
  assert.deepEqual(office.complaints(), []);
});
