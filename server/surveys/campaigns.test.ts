import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addDoNotCall,
  drawCampaign,
  getCampaign,
  listCampaigns,
  listContacts,
  listDoNotCall,
  nextContact,
  postAttempt,
  postCampaign,
  putCampaign,
  releaseContact,
  removeDoNotCall,
  setCampaignState,
} from '../../contract/campaigns.ts';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { refusalOf } from '../../test/support/client.ts';
import { toE164 } from '../citizens/index.ts';
import { registerCampaigns, sweepCampaigns } from './index.ts';

const app = await startCasesApp({ register: (fastify, ctx) => registerCampaigns(fastify, ctx) });
const { agent, supervisor: boss } = app;
const agent2 = await app.as({ role: 'agent', displayName: 'Phạm Văn Hai' });

const BODY = {
  name: 'Hài lòng sau khi trả lời',
  kind: 'satisfaction' as const,
  intro: 'Xin chào Ông/Bà, tôi gọi từ Tổng đài 1022.',
  questions: [
    {
      key: 'hai_long',
      text: 'Ông/Bà có hài lòng không?',
      kind: 'choice' as const,
      options: ['Có', 'Không'],
      required: true,
    },
    { key: 'diem', text: 'Cho mấy điểm?', kind: 'scale' as const, options: [], required: false },
    { key: 'gop_y', text: 'Góp ý thêm?', kind: 'text' as const, options: [], required: false },
  ],
  source: 'registered_cases' as const,
  sourceDays: 1,
  sampleSize: 20,
  daily: false,
  maxAttempts: 2,
  retryMinutes: 60,
  quietDays: 30,
  fromTime: '08:00',
  toTime: '20:00',
};

const make = async (body: Record<string, unknown> = {}) =>
  boss.call(postCampaign, { body: { ...BODY, ...body } as never });
const move = (id: string, state: 'running' | 'paused' | 'ended') =>
  boss.call(setCampaignState, { params: { id }, body: { state } });
const draw = (id: string, list?: string) =>
  boss.call(drawCampaign, { params: { id }, body: list === undefined ? {} : { list } });
const next = async (who: typeof agent, id: string) => (await who.call(nextContact, { params: { id } })).contact;
const note = (who: typeof agent, id: string, body: Record<string, unknown>) =>
  who.call(postAttempt, { params: { id }, body: body as never });
const number = (n: number) => `09${String(12_000_000 + n).padStart(8, '0')}`;

/** Yesterday's visitors: each with a number of his own. */
async function visitors(from: number, count: number): Promise<void> {
  for (let n = from; n < from + count; n += 1)
    await app.newCase({ citizen: { name: `Người dân số ${n}`, phone: number(n) }, type: 'inquiry' });
}

test('twenty of yesterday’s visitors, by lot; never sealed, anonymous or blocked ones', async () => {
  await visitors(1, 25);
  await app.newCase({ type: 'conduct_report', aboutUnit: 'so-xay-dung', citizen: { name: 'Kín', phone: number(900) } });
  await app.newCase({ anonymous: true, citizen: { phone: number(901) } });
  await boss.call(addDoNotCall, { body: { phone: number(1), reason: 'Đề nghị không gọi' } });
  app.clock.advance('P1D');
  const { id } = await make();
  const drawn = await draw(id);
  assert.deepEqual([drawn.candidates, drawn.chosen], [24, 20]);
  const { items } = await boss.call(listContacts, { params: { id }, query: { limit: 200 } });
  assert.equal(items.length, 20);
  assert.ok(items.every((one) => /^1022-/.test(one.caseCode ?? '') && one.name?.startsWith('Người dân')));
  // Who waits already is not drawn again: four are left.
  assert.deepEqual((await draw(id)).candidates, 4);
  await move(id, 'ended');
});

