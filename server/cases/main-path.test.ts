import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCasesApp } from '../../test/support/cases-app.ts';

const t = await startCasesApp();

test('register → forward → accept → submit → approve → deliver, each recorded once', async () => {
  const made = await t.newCase({ citizen: { name: 'Nguyễn Văn Dân', phone: '0901 234 567' } });
  assert.match(made.code, /^1022-261123-\d{4}$/);
  assert.match(made.lookupSecret, /^[2-9A-Z]{6}$/);
  assert.equal(made.level, 1);
  assert.equal(made.turn, 'centre');
  // inquiry: one working day from Monday 08:00
  assert.equal(made.dueAt, '2026-11-24T08:00:00+07:00');
  const recorded = await t.eventsDuring(async () => {
    await t.did(t.agent, made.code, 'forward', {
      leadUnit: 'so-xay-dung',
      coUnits: ['so-nn-mt'],
      note: 'Nhờ trả lời sớm',
    });
    const accepted = await t.did(t.officer, made.code, 'accept');
    assert.equal(accepted.status, 'processing');
    assert.equal(accepted.assignee?.name, 'Trần Văn Cán Bộ');
    const draft = await t.did(t.officer, made.code, 'submit', { text: 'Sở sẽ sửa trong tháng 12.' });
    assert.equal(draft.status, 'awaiting_approval');
    assert.equal(draft.turn, 'unit_leader');
    const rejected = await t.did(t.leader, made.code, 'reject_draft', { reason: 'Ghi rõ ngày.' });
    assert.equal(rejected.status, 'processing');
    await t.did(t.officer, made.code, 'submit', { text: 'Sở sẽ sửa xong trước ngày 15/12.' });
    const approved = await t.did(t.leader, made.code, 'approve');
    assert.equal(approved.status, 'approved');
    assert.equal(approved.bucket, 'on_time');
    assert.equal(approved.drafts[0]?.signer?.name, 'Nguyễn Giám Đốc');
    const closed = await t.did(t.agent, made.code, 'deliver', { note: 'Đã gọi điện' });
    assert.equal(closed.status, 'closed');
    assert.equal(closed.resolvedLevel, 2);
    assert.equal(closed.answer, 'Sở sẽ sửa xong trước ngày 15/12.');
  });
  assert.deepEqual(
    recorded.map((e) => e.type),
    [
      'case.forwarded',
      'case.accepted',
      'case.submitted',
      'case.draft_rejected',
      'case.submitted',
      'case.approved',
      'case.delivered',
    ],
  );
  const timeline = await t.agent.get(`/cases/${made.code}/timeline`);
  assert.equal(timeline.body.items.length, 8);
  assert.equal(timeline.body.items[0].type, 'case.registered');
});

test('a declined case needs reason and guidance; a denunciation is sealed', async () => {
  const made = await t.newCase();
  const bad = await t.act(t.agent, made.code, 'decline', { reason: 'nonsense' });
  assert.equal(bad.status, 422);
  assert.deepEqual(bad.body.fields.map((f: { path: string }) => f.path).sort(), ['guidance', 'reason']);
  const done = await t.did(t.agent, made.code, 'decline', { reason: 'denunciation', guidance: 'Gửi Thanh tra tỉnh.' });
  assert.equal(done.status, 'declined');
  assert.equal(done.sealed, true);
});

test('the first return goes back to the centre and out of the unit’s sight; the second is a dispute for the leader', async () => {
  const made = await t.newCase();
  await t.did(t.agent, made.code, 'forward', { leadUnit: 'so-xay-dung' });
  const back = await t.act(t.officer, made.code, 'return', { reason: 'Không thuộc thẩm quyền' });
  // The last look at what one has made of it.
  assert.deepEqual([back.status, back.body.status, back.body.lostSight], [200, 'received', true]);
  assert.equal((await t.officer.get(`/cases/${made.code}`)).status, 404);
  await t.did(t.agent, made.code, 'forward', { leadUnit: 'so-nn-mt' });
  const disputed = await t.did(t.officer2, made.code, 'return', { reason: 'Cũng không' });
  assert.equal(disputed.status, 'escalated');
  assert.equal(disputed.level, 3);
  assert.equal(
    (await t.act(t.leader, made.code, 'direct', { unit: 'so-xay-dung', text: 'x', dueAt: '2026-11-30T10:00:00+07:00' }))
      .status,
    404,
  );
  await t.did(t.leader2, made.code, 'escalate', { reason: 'Cần tỉnh phân công' });
  const ordered = await t.did(t.province, made.code, 'direct', {
    unit: 'so-xay-dung',
    text: 'Sở Xây dựng chủ trì.',
    dueAt: '2026-11-30T10:00:00+07:00',
  });
  assert.equal(ordered.status, 'forwarded');
  assert.equal(ordered.level, 4);
  await t.did(t.officer, made.code, 'accept');
  await t.did(t.officer, made.code, 'submit', { text: 'Đã rõ.' });
  const approved = await t.did(t.leader, made.code, 'approve');
  assert.equal(approved.resolvedLevel, 4);
  assert.ok(approved.directives[0]?.closedAt);
});

