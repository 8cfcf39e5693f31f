/** A unit's leader: three minutes with the phone, touches counted; then what is late in the unit and with whom. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sweepLimits } from '../../server/cases/index.ts';
import { assertAccessible, everyTheme } from './support/axe.ts';
import { type Page, PHONE, shot } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';
import type { Api } from './support/people.ts';

const DAY = 86_400_000;
const POOR = 'Đơn vị đã ghi nhận ý kiến.';

let office: Office;
let phone: Page;
let poor: string;
let promised: string;

async function act(who: Api, code: string, action: string, form: object = {}) {
  const { version } = (await who.get(`/cases/${code}`)).body;
  const done = await who.post(`/cases/${code}/actions`, { action, version, ...form });
  assert.equal(done.status, 200, JSON.stringify(done.body));
  return done.body;
}

before(async () => {
  office = await openOffice();
  const [agent, officer] = await Promise.all([office.as('agent'), office.as('officer')]);
  const made = await agent.post('/cases', { type: 'service_report', content: 'Nắp hố ga vỡ trước trường học' });
  poor = made.body.code;
  await act(agent, poor, 'forward', { leadUnit: 'so-xay-dung' });
  await act(officer, poor, 'accept');
  await act(officer, poor, 'submit', { text: POOR });
  const { processing } = office.cases;
  promised = (await officer.get(`/cases/${processing}`)).body.dueAt;
  const dueAt = new Date(Date.parse(promised) + 5 * DAY).toISOString();
  await act(officer, processing, 'request_extension', { dueAt, reason: 'Chờ vật tư từ kho' });
  phone = await office.seat('leader', { viewport: PHONE });
  await phone.evaluate(() => {
    (window as never as { touches: number }).touches = 0;
    const count = () => (window as never as { touches: number }).touches++;
    document.addEventListener('touchstart', count, { capture: true, passive: true });
  });
});
after(() => office?.stop());

/** Touches since the last time that it was asked. */
const touches = () =>
  phone.evaluate(() => {
    const w = window as never as { touches: number };
    const count = w.touches;
    w.touches = 0;
    return count;
  });
const state = async (code: string) => (await (await office.as('leader')).get(`/cases/${code}`)).body;

/** Puts off what stands in front until this card is there; those touches are not counted. */
async function cardOf(text: string): Promise<void> {
  await phone.getByRole('button', { name: 'Để sau' }).waitFor();
  for (let n = 0; n < 5; n += 1) {
    if ((await phone.getByText(text).count()) > 0) break;
    const before = await phone.getByRole('article').textContent();
    await phone.getByRole('button', { name: 'Để sau' }).tap();
    await phone.waitForFunction((old) => document.querySelector('article')?.textContent !== old, before);
    await phone
      .getByRole('button', { name: 'Mở phiếu đầy đủ' })
      .or(phone.getByRole('link', { name: 'Mở phiếu đầy đủ' }))
      .first()
      .waitFor();
  }
  await phone.getByText(text).first().waitFor();
  await phone.getByRole('button', { name: /Phê duyệt|Cho gia hạn/ }).waitFor();
  await touches();
}

test('he lands on the cards, sees what changed since he sent it back, and signs with one touch', async () => {
  await phone.waitForURL(/\/desk\/sign$/);
  await phone.getByText('Còn 4 phiếu').waitFor();
  await cardOf('Lần trước trả lại vì');
  assert.ok((await phone.locator('ins').count()) > 0, 'the difference to the last draft is marked');
  await phone.getByText('Cần nêu rõ ngày').waitFor();
  await everyTheme(phone, 'a card');
  await shot(phone, 'leader-card');
  await phone.getByRole('button', { name: 'Phê duyệt' }).tap();
  await phone.getByText('Còn 3 phiếu').waitFor();
  assert.equal(await touches(), 1);
  assert.notEqual((await state(office.cases.signing)).status, 'awaiting_approval');
});

test('he sends the next one back with a reason: two touches', async () => {
  await cardOf(POOR);
  await phone.getByRole('button', { name: 'Trả lại' }).tap();
  const ready = phone.getByRole('button', { name: 'Cần nêu rõ thời hạn thực hiện' });
  await ready.waitFor();
  await assertAccessible(phone, 'reasons of a return');
  await shot(phone, 'leader-return');
  await ready.tap();
  await phone.getByText('Còn 2 phiếu').waitFor();
  assert.equal(await touches(), 2);
  const { drafts, status } = await state(poor);
  assert.deepEqual(
    [status, drafts[0].state, drafts[0].reason],
    ['processing', 'rejected', 'Cần nêu rõ thời hạn thực hiện'],
  );
});

