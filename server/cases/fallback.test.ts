import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CAPABILITIES } from '../../contract/channels.ts';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { standInChannel } from '../../test/support/chat-channel.ts';
import { registerChannel, setMessageState } from '../conversations/index.ts';
import { asWritten } from '../platform/said.ts';

const t = await startCasesApp();
const zalo = standInChannel(() => t.ctx, 'zalo');
/** Mail as it is seen from here: taken, and perhaps returned later. */
const mails: { id: number; address: string; text: string }[] = [];
registerChannel({
  kind: 'email',
  capabilities: CAPABILITIES.email,
  async send(_ctx, message) {
    mails.push({ id: message.id, address: message.address, text: message.text });
    return { state: 'sent', externalId: `<${message.id}@tinh.example>` };
  },
});

const callbacks = async (caseCode: string) => (await t.agent.get(`/callbacks?caseCode=${caseCode}`)).body.items;
const statusOf = async (code: string) => (await t.agent.get(`/cases/${code}`)).body.status;

/** A case from a chat, taken through the levels until its answer is signed. */
async function approved(citizen: Record<string, string>, from: string) {
  const { conversationId } = await zalo.says({ id: from, name: 'Hoa' }, 'Đường hư trước nhà số 5');
  const { body } = await t.agent.post(`/conversations/${conversationId}/case`, { type: 'inquiry', citizen });
  const code: string = body.code;
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  await t.did(t.officer, code, 'submit', { text: 'Sẽ sửa trong tháng 12.' });
  return { code, conversationId };
}

test('within the window the answer goes back on the chat', async () => {
  const { code } = await approved({ phone: '0901234567' }, 'trong-han');
  await t.did(t.leader, code, 'approve');
  await t.settle();
  assert.equal(zalo.sent.at(-1)?.purpose, 'case.answer');
  assert.equal(await statusOf(code), 'closed');
});

test('the window is closed: by mail where there is an address, in a thread that belongs to the case', async () => {
  const { code, conversationId } = await approved({ email: 'hoa@example.com' }, 'co-thu');
  t.clock.advance('P8D');
  await t.did(t.leader, code, 'approve');
  await t.settle();
  assert.equal(mails.at(-1)?.address, 'hoa@example.com');
  assert.match(mails.at(-1)?.text ?? '', /Sẽ sửa trong tháng 12/);
  assert.equal(await statusOf(code), 'closed');
  const links = await t.ctx.db
    .selectFrom('case_conversations as l')
    .innerJoin('cases as k', 'k.id', 'l.case_id')
    .select('l.conversation_id')
    .where('k.code', '=', code)
    .execute();
  assert.equal(links.length, 2);
  assert.ok(links.some((one) => one.conversation_id === conversationId));
});

test('no way in writing: the case stays with the centre, a call is owed; reached by phone it is delivered', async () => {
  const { code } = await approved({ phone: '0987 654 321' }, 'chi-co-so');
  t.clock.advance('P8D');
  await t.did(t.leader, code, 'approve');
  await t.settle();
  assert.equal(await statusOf(code), 'approved');
  const [task] = await callbacks(code);
  assert.deepEqual([task.phone, task.purpose, task.state], ['0987 654 321', 'case.answer', 'open']);
  assert.match(task.why, /Zalo/);
  assert.match(task.text, /Sẽ sửa trong tháng 12/);
  assert.equal((await t.agent.get('/conversations/counts')).body.callbacks, 1);

  const result = (body: object) => t.agent.post(`/callbacks/${task.id}/result`, body);
  assert.equal((await result({ result: 'no_answer' })).body.attempts, 1);
  assert.equal(await statusOf(code), 'approved');
  assert.equal((await result({ result: 'dropped' })).status, 422, 'giving up needs words');
  const reached = await result({ result: 'reached', note: 'Đã đọc câu trả lời cho bà Hoa' });
  assert.deepEqual([reached.status, reached.body.state], [200, 'done']);
  assert.equal(await statusOf(code), 'closed');
  assert.equal((await result({ result: 'reached' })).status, 409);
});

