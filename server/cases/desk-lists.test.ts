/** Saved lists, bulk offers, the board, and what others wait for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Person, startCasesApp } from '../../test/support/cases-app.ts';

const t = await startCasesApp();
const inUnit = async (unit: string, who?: Person) => {
  const { code } = await t.newCase({ type: 'service_report' });
  await t.did(t.agent, code, 'forward', { leadUnit: unit });
  if (who) await t.did(who, code, 'accept');
  return code;
};
const codes = async (who: Person, query: string): Promise<string[]> =>
  (await who.get(`/cases?limit=200&${query}`)).body.items.map((c: { code: string }) => c.code);

test('a saved list is its owner’s until a leader shares it with the unit; its count is the reader’s own', async () => {
  const code = await inUnit('so-xay-dung');
  await inUnit('so-nn-mt');
  const body = { name: 'Chờ tiếp nhận', view: 'all', filters: { status: 'forwarded' }, columns: ['due', 'code'] };
  const own = await t.officer.post('/case-views', body);
  assert.equal(own.status, 201);
  assert.deepEqual(own.body.columns, ['due', 'code', 'title'], 'a list always has the title');
  assert.equal((await t.officer.post('/case-views', { ...body, name: 'chờ TIẾP nhận' })).status, 409);
  assert.equal((await t.officer.post('/case-views', { ...body, name: 'x', unit: 'so-xay-dung' })).status, 403);
  assert.equal((await t.leader.post('/case-views', { ...body, name: 'x', unit: 'so-nn-mt' })).status, 403);
  assert.equal((await t.officer.post('/case-views', { ...body, name: 'x', filters: { level: '9' } })).status, 422);
  assert.deepEqual((await t.leader.get('/case-views')).body.items, [], 'not yet shared');

  const shared = await t.leader.post('/case-views', { ...body, name: 'Cả sở', unit: 'so-xay-dung' });
  assert.equal(shared.status, 201);
  const seen = (await t.officer.get('/case-views')).body.items;
  assert.deepEqual(
    seen.map((v: { name: string; mine: boolean }) => [v.name, v.mine]),
    [
      ['Chờ tiếp nhận', true],
      ['Cả sở', false],
    ],
  );
  assert.deepEqual((await t.officer2.get('/case-views')).body.items, []);
  const counts = (await t.officer.get('/case-views/counts')).body.items;
  const listed = await codes(t.officer, 'view=all&status=forwarded');
  assert.deepEqual(listed, [code]);
  assert.deepEqual(
    counts.map((c: { total: number }) => c.total),
    [1, 1],
  );
  assert.equal((await t.officer.put(`/case-views/${shared.body.id}`, { ...body, name: 'Khác' })).status, 404);
  assert.equal((await t.officer.delete(`/case-views/${shared.body.id}`)).status, 404);
  assert.equal((await t.leader.put(`/case-views/${shared.body.id}`, { ...body, name: 'Riêng' })).status, 200);
  assert.equal((await t.officer.get('/case-views')).body.items.length, 1, 'no longer shared');
  assert.equal((await t.officer.delete(`/case-views/${own.body.id}`)).status, 204);
});

test('columns: one’s own choice per list, over what was saved with it; saving takes it over, removing forgets it', async () => {
  const put = (who: Person, body: object) => who.put('/case-views/layout', body);
  const seen = async (who: Person) => (await who.get('/case-views')).body;
  assert.equal((await put(t.officer, { view: 'unit', columns: ['code', 'assignee', 'code'] })).status, 204);
  assert.equal((await put(t.officer, { view: 'unit', columns: ['assignee', 'code'] })).status, 204);
  assert.deepEqual((await seen(t.officer)).layouts, { unit: ['assignee', 'code', 'title'] });
  assert.deepEqual((await seen(t.officer2)).layouts, {}, 'nobody else’s');
  assert.equal((await put(t.officer, { view: 'unit', columns: null })).status, 204);
  assert.deepEqual((await seen(t.officer)).layouts, {});
  for (const wrong of [
    { view: 'unit', columns: [] },
    { view: 'unit', columns: ['phone'] },
    { columns: ['code'] },
    { view: 'unit', saved: 1, columns: ['code'] },
  ])
    assert.equal((await put(t.officer, wrong)).status, 422, JSON.stringify(wrong));

  const body = { name: 'Của sở', view: 'unit', filters: {}, columns: ['due', 'title'], unit: 'so-xay-dung' };
  const { id } = (await t.leader.post('/case-views', body)).body;
  assert.equal((await put(t.officer, { saved: id, columns: ['title', 'place'] })).status, 204, 'a shared one too');
  assert.equal((await put(t.officer2, { saved: id, columns: ['title'] })).status, 404, 'not one out of sight');
  const [officers] = (await seen(t.officer)).items;
  assert.deepEqual(
    [officers.columns, officers.layout],
    [
      ['due', 'title'],
      ['title', 'place'],
    ],
  );
  assert.equal((await seen(t.leader)).items[0].layout, null);
  assert.equal((await put(t.leader, { saved: id, columns: ['title', 'level'] })).status, 204);
  const kept = await t.leader.put(`/case-views/${id}`, { ...body, columns: ['title', 'level'] });
  assert.deepEqual([kept.body.columns, kept.body.layout], [['title', 'level'], null]);
  assert.equal((await t.leader.delete(`/case-views/${id}`)).status, 204);
  assert.deepEqual((await seen(t.officer)).items, []);
  assert.equal((await t.anonymous.put('/case-views/layout', { view: 'unit', columns: null })).status, 401);
});

test('a list in the order of due dates goes on to what has none; page by page it is what its count says', async () => {
  await sql`insert into cases (code, secret_hash, type, status, level, urgency, channel, title, content, fold, clock_from, due_at, created_at, updated_at, lead_unit_id)
    select '1022-250102-' || lpad(n::text, 5, '0'), '\\x00', 'inquiry', 'processing', 2, 'low', 'desk', 'Dài ' || n, 'x', 'x',
      ${t.clock.now()}, case when n % 3 = 0 then null else ${t.clock.now()}::timestamptz + (n % 5) * interval '1 hour' end,
      ${t.clock.now()}, ${t.clock.now()}, (select id from units where code = 'so-xay-dung')
    from generate_series(1, 23) n`.execute(t.ctx.db);
  for (const sort of ['due', 'newest', 'oldest']) {
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = (await t.supervisor.get(`/cases?view=all&urgency=low&sort=${sort}&limit=4${cursor}`)).body;
      seen.push(...page.items.map((c: { code: string }) => c.code));
      if (!page.nextCursor) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    assert.equal(new Set(seen).size, 23, sort);
    assert.equal(seen.length, 23, sort);
    if (sort === 'due') assert.equal(Number(seen.at(-1)?.slice(-5)) % 3, 0);
  }
  const count = await t.supervisor.get('/cases/count?view=all&urgency=low');
  assert.deepEqual(count.body, { total: 23, overdue: 0 });
  assert.equal((await t.officer2.get('/cases/count?view=all&urgency=low')).body.total, 0, 'only what the reader sees');
  assert.equal((await t.officer.get('/cases/count?view=unit&level=9')).status, 422);
});

test('many cases at once: only what each offers, never a signature; a case out of sight is named, not shown', async () => {
  const [a, b, hidden] = [await inUnit('so-xay-dung'), await inUnit('so-xay-dung'), await inUnit('so-nn-mt')];
  const offers = await t.officer.post('/cases/actions/offers', { cases: [a, b, hidden] });
  assert.equal(offers.status, 200);
  assert.deepEqual(offers.body.missing, [hidden]);
  const names = offers.body.items.map((i: { action: string }) => i.action);
  assert.ok(names.includes('accept') && names.includes('return'));
  const done = await t.officer.post('/cases/actions', { action: 'accept', cases: offers.body.cases });
  assert.deepEqual(
    done.body.items.map((i: { ok: boolean }) => i.ok),
    [true, true],
  );
  const c = await inUnit('so-xay-dung');
  // How each stands, so that what is done now can be taken back case by case.
  const standing = async () => (await t.leader.post('/cases/actions/offers', { cases: [a] })).body.cases[0].standing;
  const was = await standing();
  assert.deepEqual([was.assignee, was.type, was.area], [t.officer.user.username, 'service_report', null]);
  await t.did(t.supervisor, a, 'relabel', { urgency: 'urgent', reason: 'Trước trường học' });
  assert.deepEqual(await standing(), { ...was, urgency: 'urgent' });
  const mixed = (await t.officer.post('/cases/actions/offers', { cases: [a, c] })).body.items;
  assert.ok(!mixed.some((i: { action: string }) => i.action === 'accept'), 'the first is accepted already');
  await t.did(t.officer, a, 'submit', { text: 'Đã sửa.' });
  const signing = (await t.leader.post('/cases/actions/offers', { cases: [a] })).body.items;
  assert.ok(!signing.some((i: { action: string }) => i.action === 'approve'));
  const many = Array.from({ length: 101 }, (_, i) => `1022-250101-${String(i).padStart(4, '0')}`);
  assert.equal((await t.officer.post('/cases/actions/offers', { cases: many })).status, 422);
});

test('the board of a unit: by status and by holder, exact figures, what is late and with whom', async () => {
  const before = (await t.leader.get('/cases/board?by=status')).body;
  const inStatus = (board: { columns: { key: string; total: number }[] }, key: string) =>
    board.columns.find((c) => c.key === key)?.total ?? 0;
  const code = await inUnit('so-xay-dung', t.officer);
  const board = (await t.leader.get('/cases/board?by=status')).body;
  assert.equal(board.unit.code, 'so-xay-dung');
  assert.equal(inStatus(board, 'processing'), inStatus(before, 'processing') + 1);
  const late = async () => (await t.leader.get('/cases/board?by=holder&late=true')).body.columns;
  assert.deepEqual(await late(), []);
  t.clock.advance(60 * 86_400_000);
  const [with1] = (await late()).filter((c: { key: string }) => c.key === `user:${t.officer.user.username}`);
  assert.equal(with1.assignee.name, 'Trần Văn Cán Bộ');
  assert.ok(with1.overdue >= 1 && with1.overdue === with1.total);
  assert.ok(with1.items.some((c: { code: string }) => c.code === code));
  assert.equal((await t.leader.get('/cases/board?unit=so-nn-mt')).status, 403);
  assert.equal((await t.supervisor.get('/cases/board?unit=so-nn-mt')).body.unit.code, 'so-nn-mt');
});

test('what others wait for from me: an opinion, more time, a report; gone once given', async () => {
  const code = await inUnit('so-xay-dung', t.officer);
  const soon = new Date(t.clock.now().getTime() + 3 * 86_400_000).toISOString();
  await t.did(t.officer, code, 'consult', { unit: 'so-nn-mt', question: 'Kênh có nằm trong quy hoạch?', dueAt: soon });
  assert.deepEqual(await codes(t.officer2, 'view=awaited'), [code]);
  assert.deepEqual(await codes(t.leader, 'view=awaited'), []);
  await t.did(t.officer2, code, 'give_opinion', { text: 'Có.' });
  assert.deepEqual(await codes(t.officer2, 'view=awaited'), []);
  const further = new Date(t.clock.now().getTime() + 20 * 86_400_000).toISOString();
  await t.did(t.officer, code, 'request_extension', { dueAt: further, reason: 'Chờ vật tư' });
  const waits = await Promise.all([t.leader, t.supervisor].map((who) => codes(who, 'view=awaited')));
  assert.equal(waits.flat().filter((c) => c === code).length, 1, 'exactly one of them decides');
  const counts = (await t.officer2.get('/cases/counts')).body.views;
  assert.equal(counts.awaited.total, 0);
});