test('in the same run: more time, to an earlier date than was asked for; what it does to the deadline is said', async () => {
  await cardOf('Chờ vật tư từ kho');
  await phone.getByText('Thời hạn nếu đồng ý').waitFor();
  await phone.getByText(/Hạn trả lời dời từ/).waitFor();
  await shot(phone, 'leader-extension');
  await phone.getByRole('button', { name: 'Chọn ngày khác' }).tap();
  await phone.getByRole('button', { name: 'Thêm 1 ngày' }).tap();
  await everyTheme(phone, 'an extension to another date');
  await phone.getByRole('button', { name: /^Cho đến/ }).tap();
  await phone.getByText('Còn 1 phiếu').waitFor();
  assert.equal(await touches(), 3);
  const { dueAt, extensions } = await state(office.cases.processing);
  assert.equal(Date.parse(dueAt), Date.parse(promised) + DAY);
  assert.equal(extensions[0].state, 'granted');
  assert.equal(Date.parse(extensions[0].dueAt), Date.parse(promised) + 5 * DAY, 'what was asked for stays on record');
});

test('what needs an order in full comes last; he gives it with a date and follows it', async () => {
  await phone.getByText('Cầu yếu, xe tải vẫn qua').first().waitFor();
  await phone.getByRole('button', { name: 'Mở phiếu đầy đủ' }).tap();
  await phone.getByRole('button', { name: 'Chỉ đạo' }).tap();
  const form = phone.getByRole('form', { name: 'Chỉ đạo' });
  await form.getByRole('textbox', { name: 'Nội dung chỉ đạo' }).fill('Cắm biển hạn chế tải trọng ngay.');
  await form.getByRole('button', { name: '3 ngày nữa' }).tap();
  await form.getByRole('button', { name: 'Chỉ đạo' }).tap();
  await form.waitFor({ state: 'detached' });
  await phone.goto('/desk/unit-today');
  const orders = phone.getByRole('region', { name: 'Chỉ đạo tôi đã giao' });
  await orders.getByText('Cắm biển hạn chế tải trọng ngay.').waitFor();
  await orders.getByText(/đang thực hiện/).waitFor();
  await everyTheme(phone, 'the unit on a phone');
  const wide = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} pixels wider than the phone`);
  await shot(phone, 'leader-unit-phone');
});

test('three weeks later: what is late, with whom, and each figure opens exactly these cases', async () => {
  office.server.moveTo(new Date(Date.now() + 21 * DAY));
  while ((await sweepLimits(office.server.ctx)) > 0);
  const page = await office.seat('leader');
  await page.waitForURL(/\/desk\/unit-today$/);
  const table = page.getByRole('table');
  await table.getByRole('row', { name: /Cả đơn vị/ }).waitFor();
  const { people, overdue } = (await (await office.as('leader')).get('/units/so-xay-dung/today')).body;
  const late = people.filter((p: { overdue: number }) => p.overdue > 0);
  assert.ok(overdue > 0 && late.length > 0);
  await everyTheme(page, 'the unit');
  await shot(page, 'leader-unit');
  const total = table.getByRole('row', { name: /Cả đơn vị/ }).getByRole('link', { name: String(overdue), exact: true });
  await total.last().click();
  await page.locator('[data-case-row]').first().waitFor();
  assert.equal(await page.locator('[data-case-row]').count(), overdue);
  await page.goBack();
  await table.waitFor();
  const held = late[0];
  const name =
    held.assignee?.name ??
    {
      unit_leader: 'Lãnh đạo đơn vị',
      province_leader: 'Lãnh đạo tỉnh',
      officer: 'Chưa giao cho ai',
      centre: 'Tổng đài',
      citizen: 'Người dân',
    }[held.turn as 'officer'];
  await table
    .getByRole('row', { name: new RegExp(name) })
    .getByRole('link', { name: String(held.overdue), exact: true })
    .last()
    .click();
  await page.locator('[data-case-row]').first().waitFor();
  assert.equal(await page.locator('[data-case-row]').count(), held.overdue);
});

test('no page complained', () => {
  assert.deepEqual(office.complaints(), []);
});
