/**
 * An agent answers 1022 in his browser, against a real Asterisk: it rings, he sees who calls before he answers by the
 * keyboard, both hear each other, hold, mute, keys, a case, an attended transfer, the wrap-up. Chromium's microphone is a
 * file, what it hears is taken out of the page as samples.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { transact } from '../../server/platform/transact.ts';
import { enqueue, finishItem } from '../../server/routing/index.ts';
import { assertAccessible } from '../e2e/support/axe.ts';
import { type Page, type Person, PHONE, shot, signIn, startBrowser } from '../e2e/support/browser.ts';
import { createUserWith, TEST_PASSWORD } from '../support/factories.ts';
import { hears } from '../support/telephony/hears.ts';
import { CITIZEN_SAYS, onDesk, startHotlineApp } from '../support/telephony/hotline-app.ts';
import type { SipPhone } from '../support/telephony/sip-phone.ts';
import { speech } from '../support/telephony/speech.ts';
import { until } from '../support/until.ts';
import { earOf, listenIn } from './support/browser-ear.ts';

const AGENT_SAYS = 'Dạ, tổng đài 1022 xin nghe, tôi có thể giúp gì ạ?';
const SECOND_SAYS = 'Em hỏi kỹ số nhà và tên đường giúp chị, rồi chuyển Sở Xây dựng nhé';

const [t, browser] = await Promise.all([
  startHotlineApp(),
  startBrowser({ microphone: await speech(AGENT_SAYS, 48_000) }),
]);
after(() => browser.close());
await createUserWith(t.ctx, { username: 'mai', displayName: 'Lê Thị Mai', role: 'agent' });
const mai = await t.as('mai');
const hole = await until<string>('a case of the citizen', async () => {
  const made = await mai.post('/cases', {
    type: 'site_report',
    channel: 'phone',
    content: 'Nắp cống trước nhà vỡ đã một tuần, đi lại nguy hiểm.',
    citizen: { name: 'Võ Thị Bích Tuyền', phone: '0901234567' },
  });
  return made.status === 201 && made.body.code;
});
const boss = await t.as({ role: 'supervisor' });
const { incident } = (
  await boss.post('/incidents', {
    case: hole,
    title: 'Mất điện toàn phường',
    told: 'Điện lực đang sửa, chiều nay có điện.',
    spoken: 'Phường một đang mất điện, điện lực đang khắc phục sự cố trạm biến áp.',
  })
).body;
const voice = await boss.post(`/hotline/incidents/${incident.id}/sound`, {});
assert.equal(voice.body.state, 'announced', JSON.stringify(voice.body));
const people: Person[] = [];

async function desk(options: { viewport?: typeof PHONE } = {}): Promise<Page> {
  const person = await signIn(
    browser,
    t.url,
    { username: 'mai', password: TEST_PASSWORD },
    { ...options, microphone: true },
  );
  people.push(person);
  return person.page;
}

const bar = (page: Page) => page.getByRole('region', { name: 'Cuộc gọi', exact: true });
const phoneIs = (page: Page, state: string) => page.getByRole('button', { name: `Điện thoại: ${state}` }).waitFor();

/** Light by every rule, then dark and high contrast by their colours. */
async function assertClean(page: Page, where: string): Promise<void> {
  await shot(page, `phone-${where}`);
  await assertAccessible(page, where);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.locator('html[data-theme=dark]').waitFor();
  await shot(page, `phone-${where}-dark`);
  await assertAccessible(page, `${where}, dark`, 'colours');
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more', reducedMotion: 'reduce' });
  await page.locator('html[data-theme=contrast]').waitFor();
  await shot(page, `phone-${where}-contrast`);
  await assertAccessible(page, `${where}, contrast`, 'colours');
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference', reducedMotion: 'reduce' });
  await page.locator('html[data-theme=light]').waitFor();
}

const sound = (name: string) => readFile(join(t.asterisk.soundsDir, `${name}.wav`));

/** He dials, hears the menu and chooses; the agent sees him before he answers. */
async function ringsAt(page: Page, citizen: SipPhone, going = false) {
  await citizen.dial(t.number);
  if (going) await hears(citizen, await sound(`incident-${incident.id}`), 'the incident is announced');
  await hears(citizen, await sound('menu'), 'the menu is being said');
  await citizen.digits('2');
  // Whatever else is offered, what rings stands first.
  const offer = page.getByRole('article', { name: /Lời mời nhận việc/ }).first();
  await offer.getByText('Phản ánh hiện trường').waitFor();
  if (going) await offer.getByText('Điện lực đang sửa, chiều nay có điện.').waitFor();
  await offer.getByText('Nắp cống trước nhà vỡ').waitFor();
}

const page = await desk();
await listenIn(page);

