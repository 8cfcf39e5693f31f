/** The bell, the knowledge base and the templates in a real browser, in every theme and on a phone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { seedSampleArticles } from '../../server/knowledge/index.ts';
import { until } from '../support/until.ts';
import { assertAccessible } from './support/axe.ts';
import { PHONE, shot } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';

let office: Office;
before(async () => {
  office = await openOffice();
  await seedSampleArticles(office.server.ctx);
});
after(() => office?.stop());

/** The whole page as it is, then the colours of the other themes. */
async function everyTheme(page: Page, where: string): Promise<void> {
  await accessible(page, where);
  for (const [media, theme] of [
    [{ colorScheme: 'dark', contrast: 'no-preference' }, 'dark'],
    [{ colorScheme: 'light', contrast: 'more' }, 'contrast'],
  ] as const) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await page.locator(`html[data-theme=${theme}]`).waitFor();
    await assertAccessible(page, `${where}, ${theme}`, 'colours');
    await shot(page, `${where}-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', reducedMotion: 'reduce' });
  await page.locator('html[data-theme=light]').waitFor();
}

async function accessible(page: Page, where: string): Promise<void> {
  await assertAccessible(page, where);
  await shot(page, where);
}

const bell = (page: Page) => page.getByRole('button', { name: /^Thông báo, / });

test('a new case rings at the desk of the unit, and leads there', async () => {
  const page = await office.seat('officer', { path: '/desk/queue/inbox' });
  await bell(page).waitFor();
  const count = async () =>
    Number(/(\d+) chưa đọc/.exec((await bell(page).getAttribute('aria-label')) ?? '')?.[1] ?? 0);
  // What happened before is told by now: the newest of it, and nothing is on its way to the bell.
  const officer = await office.as('officer');
  const earlier = await until('what happened before', async () => {
    const { items, unread } = (await officer.get('/notices')).body;
    const told = items.some((one: { caseCode: string | null }) => one.caseCode === office.cases.escalated);
    return told && unread > 0 && (await count()) === unread && (unread as number);
  });
  const agent = await office.as('agent');
  const version = (await agent.get(`/cases/${office.cases.fresh}`)).body.version;
  const body = { action: 'forward', version, leadUnit: 'so-xay-dung', note: 'Kiểm tra trong hôm nay' };
  assert.equal((await agent.post(`/cases/${office.cases.fresh}/actions`, body)).status, 200);
  await until('the bell counts one more', async () => (await count()) === earlier + 1);
  await page.keyboard.press('b');
  const panel = page.getByRole('dialog', { name: 'Thông báo' });
  const first = panel.getByRole('listitem').first();
  await first.getByRole('link', { name: 'Phiếu mới chờ tiếp nhận' }).waitFor();
  await first.getByText('Kiểm tra trong hôm nay').waitFor();
  await everyTheme(page, 'bell');
  await first.getByRole('link').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('article', { name: office.cases.fresh }).waitFor();
  await until('it counts as read', async () => (await count()) === earlier);
});

test('all notices, and how one wants to be told', async () => {
  const page = await office.seat('leader', { path: '/desk/notices' });
  await page.getByRole('link', { name: 'Dự thảo chờ duyệt' }).first().waitFor();
  await accessible(page, 'notices');
  await page.getByRole('button', { name: 'Đánh dấu đã đọc tất cả' }).click();
  await page.getByRole('heading', { name: 'Không có thông báo chưa đọc' }).waitFor();
  await page.goto('/desk/me/notices');
  const mail = page.getByRole('radiogroup', { name: 'Gửi thư: Dự thảo trình duyệt' });
  await mail.getByText('Gửi ngay').click();
  await page.getByText('Đã lưu').first().waitFor();
  const chosen = (await (await office.as('leader')).get('/me/notice-preferences')).body;
  assert.equal(chosen.kinds.find((k: { kind: string }) => k.kind === 'submitted').mail, 'now');
  await accessible(page, 'notice-preferences');
});

test('knowledge: found without accents, read, written, used in an answer', async () => {
  const page = await office.seat('supervisor', { path: '/desk/knowledge' });
  await page.getByRole('searchbox', { name: 'Tìm bài viết' }).fill('so do');
  await page.getByRole('link', { name: /^Cấp giấy chứng nhận/ }).click();
  await page.getByRole('heading', { name: 'Hồ sơ chính' }).waitFor();
  await everyTheme(page, 'knowledge');
  await page.getByRole('button', { name: 'Viết bài mới' }).click();
  const form = page.getByRole('form', { name: 'Viết bài mới' });
  await form.getByRole('textbox', { name: 'Tiêu đề' }).fill('Lịch cắt điện tuần này');
  await form.getByRole('textbox', { name: 'Nội dung' }).fill('## Thứ Hai\n- Phường Mỹ Tho');
  await accessible(page, 'article-form');
  await form.getByRole('button', { name: 'Lưu' }).click();
  await page.getByRole('heading', { name: 'Lịch cắt điện tuần này' }).waitFor();

  const agent = await office.as('agent');
  const made = await agent.post('/cases', {
    type: 'procedure_inquiry',
    content: 'Tôi muốn làm hộ chiếu thì nộp ở đâu?',
  });
  const desk = await office.seat('agent', { path: `/desk/cases/${made.body.code}` });
  await desk.getByRole('button', { name: 'Việc khác' }).click();
  await desk.getByRole('menuitem', { name: 'Trả lời ngay' }).click();
  const answer = desk.getByRole('form', { name: 'Trả lời ngay' });
  await answer.getByRole('combobox', { name: 'Bài viết tham khảo' }).click();
  await desk.getByRole('option', { name: 'Cấp hộ chiếu phổ thông trong nước' }).click();
  await answer.getByRole('button', { name: 'Chèn nội dung bài' }).click();
  await until('the article stands in the answer', async () =>
    (await answer.getByRole('textbox', { name: 'Nội dung trả lời' }).inputValue()).includes(
      'Phòng Quản lý xuất nhập cảnh',
    ),
  );
  await accessible(desk, 'answer-with-article');
  await answer.getByRole('button', { name: 'Trả lời ngay' }).click();
  await desk.getByText('theo bài “Cấp hộ chiếu phổ thông trong nước”').waitFor();
});

test('a template: refused in words, previewed, saved, compared, put back', async () => {
  const page = await office.seat('admin2', { path: '/desk/admin/templates' });
  await page.getByRole('heading', { name: 'Mẫu văn bản' }).waitFor();
  await accessible(page, 'templates');
  await page.getByRole('link', { name: 'Trả lời phản ánh' }).click();
  const body = page.getByRole('textbox', { name: 'Nội dung' });
  await body.fill('Kính gửi ông/bà,\n\n{{agency}} trả lời phiếu {{caseCode}}: {{anser}}');
  await page
    .getByText(/Không có biến {{anser}}/)
    .first()
    .waitFor();
  await body.fill('Kính gửi ông/bà,\n\n{{agency}} trả lời phiếu {{caseCode}}:\n\n{{answer}}');
  await page.getByText(/^Kính gửi ông\/bà,\s+Sở Xây dựng trả lời phiếu/).waitFor();
  await everyTheme(page, 'template');
  await page.getByRole('button', { name: 'Lưu bản mới' }).click();
  await page.getByText('Bản 1', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Trở về bản gốc' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Trở về bản gốc' }).click();
  await page.getByText('Bản 2', { exact: true }).waitFor();
  await page.getByText('Giống bản gốc').waitFor();
});

test('on a phone nothing is wider than the screen', async () => {
  const page = await office.seat('supervisor', { viewport: PHONE, path: '/desk/knowledge' });
  const fits = async (where: string) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${where} is ${wide} pixels wider than the phone`);
    await shot(page, `phone-${where}`);
  };
  await page.getByRole('link', { name: /^Cấp, đổi/ }).waitFor();
  await fits('knowledge');
  await page.getByRole('link', { name: /^Cấp, đổi/ }).click();
  await page.getByRole('heading', { name: 'Ai phải làm' }).waitFor();
  await fits('article');
  await assertAccessible(page, 'article on a phone');
  await page.goto('/desk/me/notices');
  await page.getByRole('heading', { name: 'Giờ gửi thư tổng hợp' }).waitFor();
  await fits('preferences');
  await bell(page).click();
  await page.getByRole('dialog', { name: 'Thông báo' }).getByRole('link', { name: 'Xem tất cả' }).waitFor();
  await fits('bell');
  await assertAccessible(page, 'bell on a phone');
});

test('no page complained', () => {
  assert.deepEqual(office.complaints(), []);
});
