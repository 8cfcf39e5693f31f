/** The way is seldom straight: a question back to the citizen, a draft sent back on a phone, a citizen who is not content. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { createUserWith, TEST_PASSWORD } from '../support/factories.ts';
import { startMailServer, type TestMailServer } from '../support/mail-server/index.ts';
import { until } from '../support/until.ts';
import { choose, DESKTOP, openDesk, type Person, PHONE, shot, signIn, startBrowser } from './support/browser.ts';
import { BOX, CITIZEN, MAIL_USERS, mailSettings, readLetters, sendLetter } from './support/letter.ts';
import { type OwnClockServer, startWithOwnClock } from './support/own-clock.ts';
import { api, FOUR_LEVELS, sessionCookie } from './support/people.ts';

const SUBJECT = 'Nước yếu cả tuần nay';
const QUESTION = 'Xin cho biết số nhà và tên đường.';
const POOR = 'Đã ghi nhận.';
const GOOD = 'Đã thay đoạn ống bị rò, nước mạnh trở lại từ sáng 24/11.';

let mail: TestMailServer;
let server: OwnClockServer;
let browser: Browser;
const everybody: Person[] = [];

before(async () => {
  [mail, browser] = await Promise.all([startMailServer({ users: MAIL_USERS }), startBrowser()]);
  server = await startWithOwnClock(mailSettings(mail));
  for (const person of FOUR_LEVELS) await createUserWith(server.ctx, person);
});
after(async () => {
  for (const [i, { page }] of everybody.entries()) await shot(page, `detours-end-${i + 1}`);
  await browser?.close();
  await server?.stop();
  await mail?.stop();
});

async function seat(username: string, viewport = DESKTOP): Promise<Person['page']> {
  const person = await signIn(browser, server.url, { username, password: TEST_PASSWORD }, { viewport });
  everybody.push(person);
  return person.page;
}

const theCase = () => server.ctx.db.selectFrom('cases').selectAll().orderBy('id').executeTakeFirst();
const inStatus = (status: string) => until(status, async () => (await theCase())?.status === status);

test('asked back, answered by mail, sent back on the phone, signed, and opened again by the citizen', async () => {
  await sendLetter(mail, CITIZEN, { from: CITIZEN, subject: SUBJECT, text: 'Nhà tôi nước yếu cả tuần nay.' });
  const { code } = await until('the case', theCase);
  const agent = await seat('agent');
  await agent.getByRole('link', { name: new RegExp(code) }).click();
  await agent.getByRole('button', { name: 'Việc khác' }).click();
  await agent.getByRole('menuitem', { name: 'Yêu cầu bổ sung' }).click();
  const ask = agent.getByRole('form', { name: 'Yêu cầu bổ sung' });
  await ask.getByRole('textbox', { name: 'Câu hỏi' }).fill(QUESTION);
  await ask.getByRole('button', { name: 'Yêu cầu bổ sung' }).click();
  await ask.waitFor({ state: 'detached' });
  await agent.getByText('Tạm dừng thời hạn').filter({ visible: true }).first().waitFor();
  await shot(agent, 'detours-1-asked');

  // The citizen answers the question from his mail program; the case goes on by itself, live.
  const [first, question] = await readLetters(mail, CITIZEN, 2);
  assert.match(question?.text ?? '', new RegExp(QUESTION));
  const secret = /Mã tra cứu: (\S+)/.exec(first?.text ?? '')?.[1] ?? '';
  await sendLetter(mail, CITIZEN, {
    from: CITIZEN,
    to: question?.replyTo?.value[0]?.address ?? BOX,
    subject: question?.subject ?? '',
    inReplyTo: question?.messageId ?? '',
    references: question?.messageId ?? '',
    text: `Số 12 đường Nguyễn Trãi.\n\nVào 08:00 24/11/2026, Tổng đài 1022 đã viết:\n> ${QUESTION}`,
  });
  await inStatus('received');
  await agent.getByText('Số 12 đường Nguyễn Trãi.').filter({ visible: true }).first().waitFor();
  await agent.getByRole('button', { name: 'Chuyển xử lý' }).click();
  const forward = agent.getByRole('form', { name: 'Chuyển xử lý' });
  await choose(forward, 'Đơn vị chủ trì', 'so xay dung', 'Sở Xây dựng');
  await forward.getByRole('button', { name: 'Chuyển xử lý' }).click();
  await inStatus('forwarded');

  const officer = await seat('officer');
  await officer.getByRole('link', { name: new RegExp(code) }).click();
  await officer.getByRole('button', { name: 'Tiếp nhận' }).click();
  await officer.getByRole('form', { name: 'Tiếp nhận' }).getByRole('button', { name: 'Tiếp nhận' }).click();
  await inStatus('processing');
  await submit(officer, POOR);
  const leader = await seat('leader', PHONE);
  await leader.getByText(POOR).waitFor();
  await leader.getByRole('button', { name: 'Trả lại' }).tap();
  const ready = leader.getByRole('button', { name: 'Chưa trả lời đúng câu hỏi của dân' });
  await ready.waitFor();
  await shot(leader, 'detours-2-reject');
  await ready.tap();
  await inStatus('processing');
  await officer.getByText('Chưa trả lời đúng câu hỏi của dân').filter({ visible: true }).first().waitFor();
  await submit(officer, GOOD);
  // The leader's phone shows the next card by itself, with what changed.
  await leader.getByText('thay đoạn ống').waitFor();
  await shot(leader, 'detours-3-second');
  await leader.getByRole('button', { name: 'Phê duyệt' }).tap();
  await inStatus('closed');
  assert.match((await readLetters(mail, CITIZEN, 3))[2]?.text ?? '', new RegExp(GOOD.slice(0, 20)));

  // The citizen looks it up, is not content and asks for another look; the agent sees it at once.
  const citizen = await openDesk(browser, server.url, { viewport: PHONE });
  everybody.push(citizen);
  await citizen.page.goto(`/tra-cuu?ma=${code}`);
  await citizen.page.getByRole('textbox', { name: 'Mã phiếu' }).fill(code);
  await citizen.page.getByRole('textbox', { name: 'Mã tra cứu' }).fill(secret);
  await citizen.page.getByRole('button', { name: 'Tra cứu' }).click();
  await citizen.page.getByText(GOOD).waitFor();
  await shot(citizen.page, 'detours-4-answer');
  await citizen.page.getByText('Đề nghị xem xét lại', { exact: true }).first().tap();
  await citizen.page.getByRole('textbox', { name: /Điều gì chưa được giải quyết/ }).fill('Tối nay nước lại yếu.');
  await citizen.page.getByRole('button', { name: 'Gửi đề nghị' }).tap();
  await citizen.page.getByText('Đã nhận đề nghị').waitFor();
  await shot(citizen.page, 'detours-5-reopened');
  await agent.getByText('Tối nay nước lại yếu.').filter({ visible: true }).first().waitFor();
  const again = await theCase();
  assert.deepEqual([again?.status, again?.reopen_count, again?.level], ['received', 1, 2]);
  for (const { complaints } of everybody) assert.deepEqual(complaints, []);
});

test('a case that the officer returned and gets again stands in his list again, without a reload', async () => {
  const agent = api(server.url, await sessionCookie(server.url, 'agent', TEST_PASSWORD));
  const title = 'Vỉa hè bị đào chưa lấp';
  const { code } = (await agent.post('/cases', { type: 'inquiry', content: title, channel: 'phone' })).body;
  const forward = async () => {
    const { version } = (await agent.get(`/cases/${code}`)).body;
    const body = { action: 'forward', version, leadUnit: 'so-xay-dung' };
    assert.equal((await agent.post(`/cases/${code}/actions`, body)).status, 200);
  };
  await forward();
  const officer = await seat('officer');
  const row = officer.getByRole('link', { name: new RegExp(title) });
  await row.click();
  await officer.getByRole('button', { name: 'Việc khác' }).click();
  await officer.getByRole('menuitem', { name: 'Trả lại' }).click();
  const back = officer.getByRole('form', { name: 'Trả lại' });
  await back.getByRole('button', { name: 'Sai địa bàn' }).click();
  await back.getByRole('button', { name: 'Trả lại' }).click();
  await row.waitFor({ state: 'detached' });
  await forward();
  await row.waitFor();
  assert.deepEqual(everybody.at(-1)?.complaints, []);
});

async function submit(officer: Person['page'], text: string): Promise<void> {
  await officer.getByRole('button', { name: 'Trình duyệt' }).click();
  const form = officer.getByRole('form', { name: 'Trình duyệt' });
  await form.getByRole('textbox', { name: 'Nội dung trả lời' }).fill(text);
  await form.getByRole('button', { name: 'Trình duyệt' }).click();
  await inStatus('awaiting_approval');
}
