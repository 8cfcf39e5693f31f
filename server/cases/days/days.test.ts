import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ask, DayGroup, HeldByPerson, Trouble, TroubleFigure, UnitFigures } from '../../../contract/days.ts';
import { type Person, startCasesApp } from '../../../test/support/cases-app.ts';

const t = await startCasesApp();
const DAY = 86_400_000;
const inDays = (n: number) => new Date(t.clock.now().getTime() + n * DAY).toISOString();

async function atUnit(unit = 'so-xay-dung', body: Record<string, unknown> = {}): Promise<string> {
  const { code } = await t.newCase({ type: 'service_report', ...body });
  await t.did(t.agent, code, 'forward', { leadUnit: unit });
  return code;
}
async function inWork(body: Record<string, unknown> = {}): Promise<string> {
  const code = await atUnit('so-xay-dung', body);
  await t.did(t.officer, code, 'accept');
  return code;
}

const dayOf = async (who: Person): Promise<DayGroup[]> => (await who.get('/me/day')).body.groups;
async function askOf(who: Person, code: string): Promise<Ask | null> {
  const groups = await dayOf(who);
  const found = groups.filter((g) => g.items.some((i) => i.code === code));
  assert.ok(found.length <= 1, `${code} stands in one group`);
  return found[0]?.ask ?? null;
}
async function listed(who: Person, query: string): Promise<string[]> {
  const codes: string[] = [];
  for (let cursor = ''; ; ) {
    const page = (await who.get(`/cases?view=all&sort=due&limit=2&${query}${cursor ? `&cursor=${cursor}` : ''}`)).body;
    codes.push(...page.items.map((i: { code: string }) => i.code));
    if (page.nextCursor === null) return codes;
    cursor = page.nextCursor;
  }
}
/** Each figure is the length of the list that it opens, and what it shows stands at the top of it. */
async function agrees(who: Person): Promise<number> {
  let figures = 0;
  for (const group of await dayOf(who)) {
    const list = await listed(who, `only=${group.ask}`);
    assert.equal(list.length, group.total, group.ask);
    for (const item of group.items) assert.ok(list.includes(item.code), group.ask);
    figures += 1;
  }
  return figures;
}

test('what is asked of an officer follows the case, one word at a time', async () => {
  const code = await atUnit();
  const ask = () => askOf(t.officer, code);
  assert.equal(await ask(), 'accept');
  await t.did(t.officer, code, 'accept');
  assert.equal(await ask(), 'answer');
  await t.did(t.officer, code, 'request_info', { question: 'Số nhà nào?' });
  assert.equal(await ask(), 'waits_citizen');
  t.clock.advance(3_600_000);
  await t.did(t.agent, code, 'citizen_replied', { text: 'Số 12' });
  assert.equal(await ask(), 'replied');
  await t.did(t.officer, code, 'consult', { unit: 'so-nn-mt', question: 'Kênh của ai?', dueAt: inDays(2) });
  assert.equal(await ask(), 'waits_opinion');
  const [opinion] = (await dayOf(t.officer2)).filter((g) => g.ask === 'opinion');
  assert.equal(opinion?.part, 'others');
  assert.equal(opinion?.items[0]?.note, 'Kênh của ai?');
  assert.ok(opinion?.items[0]?.askedDueAt);
  await t.did(t.officer2, code, 'give_opinion', { text: 'Của xã.' });
  assert.equal(await askOf(t.officer2, code), null);
  assert.equal(await ask(), 'replied', 'the citizen’s answer is still to be worked in');
  await t.did(t.officer, code, 'submit', { text: 'Đã sửa.' });
  assert.equal(await ask(), 'waits_leader');
  assert.equal(await askOf(t.leader, code), 'sign');
  await t.did(t.leader, code, 'reject_draft', { reason: 'Nêu rõ ngày' });
  assert.equal(await ask(), 'returned');
  const returned = (await dayOf(t.officer)).find((g) => g.ask === 'returned');
  assert.equal(returned?.items[0]?.note, 'Nêu rõ ngày');
  await t.did(t.officer, code, 'submit', { text: 'Sửa xong ngày 2/12.' });
  await t.did(t.leader, code, 'approve');
  assert.ok([null, 'waits_centre'].includes(await ask()));
});

