/** A day of an officer: what is asked of him by due time, one after the other, at the desk and once on a phone. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createUserWith, TEST_PASSWORD } from '../support/factories.ts';
import { assertAccessible, everyTheme } from './support/axe.ts';
import { choose, type Locator, type Page, PHONE, shot } from './support/browser.ts';
import { photo } from './support/letter.ts';
import { type Office, openOffice } from './support/office.ts';
import { type Api, api, sessionCookie } from './support/people.ts';

const OTHER = { username: 'officer2', displayName: 'Phạm Thị Nước', role: 'officer', unit: 'so-nn-mt' } as const;
const ANSWER = 'Đơn vị đã thông cống, nước rút hết trong buổi sáng.';

let office: Office;
let page: Page;
before(async () => {
  office = await openOffice();
  await createUserWith(office.server.ctx, OTHER);
  page = await office.seat('officer');
});
after(() => office?.stop());

const group = (name: string): Locator => page.getByRole('region', { name, exact: true });
const row = (name: string, title: string): Locator => group(name).getByRole('link', { name: new RegExp(title) });

async function act(who: Api, code: string, action: string, form: object = {}): Promise<void> {
  const { version } = (await who.get(`/cases/${code}`)).body;
  const done = await who.post(`/cases/${code}/actions`, { action, version, ...form });
  assert.equal(done.status, 200, JSON.stringify(done.body));
}

async function picture(name: string) {
  return { name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: await photo(name, '#5a6e7a') };
}

/** Opens one of the less common actions of the case that is open. */
async function open(action: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Việc khác' }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${action}`) }).click();
  return page.getByRole('form', { name: action, exact: true });
}

test('the desk opens on his day; N begins with the most urgent; he accepts what is new', async () => {
  await page.waitForURL(/\/desk\/day$/);
  await page.getByRole('heading', { level: 1, name: 'Việc của tôi hôm nay' }).waitFor();
  await row('Chờ tiếp nhận', 'Mặt đường lún').waitFor();
  await row('Chờ lãnh đạo đơn vị', 'Đèn đường không sáng').waitFor();
  await row('Chờ người dân', 'Vỉa hè bị lấn').waitFor();
  await everyTheme(page, 'a day');
  await shot(page, 'officer-day');
  await page.keyboard.press('n');
  await page.waitForURL(/\/day\/1022-/);
  await row('Chờ tiếp nhận', 'Mặt đường lún').click();
  await page.waitForURL(new RegExp(office.cases.forwarded));
  await page.getByRole('button', { name: 'Tiếp nhận' }).click();
  const form = page.getByRole('form', { name: 'Tiếp nhận' });
  await form.getByRole('button', { name: 'Tiếp nhận' }).press('Enter');
  await row('Soạn trả lời', 'Mặt đường lún').waitFor();
  await group('Chờ tiếp nhận').waitFor({ state: 'detached' });
  await everyTheme(page, 'a day with a case');
  await shot(page, 'officer-day-case');
});

test('he asks the citizen and another department; their answers come back to him', async () => {
  const { forwarded, processing } = office.cases;
  const ask = await open('Yêu cầu bổ sung');
  await ask.getByRole('textbox').fill('Xin cho biết số nhà gần nhất.');
  await ask.getByRole('button', { name: 'Yêu cầu bổ sung' }).click();
  await row('Chờ người dân', 'Mặt đường lún').waitFor();
  await act(await office.as('agent'), forwarded, 'citizen_replied', { text: 'Trước số 12' });
  await row('Người dân đã bổ sung', 'Mặt đường lún').waitFor();

  await row('Soạn trả lời', 'Cống thoát nước').click();
  await page.waitForURL(new RegExp(processing));
  await page.getByRole('article', { name: processing }).waitFor();
  const consult = await open('Lấy ý kiến phối hợp');
  await choose(consult, 'Đơn vị', 'nong nghiep', /Nông nghiệp và Môi trường/);
  await consult.getByRole('textbox', { name: 'Câu hỏi' }).fill('Cống này ai quản lý?');
  await consult.getByRole('button', { name: 'Chiều mai' }).click();
  await consult.getByRole('button', { name: 'Lấy ý kiến phối hợp' }).click();
  await row('Chờ ý kiến phối hợp', 'Cống thoát nước').waitFor();
  const other = api(office.server.url, await sessionCookie(office.server.url, OTHER.username, TEST_PASSWORD));
  const [asked] = (await other.get('/me/day')).body.groups;
  assert.equal(asked.items[0].note, 'Cống này ai quản lý?');
  await act(other, processing, 'give_opinion', { text: 'Sở Xây dựng quản lý.' });
  const came = row('Đã có ý kiến phối hợp', 'Cống thoát nước');
  await came.getByText('Sở Xây dựng quản lý.').waitFor();
});

