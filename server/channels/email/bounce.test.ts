import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CITIZEN, OTHER_CITIZEN, startMailApp } from '../../../test/support/email/mail-app.ts';
import { writing } from '../../../test/support/email/write.ts';
import { until } from '../../../test/support/until.ts';
import { parseMail } from './parse.ts';

const { server, app, ctx } = await startMailApp();
const { write, message, outbound } = writing(app);

test('a bounce comes back to the message; the dead address gets no more automatic mail, but an answer is tried', async () => {
  const dead = 'khong-co@thu.example';
  const { messageId } = await write({ to: dead });
  await app.settle();
  await until('bounced', async () => {
    await app.settle();
    return (await message(messageId)).state === 'bounced';
  });
  assert.match((await message(messageId)).state_detail ?? '', /Thư bị trả lại: địa chỉ không tồn tại \(5\.1\.1/u);
  const automatic = await write({ to: dead, kind: 'auto', purpose: 'notice.survey' });
  const answer = await write({ to: dead, kind: 'auto', purpose: 'case.answer' });
  await app.settle();
  assert.match((await message(automatic.messageId)).state_detail ?? '', /đã bị trả thư/u);
  assert.equal((await outbound(answer.messageId)).attempts, 1);
});

test('automatic mail is limited per address and hour; time passes, it goes on', async () => {
  // A mailbox that exists: a bounce would end automatic mail to it for another reason.
  const to = OTHER_CITIZEN;
  const states = async (ids: number[]) =>
    (await ctx.db.selectFrom('messages').select('state').where('id', 'in', ids).orderBy('id').execute()).map(
      (row) => row.state,
    );
  const ids: number[] = [];
  for (let index = 0; index < 6; index += 1)
    ids.push((await write({ to, kind: 'auto', purpose: 'notice.survey' })).messageId);
  await app.settle();
  assert.deepEqual((await states(ids)).filter((state) => state === 'failed').length, 1);
  app.clock.advance('PT1H');
  const next = await write({ to, kind: 'auto', purpose: 'notice.survey' });
  await app.settle();
  assert.notDeepEqual(await states([next.messageId]), ['failed']);
});

test('a complaint by the citizen’s mail service ends automatic mail to him', async () => {
  const { messageId } = await write();
  await app.settle();
  const [sent] = await server.mailbox(CITIZEN).waitFor(1);
  const report = [
    'From: complaints@thu.example',
    'Subject: FW: x',
    'Message-ID: <arf@thu.example>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary=f',
    '',
    '--f',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    '',
    '--f',
    'Content-Type: message/rfc822',
    '',
    String(sent?.raw),
    '--f--',
  ].join('\r\n');
  assert.ok(await parseMail(Buffer.from(report)));
  await server.deliver(report, 'hotro@tinh.example');
  await until('suppressed', async () => {
    await app.settle();
    return ctx.db
      .selectFrom('suppressed_addresses')
      .selectAll()
      .where('address', '=', CITIZEN)
      .where('reason', '=', 'complaint')
      .executeTakeFirst();
  });
  // The mail did arrive: it stays sent.
  assert.equal((await message(messageId)).state, 'sent');
});