test('an agent is given one after the other, two agents never the same; what they hear is counted', async () => {
  const { id } = await make({ source: 'list', sampleSize: null });
  const { chosen, refused } = await draw(
    id,
    `${number(101)}, Bà Nguyễn Thị Một\n${number(102)}\nkhông phải số\n${number(101)}`,
  );
  assert.equal(chosen, 2);
  assert.deepEqual(
    refused.map((one) => one.line),
    [3, 4],
  );
  assert.equal((await refusalOf(next(agent, id))).brief, '409 not_now', 'a draft is not called');
  await move(id, 'running');
  const [one, two] = await Promise.all([next(agent, id), next(agent2, id)]);
  assert.ok(one && two && one.id !== two.id);
  assert.equal((await next(agent, id))?.id, one.id, 'asked again: the same');
  assert.equal((await refusalOf(note(agent2, one.id, { result: 'no_answer' }))).code, 'not_now', 'not his');
  assert.equal(
    (await refusalOf(note(agent, one.id, { result: 'answered', answers: { diem: 5 } }))).brief,
    '422 invalid answers.hai_long required',
  );
  assert.equal(
    (await refusalOf(note(agent, one.id, { result: 'answered', answers: { hai_long: 'Có lẽ' } }))).fields[0]?.path,
    'answers.hai_long',
  );
  assert.equal(
    (await refusalOf(note(agent, one.id, { result: 'answered', answers: { hai_long: 'Có', khac: 'x' } }))).fields[0]
      ?.path,
    'answers.khac',
  );
  const events = await app.eventsDuring(() =>
    note(agent, one.id, { result: 'answered', answers: { hai_long: 'Có', diem: 4, gop_y: 'Cảm ơn' } }),
  );
  assert.deepEqual(
    events.map((e) => [e.type, e.data.result]),
    [['campaign.tried', 'answered']],
  );
  assert.ok(
    !JSON.stringify(events).includes('Cảm ơn') && !JSON.stringify(events).includes('12000'),
    'no personal data in events',
  );
  await note(agent2, two.id, { result: 'no_answer' });
  const got = await agent.call(getCampaign, { params: { id } });
  assert.deepEqual(got.campaign.progress, {
    total: 2,
    waiting: 1,
    held: 0,
    answered: 1,
    refused: 0,
    unreachable: 0,
    withdrawn: 0,
    attempts: 2,
  });
  assert.equal(got.campaign.callable, 'nobody_due', 'he is tried again in an hour');
  assert.deepEqual(got.summary[0]?.counts, [
    { answer: 'Có', count: 1 },
    { answer: 'Không', count: 0 },
  ]);
  assert.equal(got.summary[1]?.mean, 4);
  assert.deepEqual(got.summary[2]?.words, ['Cảm ơn']);
  assert.equal(await next(agent, id), null);
  app.clock.advance('PT1H');
  const again = await next(agent, id);
  assert.equal(again?.id, two.id);
  // The call he made to this person belongs to the attempt, without his naming it.
  const call = await app.ctx.db
    .insertInto('calls')
    .values({
      ...{ direction: 'outbound', origin: 'asterisk', state: 'ended', outcome: 'busy', ended_by: 'citizen' },
      ...{ number: toE164(two.phone), agent_id: agent.user.id, started_at: app.clock.now(), ended_at: app.clock.now() },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  assert.equal((await note(agent, two.id, { result: 'busy' })).state, 'unreachable', 'the second attempt was the last');
  const last = await app.ctx.db
    .selectFrom('campaign_attempts')
    .select('call_id')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  assert.equal(last?.call_id, call.id);
  await move(id, 'ended');
});

test('called later at the hour he named; whoever wants no calls is never called again', async () => {
  const { id } = await make({ source: 'list' });
  await draw(id, `${number(201)}\n${number(202)}`);
  await move(id, 'running');
  const one = await next(agent, id);
  assert.ok(one);
  const past = new Date(app.clock.now().getTime() - 1000).toISOString();
  assert.equal(
    (await refusalOf(note(agent, one.id, { result: 'call_later', laterAt: past }))).fields[0]?.path,
    'laterAt',
  );
  const laterAt = new Date(app.clock.now().getTime() + 3 * 3_600_000).toISOString();
  const waits = await note(agent, one.id, { result: 'call_later', laterAt });
  assert.deepEqual([waits.state, waits.attempts], ['waiting', 0], 'does not count as an attempt');
  const two = await next(agent, id);
  assert.ok(two && two.id !== one.id);
  assert.equal((await note(agent, two.id, { result: 'do_not_call', note: 'Không muốn bị gọi' })).state, 'refused');
  const { items } = await boss.call(listDoNotCall, { query: { q: number(two.phone.endsWith('201') ? 201 : 202) } });
  assert.equal(items.length, 1);
  assert.equal((await refusalOf(draw(id, two.phone))).fields[0]?.message, 'Đã yêu cầu không gọi.');
  await boss.call(removeDoNotCall, { body: { phone: two.phone } });
  assert.equal((await refusalOf(draw(id, two.phone))).fields[0]?.message, 'Đã được gọi trong 30 ngày qua.');
  await move(id, 'ended');
  assert.equal((await agent.call(getCampaign, { params: { id } })).campaign.progress.withdrawn, 1);
});

test('drawn every day by the clock, once, within its hours; held by somebody who has gone: given on', async () => {
  await visitors(301, 3);
  const { id } = await make({ daily: true, sampleSize: 2 });
  await move(id, 'running');
  app.clock.moveTo(new Date(new Date('2026-12-01T06:00:00+07:00')));
  const total = async () => (await agent.call(getCampaign, { params: { id } })).campaign.progress.total;
  await visitors(311, 3);
  app.clock.moveTo('2026-12-02T07:00:00+07:00');
  await sweepCampaigns(app.ctx);
  assert.equal(await total(), 0, 'before its hours nobody is drawn');
  assert.equal((await refusalOf(next(agent, id))).body.detail, 'Chỉ gọi từ 08:00 đến 20:00.');
  app.clock.moveTo('2026-12-02T08:30:00+07:00');
  await Promise.all([sweepCampaigns(app.ctx), sweepCampaigns(app.ctx)]);
  assert.equal(await total(), 2);
  const one = await next(agent, id);
  assert.ok(one);
  app.clock.advance('PT31M');
  await sweepCampaigns(app.ctx);
  assert.equal((await refusalOf(note(agent, one.id, { result: 'no_answer' }))).code, 'not_now');
  const held = await next(agent2, id);
  assert.ok(held);
  await agent2.call(releaseContact, { params: { id: held.id } });
  assert.equal((await refusalOf(agent2.call(releaseContact, { params: { id: held.id } }))).code, 'not_now');
  await move(id, 'ended');
});

test('whoever was answered keeps his question; a stale form is refused; an ended campaign rests', async () => {
  const made = await make({ source: 'list' });
  await draw(made.id, number(401));
  await move(made.id, 'running');
  const one = await next(agent, made.id);
  await note(agent, one?.id ?? '', { result: 'answered', answers: { hai_long: 'Không' } });
  const { version } = (await agent.call(getCampaign, { params: { id: made.id } })).campaign;
  const put = (body: Record<string, unknown>) =>
    boss.call(putCampaign, { params: { id: made.id }, body: { ...BODY, source: 'list', version, ...body } as never });
  assert.equal((await refusalOf(put({ questions: BODY.questions.slice(1) }))).fields[0]?.path, 'questions');
  assert.equal((await refusalOf(put({ version: version - 1 }))).code, 'conflict');
  assert.equal((await refusalOf(put({ toTime: '07:00' }))).fields[0]?.path, 'toTime');
  assert.equal((await refusalOf(put({ daily: true }))).fields[0]?.path, 'daily');
  const [saved] = await app.eventsDuring(() => put({ name: 'Tên mới' }));
  assert.deepEqual(saved?.data.changed, ['name']);
  await move(made.id, 'ended');
  assert.equal((await refusalOf(move(made.id, 'running'))).code, 'not_now');
  assert.equal((await refusalOf(put({ version: version + 2 }))).code, 'not_now');
});

test('agents call, supervisors set up; nobody else sees a thing', async () => {
  const { id } = await make();
  for (const [who, status] of [
    [agent, 403],
    [app.officer, 403],
    [app.anonymous, 401],
  ] as const)
    assert.equal((await who.post('/campaigns', BODY)).status, status);
  for (const path of [`/campaigns/${id}/contacts`, '/do-not-call']) assert.equal((await agent.get(path)).status, 403);
  for (const who of [app.officer, app.leader, app.province]) assert.equal((await who.get('/campaigns')).status, 403);
  assert.equal((await app.anonymous.get('/campaigns')).status, 401);
  assert.equal((await agent.get('/campaigns/999999')).status, 404);
  const poor = await boss.post('/campaigns', {
    ...BODY,
    questions: [{ key: 'a', text: 'x', kind: 'choice', options: ['một'] }],
  });
  assert.equal(poor.status, 422);
  assert.equal(poor.body.fields[0].message, 'Cần ít nhất hai lựa chọn.');
  assert.ok((await agent.call(listCampaigns, {})).items.some((one) => one.id === id));
});