test('delivered by hand, the call is no longer owed', async () => {
  const { code } = await approved({ phone: '0987 654 322' }, 'bang-tay');
  t.clock.advance('P8D');
  await t.did(t.leader, code, 'approve');
  await t.settle();
  assert.equal((await callbacks(code)).length, 1);
  await t.did(t.agent, code, 'deliver', { note: 'Đã gọi' });
  await t.settle();
  assert.deepEqual(await callbacks(code), []);
});

test('message, then mail, then a call: each failure leads to the next way once, however often it is told', async () => {
  const { code } = await approved({ phone: '0911222333', email: 'bi-tra@example.com' }, 'hong-het');
  zalo.fate({ state: 'failed', detail: asWritten('Người dân đã chặn Zalo của tổng đài.') });
  await t.did(t.leader, code, 'approve');
  await t.settle();
  zalo.fate(null);
  // The acknowledgement goes the same way; which of the two mails is sent first is the jobs' business.
  const mail = mails.findLast((one) => one.address === 'bi-tra@example.com' && /tháng 12/.test(one.text));
  assert.ok(mail);
  assert.deepEqual(await callbacks(code), []);
  const detail = 'Thư bị trả lại: địa chỉ không tồn tại.';
  for (let i = 0; i < 2; i += 1) {
    await setMessageState(t.ctx, mail?.id ?? 0, { state: 'bounced', detail: asWritten(detail) });
    await t.settle();
  }
  const owed = await callbacks(code);
  assert.deepEqual(
    owed.map((one: { why: string; phone: string }) => [one.why, one.phone]),
    [[detail, '0911 222 333']],
  );
  assert.equal(mails.filter((one) => one.address === 'bi-tra@example.com' && /tháng 12/.test(one.text)).length, 1);
  await setMessageState(t.ctx, mail?.id ?? 0, { state: 'bounced', detail: asWritten(`${detail} (lần hai)`) });
  await t.settle();
  assert.equal((await callbacks(code)).length, 1);
});

test('a question that cannot be written is owed by phone and settled when the citizen writes', async () => {
  const { body } = await t.agent.post('/cases', {
    type: 'inquiry',
    content: 'Hỏi về tiền điện',
    channel: 'phone',
    citizen: { phone: '0909000111' },
  });
  await t.did(t.agent, body.code, 'request_info', { question: 'Số công tơ là gì?' });
  const [task] = await callbacks(body.code);
  assert.deepEqual([task.purpose, task.phone], ['case.info_request', '0909 000 111']);
  await t.did(t.agent, body.code, 'citizen_replied', { text: 'PB123' });
  await t.settle();
  assert.deepEqual(await callbacks(body.code), []);
});

test('an answer given on the phone owes no call; an automatic message that fails owes none either', async () => {
  const phone = await t.newCase({ citizen: { phone: '0909000222' } });
  await t.did(t.agent, phone.code, 'answer', { text: 'Mở cửa từ 7 giờ.' });
  zalo.fate({ state: 'failed', detail: asWritten('Hỏng') });
  const { conversationId } = await zalo.says({ id: 'chi-bao' }, 'Xin hỏi giờ mở cửa');
  const { body } = await t.agent.post(`/conversations/${conversationId}/case`, {
    type: 'inquiry',
    citizen: { phone: '0909000333' },
  });
  await t.settle();
  zalo.fate(null);
  assert.deepEqual([await callbacks(phone.code), await callbacks(body.code)], [[], []]);
});

test('a call is owed by hand for a conversation', async () => {
  const { conversationId } = await zalo.says({ id: 'nho-goi' }, 'Gọi cho tôi số 0933 444 555');
  const asked = await t.agent.post('/callbacks', {
    conversationId: String(conversationId),
    phone: '0933 444 555',
    why: 'Người dân muốn được gọi',
    text: 'Hỏi rõ địa chỉ',
  });
  assert.deepEqual([asked.status, asked.body.phone, asked.body.caseCode], [201, '0933 444 555', null]);
  assert.ok((await t.agent.get('/callbacks')).body.items.some((one: { id: string }) => one.id === asked.body.id));
});
