/**
 * A call out of the browser, against a real Asterisk: by a click in a case and on a citizen's page, his own telephone
 * first; a supervisor hears the talk and whispers from the board, in a browser of his own.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CallDetail } from '../../contract/calls.ts';
import { assertAccessible } from '../e2e/support/axe.ts';
import { type Page, shot, signIn, startBrowser } from '../e2e/support/browser.ts';
import { createUserWith, TEST_PASSWORD } from '../support/factories.ts';
import { hears } from '../support/telephony/hears.ts';
import { onDesk, startHotlineApp } from '../support/telephony/hotline-app.ts';
import { sipPhone } from '../support/telephony/sip-phone.ts';
import { isIn } from '../support/telephony/sound.ts';
import { speech } from '../support/telephony/speech.ts';
import { until } from '../support/until.ts';
import { earOf, listenIn } from './support/browser-ear.ts';

const AGENT_SAYS = 'Dạ, em gọi từ tổng đài 1022 về phản ánh của chị ạ';
const BOSS_SAYS = 'Em hỏi kỹ số nhà và tên đường giúp chị, rồi chuyển Sở Xây dựng nhé';

const outside = await sipPhone({
  number: '0912345678',
  says: 'A lô, tôi nghe đây, chị gọi có việc gì vậy',
  answers: false,
});
const [t, agentBrowser, bossBrowser] = await Promise.all([
  startHotlineApp({ HOTLINE_TRUNK_HOST: outside.address }),
  startBrowser({ microphone: await speech(AGENT_SAYS, 48_000) }),
  startBrowser({ microphone: await speech(BOSS_SAYS, 48_000) }),
]);
after(() => Promise.all([agentBrowser.close(), bossBrowser.close()]));
await createUserWith(t.ctx, { username: 'mai', displayName: 'Lê Thị Mai', role: 'agent' });
await createUserWith(t.ctx, { username: 'sep', displayName: 'Trần Giám Sát', role: 'supervisor' });
const mai = await t.as('mai');
const sep = await t.as('sep');
const made = await mai.post('/cases', {
  type: 'site_report',
  channel: 'phone',
  content: 'Nắp cống trước nhà vỡ đã một tuần, đi lại nguy hiểm.',
  citizen: { name: 'Võ Thị Bích Tuyền', phone: '0912345678' },
});
const caseCode = made.body.code as string;
const bar = (page: Page) => page.getByRole('region', { name: 'Cuộc gọi', exact: true });
const ready = (page: Page) => page.getByRole('button', { name: 'Điện thoại: Đã nối với tổng đài' }).waitFor();

const [{ page, complaints }, boss] = await Promise.all([
  signIn(
    agentBrowser,
    t.url,
    { username: 'mai', password: TEST_PASSWORD },
    { microphone: true, path: `/desk/cases/${caseCode}` },
  ),
  signIn(
    bossBrowser,
    t.url,
    { username: 'sep', password: TEST_PASSWORD },
    { microphone: true, path: '/desk/calls/live' },
  ),
]);
await Promise.all([listenIn(page), listenIn(boss.page)]);
const detail = async (id: string) => (await sep.get(`/calls/${id}`)).body as CallDetail;

test('a click in the case rings his own telephone, then the citizen; a supervisor listens and whispers', async () => {
  await Promise.all([ready(page), ready(boss.page)]);
  await until('both are registered', async () =>
    (await Promise.all([mai, sep].map((one) => one.get('/calls/current')))).every((one) => one.body.phone.registered),
  );
  await page.getByRole('button', { name: /^Gọi 0912/ }).click();
  await bar(page).getByText('Đang gọi').first().waitFor();
  await outside.ringing();
  await shot(page, 'out-dialling');
  await outside.answer();
  await bar(page).getByText('Đang nói chuyện').first().waitFor();
  await hears(outside, await speech(AGENT_SAYS), 'the citizen hears the agent');
  await hears(earOf(page), outside.says, 'the agent hears the citizen');

  await boss.page.getByRole('button', { name: /^Nghe cuộc gọi của/ }).click();
  await bar(boss.page).getByText('Đang giám sát').first().waitFor();
  await shot(boss.page, 'out-listening');
  await assertAccessible(boss.page, 'listening');
  await hears(earOf(boss.page), outside.says, 'the supervisor hears the citizen');
  await hears(earOf(boss.page), await speech(AGENT_SAYS), 'and the agent');
  await boss.page.getByRole('button', { name: /^Nhắc Lê Thị Mai/ }).click();
  await hears(earOf(page), await speech(BOSS_SAYS), 'the agent hears the whisper');
  assert.equal(await boss.page.getByRole('button', { name: /^Nhắc Lê Thị Mai/ }).getAttribute('aria-pressed'), 'true');
  assert.ok(!(await isIn(await outside.heard(), await speech(BOSS_SAYS))), 'the citizen does not');

  const { id } = await onDesk(mai, 'they talk', (call) => call.mine === 'talking');
  await page.keyboard.press('Alt+k');
  await outside.next('CALL_CLOSED');
  await bar(boss.page).getByText('Đang giám sát').waitFor({ state: 'detached' });
  const wrap = bar(page);
  await wrap.getByRole('combobox', { name: 'Kết quả' }).click();
  await page.getByRole('option', { name: 'Đã trả lời' }).first().click();
  await wrap.getByRole('button', { name: 'Xong' }).click();
  await ready(page);
  const call = await detail(id);
  assert.deepEqual(
    [call.direction, call.outcome, call.endedBy, call.caseCode, call.disposition],
    ['outbound', 'answered', 'agent', caseCode, 'answered'],
  );
  assert.equal(call.citizen?.name, 'Võ Thị Bích Tuyền');
});

test('a click on the citizen’s page; nobody answers, and that is on record', async () => {
  const { body } = await mai.get('/calls?view=all');
  const citizenId = body.items[0].citizen.id as string;
  await page.goto(`/desk/citizens/${citizenId}`);
  await ready(page);
  await page.getByRole('button', { name: /^Gọi 0912/ }).click();
  await outside.ringing();
  await outside.hangup();
  await bar(page).getByRole('button', { name: 'Xong' }).waitFor();
  await shot(page, 'out-in-vain');
  await bar(page).getByRole('button', { name: 'Xong' }).click();
  await ready(page);
  const newest = (await mai.get('/calls?view=all')).body.items[0];
  assert.equal(newest.citizen.id, citizenId);
  assert.ok(['busy', 'rejected'].includes(newest.outcome), newest.outcome);
  assert.deepEqual([...complaints, ...boss.complaints], []);
});
