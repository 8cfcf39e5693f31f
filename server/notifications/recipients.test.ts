import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDelegationWith } from '../../test/support/factories.ts';
import { startNoticesApp } from '../../test/support/notices-app.ts';
import { CASE_EVENTS } from '../cases/index.ts';
import { SYSTEM } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import { eventDefinitions } from '../platform/events/index.ts';
import { transact } from '../platform/transact.ts';
import { NOTICE_RULES } from './rules.ts';

const app = await startNoticesApp();
const { ctx, told, did } = app;
const as = (
  displayName: string,
  role: 'agent' | 'supervisor' | 'officer' | 'unit_leader' | 'province_leader',
  unit?: string,
) => app.as({ displayName, role, ...(unit ? { unit } : {}) });

// One person per post, with names that read in the table below; those of startCasesApp are sent away.
await ctx.db.updateTable('users').set({ disabled_at: ctx.clock.now() }).execute();
const agent = await as('agent', 'agent');
await as('agent B', 'agent');
const supervisor = await as('supervisor', 'supervisor');
const officer = await as('officer', 'officer');
const officerB = await as('officer B', 'officer');
const leader = await as('leader', 'unit_leader');
const officer2 = await as('officer 2', 'officer', 'so-nn-mt');
await as('leader 2', 'unit_leader', 'so-nn-mt');
const province = await as('province', 'province_leader');