test('opinions, extensions and orders: who waits for whom', async () => {
  const code = await inWork();
  await t.did(t.officer, code, 'consult', { unit: 'so-nn-mt', question: 'Có vướng gì?', dueAt: inDays(1) });
  await t.did(t.officer2, code, 'give_opinion', { text: 'Không.' });
  assert.equal(await askOf(t.officer, code), 'opinion_came');
  const due = (await t.officer.get(`/cases/${code}`)).body.dueAt;
  const further = new Date(Date.parse(due) + DAY).toISOString();
  await t.did(t.officer, code, 'request_extension', { dueAt: further, reason: 'Chờ vật tư' });
  assert.equal(await askOf(t.officer, code), 'waits_extension');
  const decide = (await dayOf(t.leader)).find((g) => g.ask === 'decide');
  assert.equal(decide?.items[0]?.note, 'Chờ vật tư');
  assert.equal(
    (await t.act(t.leader, code, 'grant', { dueAt: new Date(Date.parse(further) + DAY).toISOString() })).status,
    422,
  );
  assert.equal(
    (await t.act(t.leader, code, 'grant', { dueAt: new Date(Date.parse(due) - DAY).toISOString() })).status,
    422,
  );
  const earlier = new Date(Date.parse(due) + DAY / 2).toISOString();
  const granted = await t.did(t.leader, code, 'grant', { dueAt: earlier });
  assert.equal(Date.parse(granted.dueAt ?? ''), Date.parse(earlier));
  assert.equal(Date.parse(granted.extensions[0]?.dueAt ?? ''), Date.parse(further), 'what was asked stays on record');
  assert.equal(Date.parse(granted.extensions[0]?.grantedDueAt ?? ''), Date.parse(earlier));
  assert.equal(await askOf(t.officer, code), 'extension_decided');

  await t.did(t.officer, code, 'escalate', { reason: 'Vượt thẩm quyền' });
  assert.equal(await askOf(t.leader, code), 'order');
  assert.equal(await askOf(t.officer, code), 'waits_leader');
  await t.did(t.leader, code, 'escalate', { reason: 'Cần tỉnh quyết' });
  assert.deepEqual([await askOf(t.officer, code), await askOf(t.leader, code)], ['waits_province', 'waits_province']);
  assert.equal(await askOf(t.province, code), 'order');
  await t.did(t.province, code, 'direct', { unit: 'so-xay-dung', text: 'Làm trong tuần', dueAt: inDays(4) });
  assert.equal(await askOf(t.officer, code), 'report');
  await t.did(t.officer, code, 'report_directive', { text: 'Đã giao đội thi công' });
  assert.equal(await askOf(t.province, code), 'confirm');
  await t.did(t.province, code, 'send_back_report', { reason: 'Chưa có minh chứng' });
  const again = (await dayOf(t.officer)).find((g) => g.ask === 'report');
  assert.equal(again?.items.find((i) => i.code === code)?.note, 'Chưa có minh chứng');
  await t.did(t.officer, code, 'report_directive', { text: 'Có ảnh kèm theo' });
  await t.did(t.province, code, 'accept_report', { note: 'Tốt' });
  assert.equal(await askOf(t.province, code), null);
});

test('a leader owes himself no report on what he ordered', async () => {
  const code = await inWork();
  await t.did(t.officer, code, 'escalate', { reason: 'Xin ý kiến' });
  await t.did(t.leader, code, 'direct', { unit: 'so-xay-dung', text: 'Làm ngay', dueAt: inDays(2) });
  assert.deepEqual([await askOf(t.officer, code), await askOf(t.leader, code)], ['report', null]);
});

