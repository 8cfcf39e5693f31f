import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { CITIZEN, SYSTEM } from '../platform/auth/index.ts';
import { act } from './engine.ts';
import { sweepOpinions } from './silence.ts';

const t = await startCasesApp();

/** Both at once, from the same version: one wins, the other learns what happened, and one event is recorded. */
async function race(code: string, moves: (() => Promise<{ status: number }>)[]) {
  const events = await t.eventsDuring(async () => {
    const answers = await Promise.all(moves.map((move) => move()));
    assert.equal(answers.filter((a) => a.status === 200).length, 1, JSON.stringify(answers.map((a) => a.status)));
    assert.ok(answers.every((a) => a.status === 200 || a.status === 409 || a.status === 404));
  });
  assert.equal(events.filter((e) => e.type.startsWith('case.')).length, 1);
  const open = await t.ctx.db
    .selectFrom('case_steps as s')
    .innerJoin('cases as c', 'c.id', 's.case_id')
    .select('s.id')
    .where('c.code', '=', code)
    .where('s.ended_at', 'is', null)
    .execute();
  assert.ok(open.length <= 1);
}

const send =
  (who: typeof t.agent, code: string, version: number, action: string, form: object = {}) =>
  () =>
    who.post(`/cases/${code}/actions`, { action, version, ...form });

const asSystem = (code: string, version: number | null, action: 'escalate' | 'resume') => async () =>
  act(t.ctx, SYSTEM, { code, action, version, form: { why: 'overdue' } }).then(
    () => ({ status: 200 }),
    (error: { status: number }) => ({ status: error.status }),
  );

test('recall and accept', async () => {
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await race(code, [send(t.agent, code, 1, 'recall', { reason: 'Nhầm' }), send(t.officer, code, 1, 'accept')]);
});

test('two officers accept', async () => {
  const other = await t.as({ role: 'officer' });
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await race(code, [send(t.officer, code, 1, 'accept'), send(other, code, 1, 'accept')]);
});

test('approve and reject', async () => {
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  await t.did(t.officer, code, 'submit', { text: 'Trả lời' });
  await race(code, [send(t.leader, code, 3, 'approve'), send(t.leader, code, 3, 'reject_draft', { reason: 'Sửa' })]);
});

test('the officer submits while the system escalates', async () => {
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  await race(code, [send(t.officer, code, 2, 'submit', { text: 'Trả lời' }), asSystem(code, 2, 'escalate')]);
});

test('the citizen replies while the time-out takes the case back', async () => {
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'request_info', { question: 'Ở đâu?' });
  const reply = async () =>
    act(t.ctx, CITIZEN, { code, action: 'citizen_replied', version: null, form: {} }).then(
      () => ({ status: 200 }),
      (error: { status: number }) => ({ status: error.status }),
    );
  await race(code, [reply, asSystem(code, null, 'resume')]);
});

/** Who comes second is told what happened: a newer version with the event, or that the state forbids it now. */
function tells(answer: { status: number; body?: { code?: string; happened?: { type: string } } }): void {
  assert.equal(answer.status, 409);
  assert.ok(answer.body?.code === 'not_now' || answer.body?.happened?.type, JSON.stringify(answer.body));
}

test('the leader approves while an extension is granted', async () => {
  const { code } = await t.newCase({ type: 'service_report' });
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  await t.did(t.officer, code, 'request_extension', { dueAt: '2026-12-02T16:00:00+07:00', reason: 'x' });
  await t.did(t.officer, code, 'submit', { text: 'Trả lời' });
  const answers = await Promise.all([
    send(t.leader, code, 4, 'approve')(),
    send(t.leader, code, 4, 'grant')(),
    send(t.leader, code, 4, 'refuse', { reason: 'x' })(),
  ]);
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409, 409]);
  for (const one of answers) if (one.status !== 200) tells(one);
  const { extensions } = (await t.leader.get(`/cases/${code}`)).body;
  assert.equal(extensions[0].state, 'refused');
});

test('two leaders decide about the same request', async () => {
  const { code } = await t.newCase({ type: 'service_report' });
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  await t.did(t.officer, code, 'request_extension', { dueAt: '2027-02-24T16:00:00+07:00', reason: 'x' });
  await race(code, [send(t.supervisor, code, 3, 'grant'), send(t.province, code, 3, 'refuse', { reason: 'x' })]);
});