test('rings, shows who it is, is answered by keyboard, both hear each other, hold, mute, keys, case, wrap-up', async () => {
  await phoneIs(page, 'Đã nối với tổng đài');
  await until('the telephone is registered', async () => (await mai.get('/calls/current')).body.phone.registered);
  assert.equal((await mai.put('/me/presence', { state: 'available' })).status, 200);
  const letter = await transact(t.ctx, (tx) => enqueue(tx, { kind: 'mail', title: 'Thư đến trước', ref: 'thu-1' }));
  await page.getByRole('article', { name: /Thư đến trước/ }).waitFor();
  const citizen = await t.citizen('0901234567');
  await ringsAt(page, citizen, true);
  assert.equal((await boss.post(`/incidents/${incident.id}/end`, { version: 0, reason: 'Đã có điện.' })).status, 200);
  await assertClean(page, 'ringing');
  await page.keyboard.press('Alt+a');

  await bar(page).getByText('Đang nói chuyện').first().waitFor();
  await transact(t.ctx, (tx) => finishItem(tx, { id: letter }, 'test'));
  await page.waitForURL(/\/calls\/\d+\/contact/);
  await bar(page).getByText('Võ Thị Bích Tuyền').waitFor();
  await hears(citizen, await speech(AGENT_SAYS), 'the citizen hears the agent');
  await hears(earOf(page), await speech(CITIZEN_SAYS), 'the agent hears the citizen');

  await bar(page).getByRole('button', { name: 'Bàn phím số' }).click();
  await page.getByRole('button', { name: 'Phím 5' }).waitFor();
  await page.keyboard.press('5');
  assert.equal((await citizen.next('CALL_DTMF_START')).param, '5');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+g');
  await bar(page).getByText('Đang giữ máy').first().waitFor();
  await page.keyboard.press('Alt+g');
  await bar(page).getByText('Đang nói chuyện').first().waitFor();
  await page.keyboard.press('Alt+m');
  await bar(page).getByText('Micro đang tắt').waitFor();
  await assertClean(page, 'talking-muted');
  await page.keyboard.press('Alt+m');
  await bar(page).getByText('Micro đang tắt').waitFor({ state: 'detached' });

  // The case form stands there already; what is registered belongs to the call.
  const form = page.getByRole('form', { name: 'Nội dung phiếu' });
  await form
    .getByRole('textbox', { name: 'Nội dung người dân phản ánh' })
    .fill('Đèn đường Nguyễn Huệ hỏng ba ngày nay.');
  await form.getByRole('button', { name: 'Lập phiếu', exact: true }).click();
  await bar(page).getByRole('button', { name: 'Mở phiếu' }).waitFor();
  const { caseCode, id } = await onDesk(mai, 'the call has the case', (call) => call.caseCode !== null);
  assert.match(caseCode ?? '', /^1022-/);
  await page.keyboard.press('Alt+k');
  await citizen.next('CALL_CLOSED');

  const wrap = bar(page);
  await wrap.getByRole('button', { name: 'Xong' }).waitFor();
  await assertClean(page, 'wrap-up');
  await wrap.getByRole('combobox', { name: 'Kết quả' }).click();
  await page.getByRole('option', { name: 'Đã lập phiếu' }).click();
  await wrap.getByRole('textbox', { name: 'Ghi chú' }).fill('Đã hẹn trả lời trong tuần');
  await wrap.getByRole('button', { name: 'Xong' }).click();
  await phoneIs(page, 'Đã nối với tổng đài');
  assert.equal((await mai.get('/me/presence')).body.state, 'available');
  const { body } = await mai.get(`/calls/${id}`);
  assert.deepEqual([body.caseCode, body.disposition, body.note], [caseCode, 'case_made', 'Đã hẹn trả lời trong tuần']);
});

