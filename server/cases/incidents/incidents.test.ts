/** Incidents over HTTP and the database: declaring, joining, changing, ending, and who is faster. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCasesApp } from '../../../test/support/cases-app.ts';

const t = await startCasesApp();
const [area, elsewhere] = await twoAreas();
const child = await t.ctx.db
  .selectFrom('categories as c')
  .innerJoin('categories as p', 'p.id', 'c.parent_id')
  .select(['c.code', 'p.code as parent'])
  .where('c.default_type', '=', 'service_report')
  .orderBy('c.id')
  .executeTakeFirstOrThrow();

async function twoAreas(): Promise<[string, string]> {
  const rows = await t.ctx.db.selectFrom('areas').select('code').where('valid_to', 'is', null).limit(2).execute();
  return [rows[0]?.code ?? '', rows[1]?.code ?? ''];
}
let key = 0;
const once = () => ({ 'idempotency-key': `press-of-test-${++key}` });
const words = (more = {}) => ({ title: 'Mất điện', told: 'Điện lực đang sửa, dự kiến 18 giờ có điện.', ...more });
const declare = (code: string, more = {}, headers = once()) =>
  t.supervisor.raw({
    method: 'POST',
    url: '/api/v1/incidents',
    headers,
    payload: { ...words(), case: code, ...more },
  });
const declared = async (code: string, more = {}) => {
  const answer = await declare(code, more);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.incident;
};
const one = async (id: number) => (await t.supervisor.get(`/incidents/${id}`)).body;
const report = (more = {}) =>
  t.newCase({ type: 'service_report', category: child.code, area, content: 'Khu phố mất điện từ sáng.', ...more });
const view = async (code: string) => (await t.agent.get(`/cases/${code}`)).body;

test('declared from a case, with others joined in the same press; pressed again it is one', async () => {
  const [parent, first, second] = [await report(), await report(), await report()];
  const press = once();
  const more = { category: child.parent, areas: [area], spoken: 'Đang mất điện.', join: [first.code, second.code] };
  const recorded = await t.eventsDuring(async () => {
    const answer = await declare(parent.code, more, press);
    assert.deepEqual(
      [answer.status, answer.body.joined.map((one: { ok: boolean }) => one.ok)],
      [201, [true, true]],
      JSON.stringify(answer.body),
    );
    const again = await declare(parent.code, more, press);
    assert.deepEqual([again.status, again.body.incident.id], [201, answer.body.incident.id]);
  });
  assert.deepEqual(
    recorded.filter((e) => !e.type.startsWith('message.')).map((e) => e.type),
    ['incident.declared', 'case.merged', 'case.joined', 'case.merged', 'case.joined'],
  );
  assert.deepEqual(recorded[0]?.audience.to, ['all_cases'], 'ids only, to whoever sees the case');
  const { incident } = await view(parent.code);
  assert.deepEqual([incident.title, incident.open, incident.case], ['Mất điện', true, parent.code]);
  assert.equal((await view(first.code)).incident.id, incident.id);
  const shown = await one(incident.id);
  assert.deepEqual([shown.joined, shown.joinedToday, shown.ended], [2, 2, null]);
  const list = (await t.agent.get(`/cases?view=all&parent=${parent.code}`)).body.items;
  assert.deepEqual(new Set(list.map((c: { code: string }) => c.code)), new Set([first.code, second.code]));
});

test('two who declare at once: one incident, the other is told which', async () => {
  const parent = await report();
  const answers = await Promise.all([declare(parent.code), declare(parent.code, { title: 'Cúp điện' })]);
  assert.deepEqual(answers.map((a) => a.status).sort(), [201, 409]);
  const second = answers.find((a) => a.status === 409);
  assert.equal(second?.body.code, 'already_exists');
});

test('what cannot carry an incident: sealed, about officials, merged, over, out of sight', async () => {
  const conduct = await report({ type: 'conduct_report', aboutUnit: 'so-xay-dung', category: undefined });
  const over = await report();
  await t.did(t.agent, over.code, 'answer', { text: 'Xong' });
  const [into, merged] = [await report(), await report()];
  await t.did(t.agent, merged.code, 'merge', { into: into.code });
  for (const { code } of [conduct, over, merged]) assert.equal((await declare(code)).status, 409, code);
  assert.equal((await declare('1022-260101-9999')).status, 404);
  assert.equal((await t.agent.post('/incidents', { ...words(), case: into.code })).status, 403);
  assert.equal((await declare(into.code, { areas: ['khong-co'] })).body.fields[0].path, 'areas');
  assert.equal((await declare(into.code, { title: '' })).status, 422);
  assert.equal((await t.anonymous.get('/incidents')).status, 401);
});

test('a contact joins while it is registered: one transaction, one letter, no step of its own', async () => {
  const parent = await report();
  const { id } = await declared(parent.code, { category: child.code, areas: [area] });
  const made = await report({ incident: id, citizen: { name: 'Lê Thị Thư', email: 'thu@example.vn' } });
  assert.deepEqual([made.status, made.parent], ['merged', parent.code]);
  await t.settle();
  const letters = await t.ctx.db
    .selectFrom('messages as m')
    .innerJoin('cases as c', 'c.conversation_id', 'm.conversation_id')
    .select('m.purpose')
    .where('c.code', '=', made.code)
    .execute();
  assert.deepEqual(letters.map((m) => m.purpose).sort(), ['case.acknowledgement', 'case.merged']);
  // Whoever is not of it is taken out by the means that there are.
  const back = await t.did(t.agent, made.code, 'unmerge', { reason: 'Việc khác' });
  assert.deepEqual([back.status, back.parent, back.incident], ['received', null, null]);
  assert.equal((await one(id)).joined, 0);
});

test('a conversation becomes a case of the incident in the same way', async () => {
  const parent = await report();
  const { id } = await declared(parent.code);
  const at = t.clock.now();
  const talk = await t.ctx.db
    .insertInto('conversations')
    .values({
      channel: 'email',
      account: 'test',
      address: 'dan@example.vn',
      subject: 'Mất điện',
      last_message_at: at,
      created_at: at,
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow();
  const body = { type: 'service_report', content: 'Nhà tôi mất điện', incident: id };
  const made = await t.agent.post(`/conversations/${talk.id}/case`, body);
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const { status, parent: into } = await view(made.body.code);
  assert.deepEqual([status, into], ['merged', parent.code]);
});

test('an incident that is over, unknown or not for this case: nothing is registered', async () => {
  const parent = await report();
  const { id } = await declared(parent.code);
  const count = async () =>
    Number(
      (
        await t.ctx.db
          .selectFrom('cases')
          .select((e) => e.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );
  const before = await count();
  const body = { type: 'service_report', content: 'Mất điện', channel: 'phone' };
  const conduct = { ...body, type: 'conduct_report', aboutUnit: 'so-xay-dung', incident: id };
  assert.deepEqual(
    [await t.agent.post('/cases', conduct), await t.agent.post('/cases', { ...body, incident: 999_999 })].map((a) => [
      a.status,
      a.body.fields[0].path,
    ]),
    [
      [422, 'incident'],
      [422, 'incident'],
    ],
  );
  await t.supervisor.post(`/incidents/${id}/end`, { version: 0, reason: 'Đã có điện.' });
  const late = await t.agent.post('/cases', { ...body, incident: id });
  assert.deepEqual([late.status, late.body.refusal], [409, 'incident_over']);
  assert.equal(await count(), before);
});

test('joined while it is ended at the same moment: either the case joined before, or it is not there', async () => {
  for (let round = 0; round < 5; round++) {
    const parent = await report();
    const { id } = await declared(parent.code);
    const [made, ended] = await Promise.all([
      t.agent.post('/cases', { type: 'service_report', content: 'Mất điện', channel: 'phone', incident: id }),
      t.supervisor.post(`/incidents/${id}/end`, { version: 0, reason: 'Đã có điện.' }),
    ]);
    assert.equal(ended.status, 200, JSON.stringify(ended.body));
    assert.ok([201, 409].includes(made.status), JSON.stringify(made.body));
    assert.equal((await one(id)).joined, made.status === 201 ? 1 : 0);
  }
});

test('changed by two: the second reads what the first has done; what is over is not changed', async () => {
  const parent = await report();
  const { id } = await declared(parent.code, { spoken: 'Đang mất điện.' });
  const change = (more: object, headers: Record<string, string> = {}) =>
    t.supervisor.raw({ method: 'PUT', url: `/api/v1/incidents/${id}`, headers, payload: { ...words(), ...more } });
  const press = once();
  const recorded = await t.eventsDuring(async () => {
    const done = await change({ version: 0, areas: [area], expectedEnd: '2026-11-30T18:00:00+07:00' }, press);
    assert.deepEqual([done.body.version, done.body.spoken, done.body.areas[0].code], [1, null, area]);
    assert.equal((await change({ version: 0, title: 'Khác' }, press)).status, 200, 'the same press is done once');
  });
  assert.deepEqual(
    recorded.map((e) => [e.type, e.data.fields]),
    [['incident.changed', ['spoken', 'expected_end', 'areas']]],
  );
  assert.equal((await change({ version: 0 })).body.code, 'conflict');
  const stop = once();
  const end = (version: number, headers: Record<string, string>) =>
    t.supervisor.raw({
      method: 'POST',
      url: `/api/v1/incidents/${id}/end`,
      headers,
      payload: { version, reason: 'Đã có điện.' },
    });
  assert.equal((await end(0, once())).body.code, 'conflict');
  const over = await end(1, stop);
  assert.deepEqual([over.body.ended.why, over.body.ended.reason], ['by_hand', 'Đã có điện.']);
  assert.deepEqual([(await end(1, stop)).status, (await end(2, once())).status], [200, 409]);
  assert.equal((await change({ version: 2 })).status, 409);
  assert.equal((await view(parent.code)).status, 'received', 'its case goes on');
});

test('over with its case, whatever ends that; opened again it is not declared anew', async () => {
  const ends: [string, object, string][] = [
    ['answer', { text: 'Đã có điện.' }, 'answered'],
    ['decline', { reason: 'court', guidance: 'Đã có điện.' }, 'declined'],
    ['merge', { into: (await report()).code }, 'merged'],
    ['relabel', { type: 'conduct_report', reason: 'Nhầm loại' }, 'sealed'],
  ];
  for (const [action, form, why] of ends) {
    const parent = await report();
    const { id } = await declared(parent.code);
    const recorded = await t.eventsDuring(() => t.did(t.agent, parent.code, action, form as Record<string, unknown>));
    const told = recorded.filter((e) => e.type === 'incident.ended');
    assert.deepEqual(
      told.map((e) => [e.data.incidentId, e.data.why]),
      [[id, why]],
    );
    const row = await t.ctx.db.selectFrom('incidents').select('ended_why').where('id', '=', id).executeTakeFirst();
    assert.equal(row?.ended_why, why);
    // What is sealed is out of every list.
    assert.equal((await t.supervisor.get(`/incidents/${id}`)).status, why === 'sealed' ? 404 : 200);
    if (why !== 'answered') continue;
    assert.equal((await one(id)).caseReopened, false);
    await t.did(t.supervisor, parent.code, 'reopen', { reason: 'Lại mất điện' });
    assert.deepEqual([(await one(id)).caseReopened, (await view(parent.code)).incident.open], [true, false]);
    assert.equal((await declare(parent.code)).status, 201, 'a person may declare it again');
  }
});

test('declared while its case is answered at the same moment: refused, or over with it', async () => {
  for (let round = 0; round < 5; round++) {
    const parent = await report();
    const [made] = await Promise.all([
      declare(parent.code),
      t.act(t.agent, parent.code, 'answer', { text: 'Đã có điện.' }),
    ]);
    assert.ok([201, 409].includes(made.status));
    const open = await t.ctx.db
      .selectFrom('incidents as i')
      .innerJoin('cases as c', 'c.id', 'i.case_id')
      .select('i.id')
      .where('c.code', '=', parent.code)
      .where('i.ended_at', 'is', null)
      .execute();
    assert.deepEqual(open, []);
  }
});

test('who sees which: whoever sees its case; agents all, units their own, nobody the hidden ones', async () => {
  const parent = await report();
  await t.did(t.agent, parent.code, 'forward', { leadUnit: 'so-xay-dung' });
  const { id } = await declared(parent.code);
  for (const [who, status] of [
    [t.agent, 200],
    [t.province, 200],
    [t.officer, 200],
    [t.leader, 200],
    [t.officer2, 404],
    [await t.as({ role: 'publisher' }), 403],
    [await t.as({ role: 'admin' }), 403],
  ] as const)
    assert.equal((await who.get(`/incidents/${id}`)).status, status, who.user.username);
  const seen = (await t.leader2.get('/incidents')).body;
  assert.deepEqual([seen.total, seen.items], [0, []]);
  for (const who of [t.agent, t.leader]) {
    const ended = await who.post(`/incidents/${id}/end`, { version: 0, reason: 'x' });
    assert.equal(ended.status, 403);
  }
});

test('beside a contact: the nearest first, where the citizen lived last; none beside a report on officials', async () => {
  for (const row of (await t.supervisor.get('/incidents?limit=200')).body.items)
    await t.supervisor.post(`/incidents/${row.id}/end`, { version: row.version, reason: 'Dọn' });
  const here = await declared((await report()).code, { title: 'Ở đây', category: child.parent, areas: [area] });
  const away = await declared((await report()).code, { title: 'Ở xa', areas: [elsewhere] });
  const all = await declared((await report()).code, { title: 'Toàn tỉnh' });
  const advice = async (body: object) => (await t.agent.post('/contact/advice', body)).body;
  const titles = (a: { incidents: { title: string; fit: string }[] }) => a.incidents.map((i) => `${i.title} ${i.fit}`);
  assert.deepEqual(titles(await advice({ category: child.code, area, text: 'Mất điện' })), [
    'Ở đây match',
    'Toàn tỉnh possible',
    'Ở xa other',
  ]);
  // Nothing is said yet; he wrote from here before.
  const known = await report({ citizen: { name: 'Lê Văn Gọi', phone: '0901 111 222' } });
  assert.equal(known.area?.code, area);
  const pop = await advice({ phone: '0901 111 222' });
  assert.deepEqual(titles(pop), ['Ở đây possible', 'Toàn tỉnh possible', 'Ở xa other']);
  assert.deepEqual(pop.incidents[0].reasons, ['same_area']);
  assert.deepEqual((await advice({ type: 'conduct_report', text: 'Cán bộ sách nhiễu' })).incidents, []);
  for (const { id } of [here, away, all])
    await t.supervisor.post(`/incidents/${id}/end`, { version: 0, reason: 'Dọn' });
  assert.deepEqual((await advice({ text: 'Mất điện' })).incidents, []);
});

test('many like cases within the time of the policy are suggested; what goes on already offers to join', async () => {
  // Out of the window of everything above.
  t.clock.advance('PT5H');
  const suggestions = async () => (await t.supervisor.get('/incidents/suggestions')).body;
  assert.deepEqual((await suggestions()).items, []);
  const first = await report();
  for (let i = 0; i < 3; i++) await report();
  await report({ area: elsewhere });
  await report({ type: 'conduct_report', aboutUnit: 'so-xay-dung' });
  assert.deepEqual((await suggestions()).items, [], 'four are not enough, and a sealed one never counts');
  const late = await report();
  const [found, ...others] = (await suggestions()).items;
  assert.deepEqual([others.length, found.total, found.incident], [0, 5, null]);
  assert.deepEqual([found.cases[0].code, found.cases.at(-1).code], [first.code, late.code]);
  assert.equal((await t.agent.get('/incidents/suggestions')).status, 403);
  const set = (body: object) => t.supervisor.put('/incidents/policy', body);
  assert.equal((await set({ from: 6, hours: 2, version: 0 })).status, 200);
  assert.deepEqual((await suggestions()).items, []);
  assert.equal((await set({ from: 5, hours: 2, version: 0 })).status, 409);
  assert.equal((await set({ from: 1, hours: 2, version: 1 })).status, 422);
  assert.equal((await set({ from: 5, hours: 2, version: 1 })).status, 200);
  // As the desk does it: the oldest carries it, the others join.
  const codes = found.cases.map((c: { code: string }) => c.code);
  const { incident } = (await declare(codes[0], { category: child.code, areas: [area], join: codes.slice(1) })).body;
  assert.equal((await one(incident.id)).joined, 4);
  assert.deepEqual((await suggestions()).items, []);
  const more = await report();
  const [running] = (await suggestions()).items;
  assert.deepEqual(
    [running.total, running.incident.id, running.incident.case, running.cases[0].code],
    [1, incident.id, first.code, more.code],
  );
  t.clock.advance('PT3H');
  assert.deepEqual((await suggestions()).items, []);
});

test('telephone calls about any of its cases are counted once', async () => {
  const [parent, joined] = [await report(), await report()];
  const { id } = await declared(parent.code, { join: [joined.code] });
  const rows = await t.ctx.db
    .selectFrom('cases')
    .select('id')
    .where('code', 'in', [parent.code, joined.code])
    .execute();
  const at = t.clock.now();
  for (const row of rows)
    await t.ctx.db
      .insertInto('calls')
      .values({
        direction: 'inbound',
        origin: 'manual',
        state: 'ended',
        outcome: 'answered',
        case_id: row.id,
        started_at: at,
        ended_at: at,
      })
      .execute();
  assert.equal((await one(id)).calls, 2);
});
