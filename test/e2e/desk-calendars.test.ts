/** An administrator announces a swapped day, imports a file and tries a deadline, in Chromium. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible } from './support/axe.ts';
import { PHONE, shot } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
});
after(() => office?.stop());

async function accessible(page: Page, where: string): Promise<void> {
  await assertAccessible(page, where);
  await shot(page, where.replaceAll(' ', '-'));
}

/** The whole page as it is, then the colours of the other themes. */
async function everyTheme(page: Page, where: string): Promise<void> {
  await accessible(page, where);
  for (const [name, media] of [
    ['dark', { colorScheme: 'dark', contrast: 'no-preference' }],
    ['contrast', { colorScheme: 'light', contrast: 'more' }],
  ] as const) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await page.locator(`html[data-theme=${name}]`).waitFor();
    await assertAccessible(page, `${where}, ${name}`, 'colours');
    await shot(page, `${where.replaceAll(' ', '-')}-${name}`);
  }
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', reducedMotion: 'reduce' });
  await page.locator('html[data-theme=light]').waitFor();
}

/** Days after today, by whether they are worked: the test must hold on any day of any year. */
async function daysAhead(): Promise<{ today: string; worked: string[]; free: string[] }> {
  const admin = await office.as('admin2');
  const today = new Date(office.server.ctx.clock.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  const year = Number(today.slice(0, 4));
  const days: [string, string[]][] = [];
  for (const y of [year, year + 1]) {
    const { hoursOfDays } = (await admin.get(`/calendars/hanh-chinh?year=${y}`)).body;
    for (const [i, hours] of (hoursOfDays as string[][]).entries())
      days.push([new Date(Date.UTC(y, 0, 1 + i)).toISOString().slice(0, 10), hours]);
  }
  const ahead = days.filter(([date]) => date > today);
  return {
    today,
    worked: ahead.filter(([, hours]) => hours.length > 0).map(([date]) => date),
    free: ahead.filter(([, hours]) => hours.length === 0).map(([date]) => date),
  };
}

test('a swapped day is previewed on the open cases, saved, and stands in the year', async () => {
  const { today, worked, free } = await daysAhead();
  // The day after tomorrow at the latest is inside every open case's time; the day in its place lies far behind it.
  const off = worked[1] as string;
  const working = free.find((date) => date > (worked[40] as string)) as string;
  const page = await office.seat('admin2', { path: '/desk/admin/calendars' });
  await page.getByRole('heading', { name: 'Lịch làm việc' }).waitFor();
  await page.getByRole('link', { name: 'Mở lịch Giờ hành chính' }).waitFor();
  await accessible(page, 'calendars');
  await page.getByRole('link', { name: 'Mở lịch Giờ hành chính' }).click();
  await page.getByRole('table', { name: 'Tháng 12' }).waitFor();
  // Only at the end of December the day lies in another year than the page.
  if (!off.startsWith(today.slice(0, 4))) await page.goto(`/desk/admin/calendars/hanh-chinh?year=${off.slice(0, 4)}`);
  await page.getByRole('table', { name: 'Tháng 12' }).waitFor();
  await everyTheme(page, 'calendar year');

  await page.getByRole('button', { name: 'Hoán đổi ngày làm việc' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ngày được nghỉ').fill(off);
  await dialog.getByLabel('Ngày làm bù').fill(off);
  await dialog.getByLabel('Dịp nghỉ').fill('Nghỉ theo thông báo của tỉnh');
  await dialog.getByRole('button', { name: 'Xem trước' }).click();
  await dialog.getByText('Một ngày không thể hoán đổi với chính nó.').waitFor();
  await dialog.getByLabel('Ngày làm bù').fill(working);
  await dialog.getByRole('button', { name: 'Xem trước' }).click();
  await dialog.getByText(/phiếu lùi 1 ngày làm việc/).waitFor();
  await accessible(page, 'preview');
  await dialog.getByRole('button', { name: 'Lưu và tính lại hạn' }).click();
  await dialog.waitFor({ state: 'detached' });
  const day = page.getByRole('button', { name: /Nghỉ hoán đổi, Nghỉ theo thông báo của tỉnh/ });
  await day.waitFor();

  // By keyboard: one stop for the whole year, the arrows go on, Enter edits.
  await day.click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  assert.match((await page.locator(':focus').textContent()) ?? '', /Nghỉ theo thông báo của tỉnh/);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Bỏ ngày này' }).waitFor();
  await shot(page, 'day-form');
  await dialog.getByRole('button', { name: 'Bỏ ngày này' }).click();
  await dialog.getByRole('button', { name: 'Lưu và tính lại hạn' }).click();
  await day.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Nhập từ tệp' }).click();
  const text = `ngày,loại,tên\n${off},nghỉ lễ,Ngày hội của tỉnh\n2027-02-30,nghỉ lễ,Sai`;
  const file = { name: 'nghi.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await dialog.getByLabel('Chọn tệp').setInputFiles(file);
  await dialog.getByText('1 ngày mới, 0 thay đổi, 0 giống hiện có, 1 dòng sai').waitFor();
  await shot(page, 'import');
  await dialog
    .getByLabel('Chọn tệp')
    .setInputFiles({ ...file, buffer: Buffer.from(text.replace(/\n2027-02-30.*/, '')) });
  await dialog.getByText('1 ngày mới, 0 thay đổi, 0 giống hiện có, 0 dòng sai').waitFor();
  await dialog.getByRole('button', { name: 'Nhập', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /Ngày hội của tỉnh/ }).waitFor();

  await page.getByRole('button', { name: 'Đổi giờ làm việc' }).click();
  await dialog.getByLabel('Thứ Bảy').waitFor();
  await shot(page, 'week-form');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Gán đơn vị' }).click();
  await dialog.getByLabel('Từ ngày').waitFor();
});

test('deadlines: the table, a new rule, a due date tried out', async () => {
  const page = await office.seat('admin2', { path: '/desk/admin/policies' });
  await page.getByRole('region', { name: /Bảng thời hạn/ }).waitFor();
  await accessible(page, 'policies');
  await page.getByRole('button', { name: 'Tính hạn' }).click();
  await page
    .getByText(/^Hạn: \d\d:\d\d/)
    .first()
    .waitFor();
  await shot(page, 'explanation');
  await page
    .getByRole('row', { name: /Góp ý/ })
    .first()
    .getByRole('button', { name: /Trả lời người dân/ })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('spinbutton', { name: /Thời hạn/ }).fill('3');
  await dialog.getByLabel(/Căn cứ/).fill('Quyết định 15/QĐ-UBND');
  await accessible(page, 'policy form');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByRole('row', { name: /Góp ý/ })
    .first()
    .getByRole('button', { name: 'Trả lời người dân: 3 ngày, sửa' })
    .waitFor();
  await page.getByText('Quyết định 15/QĐ-UBND').waitFor();
});

test('on a phone both pages fit', async () => {
  const page = await office.seat('admin2', { viewport: PHONE, path: '/desk/admin/calendars/hanh-chinh' });
  for (const [path, ready, name] of [
    ['/desk/admin/calendars/hanh-chinh', 'Tháng 12', 'calendar'],
    ['/desk/admin/policies', 'Quy định theo loại phiếu và mức độ', 'policies'],
  ] as const) {
    if (!page.url().endsWith(path)) await page.goto(path);
    await page.getByRole('table', { name: ready }).waitFor();
    await assertAccessible(page, `${path} on a phone`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${path} is ${wide} pixels wider than the phone`);
    await shot(page, `phone-${name}`);
  }
  // The swap of a day with itself was refused on purpose.
  assert.deepEqual(
    office.complaints().filter((line) => !line.includes('status of 422')),
    [],
  );
});
