import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTransport } from 'nodemailer';
import { BOX, CITIZEN, startMailApp } from '../../../test/support/email/mail-app.ts';
import { until } from '../../../test/support/until.ts';
import { parseMail } from './parse.ts';

const { server, app, ctx } = await startMailApp();

/** The citizen's mailbox, settled: what has come back to him so far. */
async function inbox(count: number) {
  const mails = await until(`${count} mails for the citizen`, async () => {
    await app.settle();
    const found = await server.mailbox(CITIZEN).messages();
    return found.length >= count ? found : null;
  });
  return Promise.all(mails.map((mail) => parseMail(mail.raw)));
}

test('a letter: case and acknowledgement, more from the citizen, the answer in the same thread', async () => {
  const citizen = createTransport(server.smtpUrl(CITIZEN));
  await citizen.sendMail({
    from: `Nguyễn Văn A <${CITIZEN}>`,
    to: BOX,
    subject: 'Đèn đường hỏng ở ấp 3',
    messageId: '<thu-dau@thu.example>',
    text: 'Kính gửi tổng đài,\n\nCột đèn số 12 không sáng đã nhiều đêm.\n\nTrân trọng,\nNguyễn Văn A',
    attachments: [{ filename: 'Ảnh cột đèn.pdf', content: '%PDF-1.4 ảnh' }],
  });
  const [acknowledgement] = await inbox(1);
  const code = /\[(1022-\d{6}-\d{4,})\]/u.exec(acknowledgement?.subject ?? '')?.[1] ?? '';
  assert.equal(acknowledgement?.subject, `Re: [${code}] Đèn đường hỏng ở ấp 3`);
  assert.deepEqual(acknowledgement.inReplyTo, ['thu-dau@thu.example']);
  assert.deepEqual(acknowledgement.headers.get('auto-submitted'), ['auto-replied']);
  assert.match(acknowledgement.text, new RegExp(`Mã phiếu: ${code}`, 'u'));

  const agent = await app.as({ role: 'agent' });
  const seen = (await agent.get(`/cases/${code}`)).body;
  assert.equal(seen.channel, 'email');
  assert.match(seen.content, /Cột đèn số 12/u);

  // He answers the acknowledgement from his mail program, which writes to the reply address.
  await citizen.sendMail({
    from: CITIZEN,
    to: acknowledgement.replyTo[0]?.address,
    subject: acknowledgement.subject,
    inReplyTo: `<${acknowledgement.messageId}>`,
    references: ['<thu-dau@thu.example>', `<${acknowledgement.messageId}>`],
    text: `Đối diện trường học.\n\nVào lúc 08:00 ngày 23/11/2026, Tổng đài 1022 đã viết:\n> ${acknowledgement.text.replaceAll('\n', '\n> ')}`,
  });
  const more = await until('his second mail', async () => {
    await app.settle();
    const rows = await ctx.db.selectFrom('messages').selectAll().where('direction', '=', 'in').orderBy('id').execute();
    return rows[1];
  });
  assert.equal(more.body, 'Đối diện trường học.');
  const threads = await ctx.db.selectFrom('conversations').select('id').execute();
  assert.equal(threads.length, 1);
  assert.equal((await ctx.db.selectFrom('cases').select('id').execute()).length, 1);

  const now = (await agent.get(`/cases/${code}`)).body;
  const answered = await agent.post(`/cases/${code}/actions`, {
    action: 'answer',
    version: now.version,
    text: 'Đã thay bóng đèn.',
  });
  assert.equal(answered.status, 200, JSON.stringify(answered.body));
  const answer = (await inbox(2))[1];
  assert.match(answer?.text ?? '', /Đã thay bóng đèn\./u);
  assert.equal(answer?.subject, `Re: [${code}] Đèn đường hỏng ở ấp 3`);
  const second = await ctx.db.selectFrom('inbound_mails').select('message_id').orderBy('id', 'desc').executeTakeFirst();
  assert.deepEqual(answer.inReplyTo, [second?.message_id]);
  assert.deepEqual(answer.references, ['thu-dau@thu.example', acknowledgement.messageId, second?.message_id]);
  // Written by the system for an agent, but a person's words: no robot headers.
  assert.equal(answer.headers.has('auto-submitted'), false);
});
