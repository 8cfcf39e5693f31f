/** The main job, as people do it: a letter with a photo goes through agent, officer and leader and comes back answered. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startMailServer, type TestMailServer } from '../support/mail-server/index.ts';
import { choose, DESKTOP, type Person, PHONE, shot, signIn, startBrowser } from './support/browser.ts';
import { BOX, CITIZEN, MAIL_USERS, mailSettings, photo, readLetters, STRANGER, sendLetter } from './support/letter.ts';
import { type Api, addPeople, FOUR_LEVELS, firstAdmin, PASSWORD } from './support/people.ts';
import { newDataDir, removeDataDir, type ServerProcess, startServer } from './support/server-process.ts';

const SUBJECT = 'Ổ gà lớn trước Trường THCS Nguyễn Trãi, đường Lê Lợi';
const FIRST_ID = '<thu-cua-ong-ba@thu.example>';
const ANSWER = 'Sở Xây dựng đã vá xong ổ gà ngày 24/11. Cảm ơn Ông đã phản ánh.';

let mail: TestMailServer;
let server: ServerProcess;
let dataDir: string;
let browser: Browser;
let people: Record<(typeof FOUR_LEVELS)[number]['username'], Api>;
const everybody: Person[] = [];

before(async () => {
  [mail, dataDir, browser] = await Promise.all([startMailServer({ users: MAIL_USERS }), newDataDir(), startBrowser()]);
  server = await startServer({ dataDir, env: mailSettings(mail) });
  people = await addPeople(server.url, await firstAdmin(server), FOUR_LEVELS);
});
after(async () => {
  for (const [i, { page }] of everybody.entries()) await shot(page, `end-${i + 1}`);
  await browser?.close();
  await server?.stop();
  await mail?.stop();
  if (dataDir) await removeDataDir(dataDir);
});

async function seat(username: string, viewport = DESKTOP): Promise<Person['page']> {
  const person = await signIn(browser, server.url, { username, password: PASSWORD }, { viewport });
  everybody.push(person);
  return person.page;
}

test('a letter goes through agent, officer and leader and comes back answered in its thread', async () => {
  const agent = await seat('agent');
  await agent.getByText('Không còn việc nào chờ bạn.').waitFor();
  await agent.getByRole('status', { name: 'Cập nhật trực tiếp' }).waitFor();
  const loads: string[] = [];
  agent.on('load', () => loads.push(agent.url()));

  await sendLetter(mail, CITIZEN, {
    from: `Nguyễn Văn Ba <${CITIZEN}>`,
    subject: SUBJECT,
    messageId: FIRST_ID,
    text: 'Kính gửi Tổng đài 1022,\n\nTrước cổng trường có ổ gà rất sâu, học sinh đã ngã xe. Tôi gửi kèm ảnh.\n\nNguyễn Văn Ba',
    attachments: [{ filename: 'Ổ gà trước trường.jpg', content: await photo('Ổ gà'), contentType: 'image/jpeg' }],
  });

  // Agent: the case appears by itself.
  const row = agent.getByRole('link', { name: new RegExp(SUBJECT.slice(0, 30)) });
  await row.waitFor();
  assert.deepEqual(loads, [], 'the desk was not reloaded');
  await shot(agent, '1-agent-inbox');
  await row.click();
  await agent.getByText('học sinh đã ngã xe').first().waitFor();
  const code = /1022-\d{6}-\d{4,}/.exec(agent.url())?.[0] ?? '';
  assert.notEqual(code, '', agent.url());
  await agent.getByRole('button', { name: 'Việc khác' }).click();
  await agent.getByRole('menuitem', { name: 'Sửa phân loại' }).click();
  const relabel = agent.getByRole('form', { name: 'Sửa phân loại' });
  await choose(relabel, 'Loại', '', 'Phản ánh hiện trường');
  await relabel.getByRole('textbox', { name: 'Lý do sửa' }).fill('Dân báo ổ gà kèm ảnh');
  await relabel.getByRole('button', { name: 'Sửa phân loại' }).click();
  await relabel.waitFor({ state: 'detached' });
  await agent.getByRole('button', { name: 'Chuyển xử lý' }).click();
  const forward = agent.getByRole('form', { name: 'Chuyển xử lý' });
  await choose(forward, 'Đơn vị chủ trì', 'so xay dung', 'Sở Xây dựng');
  await shot(agent, '2-agent-forward');
  await forward.getByRole('button', { name: 'Chuyển xử lý' }).click();
  await agent.getByText('Đã chuyển xử lý').first().waitFor();

  // Officer: accepts, drafts with a photo of the repaired place, submits.
  const officer = await seat('officer');
  await officer.getByRole('link', { name: new RegExp(code) }).click();
  await officer.getByRole('button', { name: 'Tiếp nhận' }).click();
  const accept = officer.getByRole('form', { name: 'Tiếp nhận' });
  await accept.getByRole('button', { name: 'Tiếp nhận' }).click();
  await accept.waitFor({ state: 'detached' });
  assert.equal(await officer.getByText(CITIZEN).count(), 0, 'who wrote is masked from the unit');
  await officer.getByRole('button', { name: 'Trình duyệt' }).click();
  const submit = officer.getByRole('form', { name: 'Trình duyệt' });
  await submit.getByRole('textbox', { name: 'Nội dung trả lời' }).fill(ANSWER);
  const chooser = officer.waitForEvent('filechooser');
  await submit.getByRole('button', { name: 'Thêm ảnh, tệp' }).click();
  await (await chooser).setFiles({
    name: 'Đã vá.jpg',
    mimeType: 'image/jpeg',
    buffer: await photo('Đã vá', '#5a6e7a'),
  });
  await submit.getByRole('img', { name: 'Đã vá.jpg' }).waitFor();
  await shot(officer, '3-officer-submit');
  await submit.getByRole('button', { name: 'Trình duyệt' }).click();
  await officer.getByText('Đã trình lãnh đạo').first().waitFor();

  // Leader, on a phone: after signing in the card is there (no touch), one touch signs.
  const leader = await seat('leader', PHONE);
  await leader.getByText(ANSWER).waitFor();
  await shot(leader, '4-leader-phone');
  await leader.getByRole('button', { name: 'Phê duyệt' }).tap();
  await leader.getByText('Đã ký hết').waitFor();

  const [acknowledgement, answer, ...more] = await readLetters(mail, CITIZEN, 2);
  assert.equal(more.length, 0);
  assert.ok(acknowledgement && answer);
  assert.equal(acknowledgement.inReplyTo, FIRST_ID);
  assert.equal(acknowledgement.subject, `Re: [${code}] ${SUBJECT}`);
  assert.match(String(acknowledgement.headers.get('auto-submitted')), /^auto-replied/);
  const secret = /Mã tra cứu: (\S+)/.exec(acknowledgement.text ?? '')?.[1] ?? '';
  assert.match(secret, /^\S{6,7}$/);
  assert.equal(answer.inReplyTo, FIRST_ID);
  assert.ok([answer.references].flat().includes(FIRST_ID), String(answer.references));
  assert.equal(answer.subject, `Re: [${code}] ${SUBJECT}`);
  assert.match(answer.text ?? '', new RegExp(ANSWER.slice(0, 40)));
  assert.match(answer.text ?? '', /Sở Xây dựng tỉnh Đồng Tháp trả lời như sau/);
  assert.equal(answer.headers.has('auto-submitted'), false, 'a signed answer is nobody’s robot');

  const closed = (await people.agent.get(`/cases/${code}`)).body;
  assert.deepEqual(
    { status: closed.status, resolvedLevel: closed.resolvedLevel, bucket: closed.bucket, type: closed.type },
    { status: 'closed', resolvedLevel: 2, bucket: 'on_time', type: 'site_report' },
  );
  assert.deepEqual(
    closed.attachments.map((a: { name: string }) => a.name),
    ['Ổ gà trước trường.jpg'],
  );
  assert.deepEqual(
    closed.drafts[0].evidence.map((a: { name: string }) => a.name),
    ['Đã vá.jpg'],
  );
  await agent.getByText('Đã trả lời').filter({ visible: true }).first().waitFor();
  await shot(agent, '5-agent-closed');

  await lookUp(code, secret);
  await writeAsStranger(code, closed.version);
  for (const { complaints } of everybody) assert.deepEqual(complaints, []);
});

/** The citizen looks his case up with the code and the secret of the acknowledgement. */
async function lookUp(code: string, secret: string): Promise<void> {
  const path = `/public/cases/${code}?secret=`;
  const found = await fetch(`${server.url}/api/v1${path}${secret}`);
  assert.equal(found.status, 200);
  const view = (await found.json()) as { status: string; answer: { text: string; agency: string } };
  assert.equal(view.status, 'answered');
  assert.equal(view.answer.text, ANSWER);
  assert.equal((await fetch(`${server.url}/api/v1${path}AAAAAA`)).status, 404);
}

/** A stranger who knows code, address and even the message id opens a thread of his own. */
async function writeAsStranger(code: string, version: number): Promise<void> {
  await sendLetter(mail, STRANGER, {
    to: BOX,
    subject: `Re: [${code}] ${SUBJECT}`,
    inReplyTo: FIRST_ID,
    references: FIRST_ID,
    text: 'Cho tôi xem phiếu này.',
  });
  const [reply] = await readLetters(mail, STRANGER, 1);
  const other = /\[(1022-\d{6}-\d{4,})\]/.exec(reply?.subject?.replace(`[${code}]`, '') ?? '')?.[1];
  assert.ok(other && other !== code, `a case of his own: ${reply?.subject}`);
  assert.doesNotMatch(reply?.text ?? '', /ổ gà ngày 24/);
  const messages = (await people.agent.get(`/cases/${code}/messages`)).body.items;
  assert.equal(messages.filter((m: { direction: string }) => m.direction === 'in').length, 1);
  assert.equal((await people.agent.get(`/cases/${code}`)).body.version, version);
  assert.equal((await readLetters(mail, CITIZEN, 2)).length, 2);
}