test('nobody signs what he wrote, not even with both roles', async () => {
  const both = await t.as({
    roles: [
      { role: 'officer', unit: 'so-y-te' },
      { role: 'unit_leader', unit: 'so-y-te' },
    ],
  });
  const made = await t.newCase();
  await t.did(t.agent, made.code, 'forward', { leadUnit: 'so-y-te' });
  await t.did(both, made.code, 'accept');
  await t.did(both, made.code, 'submit', { text: 'Trả lời' });
  const refused = await t.act(both, made.code, 'approve');
  assert.equal(refused.status, 409);
  assert.equal(refused.body.refusal, 'own_draft');
});

test('a site report needs evidence, which must be of this case', async () => {
  const made = await t.newCase({ type: 'site_report' });
  await t.did(t.agent, made.code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, made.code, 'accept');
  const without = await t.act(t.officer, made.code, 'submit', { text: 'Đã sửa' });
  assert.equal(without.status, 422);
  assert.equal(without.body.fields[0].path, 'attachments');
  assert.equal(
    (await t.act(t.officer, made.code, 'submit', { text: 'Đã sửa', attachments: ['khong-co'] })).status,
    422,
  );
});

test('asking the citizen stops the clock; his silence lets it run on', async () => {
  const made = await t.newCase();
  const asked = await t.did(t.agent, made.code, 'request_info', { question: 'Đường ở phường nào?' });
  assert.equal(asked.clock, 'paused');
  assert.equal(asked.remaining, null);
  const back = await t.did(t.agent, made.code, 'citizen_replied', { text: 'Bà con nói ở phường Mỹ Tho.' });
  assert.deepEqual([back.status, back.clock], ['received', 'running']);
  const last = (await t.agent.get(`/cases/${made.code}/timeline`)).body.items.at(-1);
  assert.equal(last.data.text, 'Bà con nói ở phường Mỹ Tho.');
});

test('whoever is slower is told what happened, and nothing is half done', async () => {
  const made = await t.newCase();
  const forward = (unit: string) =>
    t.agent.post(`/cases/${made.code}/actions`, { action: 'forward', version: 0, leadUnit: unit });
  const answers = await Promise.all([forward('so-xay-dung'), forward('so-nn-mt')]);
  assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409]);
  const loser = answers.find((a) => a.status === 409);
  assert.equal(loser?.body.code, 'conflict');
  assert.equal(loser?.body.happened.type, 'case.forwarded');
  assert.equal(loser?.body.version, 1);
  const leads = await t.ctx.db
    .selectFrom('assignments')
    .innerJoin('cases', 'cases.id', 'assignments.case_id')
    .select('assignments.id')
    .where('cases.code', '=', made.code)
    .execute();
  assert.equal(leads.length, 1);
});

test('the same Idempotency-Key gives the same case', async () => {
  const send = () =>
    t.agent.raw({
      method: 'POST',
      url: '/api/v1/cases',
      headers: { 'idempotency-key': 'abc' },
      payload: { type: 'inquiry', content: 'Hỏi một lần' },
    });
  const [one, two] = await Promise.all([send(), send()]);
  assert.equal(one?.status, 201);
  assert.equal(one?.body.code, two?.body.code);
});

test('bad input names the field; strangers are kept out', async () => {
  const bad = await t.agent.post('/cases', { type: 'no', content: '' });
  assert.equal(bad.status, 422);
  assert.equal((await t.anonymous.post('/cases', { type: 'inquiry', content: 'x' })).status, 401);
  assert.equal((await t.officer.post('/cases', { type: 'inquiry', content: 'x' })).status, 403);
  assert.equal(
    (await t.agent.post('/cases', { type: 'inquiry', content: 'x', category: 'khong-co' })).body.fields[0].path,
    'category',
  );
  const nul = await t.agent.post('/cases', { type: 'inquiry', content: 'a\u0000b; drop table cases' });
  assert.equal(nul.status, 201);
  assert.equal(nul.body.content, 'ab; drop table cases');
});