test('every figure of a day is the length of its list, for each person', async () => {
  await atUnit();
  await inWork();
  assert.ok((await agrees(t.officer)) >= 4);
  for (const who of [t.leader, t.officer2, t.leader2, t.province, t.supervisor]) await agrees(who);
  t.clock.advance(30 * DAY);
  for (const who of [t.officer, t.leader, t.province]) await agrees(who);
});

test('the unit today: per person, exact, the same as the lists', async () => {
  await inWork();
  const body = (await t.leader.get('/units/so-xay-dung/today')).body;
  assert.equal(body.unit.code, 'so-xay-dung');
  let open = 0;
  for (const held of body.people as HeldByPerson[]) {
    const who = held.turn === 'officer' ? `&assignee=${held.assignee ? held.assignee.code : '-'}` : '';
    const at = `unit=so-xay-dung&turn=${held.turn}${who}`;
    const list = await listed(t.leader, at);
    assert.equal(list.length, held.open, at);
    assert.equal((await listed(t.leader, `${at}&due=overdue`)).length, held.overdue, at);
    assert.equal((await listed(t.leader, `${at}&due=today`)).length, held.today, at);
    assert.equal((await listed(t.leader, `${at}&due=seriously_late`)).length, held.seriouslyLate, at);
    assert.equal(list[0], held.oldestCode, at);
    open += held.open;
  }
  assert.equal(open, body.total);
  assert.ok(body.overdue > 0);
  assert.equal((await t.leader.get('/units/so-nn-mt/today')).status, 403);
  assert.equal((await t.leader.get('/units/khong-co/today')).status, 422);
  assert.equal((await t.agent.get('/units/so-xay-dung/today')).status, 403);
  assert.equal((await t.anonymous.get('/units/so-xay-dung/today')).status, 401);
  assert.equal((await t.province.get('/units/so-nn-mt/today')).status, 200);
  assert.deepEqual(
    (await t.leader.get('/me/units')).body.items.map((u: { code: string }) => u.code),
    ['so-xay-dung'],
  );
  assert.equal((await t.agent.get('/me/units')).status, 403);
  assert.equal((await t.anonymous.get('/me/units')).status, 401);
});

test('a deputy’s signatures are shown with whose place he took', async () => {
  const deputy = await t.as({ role: 'officer', displayName: 'Phó Văn Thay' });
  const admin = await t.as({ role: 'admin' });
  const now = t.clock.now();
  const away = {
    user: t.leader.user.username,
    deputy: deputy.user.username,
    from: new Date(now.getTime() - 60_000).toISOString(),
    to: new Date(now.getTime() + 5 * DAY).toISOString(),
    reason: 'Đi công tác',
  };
  const made = await admin.post('/delegations', away);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const code = await inWork();
  await t.did(t.officer, code, 'submit', { text: 'Đã xong.' });
  assert.equal(await askOf(deputy, code), 'sign');
  const offered = (await deputy.get(`/cases/${code}/actions`)).body.items;
  const approve = offered.find((o: { action: string }) => o.action === 'approve');
  assert.equal(approve.inPlaceOf, 'Nguyễn Giám Đốc', 'said before it is signed');
  assert.equal((await t.leader.get(`/cases/${code}/actions`)).body.items[0]?.inPlaceOf, null);
  await t.did(deputy, code, 'approve');
  const { inPlace, inPlaceTotal } = (await deputy.get('/units/so-xay-dung/today')).body;
  assert.equal(inPlaceTotal, 1);
  assert.deepEqual(
    [inPlace[0].case.code, inPlace[0].what, inPlace[0].by.name, inPlace[0].inPlaceOf.name],
    [code, 'approved', 'Phó Văn Thay', 'Nguyễn Giám Đốc'],
  );
});

