import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { CITIZEN, SYSTEM } from '../platform/auth/index.ts';
import { act } from './engine.ts';

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

test('registering in parallel gives distinct codes without gaps that are not explained', async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => t.newCase()));
  assert.equal(new Set(made.map((c) => c.code)).size, 20);
});
