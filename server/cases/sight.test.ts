import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Person, startCasesApp } from '../../test/support/cases-app.ts';
import { receive } from '../conversations/index.ts';
import { actorOf } from '../org/index.ts';
import { loadCaseById } from './load.ts';
import { maySee } from './policy.ts';
import { caseVisible, visibleTo } from './visible.ts';

const t = await startCasesApp();
const insider = await t.as({ role: 'agent', unit: 'so-xay-dung' });
const publisher = await t.as({ role: 'publisher' });
const admin = await t.as({ role: 'admin' });

const plain = await t.newCase({ citizen: { name: 'Nguyễn Văn Kín', phone: '0901234567', email: 'kin@example.vn' } });
const conduct = await t.newCase({
  type: 'conduct_report',
  aboutUnit: 'so-xay-dung',
  content: 'Cán bộ nhận tiền ở quầy số 3',
});
await t.did(t.agent, plain.code, 'forward', { leadUnit: 'so-xay-dung' });
await t.did(t.agent, conduct.code, 'forward', { leadUnit: 'so-nn-mt' });

const everybody: [string, Person][] = [
  ['agent', t.agent],
  ['supervisor', t.supervisor],
  ['officer', t.officer],
  ['leader', t.leader],
  ['officer2', t.officer2],
  ['leader2', t.leader2],
  ['province', t.province],
  ['agent inside the reported unit', insider],
  ['publisher', publisher],
  ['admin', admin],
];

/** Who sees which case, by the ways there are: page, list, search, count of the list, timeline, actions. */
const TRUTH: Record<string, readonly string[]> = {
  [plain.code]: ['agent', 'supervisor', 'officer', 'leader', 'province', 'agent inside the reported unit'],
  [conduct.code]: ['agent', 'supervisor', 'officer2', 'leader2', 'province'],
};

for (const [code, allowed] of Object.entries(TRUTH)) {
  for (const [name, person] of everybody) {
    const sees = allowed.includes(name);
    test(`${name} ${sees ? 'sees' : 'never sees'} ${code === conduct.code ? 'the conduct report' : 'the plain case'}`, async () => {
      const refused = name === 'admin' ? 403 : 404;
      for (const path of [
        `/cases/${code}`,
        `/cases/${code}/timeline`,
        `/cases/${code}/actions`,
        `/cases/${code}/deadline`,
        `/cases/${code}/messages`,
      ]) {
        assert.equal((await person.get(path)).status, sees ? 200 : refused, path);
      }
      if (name === 'admin') return;
      const words = code === conduct.code ? 'nhan tien quay' : 'hư hỏng nặng';
      for (const query of ['view=all&limit=200', `view=all&q=${encodeURIComponent(words)}`, `view=all&q=${code}`]) {
        const { items } = (await person.get(`/cases?${query}`)).body;
        assert.equal(
          items.some((c: { code: string }) => c.code === code),
          sees,
          query,
        );
      }
      const act = await person.post(`/cases/${code}/actions`, { action: 'note', version: 0, text: '' });
      assert.equal(act.status === 404 || act.status === 403, !sees || name === 'publisher', `note: ${act.status}`);
    });
  }
}

test('the SQL of sight says what the policy says, for every reader and case', async () => {
  const told = await t.newCase({ content: 'Tố cáo cán bộ' });
  await t.did(t.agent, told.code, 'decline', { reason: 'denunciation', guidance: 'Xin gửi Thanh tra tỉnh.' });
  const ids = (await t.ctx.db.selectFrom('cases').select('id').execute()).map((r) => r.id);
  for (const [name, person] of everybody) {
    const actor = await actorOf(t.ctx.db, person.user.username, t.clock.now());
    assert.ok(actor);
    const rows = await sql<{ id: number }>`select c.id from cases c where ${visibleTo(actor)}`.execute(t.ctx.db);
    const bySql = new Set(rows.rows.map((r) => r.id));
    const ofOthers = await sql<{ id: number }>`select d.id from cases d
      where ${caseVisible(actor, sql.ref('d.id'))}`.execute(t.ctx.db);
    assert.deepEqual(new Set(ofOthers.rows.map((r) => r.id)), bySql, `${name}: as lists of other things ask`);
    for (const id of ids) {
      const loaded = await loadCaseById(t.ctx.db, id);
      assert.ok(loaded);
      assert.equal(bySql.has(id), maySee(actor, loaded.parties), `${name}, case ${id}`);
    }
  }
});