test('the exceptions of the province: each figure is the length of its list, sight respected', async () => {
  const bounced = await atUnit();
  await t.did(t.officer, bounced, 'return', { reason: 'Không thuộc thẩm quyền' });
  await t.did(t.agent, bounced, 'forward', { leadUnit: 'so-nn-mt' });
  await t.did(t.officer2, bounced, 'return', { reason: 'Cũng không' });
  await atUnit('so-nn-mt', { type: 'conduct_report', aboutUnit: 'so-xay-dung' });
  const parent = await inWork({ content: 'Cây đổ chắn đường Lê Lợi' });
  for (let n = 0; n < 2; n += 1) {
    const child = await t.newCase({ content: 'Cây đổ ở Lê Lợi' });
    await t.did(t.agent, child.code, 'merge', { into: parent });
  }
  const answer = (await t.province.get('/cases/exceptions')).body as {
    figures: TroubleFigure[];
    units: UnitFigures[];
    open: number;
    overdue: number;
  };
  const figure = (key: Trouble) => answer.figures.find((f) => f.key === key);
  for (const { key, total, items } of answer.figures) {
    const list = await listed(t.province, `only=${key}`);
    assert.equal(list.length, total, key);
    for (const item of items) assert.ok(list.includes(item.code), key);
  }
  assert.ok(figure('bounced')?.items.some((i) => i.code === bounced));
  assert.equal(figure('conduct')?.total, 1);
  assert.deepEqual(
    figure('many_reports')?.items.map((i) => [i.code, i.reports]),
    [[parent, 3]],
  );
  assert.equal((await listed(t.province, 'due=overdue')).length, answer.overdue);
  assert.ok(answer.units.length > 0);
  for (const { unit, overdue, seriouslyLate, missedWeek, missedBefore } of answer.units) {
    const at = `unit=${unit.code}`;
    assert.equal((await listed(t.province, `${at}&due=overdue`)).length, overdue);
    assert.equal((await listed(t.province, `${at}&due=seriously_late`)).length, seriouslyLate);
    assert.equal((await listed(t.province, `${at}&only=missed_week`)).length, missedWeek);
    assert.equal((await listed(t.province, `${at}&only=missed_before`)).length, missedBefore);
  }
  // Somebody of the reported unit who also leads the province never counts the report about his own people.
  const insider = await t.as({ role: 'province_leader', unit: 'so-xay-dung' });
  const seen = (await insider.get('/cases/exceptions')).body.figures as TroubleFigure[];
  assert.equal(seen.find((f) => f.key === 'conduct')?.total, 0);
  for (const who of [t.officer, t.leader, t.agent]) assert.equal((await who.get('/cases/exceptions')).status, 403);
  assert.equal((await t.anonymous.get('/cases/exceptions')).status, 401);
  assert.equal((await t.anonymous.get('/me/day')).status, 401);
  assert.equal((await t.province.get('/cases?only=khong-co')).status, 422);
  assert.deepEqual(await listed(t.officer, 'only=to_province'), await listed(t.officer, 'turn=province_leader'));
});

test('the trend counts what was due and not done, answered since or not', async () => {
  const code = await inWork();
  const { dueAt } = (await t.officer.get(`/cases/${code}`)).body;
  t.clock.moveTo(new Date(Date.parse(dueAt) + 60_000).toISOString());
  const mine = async () => (await listed(t.province, 'only=missed_week&unit=so-xay-dung')).includes(code);
  assert.equal(await mine(), true);
  await t.did(t.officer, code, 'submit', { text: 'Xong, xin lỗi vì trễ.' });
  await t.did(t.leader, code, 'approve');
  assert.equal(await mine(), true, 'late is late, also when it was answered');
  t.clock.advance(8 * DAY);
  assert.equal(await mine(), false);
  assert.ok((await listed(t.province, 'only=missed_before')).includes(code));
});
