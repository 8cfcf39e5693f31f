/** Every list that can be read can be taken out as a file, by whom, and with a trace. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXPORT_NEEDS, EXPORT_PATHS, type ExportedList } from '../../../contract/exports.ts';
import { type Person, startCasesApp } from '../../../test/support/cases-app.ts';
import { makeArticles, makeCalls, makeCampaign, makeUnread } from '../../../test/support/list-rows.ts';

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
const ofCampaign: Partial<Record<ExportedList, string>> = {
  campaignPeople: `&campaign=${await makeCampaign(t.supervisor, () => t.clock.advance('P1D'))}`,
};
const lines = (text: string) => text.trim().split('\r\n').length - 1;

test('who may take which list', async () => {
  const everybody = [t.agent, t.supervisor, t.officer, t.leader, t.province, admin];
  const may: Record<Exclude<ExportedList, 'cases'>, readonly Person[]> = {
    conversations: [t.supervisor],
    citizens: [t.supervisor],
    callbacks: [t.supervisor],
    directives: [t.supervisor, t.officer, t.leader, t.province],
    users: [admin],
    units: [admin],
    categories: [admin],
    areas: [admin],
    audit: [t.supervisor, admin],
    calls: [t.supervisor],
    recordings: [t.supervisor],
    campaigns: [t.supervisor],
    campaignPeople: [t.supervisor],
    doNotCall: [t.supervisor],
    waiting: [t.supervisor],
    notices: everybody,
    roleHolders: [admin],
    deputies: [admin],
    sessions: [admin],
    tokens: [admin],
    articles: everybody,
    templates: [admin],
    policies: [admin],
    prompts: [t.supervisor, admin],
    failedMails: [t.supervisor, admin],
    unhandledEvents: [t.supervisor, admin],
    incidents: [t.supervisor, t.officer, t.leader, t.province],
  };
  for (const [list, allowed] of Object.entries(may) as [ExportedList, readonly Person[]][])
    for (const who of everybody)
      assert.equal(
        (await take(who, list, ofCampaign[list])).status,
        allowed.includes(who) ? 200 : 403,
        `${list}: ${who.user.username}`,
      );
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

const whoTakes = (list: ExportedList): Person => (EXPORT_NEEDS[list].startsWith('admin.') ? admin : t.supervisor);

test('in English no heading and no coded word of any list is left in Vietnamese', async () => {
  for (const list of Object.keys(EXPORT_PATHS) as ExportedList[]) {
    const file = await take(whoTakes(list), list, `&language=en${ofCampaign[list] ?? ''}`);
    assert.equal(file.status, 200, list);
    const [head = ''] = file.text.split('\r\n');
    assert.match(head, /^\uFEFF("[ -~]+",?)+$/, list);
    assert.notEqual(head, (await take(whoTakes(list), list, ofCampaign[list])).text.split('\r\n')[0], list);
  }
  assert.match((await take(t.supervisor, 'citizens', '&language=en')).text, /"Nguyễn Thị Lành","Person"/);
  assert.match((await take(t.supervisor, 'conversations', '&language=en')).text, /^"Email",.*"Open"/m);
  assert.match((await take(admin, 'users', '&language=en')).text, /Administrator \(/);
});

test('users and units: every one, and no secret of theirs', async () => {
  const users = await take(admin, 'users');
  assert.ok(users.text.includes('"quan-tri","Quản trị"') && users.text.includes('Quản trị ('));
  const { count } = await t.ctx.db
    .selectFrom('users')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  assert.equal(lines(users.text), Number(count));
  assert.ok(!/argon2|password/i.test(users.text));
  const units = await take(admin, 'units');
  assert.ok(units.text.includes('"so-xay-dung"'));
  for (const list of ['categories', 'areas'] as const) {
    const file = await take(admin, list);
    assert.equal(lines(file.text), (await admin.get(`/admin/${list}`)).body.items.length);
  }
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

test('calls and recordings: whole, narrowed, in sight; the number searched for is not on record', async () => {
  await makeCalls(t.ctx, secret.code, ['+84901000001', '+84901000001', '+84901000002', '+84907654321']);
  const all = await take(t.supervisor, 'calls', '&view=all');
  assert.equal(lines(all.text), 4);
  assert.equal(lines((await take(ownUnit, 'calls', '&view=all')).text), 3, 'not the call about the hidden report');
  const found = await take(t.supervisor, 'calls', '&view=all&number=0901000001');
  assert.equal(lines(found.text), 2);
  assert.match(found.text, /Người dân gác máy khi chờ/);
  const { data } = await t.ctx.db
    .selectFrom('events')
    .select('data')
    .where('type', '=', 'list.exported')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  assert.deepEqual((data as { filters: object }).filters, { view: 'all', searched: true });
  assert.equal(lines((await take(t.supervisor, 'recordings')).text), 4);
  assert.equal(lines((await take(ownUnit, 'recordings')).text), 3);
  assert.equal(lines((await take(t.supervisor, 'recordings', `&caseCode=${secret.code}`)).text), 1);
});

test('campaigns, their people, and who is not to be called', async () => {
  await t.supervisor.post('/do-not-call', { phone: '0901000009', reason: 'Yêu cầu không gọi' });
  assert.match((await take(t.supervisor, 'campaigns')).text, /"Khảo sát","Đang gọi"/);
  const people = await take(t.supervisor, 'campaignPeople', ofCampaign.campaignPeople);
  const id = ofCampaign.campaignPeople?.split('=')[1];
  const shown = (await t.supervisor.get(`/campaigns/${id}/contacts?limit=200`)).body;
  assert.ok(shown.items.length > 0);
  assert.equal(lines(people.text), shown.items.length);
  assert.equal(lines((await take(t.supervisor, 'campaignPeople', `&campaign=${id}&state=refused`)).text), 0);
  assert.equal((await take(t.supervisor, 'campaignPeople', '&campaign=999')).status, 404);
  assert.match((await take(t.supervisor, 'doNotCall', '&q=1000009')).text, /Yêu cầu không gọi/);
  assert.equal(lines((await take(t.supervisor, 'doNotCall', '&q=1000008')).text), 0);
});

test('incidents: what was declared, in sight of its case', async () => {
  const words = { told: 'Đang khắc phục.', category: null, areas: [], expectedEnd: null };
  const declared = async (code: string, title: string) => {
    const answer = await t.supervisor.post('/incidents', { ...words, title, case: code });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body.incident;
  };
  await declared(plain.code, 'Sụt lún Quốc lộ 30');
  const other = await t.newCase({ content: 'Cúp nước' });
  await declared(other.code, 'Cúp nước phường 1');
  const over = await t.newCase({ content: 'Cúp điện' });
  const ended = await declared(over.code, 'Cúp điện phường 2');
  await t.supervisor.post(`/incidents/${ended.id}/end`, { version: 0, reason: 'Đã có điện.' });
  const all = await take(t.supervisor, 'incidents');
  assert.deepEqual([lines(all.text), all.text.includes('Sụt lún'), all.text.includes('Toàn tỉnh')], [2, true, true]);
  const own = await take(t.officer, 'incidents');
  assert.deepEqual([lines(own.text), own.text.includes('Sụt lún')], [1, true], 'only that of his own case');
  assert.equal(lines((await take(t.officer2, 'incidents')).text), 0);
  const past = await take(t.supervisor, 'incidents', '&state=ended');
  assert.ok(past.text.includes('Đã có điện.') && !past.text.includes('Cúp nước'));
});

test('the first page of a list says how many it has: narrowed as asked, within sight, as many as its file', async () => {
  const id = ofCampaign.campaignPeople?.split('=')[1];
  const LISTS: [who: Person, list: ExportedList, path: string, query: string][] = [
    [t.supervisor, 'citizens', '/citizens', ''],
    [ownUnit, 'citizens', '/citizens', ''],
    [t.supervisor, 'citizens', '/citizens', '&q=lanh'],
    [t.supervisor, 'callbacks', '/callbacks', '&state=open'],
    [t.supervisor, 'callbacks', '/callbacks', '&state=ended'],
    [admin, 'users', '/users', ''],
    [admin, 'users', '/users', '&q=quan'],
    [admin, 'users', '/users', '&unit=so-xay-dung'],
    [t.supervisor, 'calls', '/calls', '&view=all'],
    [ownUnit, 'calls', '/calls', '&view=missed'],
    [t.supervisor, 'calls', '/calls', '&view=all&number=0901000001'],
    [t.supervisor, 'incidents', '/incidents', '&state=open'],
    [t.officer, 'incidents', '/incidents', '&state=open'],
    [t.supervisor, 'incidents', '/incidents', '&state=ended'],
    [t.supervisor, 'recordings', '/recordings', ''],
    [ownUnit, 'recordings', '/recordings', '&kind=talk'],
    [t.supervisor, 'campaignPeople', `/campaigns/${id}/contacts`, `&campaign=${id}`],
    [t.supervisor, 'doNotCall', '/do-not-call', '&q=0901'],
    [admin, 'audit', '/audit', '&type=case'],
    [t.supervisor, 'audit', '/audit', '&type=case'],
    [ownUnit, 'audit', '/audit', '&type=case'],
    [admin, 'audit', '/audit', '&unit=so-xay-dung'],
    [admin, 'audit', '/audit', `&case=${secret.code}`],
    [ownUnit, 'audit', '/audit', `&case=${secret.code}`],
    [admin, 'sessions', '/admin/sessions', ''],
    [admin, 'sessions', '/admin/sessions', '&q=quan-tri'],
    [t.supervisor, 'articles', '/articles', ''],
    [t.supervisor, 'articles', '/articles', '&state=draft'],
    [t.officer, 'articles', '/articles', ''],
    [t.officer, 'articles', '/articles', '&q=dat+dai'],
    [t.officer, 'notices', '/notices', ''],
    [t.leader2, 'notices', '/notices', '&unread=true'],
    [t.supervisor, 'conversations', '/conversations', '&state=open'],
    [t.supervisor, 'conversations', '/conversations', '&q=khong+co+chu+nay'],
    [t.province, 'directives', '/directives', '&side=given'],
    [t.officer, 'directives', '/directives', '&side=received&state=open'],
    [admin, 'failedMails', '/channels/email/failures', ''],
    [t.supervisor, 'unhandledEvents', '/channels/events/unhandled', ''],
  ];
  await makeUnread(t.ctx);
  await makeArticles(t.supervisor);
  const empty: string[] = [];
  for (const [who, list, path, query] of LISTS) {
    const what = `${who.user.username} ${path} ${query}`;
    const first = await who.get(`${path}?limit=1${query}`);
    assert.equal(first.status, 200, `${what}: ${JSON.stringify(first.body)}`);
    const file = await take(who, list, query);
    assert.deepEqual(
      [first.body.total, file.headers['x-row-count']],
      [lines(file.text), String(first.body.total)],
      what,
    );
    // Page by page it is what the first one has said.
    let seen = first.body.items.length;
    let cursor = first.body.nextCursor;
    while (cursor !== null) {
      const next = (await who.get(`${path}?limit=1${query}&cursor=${encodeURIComponent(cursor)}`)).body;
      assert.equal(next.total, null, what);
      seen += next.items.length;
      cursor = next.nextCursor;
    }
    assert.equal(seen, first.body.total, what);
    if (seen === 0) empty.push(what);
  }
  assert.deepEqual(
    empty.map((what) => what.split(' ').at(-1)),
    ['&state=ended', `&case=${secret.code}`, '&q=khong+co+chu+nay'],
    'the others have proved something',
  );
});

test('lists that are read whole: as many as the page shows, narrowed as it is', async () => {
  const shown = async (path: string, of = 'items') => (await admin.get(path)).body[of] as Record<string, unknown>[];
  const reason = 'Đi họp ở tỉnh';
  const away = { user: t.leader.user.username, deputy: t.leader2.user.username, reason };
  const times = { from: '2026-11-01T08:00:00+07:00', to: '2027-01-01T08:00:00+07:00' };
  assert.equal((await admin.post('/delegations', { ...away, ...times })).status, 201);
  const templates = await shown('/admin/templates');
  const file = await take(admin, 'templates');
  // Wordings have lines of their own, so not lines but rows are told.
  assert.equal(file.headers['x-row-count'], String(templates.length));
  assert.ok(templates.every((one) => file.text.includes(`"${String(one.key)}"`)));
  assert.match(file.text, /Kính gửi/);
  const few = await take(admin, 'templates', '&q=tiep+nhan');
  assert.ok(Number(few.headers['x-row-count']) > 0 && Number(few.headers['x-row-count']) < templates.length);
  const deputies = await shown('/admin/deputies');
  assert.equal(deputies.length, 1);
  for (const state of ['active', 'ended'] as const) {
    const of = await take(admin, 'deputies', `&state=${state}`);
    assert.equal(lines(of.text), deputies.filter((one) => one.state === state).length, state);
  }
  assert.ok((await take(admin, 'deputies')).text.includes(reason));
  const holders = await shown('/admin/roles', 'holders');
  assert.equal(lines((await take(admin, 'roleHolders')).text), holders.length);
  const leaders = await take(admin, 'roleHolders', '&role=unit_leader&q=nguyen+giam');
  assert.equal(lines(leaders.text), 1);
  assert.equal(lines((await take(admin, 'tokens')).text), (await shown('/admin/tokens')).length);
  for (const [list, path] of [
    ['policies', '/policies'],
    ['prompts', '/hotline/prompts'],
  ] as const)
    assert.equal((await take(admin, list)).headers['x-row-count'], String((await shown(path)).length), list);
  assert.match((await take(admin, 'sessions')).text, /"Quản trị","quan-tri"/);
});

test('what waits: each kind as many as its own list, all of them in one file, cases of a unit by themselves', async () => {
  const { supervisor } = t;
  t.clock.advance('P90D');
  const total = async (path: string) => (await supervisor.get(path)).body.total as number;
  const board = (await supervisor.get('/routing/board')).body;
  const kinds = {
    unattended: await total('/cases/count?view=unattended'),
    overdue: await total('/cases/count?view=all&due=overdue'),
    conversation: await total('/conversations?state=open&waiting=true'),
    call: board.totals.calls,
    offer: board.totals.offers,
    callback: await total('/callbacks?state=open'),
  };
  assert.ok(kinds.overdue > 0 && kinds.callback > 0, JSON.stringify(kinds));
  for (const [kind, count] of Object.entries(kinds))
    assert.equal(lines((await take(supervisor, 'waiting', `&kind=${kind}`)).text), count, kind);
  const all = await take(supervisor, 'waiting');
  assert.equal(
    lines(all.text),
    Object.values(kinds).reduce((sum, one) => sum + one, 0),
  );
  assert.ok(all.text.includes(secret.code) && !(await take(ownUnit, 'waiting')).text.includes(secret.code));
  const ofUnit = await take(supervisor, 'waiting', '&unit=so-xay-dung');
  assert.ok(ofUnit.text.includes(plain.code) && !ofUnit.text.includes(secret.code));
  assert.equal((await supervisor.get('/exports/waiting?format=csv&unit=khong-co')).status, 422);
});

test('the whole history of cases has its number, too', async () => {
  for (const who of [t.supervisor, ownUnit, t.officer, t.leader2, t.province]) {
    const { total } = (await who.get('/cases/count?view=all')).body;
    assert.equal((await take(who, 'cases', '&view=all')).headers['x-row-count'], String(total), who.user.username);
  }
});
