import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContactAdvice } from '../../contract/contact.ts';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { standInChannel } from '../../test/support/chat-channel.ts';

const t = await startCasesApp();
const LAMP = 'Đèn đường hư tối om tại hẻm 12 đường Lê Lợi, Phường Cao Lãnh. Đi lại rất nguy hiểm.';
const AREA = '29869';
const LIGHT = 'chieu-sang-cong-cong';

async function advice(body: Record<string, unknown>, who = t.agent): Promise<ContactAdvice> {
  const answer = await who.post('/contact/advice', body);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}
const codes = (got: ContactAdvice) => got.similar.map((one) => one.case.code);
const lamp = (body: Record<string, unknown> = {}) =>
  t.newCase({ type: 'site_report', content: LAMP, category: LIGHT, area: AREA, ...body });

test('out of a few words: kind, category, place, and the committee of the place with its date', async () => {
  const got = await advice({ text: LAMP });
  assert.equal(got.guess.type, 'site_report');
  assert.equal(got.guess.category?.code, LIGHT);
  assert.equal(got.guess.area?.code, AREA);
  assert.equal(got.guess.urgency, 'urgent');
  assert.equal(got.units[0]?.unit.name, 'Ủy ban nhân dân phường Cao Lãnh');
  assert.deepEqual(
    got.units[0]?.because.map((one) => one.reason),
    ['area'],
  );
  assert.equal(got.preselected, got.units[0]?.unit.code);
  assert.match(got.units[0]?.dueAt ?? '', /^20\d\d-/);
  assert.equal(got.answerHere, false);
});

test('what a person has chosen is kept and decides the rest; nothing typed asks for nothing', async () => {
  const got = await advice({ text: LAMP, category: 'duong-hu-hong', area: null, type: 'suggestion' });
  assert.deepEqual([got.guess.type, got.guess.category?.code, got.guess.area], ['suggestion', 'duong-hu-hong', null]);
  assert.deepEqual([got.preselected, got.units[0]?.because[0]?.reason], ['so-xay-dung', 'category']);
  const emptied = await advice({ text: LAMP, category: null });
  assert.deepEqual([emptied.guess.category, emptied.preselected], [null, null]);
  assert.deepEqual(
    emptied.units.map((one) => one.because[0]?.reason),
    ['place'],
  );
  const nothing = await advice({});
  assert.deepEqual([nothing.citizens, nothing.openCases, nothing.similar, nothing.units], [[], [], [], []]);
  assert.equal((await advice({ text: 'Cảm ơn tổng đài nhiều lắm', category: 'khen-gop-y' })).answerHere, true);
});

test('a conduct report goes to nobody whom it is about, and is compared with nothing', async () => {
  await t.newCase({ content: 'Đường Nguyễn Huệ hư hỏng nặng', category: 'duong-hu-hong', area: AREA });
  const got = await advice({
    text: 'Đường Nguyễn Huệ hư hỏng nặng mà cán bộ có thái độ hạch sách',
    type: 'conduct_report',
    category: 'duong-hu-hong',
    area: AREA,
    aboutUnit: 'so-xay-dung',
  });
  assert.ok(!got.units.some((one) => one.unit.code === 'so-xay-dung'));
  assert.deepEqual(got.similar, []);
});

test('similar cases: open, of others, of this place; with how many reported it; never a sealed one', async () => {
  const first = await lamp({ citizen: { name: 'Trần Văn Bình', phone: '0901 111 222' } });
  const second = await lamp({
    content: 'Hẻm 12 đường Lê Lợi tối om, đèn đường hư',
    citizen: { phone: '0901 111 333' },
  });
  await lamp({ content: 'Đèn đường hư tối om hẻm 12 đường Lê Lợi', area: '28261' });
  const sealed = await lamp({ type: 'conduct_report', aboutUnit: 'so-xay-dung' });
  const over = await lamp();
  await t.did(t.agent, over.code, 'answer', { text: 'Đã sửa hôm qua.' });
  await t.did(t.agent, second.code, 'merge', { into: first.code });
  const own = await lamp({ citizen: { phone: '0909 999 999' } });

  const got = await advice({ text: LAMP, phone: '0909.999.999' });
  assert.deepEqual(codes(got), [first.code]);
  assert.equal(got.similar[0]?.reports, 2);
  assert.deepEqual(got.similar[0]?.reasons, ['same_area', 'same_category', 'same_words']);
  assert.ok(got.similar[0]?.words.some((words) => words.includes('đèn đường')));
  assert.deepEqual(
    got.openCases.map((one) => one.code),
    [own.code],
    'his own stand by themselves',
  );
  assert.ok(!JSON.stringify(got).includes(sealed.code));

  t.clock.advance('P31D');
  assert.deepEqual(codes(await advice({ text: LAMP })), [], 'what is older than a month is another matter');
});

