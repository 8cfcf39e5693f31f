/** Every list that can be read can be taken out as a file, by whom, and with a trace. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXPORT_PATHS, type ExportedList } from '../../../contract/exports.ts';
import { type Person, startCasesApp } from '../../../test/support/cases-app.ts';

const t = await startCasesApp({ whole: true });
const admin = await t.as({ role: 'admin', username: 'quan-tri', displayName: 'Quản trị' });
const ownUnit = await t.as({ role: 'supervisor', unit: 'so-xay-dung', displayName: 'Giám sát của Sở' });
const citizen = (name: string, phone: string) => ({ citizen: { name, phone } });
const plain = await t.newCase({ content: 'Mặt đường lún', ...citizen('Nguyễn Thị Lành', '0901234567') });
const secret = await t.newCase({
  content: 'Cán bộ gây khó',
  type: 'conduct_report',
  aboutUnit: 'so-xay-dung',
  ...citizen('Trần Văn Kín', '0907654321'),
});
for (const [code, unit, officer, leader] of [
  [plain.code, 'so-xay-dung', t.officer, t.leader],
  [secret.code, 'so-nn-mt', t.officer2, t.leader2],
] as const) {
  await t.did(t.agent, code, 'forward', { leadUnit: unit });
  await t.did(officer, code, 'accept');
  await t.did(officer, code, 'escalate', { reason: 'Xin chỉ đạo' });
  await t.did(leader, code, 'escalate', { reason: 'Vượt thẩm quyền' });
  await t.did(t.province, code, 'direct', {
    unit,
    text: `Xử lý dứt điểm ${code}`,
    dueAt: '2026-11-30T10:00:00+07:00',
  });
}
const talk = await t.ctx.db
  .insertInto('conversations')
  .values({
    channel: 'email',
    account: 'test',
    address: 'lanh@thu.example',
    subject: 'Hỏi về đường',
    last_message_at: t.clock.now(),
    created_at: t.clock.now(),
  } as never)
  .returning('id')
  .executeTakeFirstOrThrow();
const owed = { conversationId: String(talk.id), phone: '0901234567', why: 'Thư bị trả lại', text: 'Đường sẽ sửa.' };
assert.equal((await t.agent.post('/callbacks', owed)).status, 201);
await t.settle();

const take = async (who: Person, list: ExportedList, query = '') => {
  const answer = await who.raw({ method: 'GET', url: `/api/v1${EXPORT_PATHS[list]}?format=csv${query}` });
  return { status: answer.status, text: String(answer.body), headers: answer.headers };
};
const lines = (text: string) => text.trim().split('\r\n').length - 1;

test('who may take which list', async () => {
  const may: Record<Exclude<ExportedList, 'cases'>, readonly Person[]> = {
    conversations: [t.supervisor],
    citizens: [t.supervisor],
    callbacks: [t.supervisor],
    directives: [t.supervisor, t.officer, t.leader, t.province],
    users: [admin],
    units: [admin],
    audit: [t.supervisor, admin],
  };
  const everybody = [t.agent, t.supervisor, t.officer, t.leader, t.province, admin];
  for (const [list, allowed] of Object.entries(may) as [ExportedList, readonly Person[]][])
    for (const who of everybody)
      assert.equal((await take(who, list)).status, allowed.includes(who) ? 200 : 403, `${list}: ${who.user.username}`);
  assert.equal((await t.anonymous.get('/exports/citizens?format=csv')).status, 401);
  assert.equal((await t.supervisor.get('/exports/citizens?format=pdf')).status, 422);
  assert.equal((await t.supervisor.get('/exports/conversations?format=csv&channel=fax')).status, 422);
});

test('citizens: with number and history, without whom only a hidden report knows; the count says what is in the file', async () => {
  const all = await take(t.supervisor, 'citizens');
  assert.ok(all.text.includes('Nguyễn Thị Lành') && all.text.includes('Trần Văn Kín'));
  assert.match(all.text, /"Nguyễn Thị Lành","Cá nhân","090 123 45 67|"Nguyễn Thị Lành","Cá nhân","0901/);
  const less = await take(ownUnit, 'citizens');
  assert.ok(less.text.includes('Nguyễn Thị Lành') && !less.text.includes('Trần Văn Kín'));
  for (const file of [all, less]) assert.equal(file.headers['x-row-count'], String(lines(file.text)));
  const found = await take(t.supervisor, 'citizens', '&q=nguyen+thi+lanh');
  assert.equal(lines(found.text), 1);
});

test('orders: each side its own, and none about a case out of sight', async () => {
  const given = await take(t.province, 'directives', '&side=given');
  assert.ok(given.text.includes(plain.code) && given.text.includes(secret.code));
  assert.equal(lines(given.text), 2);
  const received = await take(t.officer, 'directives', '&side=received');
  assert.ok(received.text.includes(plain.code) && !received.text.includes(secret.code));
});

test('users and units: every one, and no secret of theirs', async () => {
  const users = await take(admin, 'users');
  assert.ok(users.text.includes('"quan-tri","Quản trị"') && users.text.includes('Quản trị hệ thống ('));
  const { count } = await t.ctx.db
    .selectFrom('users')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  assert.equal(lines(users.text), Number(count));
  assert.ok(!/argon2|password/i.test(users.text));
  const units = await take(admin, 'units');
  assert.ok(units.text.includes('"so-xay-dung"'));
  assert.equal(units.headers['x-row-count'], String(lines(units.text)));
});

test('the audit trail: more than a batch, newest first, in step with its number, and the taking itself is in it', async () => {
  for (let n = 0; n < 1_100; n++)
    await t.ctx.db
      .insertInto('events')
      .values({ at: t.clock.now(), type: 'test.filled', actor_kind: 'system', data: '{}', audience: '{}' } as never)
      .execute();
  const before = await take(admin, 'audit');
  assert.equal(before.headers['x-row-count'], String(lines(before.text)));
  assert.ok(lines(before.text) > 1_100);
  const again = await take(admin, 'audit', '&type=list.exported&actor=quan-tri');
  assert.match(again.text, /"list\.exported","Quản trị","quan-tri"/);
  assert.match(again.text, /""list"":""audit""/);
  assert.equal(again.headers['x-row-count'], String(lines(again.text)));
});

test('conversations and call-backs: whole, narrowed like the list, with a trace that keeps the words searched for', async () => {
  const talks = await take(t.supervisor, 'conversations');
  const shown = await t.supervisor.get('/conversations?limit=200');
  assert.equal(lines(talks.text), shown.body.items.length);
  assert.ok(talks.text.includes('lanh@thu.example'));
  const calls = await take(t.supervisor, 'callbacks', '&state=open');
  assert.equal(lines(calls.text), (await t.supervisor.get('/callbacks?limit=200')).body.items.length);
  assert.ok(calls.text.includes('Thư bị trả lại'));
  await take(t.supervisor, 'conversations', '&q=Nguy%E1%BB%85n');
  const event = await t.ctx.db
    .selectFrom('events')
    .select(['data', 'audience'])
    .where('type', '=', 'list.exported')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  assert.deepEqual((event.data as { filters: object }).filters, {
    state: 'all',
    whose: 'all',
    waiting: false,
    withoutCase: false,
    searched: true,
  });
  assert.deepEqual(event.audience, { to: ['admin', 'supervisor'] });
});