test('he drafts with a ready text and a photo, submits, and goes on with one key', async () => {
  await page.getByRole('button', { name: 'Trình duyệt' }).click();
  const form = page.getByRole('form', { name: 'Trình duyệt' });
  await form.getByRole('button', { name: 'Mẫu câu' }).click();
  await page.getByRole('menuitem').first().click();
  const text = form.getByRole('textbox', { name: 'Nội dung trả lời' });
  const ready = await text.inputValue();
  assert.ok(ready.length > 10, 'the ready text stands in the draft');
  await text.fill(`${ready}\n\n${ANSWER}`);
  const chooser = page.waitForEvent('filechooser');
  await form.getByRole('button', { name: 'Thêm ảnh, tệp' }).click();
  await (await chooser).setFiles(await picture('Đã thông cống'));
  await form.getByRole('img', { name: 'Đã thông cống.jpg' }).waitFor();
  await assertAccessible(page, 'a draft with a photo');
  await form.getByRole('button', { name: 'Trình duyệt' }).click();
  await row('Chờ lãnh đạo đơn vị', 'Cống thoát nước').waitFor();
  await page.getByRole('article', { name: office.cases.processing }).waitFor();
  await page.getByRole('button', { name: 'Việc tiếp theo' }).waitFor();
  await page.keyboard.press('n');
  await page.waitForURL((url) => /\/day\/1022-/.test(url.pathname) && !url.pathname.endsWith(office.cases.processing));
  const { drafts } = (await (await office.as('officer')).get(`/cases/${office.cases.processing}`)).body;
  assert.equal(drafts[0].evidence.length, 1);
});

test('what came back stands there with the reason; each figure opens exactly its cases', async () => {
  await act(await office.as('leader'), office.cases.processing, 'reject_draft', { reason: 'Cần nêu rõ ngày' });
  await row('Dự thảo bị trả lại', 'Cống thoát nước').getByText('Cần nêu rõ ngày').waitFor();
  const { groups } = (await (await office.as('officer')).get('/me/day')).body;
  for (const { ask, total } of groups as { ask: string; total: number }[]) {
    const { items } = (await (await office.as('officer')).get(`/cases?view=all&sort=due&limit=200&only=${ask}`)).body;
    assert.equal(items.length, total, ask);
  }
  await page.goto('/desk/queue/all?only=returned&sort=due');
  await page.getByText('Dự thảo bị trả lại').first().waitFor();
  await page.locator('[data-case-row]').first().waitFor();
  assert.equal(await page.locator('[data-case-row]').count(), 1);
  await assertAccessible(page, 'list of what came back');
});

test('the same day on a phone: nothing is wider than the screen, the next is one touch away', async () => {
  const phone = await office.seat('officer', { viewport: PHONE });
  await phone.waitForURL(/\/desk\/day$/);
  await phone.getByRole('region', { name: 'Dự thảo bị trả lại' }).waitFor();
  await everyTheme(phone, 'a day on a phone');
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} pixels wider than the phone`);
  await shot(phone, 'officer-day-phone');
  await phone.getByRole('button', { name: 'Bắt đầu' }).tap();
  await phone.waitForURL(/\/day\/1022-/);
  const first = phone.url();
  await phone.getByRole('button', { name: 'Việc tiếp theo' }).tap();
  await phone.waitForURL((url) => url.href !== first);
  await phone.getByRole('button', { name: 'Việc khác' }).waitFor();
  await assertAccessible(phone, 'a case of the day on a phone');
  await shot(phone, 'officer-day-phone-case');

  // What came back is answered where he stands, with a picture out of the phone's camera.
  await phone.goto(`/desk/day/${office.cases.processing}`);
  await phone.getByRole('button', { name: 'Trình duyệt' }).tap();
  const form = phone.getByRole('form', { name: 'Trình duyệt' });
  await form.getByRole('textbox', { name: 'Nội dung trả lời' }).fill(`${ANSWER} Hoàn thành ngày 27/11.`);
  const chooser = phone.waitForEvent('filechooser');
  await form.getByRole('button', { name: 'Chụp ảnh' }).tap();
  const camera = await chooser;
  assert.equal(await camera.element().getAttribute('capture'), 'environment', 'the camera itself opens');
  await camera.setFiles(await picture('Tại hiện trường'));
  await form.getByRole('img', { name: 'Tại hiện trường.jpg' }).waitFor();
  await form.getByRole('button', { name: 'Trình duyệt' }).tap();
  await form.waitFor({ state: 'detached' });
  const { status, drafts } = (await (await office.as('officer')).get(`/cases/${office.cases.processing}`)).body;
  assert.equal(status, 'awaiting_approval');
  assert.ok(drafts[0].evidence.some((file: { name: string }) => file.name === 'Tại hiện trường.jpg'));
});

test('no page complained', () => {
  assert.deepEqual(office.complaints(), []);
});