async function fresh(body: Record<string, unknown> = {}): Promise<string> {
  const made = await agent.post('/cases', {
    type: 'service_report',
    content: 'Đường lún trước chợ',
    channel: 'phone',
    ...body,
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body.code;
}
const forwarded = async (body = {}) => {
  const code = await fresh(body);
  await did(agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  return code;
};
const inWork = async (body = {}) => {
  const code = await forwarded(body);
  await did(officer, code, 'accept');
  return code;
};
const later = (days: number) => isoLocal(new Date(ctx.clock.now().getTime() + days * 86_400_000));

/** What a clock would record; only who hears of it matters here. */
const happens = (code: string, event: keyof typeof CASE_EVENTS, data: Record<string, unknown>) =>
  transact(ctx, async (tx) => {
    const row = await tx.db.selectFrom('cases').select('id').where('code', '=', code).executeTakeFirstOrThrow();
    const subject = { type: 'case', id: code };
    tx.record({ type: CASE_EVENTS[event].type, actor: SYSTEM, caseId: row.id, subject, data, audience: { to: [] } });
  });

test('every event of the table is declared', () => {
  const known = eventDefinitions();
  assert.deepEqual(
    Object.keys(NOTICE_RULES).filter((type) => !known.has(type)),
    [],
  );
});

test('from the centre to the unit and back', async () => {
  const code = await fresh();
  assert.deepEqual(await told(() => did(agent, code, 'forward', { leadUnit: 'so-xay-dung', coUnits: ['so-nn-mt'] })), {
    co_forwarded: ['officer 2'],
    forwarded: ['officer', 'officer B'],
  });
  assert.deepEqual(await told(() => did(officer, code, 'accept')), { accepted: ['agent'] });
  assert.deepEqual(await told(() => did(leader, code, 'assign', { user: officerB.user.username })), {
    assigned: ['officer B'],
  });
  assert.deepEqual(await told(() => app.act(officerB, code, 'return', { reason: 'Không thuộc thẩm quyền' })), {
    // The unit that was to co-ordinate loses it, too.
    recalled: ['officer 2'],
    returned: ['agent', 'supervisor'],
  });
  await did(agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  assert.deepEqual(await told(() => did(officer, code, 'return', { reason: 'Vẫn không thuộc' })), {
    dispute: ['leader', 'supervisor'],
  });
});

test('the signing chain, with a deputy between two dates', async () => {
  const deputy = await as('deputy', 'officer', 'ubnd-28261');
  const code = await inWork({ citizen: { phone: '0913456789' } });
  assert.deepEqual(await told(() => did(officer, code, 'submit', { text: 'Sẽ sửa.' })), { submitted: ['leader'] });
  assert.deepEqual(await told(() => did(leader, code, 'reject_draft', { reason: 'Nêu rõ ngày' })), {
    draft_rejected: ['officer'],
  });
  await did(officer, code, 'submit', { text: 'Sẽ sửa tuần sau.' });
  assert.deepEqual(await told(() => did(officer, code, 'withdraw_draft', { reason: 'Sai ngày' })), {
    draft_withdrawn: ['leader'],
  });
  await createDelegationWith(ctx, { user: leader.user.id, deputy: deputy.user.id, to: later(1) });
  assert.deepEqual(await told(() => did(officer, code, 'submit', { text: 'Sẽ sửa ngày 27/11.' })), {
    submitted: ['deputy', 'leader'],
  });
  // A case that came by phone is called by the agent who forwarded it.
  assert.deepEqual(await told(() => did(deputy, code, 'approve')), { approved: ['agent', 'officer'] });
  assert.deepEqual(await told(() => did(agent, code, 'deliver', { note: 'Đã gọi' })), {});
  assert.deepEqual(await told(() => did(supervisor, code, 'reopen', { reason: 'Chưa sửa' })), { reopened: ['agent'] });
  await ctx.db.deleteFrom('delegations').execute();
});

test('more time, opinions, the citizen', async () => {
  const code = await inWork();
  assert.deepEqual(
    await told(() => did(officer, code, 'consult', { unit: 'so-nn-mt', question: 'Ai quản lý?', dueAt: later(1) })),
    {
      consulted: ['officer 2'],
    },
  );
  assert.deepEqual(await told(() => did(officer2, code, 'give_opinion', { text: 'Chúng tôi.' })), {
    opinion: ['officer'],
  });
  assert.deepEqual(await told(() => happens(code, 'opinionSilent', { unit: 'so-nn-mt', dueAt: later(1) })), {
    silent: ['officer'],
  });
  const row = (await officer.get(`/cases/${code}`)).body;
  const dueAt = isoLocal(new Date(Date.parse(row.dueAt) + 2 * 86_400_000));
  assert.deepEqual(await told(() => did(officer, code, 'request_extension', { dueAt, reason: 'Chờ vật tư' })), {
    extension_asked: ['leader'],
  });
  assert.deepEqual(await told(() => did(leader, code, 'grant')), { extension_granted: ['officer'] });
  const far = isoLocal(new Date(Date.parse(row.dueAt) + 90 * 86_400_000));
  assert.deepEqual(await told(() => did(officer, code, 'request_extension', { dueAt: far, reason: 'Chờ vốn' })), {
    extension_asked: ['province', 'supervisor'],
  });
  await did(province, code, 'refuse', { reason: 'Không' });
  assert.deepEqual(await told(() => did(officer, code, 'request_info', { question: 'Số nhà?' })), {});
  assert.deepEqual(await told(() => did(agent, code, 'citizen_replied', { text: 'Số 12' })), {
    citizen_replied: ['officer'],
  });
  assert.deepEqual(await told(() => happens(code, 'messageReceived', { messageId: 1, afterClose: false })), {
    message: ['officer'],
  });
  assert.deepEqual(await told(() => did(agent, code, 'note', { text: 'Dân gọi lại' })), { noted: ['officer'] });
});

test('up to the leaders, and down again as an order', async () => {
  const code = await inWork();
  assert.deepEqual(await told(() => did(officer, code, 'escalate', { reason: 'Vượt thẩm quyền' })), {
    escalated: ['leader'],
  });
  assert.deepEqual(await told(() => did(leader, code, 'escalate', { reason: 'Liên ngành' })), {
    escalated: ['province'],
    escalated_mine: ['officer'],
  });
  assert.deepEqual(
    await told(() => did(province, code, 'direct', { unit: 'so-nn-mt', text: 'Giải quyết ngay', dueAt: later(3) })),
    { directed: ['leader 2', 'officer 2'] },
  );
  await did(officer2, code, 'accept');
  assert.deepEqual(await told(() => did(officer2, code, 'escalate', { reason: 'Chưa đủ thẩm quyền' })), {
    escalated: ['province'],
    escalated_mine: ['leader 2'],
  });
  assert.deepEqual(await told(() => did(province, code, 'answer_at_level', { text: 'Tỉnh trả lời.' })), {
    answered_above: ['agent', 'leader 2', 'officer 2'],
  });
  assert.deepEqual(await told(() => did(agent, code, 'deliver', { note: 'Đã gọi' })), { directive_done: ['province'] });
});

test('time', async () => {
  const waiting = await forwarded();
  const at = { status: 'processing', level: 2, dueAt: later(1) };
  assert.deepEqual(await told(() => happens(waiting, 'warned', { share: 50, dueAt: later(1) })), {
    warned: ['officer', 'officer B'],
  });
  await did(officer, waiting, 'accept');
  assert.deepEqual(await told(() => happens(waiting, 'warned', { share: 80, dueAt: later(1) })), {
    warned: ['leader', 'officer'],
  });
  assert.deepEqual(await told(() => happens(waiting, 'overdue', at)), { overdue: ['leader', 'officer'] });
  assert.deepEqual(await told(() => happens(waiting, 'seriouslyLate', at)), {
    seriously_late: ['leader', 'officer', 'province', 'supervisor'],
  });
  const left = await fresh();
  assert.deepEqual(await told(() => happens(left, 'limitPassed', { ...at, status: 'received', level: 1 })), {
    limit_passed: ['agent', 'supervisor'],
  });
  assert.deepEqual(await told(() => fresh({ urgency: 'emergency' })), { emergency: ['supervisor'] });
});

test('a unit that a report is about is told nothing; words of a sealed case stay on its page', async () => {
  const about = { type: 'conduct_report', content: 'Cán bộ gây khó dễ', aboutUnit: 'so-xay-dung' };
  const code = await fresh(about);
  await did(agent, code, 'forward', { leadUnit: 'so-nn-mt', note: 'Giữ kín danh tính' });
  const found = await told(() => happens(code, 'seriouslyLate', { status: 'forwarded', level: 2, dueAt: later(1) }));
  assert.deepEqual(found, { seriously_late: ['leader 2', 'officer 2', 'province', 'supervisor'] });
  // Somebody of that unit who is also a supervisor: any role there shuts him out.
  const both = await app.as({
    displayName: 'both',
    roles: [
      { role: 'supervisor', unit: 'tong-dai-1022' },
      { role: 'officer', unit: 'so-xay-dung' },
    ],
  });
  const again = await told(() => happens(code, 'seriouslyLate', { status: 'forwarded', level: 2, dueAt: later(1) }));
  assert.deepEqual(again, found);
  const kept = await ctx.db
    .selectFrom('notices')
    .select('data')
    .where('kind', '=', 'forwarded')
    .orderBy('id', 'desc')
    .execute();
  assert.equal((kept.at(0)?.data as { text: string | null } | undefined)?.text, null);
  const { rows } = await ctx.database.pool.query(
    `select audience from events where type = 'notice.created' and audience->'except' is not null`,
  );
  assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(`user:${both.user.id}"`));
  await ctx.db.updateTable('users').set({ disabled_at: ctx.clock.now() }).where('id', '=', both.user.id).execute();
});

test('nobody at the post: the supervisors are told, never nobody', async () => {
  const code = await fresh();
  assert.deepEqual(await told(() => did(agent, code, 'forward', { leadUnit: 'so-cong-thuong' })), {
    forwarded: ['supervisor'],
  });
});

test('sight is asked again: what was recalled is neither shown nor counted', async () => {
  const code = await forwarded();
  await app.settle();
  const seen = await officerB.get('/notices?unread=true');
  assert.ok(seen.body.items.some((n: { caseCode: string }) => n.caseCode === code));
  await did(agent, code, 'recall', { reason: 'Chuyển nhầm' });
  await app.settle();
  const after = await officerB.get('/notices?unread=true');
  assert.ok(!after.body.items.some((n: { caseCode: string }) => n.caseCode === code));
  // One notice is gone from sight, one has come: the code that they knew and not a word more.
  assert.equal(after.body.unread, seen.body.unread);
  const lost = after.body.items[0];
  assert.deepEqual([lost.kind, lost.caseTitle, lost.conversationId], ['recalled', null, null]);
  assert.ok(lost.text.includes(code) && !lost.text.includes('Chuyển nhầm'));
  const { rows } = await ctx.database.pool.query(
    `select data from notices where kind = 'recalled' and case_id is null`,
  );
  for (const { data } of rows) {
    const said = Object.entries(data).filter(([, value]) => value !== null);
    assert.deepEqual(
      said.map(([name]) => name),
      ['caseCode', 'actorKind'],
    );
  }
});

test('taken back before anybody accepted it: the officers of every unit that had it', async () => {
  const code = await fresh();
  await did(agent, code, 'forward', { leadUnit: 'so-xay-dung', coUnits: ['so-nn-mt'] });
  assert.deepEqual(await told(() => did(agent, code, 'recall', { reason: 'Chuyển nhầm' })), {
    recalled: ['officer', 'officer 2', 'officer B'],
  });
});

test('merged and taken out again: the units that had it', async () => {
  const [parent, child] = [await fresh(), await inWork()];
  assert.deepEqual(await told(() => did(agent, child, 'merge', { into: parent })), { merged: ['officer'] });
  const [notice] = (await officer.get('/notices?unread=true')).body.items;
  assert.ok(notice.text.includes(child) && !notice.text.includes(parent), 'the other case may not be theirs to see');
  assert.deepEqual(await told(() => did(agent, child, 'unmerge', { reason: 'Hai việc khác nhau' })), {
    unmerged: ['officer'],
  });
});

test('an incident: all agents and supervisors but who declared it, with its name', async () => {
  const code = await fresh();
  const words = { title: 'Mất điện phường Mỹ Tho', told: 'Điện lực đang sửa.' };
  const declared = await told(async () => {
    assert.equal((await supervisor.post('/incidents', { case: code, ...words })).status, 201);
  });
  assert.deepEqual(declared, { incident_declared: ['agent', 'agent B'] });
  const [notice] = (await agent.get('/notices?unread=true')).body.items;
  assert.ok(notice.text.includes(words.title) && notice.text.includes(code), notice.text);
  assert.deepEqual(await told(() => did(agent, code, 'answer', { text: 'Đã có điện lại lúc 9 giờ.' })), {
    incident_ended: ['agent B', 'supervisor'],
  });
});

test('a due date computed again: the assignee, by digest, not on the desk', async () => {
  const code = await inWork();
  const moved = { from: later(2), to: later(3), why: 'Nghỉ bù' };
  assert.deepEqual(await told(() => happens(code, 'dueRecomputed', moved)), { due_moved: ['officer'] });
  const row = await ctx.db
    .selectFrom('notices')
    .select(['on_desk', 'mail_due_at', 'data'])
    .where('kind', '=', 'due_moved')
    .executeTakeFirstOrThrow();
  assert.deepEqual(
    [row.on_desk, row.mail_due_at === null, (row.data as { text: string }).text],
    [false, false, 'Nghỉ bù'],
  );
  const limitOnly = { from: later(2), to: later(2), why: 'Nghỉ bù', step: [null, later(1)] };
  assert.deepEqual(await told(() => happens(code, 'dueRecomputed', limitOnly)), {});
});

test('a reader that begins again tells nobody twice, on no screen', async () => {
  await app.settle();
  const from = await ctx.events.head();
  const code = await forwarded();
  await app.settle();
  const tally = async () => {
    const { rows } = await ctx.database.pool.query(
      `select (select count(*)::int from notices n join cases c on c.id = n.case_id where c.code = $1) as notices,
        (select count(*)::int from events e where e.type = 'notice.created' and e.data->>'caseCode' = $1) as events`,
      [code],
    );
    return rows[0] as { notices: number; events: number };
  };
  assert.deepEqual(await tally(), { notices: 2, events: 1 });
  // As after a crash whose last transaction was lost, or a restored backup.
  await ctx.db.updateTable('event_cursors').set({ seq: from }).where('reader', '=', 'notifications').execute();
  await app.settle();
  assert.deepEqual(await tally(), { notices: 2, events: 1 });
});