test('the draft is withdrawn while it is signed', async () => {
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  await t.did(t.officer, code, 'submit', { text: 'Trả lời' });
  await race(code, [send(t.leader, code, 3, 'approve'), send(t.officer, code, 3, 'withdraw_draft')]);
  const { drafts } = (await t.leader.get(`/cases/${code}`)).body;
  assert.ok(['approved', 'withdrawn'].includes(drafts[0].state));
});

test('the leader signs while the limit takes the case up', async () => {
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'escalate', { reason: 'x' });
  await race(code, [send(t.leader, code, 2, 'answer_at_level', { text: 'Trả lời' }), asSystem(code, 2, 'escalate')]);
});

test('merged while it is forwarded', async () => {
  const parent = await t.newCase();
  const { code } = await t.newCase();
  const moves = [
    send(t.agent, code, 0, 'merge', { into: parent.code }),
    send(t.supervisor, code, 0, 'forward', { leadUnit: 'so-xay-dung' }),
  ];
  const answers = await Promise.all(moves.map((move) => move()));
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409]);
  const shown = (await t.agent.get(`/cases/${code}`)).body;
  assert.equal(shown.status === 'merged', shown.assignments.length === 0);
});

test('two cases are merged into each other: one follows, no circle', async () => {
  const [a, b] = [await t.newCase(), await t.newCase()];
  const answers = await Promise.all([
    send(t.agent, a.code, 0, 'merge', { into: b.code })(),
    send(t.supervisor, b.code, 0, 'merge', { into: a.code })(),
  ]);
  assert.equal(answers.filter((x) => x.status === 200).length, 1, JSON.stringify(answers.map((x) => x.body)));
  const states = await Promise.all([a, b].map(async (c) => (await t.agent.get(`/cases/${c.code}`)).body.status));
  assert.deepEqual(states.sort(), ['merged', 'received']);
});

test('merged into a parent that is answered at the same moment: it follows or is refused, never forgotten', async () => {
  const parent = await t.newCase();
  const child = await t.newCase({ citizen: { email: 'dan9@example.vn' } });
  const answers = await Promise.all([
    send(t.agent, child.code, 0, 'merge', { into: parent.code })(),
    send(t.supervisor, parent.code, 0, 'answer', { text: 'Xong' })(),
  ]);
  assert.equal(answers[1]?.status, 200);
  await t.settle();
  const shown = (await t.agent.get(`/cases/${child.code}`)).body;
  assert.deepEqual([shown.status, shown.answer], answers[0]?.status === 200 ? ['merged', 'Xong'] : ['received', null]);
});

test('reopened twice', async () => {
  const { code } = await t.newCase();
  await t.did(t.agent, code, 'answer', { text: 'Xong' });
  const citizen = async () =>
    act(t.ctx, CITIZEN, { code, action: 'reopen', version: null, form: { reason: 'Chưa xong' } }).then(
      () => ({ status: 200 }),
      (error: { status: number }) => ({ status: error.status }),
    );
  await race(code, [citizen, send(t.supervisor, code, 1, 'reopen', { reason: 'Dân gọi lại' })]);
  assert.equal((await t.agent.get(`/cases/${code}`)).body.reopenCount, 1);
});

test('an opinion and the silence: the first stands', async () => {
  const { code } = await t.newCase({ type: 'service_report' });
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  const dueAt = new Date(t.clock.now().getTime() + 60_000).toISOString();
  await t.did(t.officer, code, 'consult', { unit: 'so-nn-mt', question: 'Ý kiến?', dueAt });
  t.clock.advance('PT2M');
  const [opinion, ...marks] = await Promise.all([
    send(t.officer2, code, 3, 'give_opinion', { text: 'Đồng ý' })(),
    sweepOpinions(t.ctx),
    sweepOpinions(t.ctx),
  ]);
  assert.equal(opinion.status, 200);
  assert.ok(marks[0] + marks[1] <= 1);
});

test('registering in parallel gives distinct codes without gaps that are not explained', async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => t.newCase()));
  assert.equal(new Set(made.map((c) => c.code)).size, 20);
});
