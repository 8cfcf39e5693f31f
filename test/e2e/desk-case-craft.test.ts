/** Working on one case side by side: company, files, undoing, paper, links to a place, two windows of one person. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { pdfText } from '../support/pdf-text.ts';
import { assertAccessible } from './support/axe.ts';
import { shot } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';

let office: Office;
let agent: Page;
let officer: Page;
before(async () => {
  office = await openOffice({ whole: true });
  [agent, officer] = [await office.seat('agent'), await office.seat('officer')];
});
after(() => office?.stop());

const open = async (page: Page, code: string, anchor = '') => {
  await page.goto(`/desk/cases/${code}${anchor}`);
  await page.getByRole('article', { name: code }).waitFor();
};
const company = (page: Page) => page.getByRole('status', { name: 'Đang cùng mở' });
const draftForm = (page: Page) => page.getByRole('form', { name: 'Trình duyệt' });
const openDraft = async (page: Page) => {
  await page.getByRole('button', { name: /Trình duyệt/ }).click();
  return draftForm(page).getByRole('textbox', { name: 'Nội dung trả lời' });
};
const picture = (background: string) =>
  sharp({ create: { width: 320, height: 200, channels: 3, background } })
    .withExif({ IFD0: { Make: 'Samsung' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '9/1 10/1 36/1' } })
    .jpeg()
    .toBuffer();

/** Pastes a picture as Ctrl+V of a screenshot does: a file of the browser's naming, no text. */
async function paste(field: Locator, bytes: Buffer): Promise<void> {
  await field.evaluate((element, base64) => {
    const data = new DataTransfer();
    const content = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    data.items.add(new File([content], 'image.png', { type: 'image/png' }));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, bytes.toString('base64'));
}

test('colleagues at one case see each other come, write and go', async () => {
  const { processing } = office.cases;
  await open(agent, processing);
  await open(officer, processing);
  await company(officer).getByText('Lê Thị Tổng Đài đang xem').or(company(officer).getByText('đang xem')).waitFor();
  await openDraft(officer);
  await company(agent).getByText('đang soạn “Trình duyệt”').waitFor();
  await assertAccessible(agent, 'a case with company');
  await shot(agent, 'craft-company');
  for (const width of [390, 1440]) {
    await agent.setViewportSize({ width, height: 900 });
    const page = agent.getByRole('article', { name: processing });
    assert.ok(await page.evaluate((e) => e.scrollWidth <= e.clientWidth + 1), `nothing sticks out at ${width} px`);
    assert.ok(await page.evaluate((e) => e.getBoundingClientRect().right <= window.innerWidth + 1), `fits ${width} px`);
  }
  const second = await officer.context().newPage();
  await open(second, processing);
  await company(second).getByText('Bạn, ở cửa sổ khác, đang soạn “Trình duyệt”').waitFor();
  await second.close();
  await officer.goto('/desk/queue/inbox');
  await company(agent).getByText('đang').waitFor({ state: 'detached' });
});

test('two windows share one text, and what one has sent the other does not send again', async () => {
  const { processing } = office.cases;
  await open(officer, processing);
  const second = await officer.context().newPage();
  await open(second, processing);
  const [here, there] = [await openDraft(officer), await openDraft(second)];
  await draftForm(second).getByText('Bạn đang mở mục này ở cửa sổ khác').waitFor();
  await here.fill('Đơn vị đã thông cống xong.');
  await second.waitForFunction(
    () => document.querySelector('form textarea')?.textContent === 'Đơn vị đã thông cống xong.',
  );
  await draftForm(officer)
    .getByRole('button', { name: /Trình duyệt/ })
    .click();
  await officer.getByText('Đã trình lãnh đạo').waitFor();
  await draftForm(second).getByText('đã được gửi hoặc xóa ở cửa sổ khác').waitFor();
  assert.equal(await there.inputValue(), '');
  await second.close();
  const { drafts } = (await (await office.as('officer')).get(`/cases/${processing}`)).body;
  assert.equal(drafts.length, 1);
});

test('undo by the button and by Ctrl+Z, and an honest no when the other side has moved', async () => {
  const { processing, fresh } = office.cases;
  await officer.getByRole('button', { name: /Hoàn tác/ }).click();
  await officer.getByText('Đã hoàn tác “Trình duyệt”').waitFor();
  await officer.getByRole('button', { name: /Trình duyệt/ }).waitFor();
  const state = async (code: string) => (await (await office.as('agent')).get(`/cases/${code}`)).body;
  assert.deepEqual(
    [(await state(processing)).status, (await state(processing)).drafts[0].state],
    ['processing', 'withdrawn'],
  );

  await open(agent, fresh);
  const forward = async () => {
    await agent.getByRole('button', { name: 'Chuyển xử lý' }).click();
    const form = agent.getByRole('form', { name: 'Chuyển xử lý' });
    await form
      .getByRole('combobox', { name: 'Đơn vị chủ trì' })
      .or(form.getByRole('textbox', { name: 'Đơn vị chủ trì' }))
      .first()
      .fill('Sở Xây dựng');
    await agent
      .getByRole('option', { name: /Sở Xây dựng/ })
      .first()
      .click();
    await form.getByRole('button', { name: 'Chuyển xử lý' }).click();
    await agent.getByText('Đã chuyển xử lý').waitFor();
  };
  await forward();
  await assertAccessible(agent, 'a toast that offers to undo');
  await shot(agent, 'craft-undo');
  await agent.keyboard.press('Control+z');
  await agent.getByText('Đã hoàn tác “Chuyển xử lý”').waitFor();
  assert.equal((await state(fresh)).status, 'received');
  await agent.getByText('Hoàn tác “Chuyển xử lý” ngay sau khi làm.').waitFor();

  await forward();
  const unit = await office.as('officer');
  await unit.post(`/cases/${fresh}/actions`, { action: 'accept', version: (await state(fresh)).version });
  await agent.keyboard.press('Control+z');
  await agent.getByText('Không hoàn tác được “Chuyển xử lý”').waitFor();
  assert.equal((await state(fresh)).status, 'processing');
});

test('a screenshot is pasted, a file waits for the network, both are looked at in the page', async () => {
  const { processing } = office.cases;
  await open(officer, processing);
  const text = await openDraft(officer);
  const form = draftForm(officer);
  await text.focus();
  await paste(text, await picture('#2a68c8'));
  const thumb = form.getByRole('img', { name: /^Ảnh chụp \d{4}-\d\d-\d\d/ });
  await thumb.waitFor();
  const stored = await officer.request.get((await thumb.getAttribute('src')) ?? '');
  assert.equal((await sharp(await stored.body()).metadata()).exif, undefined, 'where it was taken is not kept');

  const pdf = await (await officer.request.get(`/api/v1/cases/${processing}/print`)).body();
  await officer.context().setOffline(true);
  const [chooser] = await Promise.all([
    officer.waitForEvent('filechooser'),
    form.getByRole('button', { name: 'Thêm ảnh, tệp' }).click(),
  ]);
  await chooser.setFiles({ name: 'Biên bản kiểm tra hiện trường.pdf', mimeType: 'application/pdf', buffer: pdf });
  await form.getByText('Mất mạng; sẽ tự tải tiếp khi có mạng.').waitFor();
  await assertAccessible(officer, 'a file that waits for the network');
  await shot(officer, 'craft-upload');
  await officer.context().setOffline(false);
  const paper = form.getByRole('button', { name: /Biên bản kiểm tra hiện trường\.pdf/ }).first();
  await paper.waitFor();

  await form
    .getByRole('button', { name: /^Ảnh chụp/ })
    .first()
    .click();
  const viewer = officer.getByRole('dialog');
  await viewer.getByRole('img', { name: /^Ảnh chụp/ }).waitFor();
  await officer.keyboard.press('+');
  await viewer.getByText('150%').waitFor();
  await assertAccessible(officer, 'a picture in the page');
  await shot(officer, 'craft-picture');
  await officer.keyboard.press('0');
  await officer.keyboard.press('ArrowRight');
  await viewer.getByText('2/2').waitFor();
  await viewer.locator('iframe[title^="Xem tệp Biên bản"]').waitFor();
  await shot(officer, 'craft-pdf');
  await officer.keyboard.press('Escape');
  await viewer.waitFor({ state: 'detached' });

  // Out of the form is gone from the server, not only from the screen.
  const [answer] = await Promise.all([
    officer.waitForResponse((r) => r.request().method() === 'DELETE'),
    form.getByRole('button', { name: 'Bỏ tệp Biên bản kiểm tra hiện trường.pdf' }).click(),
  ]);
  assert.equal(answer.status(), 204);
  assert.equal((await officer.request.get(answer.url())).status(), 404);
  await paper.waitFor({ state: 'detached' });
  await officer.reload();
  await openDraft(officer);
  await thumb.waitFor();
});

test('the case is printed from its page', async () => {
  const { fresh } = office.cases;
  await open(agent, fresh);
  await agent.getByRole('button', { name: 'In phiếu' }).click();
  const link = agent.getByRole('menuitem', { name: 'Phiếu chuyển (PDF)' });
  await assertAccessible(agent, 'the papers of a case');
  const answer = await agent.request.get((await link.getAttribute('href')) ?? '');
  assert.equal(answer.headers()['content-type'], 'application/pdf');
  const text = pdfText(await answer.body()).replaceAll(/\s+/g, ' ');
  for (const words of ['PHIẾU CHUYỂN', `${fresh}/PC`, 'Võ Thị Bích Tuyền', 'hẻm 12 đường Lê Lợi'])
    assert.ok(text.includes(words), `${words}\n${text}`);
  await agent.keyboard.press('Escape');
});

test('a link leads to one entry, one version of the draft, one file', async () => {
  const { signing, processing } = office.cases;
  const look = await office.as('agent');
  const { items } = (await look.get(`/cases/${signing}/timeline`)).body;
  const form = new FormData();
  form.append('file', new Blob([await picture('#b8321f')], { type: 'image/jpeg' }), 'hiện trường.jpg');
  const put = await agent.request.post(`/api/v1/cases/${processing}/attachments`, { multipart: form });
  assert.equal(put.status(), 201);
  const links: [code: string, name: string][] = [
    [signing, `entry-${items[0].id}`],
    [signing, 'draft-1'],
    [processing, `file-${(await look.get(`/cases/${processing}`)).body.attachments[0].id}`],
  ];
  for (const [code, name] of links) {
    await open(agent, code, `#${name}`);
    const place = agent.locator(`[data-anchor="${name}"]`).first();
    await agent.waitForFunction((n) => document.activeElement?.getAttribute('data-anchor') === n, name);
    assert.ok(await place.evaluate((e) => 'found' in (e as HTMLElement).dataset), `${name} is marked`);
    const box = await place.boundingBox();
    assert.ok(box && box.y >= 0 && box.y < 900, `${name} is in view`);
  }
  await open(agent, signing, '#draft-1');
  await agent.locator('[data-anchor="draft-1"]').getByText('Đơn vị sẽ sửa sớm.').waitFor();
  const own = office.complaints().filter((line) => !line.includes('ERR_INTERNET_DISCONNECTED'));
  assert.deepEqual(own, []);
});

test('a form does not move under the mouse while its calendar loads', async () => {
  const { processing } = office.cases;
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await officer.route(/due-calendar.*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await open(officer, processing);
  await officer.getByRole('button', { name: 'Việc khác' }).click();
  await officer.getByRole('menuitem', { name: /^Lấy ý kiến phối hợp/ }).click();
  const form = officer.getByRole('form', { name: 'Lấy ý kiến phối hợp', exact: true });
  const unit = form
    .getByRole('combobox', { name: 'Đơn vị' })
    .or(form.getByRole('textbox', { name: 'Đơn vị' }))
    .first();
  await unit.fill('nong nghiep');
  await officer.getByRole('option', { name: /Nông nghiệp và Môi trường/ }).hover();
  await officer.mouse.down();
  release();
  await form.locator('button[data-dates-input]').waitFor();
  await officer.mouse.up();
  assert.match(await unit.inputValue(), /Nông nghiệp/, 'the press that began before it had loaded still counts');
  await officer.unroute(/due-calendar.*\.js$/);
});