test('the page is loaded anew in a talk, another computer takes it, and it comes back; a second agent then has him', async () => {
  const { agent: second, phone: secondPhone } = await t.agentWithPhone('Trần Thị Lan', SECOND_SAYS);
  await second.put('/me/presence', { state: 'busy', reason: 'other_work' });
  const citizen = await t.citizen('0901234567');
  await ringsAt(page, citizen);
  await page.keyboard.press('Alt+a');
  await bar(page).getByText('Đang nói chuyện').first().waitFor();

  // Loaded anew: the browser asks, the citizen hears music, and the same two talk on.
  let before = (await citizen.heard()).length;
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await bar(page).getByText('Đang nói chuyện').first().waitFor();
  await hears(citizen, await speech(AGENT_SAYS), 'the citizen hears the agent again', before);
  await hears(earOf(page), await speech(CITIZEN_SAYS), 'the agent hears the citizen again');

  // A number is read out that is nobody's business.
  await bar(page).getByRole('button', { name: 'Dừng ghi âm' }).click();
  await bar(page).getByText('Tạm dừng ghi âm').waitFor();
  await bar(page).getByRole('button', { name: 'Ghi âm tiếp' }).click();
  await bar(page).getByText('Đang ghi âm').waitFor();

  // The microphone that he has just chosen is pulled out: the computer's own stands in, and the bar says so.
  await page.getByRole('button', { name: /^Điện thoại:/ }).click();
  await page.getByRole('combobox', { name: 'Micro' }).selectOption('Fake Audio Input 2');
  await page.keyboard.press('Escape');
  before = (await citizen.heard()).length;
  await page.evaluate(() => {
    const media = navigator.mediaDevices;
    const all = media.enumerateDevices.bind(media);
    media.enumerateDevices = async () => (await all()).filter((one) => one.label !== 'Fake Audio Input 2');
    media.dispatchEvent(new Event('devicechange'));
  });
  await bar(page)
    .getByText(/Micro “Fake Audio Input 2” đã bị rút. Đang dùng “Fake Default Audio Input”/)
    .waitFor();
  await shot(page, 'phone-unplugged');
  await hears(citizen, await speech(AGENT_SAYS), 'the citizen hears him by the other microphone', before);

  // A second window is no second telephone, but its buttons work.
  const window = await page.context().newPage();
  await window.goto('/desk/calls');
  await bar(window).getByText('Đang nói chuyện').first().waitFor();
  await window.keyboard.press('Alt+g');
  await bar(page).getByText('Đang giữ máy').first().waitFor();
  await window.keyboard.press('Alt+g');
  await bar(page).getByText('Đang nói chuyện').first().waitFor();
  await window.close();

  // A second computer says where the telephone is, and takes it with the talk when it is told to.
  const asked = await mai.post('/me/phone', { place: 'another-browser' });
  assert.deepEqual([asked.status, asked.body.device], [409, 'Chrome · Linux']);
  const other = await desk();
  await bar(other)
    .getByText(/đang mở ở máy khác \(Chrome · Linux\)/)
    .waitFor();
  await assertClean(other, 'other-computer');
  before = (await citizen.heard()).length;
  await listenIn(other);
  await bar(other).getByRole('button', { name: 'Dùng ở đây' }).click();
  await bar(page)
    .getByText(/đang mở ở máy khác/)
    .waitFor();
  await hears(citizen, await speech(AGENT_SAYS), 'the citizen hears the agent at the other computer', before);
  await hears(earOf(other), await speech(CITIZEN_SAYS), 'and is heard there');
  await bar(page).getByRole('button', { name: 'Dùng ở đây' }).click();
  await bar(other)
    .getByText(/đang mở ở máy khác/)
    .waitFor();
  await other.close();
  await bar(page)
    .getByText(/đang mở ở máy khác/)
    .waitFor({ state: 'detached' });

  await bar(page).getByRole('button', { name: 'Chuyển máy' }).click();
  await page.getByRole('radio', { name: /Trần Thị Lan/ }).check();
  await assertClean(page, 'transfer');
  await page.getByRole('button', { name: 'Hỏi trước rồi chuyển' }).click();
  await bar(page)
    .getByText(/Đang hỏi ý kiến: Trần Thị Lan/)
    .waitFor();
  await shot(page, 'phone-consulting');
  await bar(page).getByRole('button', { name: 'Chuyển ngay' }).click();
  await hears(citizen, secondPhone.says, 'the citizen hears the second agent');
  await bar(page).getByRole('button', { name: 'Xong' }).click();
  await phoneIs(page, 'Đã nối với tổng đài');
  await citizen.hangup();
});

test('the list of calls and the page of one, also on a telephone’s screen', async () => {
  await page.goto('/desk/calls');
  await page.getByRole('link', { name: 'Võ Thị Bích Tuyền' }).first().waitFor();
  await assertClean(page, 'calls');
  await page.setViewportSize(PHONE);
  await shot(page, 'phone-calls-390');
  await page.getByRole('link', { name: 'Võ Thị Bích Tuyền' }).first().click();
  await page.getByRole('heading', { name: 'Diễn biến' }).waitFor();
  await assertClean(page, 'call-page-390');
  assert.deepEqual(
    people.flatMap((one) => one.complaints),
    [],
  );
});

test('whoever looks after the telephone sees Asterisk answer his browser, without a telephone of his own', async () => {
  await createUserWith(t.ctx, { username: 'quantri', displayName: 'Trần Quản Trị', role: 'admin' });
  const who = { username: 'quantri', password: TEST_PASSWORD };
  const admin = await signIn(browser, t.url, who, { path: '/desk/admin/hotline/health' });
  people.push(admin);
  await admin.page.getByText(/Trình duyệt này nối được \(\d+ ms\)/).waitFor();
});
