import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { standInChannel } from '../../test/support/chat-channel.ts';

const t = await startCasesApp();
const zalo = standInChannel(() => t.ctx, 'zalo');

async function citizenOf(code: string): Promise<string> {
  const row = await t.ctx.db
    .selectFrom('cases')
    .select('citizen_id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  return String(row.citizen_id);
}
/** All that is known of citizens, as it stands in the tables. */
async function snapshot() {
  const { rows } = await sql<{ all: unknown }>`select json_build_object(
    'citizens', (select json_agg(c order by c.id) from citizens c),
    'identities', (select json_agg(i order by i.id) from citizen_identities i),
    'cases', (select json_agg(json_build_array(k.id, k.citizen_id) order by k.id) from cases k),
    'talks', (select json_agg(json_build_array(v.id, v.citizen_id) order by v.id) from conversations v)) as all`.execute(
    t.ctx.db,
  );
  return rows[0]?.all;
}

const mailer = await t.newCase({
  channel: 'email',
  citizen: { name: 'Trần Thị Hoa', phone: '0901234567', email: 'hoa@example.com' },
});
const chat = await zalo.says({ id: '246', name: 'Hoa Trần' }, 'Tôi gửi thư hôm qua, số 0901.234.567');
const a = await citizenOf(mailer.code);
const b = String((await t.agent.get(`/conversations/${chat.conversationId}/messages`)).body.conversation.citizenId);

test('who writes on Zalo and then mails is offered, from both sides, with a confidence and why', async () => {
  for (const [one, other] of [
    [b, a],
    [a, b],
  ] as const) {
    const { items } = (await t.agent.get(`/citizens/${one}/matches`)).body;
    assert.equal(items[0].citizen.id, other);
    assert.ok(items[0].score >= 40 && items[0].score < 100);
    assert.deepEqual(items[0].reasons[0], { reason: 'phone_in_text', detail: '0901 234 567' });
  }
});

test('merged they are read as one; taken apart everything is exactly as before; both are in the log', async () => {
  const before = await snapshot();
  const merged = await t.eventsDuring(async () => {
    const { status, body } = await t.agent.post(`/citizens/${a}/merge`, { other: b });
    assert.equal(status, 200);
    assert.deepEqual(body.identities.map((i: { kind: string }) => i.kind).sort(), ['email', 'phone', 'zalo']);
    assert.deepEqual([body.caseList.length, body.conversationList.length], [1, 2]);
  });
  assert.deepEqual(
    merged.map((e) => [e.type, e.actorId]),
    [['citizen.merged', t.agent.user.id]],
  );
  assert.equal((await t.agent.get(`/citizens/${b}`)).body.id, a, 'the old number leads to the one that stays');
  assert.equal((await t.agent.get('/citizens?q=tran%20thi%20hoa')).body.items.length, 1);
  assert.equal((await t.agent.post(`/citizens/${a}/merge`, { other: b })).status, 409);
  await zalo.says({ id: '246' }, 'Thêm một tin');

  const { body } = await t.agent.get(`/citizens/${a}`);
  const apart = await t.eventsDuring(async () => {
    const undone = await t.agent.post(`/citizens/${a}/unmerge`, { merge: body.merges[0].id, reason: 'Hai chị em' });
    assert.equal(undone.status, 200);
    assert.ok(undone.body.merges[0].undoneAt);
  });
  assert.deepEqual(
    apart.map((e) => [e.type, e.data.reason]),
    [['citizen.unmerged', 'Hai chị em']],
  );
  assert.deepEqual(await snapshot(), before);
  assert.equal((await t.agent.post(`/citizens/${a}/unmerge`, { merge: body.merges[0].id })).status, 409);
});

test('chains: what was merged into the merged one comes back with it, in whatever order they are taken apart', async () => {
  const c = await citizenOf((await t.newCase({ citizen: { name: 'Hoa', email: 'hoa2@example.com' } })).code);
  const before = await snapshot();
  const merge = async (kept: string, other: string) => {
    const { body } = await t.agent.post(`/citizens/${kept}/merge`, { other });
    return body.merges[0].id as string;
  };
  const undo = async (kept: string, id: string) =>
    assert.equal((await t.agent.post(`/citizens/${kept}/unmerge`, { merge: id })).status, 200);
  let first = await merge(b, c);
  let second = await merge(a, b);
  assert.equal((await t.agent.get(`/citizens/${c}`)).body.id, a);
  await undo(a, second);
  assert.equal((await t.agent.get(`/citizens/${c}`)).body.id, b);
  await undo(b, first);
  assert.deepEqual(await snapshot(), before);

  first = await merge(b, c);
  second = await merge(a, b);
  await undo(a, first);
  assert.equal((await t.agent.get(`/citizens/${c}`)).body.id, c);
  await undo(a, second);
  assert.deepEqual(await snapshot(), before);
});

test('two people are said to be two: not offered again', async () => {
  await t.agent.post(`/citizens/${a}/differs`, { other: b });
  for (const one of [a, b]) {
    const { items } = (await t.agent.get(`/citizens/${one}/matches`)).body;
    assert.ok(!items.some((m: { citizen: { id: string } }) => m.citizen.id === a || m.citizen.id === b));
  }
});

test('name, kind and further identities; a wrong number is refused; both merging at once: one wins', async () => {
  const { body } = await t.agent.patch(`/citizens/${a}`, { name: 'Trần Thị Thanh Hoa', kind: 'person' });
  assert.equal(body.name, 'Trần Thị Thanh Hoa');
  assert.equal((await t.agent.post(`/citizens/${a}/identities`, { kind: 'phone', value: '12' })).status, 422);
  const added = await t.agent.post(`/citizens/${a}/identities`, { kind: 'phone', value: '(0277) 385 1234' });
  assert.deepEqual(
    [added.status, added.body.identities.at(-1).value, added.body.identities.at(-1).confidence],
    [201, '0277 3851 234', 'said'],
  );
  const answers = await Promise.all([
    t.agent.post(`/citizens/${a}/merge`, { other: b }),
    t.supervisor.post(`/citizens/${b}/merge`, { other: a }),
  ]);
  assert.deepEqual(answers.map((one) => one.status).sort(), [200, 409]);
});

test('sealed history: who belongs to the reported unit does not see that case on the card', async () => {
  const insider = await t.as({ role: 'agent', unit: 'so-xay-dung' });
  const citizen = { name: 'Lê Văn Kín', phone: '0977000111' };
  const report = await t.newCase({ type: 'conduct_report', aboutUnit: 'so-xay-dung', citizen });
  const plain = await t.newCase({ citizen });
  const id = await citizenOf(report.code);
  const codes = async (who: typeof t.agent) =>
    (await who.get(`/citizens/${id}`)).body.caseList.map((one: { code: string }) => one.code);
  assert.deepEqual((await codes(t.agent)).sort(), [plain.code, report.code].sort());
  assert.deepEqual(await codes(insider), [plain.code]);
  assert.equal((await insider.get(`/citizens/${id}`)).body.cases, 1);
});
