/** Nobody answers at level 2, nobody decides at level 3: the case climbs by itself, and the province's leader has it answered. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { createUserWith, TEST_PASSWORD } from '../support/factories.ts';
import { startMailServer, type TestMailServer } from '../support/mail-server/index.ts';
import { until } from '../support/until.ts';
import { type Person, shot, signIn, startBrowser } from './support/browser.ts';
import { CITIZEN, MAIL_USERS, mailSettings, readLetters, sendLetter } from './support/letter.ts';
import { type OwnClockServer, startWithOwnClock } from './support/own-clock.ts';
import { type Api, api, FOUR_LEVELS, sessionCookie } from './support/people.ts';

const SUBJECT = 'Đèn đường ấp Mỹ Hòa không sáng';
const ORDER = 'Sở Xây dựng kiểm tra ngay và trả lời dân trong tuần.';
const ANSWER = 'Đã thay 12 bóng đèn, toàn tuyến sáng trở lại từ tối qua.';

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
  for (const [i, { page }] of everybody.entries()) await shot(page, `overdue-end-${i + 1}`);
  await browser?.close();
  await server?.stop();
  await mail?.stop();
});

/** A new session each time: hours and days pass, so that older ones are over. */
async function asUser(username: string): Promise<Api> {
  return api(server.url, await sessionCookie(server.url, username, TEST_PASSWORD));
}

async function seat(username: string, path?: string): Promise<Person['page']> {
  const person = await signIn(browser, server.url, { username, password: TEST_PASSWORD }, path ? { path } : {});
  everybody.push(person);
  return person.page;
}

const theCase = () => server.ctx.db.selectFrom('cases').selectAll().executeTakeFirst();

/** Lets the limit of the present step pass, and waits until the system has acted. */
async function letLimitPass(level: number): Promise<void> {
  const row = await theCase();
  assert.ok(row?.step_due_at);
  server.moveTo(new Date(row.step_due_at.getTime() + 60_000));
  await until(`level ${level}`, async () => (await theCase())?.level === level);
}

test('overdue at levels 2 and 3, ordered by the province, answered late and said so', async () => {
  await sendLetter(mail, CITIZEN, {
    from: `Trần Thị Sáu <${CITIZEN}>`,
    subject: SUBJECT,
    text: 'Cả xóm tối om đã hai tuần. Khi nào sửa?',
  });
  const { code } = await until('the case', theCase);
  const act = async (who: string, action: string, form: object = {}) => {
    const user = await asUser(who);
    const { version } = (await user.get(`/cases/${code}`)).body;
    const answer = await user.post(`/cases/${code}/actions`, { action, version, ...form });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  };
  const forwarded = await act('agent', 'forward', { leadUnit: 'so-xay-dung' });
  await act('officer', 'accept');

  await letLimitPass(3);
  const atThree = (await (await asUser('leader')).get(`/cases/${code}`)).body;
  assert.deepEqual(
    [atThree.status, atThree.turn, atThree.bucket, atThree.dueAt],
    ['escalated', 'unit_leader', 'overdue', forwarded.dueAt],
  );
  await letLimitPass(4);

  // Province: the case stands among the exceptions with the mark of being overdue; an order with a due date.
  const province = await seat('province');
  await province
    .getByRole('link', { name: new RegExp(SUBJECT) })
    .first()
    .click();
  await province.getByText('Chờ chỉ đạo').filter({ visible: true }).first().waitFor();
  assert.equal((await province.getByText(/quá hạn/i).count()) > 0, true, 'the desk says that it is overdue');
  await province.getByRole('button', { name: 'Chỉ đạo' }).click();
  const direct = province.getByRole('form', { name: 'Chỉ đạo' });
  await direct.getByRole('textbox', { name: 'Nội dung chỉ đạo' }).fill(ORDER);
  await direct.getByRole('button', { name: '3 ngày nữa' }).click();
  await shot(province, 'overdue-1-province');
  await direct.getByRole('button', { name: 'Chỉ đạo' }).click();
  await province.getByText('Đã gửi ý kiến chỉ đạo').first().waitFor();

  // The unit reads the order and answers; the case stays at level 4 under the province's eyes.
  const officer = await seat('officer');
  await officer.getByRole('link', { name: new RegExp(SUBJECT) }).click();
  await officer.getByText(ORDER).filter({ visible: true }).first().waitFor();
  await officer.getByRole('button', { name: 'Trình duyệt' }).click();
  const submit = officer.getByRole('form', { name: 'Trình duyệt' });
  await submit.getByRole('textbox', { name: 'Nội dung trả lời' }).fill(ANSWER);
  await submit.getByRole('button', { name: 'Trình duyệt' }).click();
  await officer.getByText('Đã trình lãnh đạo').first().waitFor();
  await shot(officer, 'overdue-2-officer');
  const leader = await seat('leader', '/desk/queue/inbox');
  await leader.getByRole('link', { name: new RegExp(SUBJECT) }).click();
  await leader.getByRole('button', { name: 'Phê duyệt' }).click();
  const approve = leader.getByRole('form', { name: 'Phê duyệt' });
  await approve.getByText(ANSWER).waitFor();
  await approve.getByRole('button', { name: 'Phê duyệt' }).click();
  await approve.waitFor({ state: 'detached' });

  const answer = (await readLetters(mail, CITIZEN, 2))[1];
  assert.equal(answer?.subject, `Re: [${code}] ${SUBJECT}`);
  assert.match(answer?.text ?? '', new RegExp(ANSWER));
  const agent = await asUser('agent');
  const closed = (await agent.get(`/cases/${code}`)).body;
  assert.deepEqual(
    { status: closed.status, resolvedLevel: closed.resolvedLevel, bucket: closed.bucket, clock: closed.clock },
    { status: 'closed', resolvedLevel: 4, bucket: 'late', clock: 'stopped' },
  );
  assert.equal(closed.originalDueAt, forwarded.dueAt, 'the promise to the citizen was never rewritten');
  assert.ok(closed.directives[0]?.closedAt, 'the order is fulfilled');

  const climbed = (await agent.get(`/cases/${code}/timeline`)).body.items.filter(
    (e: { type: string }) => e.type === 'case.escalated',
  );
  assert.deepEqual(
    climbed.map((e: { actor: { kind: string }; data: { level: number; why: string } }) => [
      e.actor.kind,
      e.data.level,
      e.data.why,
    ]),
    [
      ['system', 3, 'overdue'],
      ['system', 4, 'overdue'],
    ],
  );
  await leader.getByRole('heading', { name: 'Diễn biến' }).waitFor();
  await leader.getByText('Đã trả lời').filter({ visible: true }).first().waitFor();
  for (const { complaints } of everybody) assert.deepEqual(complaints, []);
});