test('handling units see what was said, not who said it, until they say why they must', async () => {
  const masked = (await t.officer.get(`/cases/${plain.code}`)).body;
  assert.equal(masked.citizen.masked, true);
  assert.doesNotMatch(JSON.stringify(masked), /Nguyễn Văn Kín|0901|kin@example/);
  const listed = await t.officer.get('/cases?view=unit');
  assert.doesNotMatch(JSON.stringify(listed.body), /Nguyễn Văn Kín|0901|kin@example/);
  assert.equal((await t.officer.post(`/cases/${plain.code}/reveal`, {})).status, 422);
  const events = await t.eventsDuring(async () => {
    const shown = await t.officer.post(`/cases/${plain.code}/reveal`, { reason: 'Hẹn khảo sát tại nhà' });
    assert.equal(shown.body.name, 'Nguyễn Văn Kín');
  });
  assert.equal(events[0]?.type, 'case.revealed');
  assert.equal((await t.officer2.post(`/cases/${conduct.code}/reveal`, { reason: 'Muốn biết' })).status, 403);
});

test('the unit a report is about cannot be given it, asked about it, or ordered onto it', async () => {
  const other = await t.newCase({ type: 'conduct_report', aboutUnit: 'so-xay-dung' });
  assert.equal((await t.act(t.agent, other.code, 'forward', { leadUnit: 'so-xay-dung' })).status, 422);
  await t.did(t.officer2, conduct.code, 'accept');
  assert.equal(
    (
      await t.act(t.officer2, conduct.code, 'consult', {
        unit: 'so-xay-dung',
        question: 'x',
        dueAt: '2026-12-01T10:00:00+07:00',
      })
    ).status,
    422,
  );
});

test('a conversation about them stays out of their inbox too', async () => {
  const mailed = await t.newCase({
    type: 'conduct_report',
    aboutUnit: 'so-xay-dung',
    citizen: { email: 'dan@example.vn' },
  });
  const { conversationId } = (await t.agent.get(`/cases/${mailed.code}`)).body;
  assert.equal((await t.agent.get(`/conversations/${conversationId}/messages`)).status, 200);
  assert.equal((await insider.get(`/conversations/${conversationId}/messages`)).status, 404);
  assert.equal((await insider.post(`/conversations/${conversationId}/messages`, { text: 'x' })).status, 404);
  const { items } = (await insider.get('/conversations')).body;
  assert.equal(
    items.some((c: { id: string }) => c.id === conversationId),
    false,
  );
});

test('a letter that comes in on such a conversation is not announced to them either', async () => {
  const mailed = await t.newCase({
    type: 'conduct_report',
    aboutUnit: 'so-xay-dung',
    citizen: { email: 'dan2@example.vn' },
  });
  const { conversationId } = (await t.agent.get(`/cases/${mailed.code}`)).body;
  const [event] = await t.eventsDuring(() =>
    receive(t.ctx, {
      channel: 'email',
      account: 'default',
      externalId: 'm1@example.vn',
      kind: 'human',
      from: { name: '', address: 'dan2@example.vn' },
      subject: 'Bổ sung',
      text: 'Thêm chi tiết',
      folded: null,
      html: null,
      inReplyTo: null,
      sentAt: t.clock.now(),
      attachments: [],
      conversationId: Number(conversationId),
    }),
  );
  assert.equal(event?.type, 'message.received');
  assert.equal(event?.audience.except?.length, 1);
});

test('events of a sealed report name nobody of the reported unit', async () => {
  const rows = await t.ctx.db
    .selectFrom('events')
    .select(['events.audience', 'events.type'])
    .innerJoin('cases', 'cases.id', 'events.case_id')
    .where('cases.about_unit_id', 'is not', null)
    .execute();
  const unit = await t.ctx.db
    .selectFrom('units')
    .select('id')
    .where('code', '=', 'so-xay-dung')
    .executeTakeFirstOrThrow();
  for (const row of rows)
    assert.deepEqual((row.audience as { except?: string[] }).except, [`any_role_in:${unit.id}`], row.type);
});
