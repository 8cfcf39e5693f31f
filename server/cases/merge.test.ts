import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { CITIZEN } from '../platform/auth/index.ts';
import { act } from './engine.ts';

const t = await startCasesApp();

const phoned = { citizen: { name: 'Lê Văn Gọi', phone: '0901 234 567' } };
const mailed = (n: number) => ({ citizen: { name: 'Trần Thị Thư', email: `dan${n}@example.vn` } });
const view = async (code: string) => (await t.agent.get(`/cases/${code}`)).body;
const merge = (code: string, into: string) => t.act(t.agent, code, 'merge', { into });

async function lettersOf(code: string): Promise<string[]> {
  const rows = await t.ctx.db
    .selectFrom('messages as m')
    .innerJoin('cases as c', 'c.conversation_id', 'm.conversation_id')
    .select('m.body')
    .where('c.code', '=', code)
    .where('m.direction', '=', 'out')
    .where('m.body', 'like', '%Cúp điện đến 18 giờ%')
    .execute();
  return rows.map((r) => r.body);
}

test('a merged case follows its parent: every citizen gets the same answer, by letter or by a call', async () => {
  const parent = await t.newCase(mailed(1));
  const byMail = await t.newCase(mailed(2));
  const byPhone = await t.newCase(phoned);
  const nameless = await t.newCase({ anonymous: true });
  for (const { code } of [byMail, byPhone, nameless]) {
    const answer = await merge(code, parent.code);
    assert.deepEqual([answer.status, answer.body.status, answer.body.parent], [200, 'merged', parent.code]);
  }
  const shown = await view(parent.code);
  assert.deepEqual(
    shown.children.map((c: { code: string; answered: boolean }) => [c.code, c.answered]),
    [byMail, byPhone, nameless].map((c) => [c.code, false]),
  );
  await t.did(t.agent, parent.code, 'answer', { text: 'Cúp điện đến 18 giờ.' });
  await t.settle();
  const one = await view(byMail.code);
  assert.deepEqual([one.status, one.answer, one.resolvedLevel], ['merged', 'Cúp điện đến 18 giờ.', 1]);
  assert.equal((await lettersOf(byMail.code)).length, 1);
  assert.equal((await view(nameless.code)).status, 'merged');
  // Only a phone reaches him: it comes back to the centre, which calls; then it counts as merged again.
  const calling = await view(byPhone.code);
  assert.deepEqual([calling.status, calling.turn, calling.answer], ['approved', 'centre', 'Cúp điện đến 18 giờ.']);
  const called = await t.did(t.agent, byPhone.code, 'deliver', { note: 'Đã gọi' });
  assert.equal(called.status, 'merged');
  // Nothing happens twice.
  await t.settle();
  assert.equal((await lettersOf(byMail.code)).length, 1);
  const told = (await t.agent.get(`/cases/${byMail.code}/timeline`)).body.items.filter(
    (e: { type: string }) => e.type === 'case.followed_parent',
  );
  assert.deepEqual(
    told.map((e: { data: { parent: string; way: string } }) => [e.data.parent, e.data.way]),
    [[parent.code, 'message']],
  );
});

test('no chains, no circles, nothing merged into what is over or out of sight', async () => {
  const [a, b, c, over] = [await t.newCase(), await t.newCase(), await t.newCase(), await t.newCase()];
  assert.equal((await merge(a.code, a.code)).status, 422);
  assert.equal((await merge(b.code, a.code)).status, 200);
  const chained = await merge(c.code, b.code);
  assert.deepEqual([chained.status, chained.body.fields[0].path], [422, 'into']);
  const parentMoves = await merge(a.code, c.code);
  assert.deepEqual([parentMoves.status, parentMoves.body.refusal], [409, 'has_children']);
  await t.did(t.agent, over.code, 'answer', { text: 'Xong' });
  assert.equal((await merge(c.code, over.code)).status, 422);
  assert.equal((await merge(c.code, '1022-260101-9999')).status, 422);
  assert.equal((await t.act(t.officer, c.code, 'merge', { into: a.code })).status, 404);
});

test('what is sealed is merged with nothing visible, neither way', async () => {
  const open = await t.newCase();
  const conduct = await t.newCase({ type: 'conduct_report', aboutUnit: 'so-xay-dung' });
  const other = await t.newCase({ type: 'conduct_report', aboutUnit: 'so-nn-mt' });
  const same = await t.newCase({ type: 'conduct_report', aboutUnit: 'so-xay-dung' });
  for (const [from, into] of [
    [conduct, open],
    [open, conduct],
    [conduct, other],
  ] as const)
    assert.equal((await merge(from.code, into.code)).status, 422);
  assert.equal((await merge(same.code, conduct.code)).status, 200);
});

test('taken out again it stands where it stood, with one lead unit and time for its step', async () => {
  const parent = await t.newCase();
  const child = await t.newCase();
  await t.did(t.agent, child.code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, child.code, 'accept');
  await t.did(t.agent, child.code, 'merge', { into: parent.code });
  assert.equal((await t.act(t.officer, child.code, 'submit', { text: 'x' })).status, 409);
  assert.equal((await t.act(t.agent, child.code, 'unmerge', {})).status, 422);
  const back = await t.did(t.agent, child.code, 'unmerge', { reason: 'Hai việc khác nhau' });
  assert.deepEqual([back.status, back.level, back.parent], ['processing', 2, null]);
  assert.equal(back.assignee?.name, 'Trần Văn Cán Bộ');
  assert.equal(back.assignments.filter((a) => a.role === 'lead' && a.endedAt === null).length, 1);
  await t.did(t.officer, child.code, 'submit', { text: 'Trả lời riêng' });
  const timeline = (await t.agent.get(`/cases/${parent.code}/timeline`)).body.items;
  assert.deepEqual(
    timeline.slice(-2).map((e: { type: string; data: { child: string } }) => [e.type, e.data.child]),
    [
      ['case.joined', child.code],
      ['case.left', child.code],
    ],
  );
});

test('whoever was answered with the parent and is not satisfied has his own case again', async () => {
  const parent = await t.newCase(mailed(3));
  const child = await t.newCase(mailed(4));
  await t.did(t.agent, child.code, 'merge', { into: parent.code });
  const early = await act(t.ctx, CITIZEN, {
    code: child.code,
    action: 'reopen',
    version: null,
    form: { reason: 'x' },
  }).catch((e) => e);
  assert.equal(early.extra.data.refusal, 'window_over');
  await t.did(t.agent, parent.code, 'decline', { reason: 'court', guidance: 'Cúp điện đến 18 giờ, hỏi điện lực.' });
  await t.settle();
  assert.equal((await lettersOf(child.code)).length, 1);
  const late = await t.act(t.agent, child.code, 'unmerge', { reason: 'x' });
  assert.deepEqual([late.status, late.body.refusal], [409, 'answered_with_parent']);
  await act(t.ctx, CITIZEN, { code: child.code, action: 'rate', version: null, form: { satisfied: false } });
  const again = await t.did(t.supervisor, child.code, 'reopen', { reason: 'Việc của tôi khác' });
  assert.deepEqual([again.status, again.parent, again.answer], ['received', null, null]);
});