test('who it is: by number, several who share it, nobody, and the one who was picked', async () => {
  const one = await t.newCase({ content: 'Việc thứ nhất', citizen: { name: 'Mẹ', phone: '0912 000 001' } });
  const got = await advice({ text: 'x', phone: '+84912000001' });
  assert.deepEqual(
    got.citizens.map((c) => c.name),
    ['Mẹ'],
  );
  assert.equal(got.openCases[0]?.code, one.code);
  const other = await t.newCase({ content: 'Việc thứ hai', citizen: { name: 'Con', email: 'con@thu.example' } });
  const [child] = (await advice({ email: 'CON@thu.example' })).citizens;
  assert.equal(
    (await t.agent.post(`/citizens/${child?.id}/identities`, { kind: 'phone', value: '0912000001' })).status,
    201,
  );
  const both = await advice({ phone: '0912 000 001' });
  assert.deepEqual(both.citizens.map((c) => c.name).sort(), ['Con', 'Mẹ']);
  assert.deepEqual(both.openCases.map((c) => c.code).sort(), [one.code, other.code].sort());
  assert.deepEqual(
    (await advice({ citizenId: child?.id, phone: '0912 000 001' })).citizens.map((c) => c.name),
    ['Con'],
  );
  assert.deepEqual((await advice({ phone: '0998 887 776' })).citizens, []);
  const named = { text: 'Số tôi 0912 000 001' };
  assert.equal((await advice(named)).citizens.length, 2, 'a number in the words finds him too');
  assert.deepEqual((await advice({ ...named, phone: '' })).citizens, [], 'unless it was taken away');
  const unknown = await advice({ ...named, anonymous: true });
  assert.deepEqual([unknown.citizens, unknown.openCases], [[], []]);

  const mine = await t.newCase({ content: 'Việc thứ ba', citizenId: child?.id, citizen: { phone: '0912 000 001' } });
  const view = (await t.agent.get(`/citizens/${child?.id}`)).body;
  assert.ok(
    view.caseList.some((c: { code: string }) => c.code === mine.code),
    'the case stands in the picked record',
  );
  const wrong = await t.agent.post('/cases', { type: 'inquiry', content: 'x', citizenId: '999999' });
  assert.deepEqual([wrong.status, wrong.body.fields[0].path], [422, 'citizenId']);
});

test('practice: where cases of this kind and place were answered stands before the table of categories', async () => {
  const place = '30076';
  const first = await advice({ text: 'x', category: LIGHT, area: place });
  for (let i = 0; i < 6; i += 1) {
    const { code } = await lamp({ type: 'service_report', content: `Bóng đèn số ${i}`, area: place });
    await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
    await t.did(t.officer, code, 'accept');
    await t.did(t.officer, code, 'submit', { text: 'Đã thay bóng đèn.' });
    await t.did(t.leader, code, 'approve');
    if ((await t.agent.get(`/cases/${code}`)).body.status !== 'closed') await t.did(t.agent, code, 'deliver');
  }
  const got = await advice({ text: 'x', category: LIGHT, area: place });
  assert.equal(got.preselected, 'so-xay-dung');
  assert.deepEqual(got.units[0]?.because, [{ reason: 'history', count: 6, of: 6 }]);
  assert.equal(got.units[1]?.unit.code, first.preselected, 'the table still says the committee of the place');
});

test('wrong codes are named, and only who registers cases may ask', async () => {
  for (const [path, body] of [
    ['category', { category: 'khong-co' }],
    ['area', { area: '00000' }],
    ['aboutUnit', { aboutUnit: 'khong-co' }],
  ] as const) {
    const answer = await t.agent.post('/contact/advice', { text: 'x', ...body });
    assert.deepEqual([answer.status, answer.body.fields[0].path], [422, path]);
  }
  assert.equal((await t.agent.post('/contact/advice', { type: 'gì đó' })).status, 422);
  assert.equal((await t.agent.post('/contact/advice', { text: 'x'.repeat(20_001) })).status, 422);
  assert.equal((await t.officer.post('/contact/advice', { text: 'x' })).status, 403);
  assert.equal((await t.anonymous.post('/contact/advice', { text: 'x' })).status, 401);
  const recorded = await t.eventsDuring(() => advice({ text: LAMP, phone: '0912 000 001' }));
  assert.deepEqual(recorded, [], 'nothing is written');
});

test('a case of a conversation sent twice with one key is one case; who stays anonymous is not named by his thread', async () => {
  const zalo = standInChannel(() => t.ctx, 'zalo');
  const { conversationId: id } = await zalo.says({ id: 'z-1', name: 'Hoa Lê' }, LAMP);
  const send = () =>
    t.agent.raw({
      method: 'POST',
      url: `/api/v1/conversations/${id}/case`,
      headers: { 'idempotency-key': 'man-hinh-0001' },
      payload: { type: 'site_report', content: LAMP, anonymous: true },
    });
  const [one, two] = [await send(), await send()];
  assert.deepEqual([one.status, two.body.code], [200, one.body.code]);
  const { citizen } = (await t.agent.get(`/cases/${one.body.code}`)).body;
  assert.deepEqual([citizen.anonymous, citizen.name, citizen.phone], [true, null, null]);
});
