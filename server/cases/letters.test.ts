/** Letters of the centre: more time, merged, opened again, forwarded, and the question after the answer. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCasesApp } from '../../test/support/cases-app.ts';
import { registerKnowledge } from '../knowledge/index.ts';
import { CITIZEN } from '../platform/auth/index.ts';
import { act } from './engine.ts';
import { askSatisfaction } from './survey.ts';
import { surveyTime } from './survey-job.ts';

const t = await startCasesApp({ env: { PUBLIC_URL: 'https://1022.example.vn' }, register: registerKnowledge });
const admin = await t.as({ role: 'admin' });

let people = 0;
const mailed = () => {
  people += 1;
  return { citizen: { name: 'Trần Thị Thư', email: `thu${people}@example.vn` } };
};
const phoned = { citizen: { name: 'Lê Văn Gọi', phone: '0901 234 567' } };

/** Letters about a case for one purpose, oldest first. */
async function letters(code: string, purpose: string): Promise<{ body: string; kind: string }[]> {
  return t.ctx.db
    .selectFrom('messages as m')
    .innerJoin('cases as c', 'c.id', 'm.case_id')
    .select(['m.body', 'm.kind'])
    .where('c.code', '=', code)
    .where('m.purpose', '=', purpose)
    .orderBy('m.id')
    .execute();
}
const idOf = async (code: string) =>
  (await t.ctx.db.selectFrom('cases').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id;
const switchLetter = (key: string, enabled: boolean) => admin.put(`/admin/templates/${key}/switch`, { enabled });

async function surveysPlanned(): Promise<number> {
  const { rows } = await t.ctx.database.pool.query(
    `select count(*)::int as n from pgboss.job where name = 'cases.survey'`,
  );
  return rows[0].n;
}
const asked = async (code: string) => {
  await askSatisfaction(t.ctx, await idOf(code));
  return (await letters(code, 'case.survey')).length;
};

test('more time: the new date, the one announced before and the reason; a refusal is not his affair', async () => {
  const { code } = await t.newCase(mailed());
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  const { dueAt } = await t.did(t.officer, code, 'accept');
  const later = (days: number) => new Date(Date.parse(dueAt ?? '') + days * 86_400_000).toISOString();
  await t.did(t.officer, code, 'request_extension', { dueAt: later(1), reason: 'Chờ khảo sát' });
  await t.did(t.leader, code, 'refuse', { reason: 'Chưa cần' });
  assert.deepEqual(await letters(code, 'case.extended'), []);
  await t.did(t.officer, code, 'request_extension', { dueAt: later(1), reason: 'Chờ vật tư' });
  const granted = await t.did(t.leader, code, 'grant');
  const [letter, ...more] = await letters(code, 'case.extended');
  assert.deepEqual(more, []);
  assert.match(letter?.body ?? '', /Lý do: Chờ vật tư/);
  const day = (iso: string | null) => (iso ?? '').slice(0, 10).split('-').reverse().join('/');
  assert.match(letter?.body ?? '', new RegExp(`Thời hạn trả lời mới: .* ${day(granted.dueAt)}`));
  assert.match(letter?.body ?? '', new RegExp(`Thời hạn đã báo trước: .* ${day(dueAt)}`));
});

test('merged: told once, also when it is taken out and merged again; nobody is called for it', async () => {
  const parent = await t.newCase();
  const [byMail, byPhone] = [await t.newCase(mailed()), await t.newCase(phoned)];
  for (const { code } of [byMail, byPhone]) await t.did(t.agent, code, 'merge', { into: parent.code });
  await t.did(t.agent, byMail.code, 'unmerge', { reason: 'Nhầm' });
  await t.did(t.agent, byMail.code, 'merge', { into: parent.code });
  const [letter, ...more] = await letters(byMail.code, 'case.merged');
  assert.deepEqual([letter?.kind, more], ['auto', []]);
  assert.ok(!letter?.body.includes(parent.code), 'the other case is another citizen’s');
  assert.deepEqual(await letters(byPhone.code, 'case.merged'), []);
  assert.equal((await t.agent.get('/callbacks')).body.items.length, 0);
});

test('opened again: acknowledged with the new date, each time', async () => {
  const { code } = await t.newCase(mailed());
  for (const times of [1, 2]) {
    await t.did(t.agent, code, 'answer', { text: 'Đã xử lý.' });
    t.clock.advance('PT2H');
    await act(t.ctx, CITIZEN, { code, action: 'reopen', version: null, form: { reason: 'Đèn vẫn tắt' } });
    const found = await letters(code, 'case.reopened');
    assert.equal(found.length, times);
    assert.match(found.at(-1)?.body ?? '', /mở lại.*\nThời hạn trả lời dự kiến: /);
  }
});

test('forwarded: silent until the province wants it told; only an administrator decides, and only what is optional', async () => {
  const forwarded = async () => {
    const { code } = await t.newCase(mailed());
    await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
    return (await letters(code, 'case.forwarded')).map((one) => one.body);
  };
  assert.deepEqual(await forwarded(), []);
  const shown = await switchLetter('citizen.forwarded', true);
  assert.deepEqual([shown.status, shown.body.enabled, shown.body.optional], [200, true, true]);
  const [body] = await forwarded();
  assert.match(body ?? '', /đã được chuyển đến Sở Xây dựng/);
  assert.equal((await switchLetter('citizen.answer', false)).status, 409);
  assert.equal((await switchLetter('citizen.nothing', false)).status, 404);
  assert.equal((await t.agent.put('/admin/templates/citizen.forwarded/switch', { enabled: false })).status, 403);
  await switchLetter('citizen.forwarded', false);
  assert.deepEqual(await forwarded(), []);
});

test('the question after the answer: the next morning, once, where it can be written and answered', async () => {
  assert.equal(surveyTime(new Date('2026-11-23T09:30:00+07:00')).toISOString(), '2026-11-24T02:00:00.000Z');
  assert.equal(surveyTime(new Date('2026-11-23T23:59:00+07:00')).toISOString(), '2026-11-24T02:00:00.000Z');
  const before = await surveysPlanned();
  const { code } = await t.newCase(mailed());
  const silent = await t.newCase(phoned);
  for (const one of [code, silent.code]) await t.did(t.agent, one, 'answer', { text: 'Mở cửa từ 7 giờ.' });
  await t.settle();
  assert.equal(await surveysPlanned(), before + 1, 'none for who can only be called');
  assert.deepEqual(await letters(code, 'case.survey'), [], 'not together with the answer');
  assert.deepEqual([await asked(code), await asked(code)], [1, 1]);
  const [letter] = await letters(code, 'case.survey');
  assert.match(letter?.body ?? '', /hài lòng hay không hài lòng/);
  assert.match(letter?.body ?? '', new RegExp(`https://1022.example.vn/tra-cuu\\?ma=${code}`));
  // Answered a second time it is not asked again.
  await t.did(t.supervisor, code, 'reopen', { reason: 'Chưa đúng' });
  await t.did(t.agent, code, 'answer', { text: 'Mở cửa từ 8 giờ.' });
  assert.equal(await asked(code), 1);
});

test('not asked: who has said it already, whose case is open again, when it is switched off or too late', async () => {
  const answered = async () => {
    const { code } = await t.newCase(mailed());
    await t.did(t.agent, code, 'answer', { text: 'Đã xử lý.' });
    return code;
  };
  const [rated, reopened, off] = [await answered(), await answered(), await answered()];
  await act(t.ctx, CITIZEN, { code: rated, action: 'rate', version: null, form: { satisfied: true } });
  await t.did(t.supervisor, reopened, 'reopen', { reason: 'Chưa đúng' });
  await switchLetter('citizen.survey', false);
  for (const code of [rated, reopened, off]) assert.equal(await asked(code), 0);
  await switchLetter('citizen.survey', true);
  assert.equal(await asked(off), 1);
  const old = await answered();
  t.clock.advance('P8D');
  assert.equal(await asked(old), 0);
});

test('of a denunciation nothing is said but the guidance, nor of what was merged into it', async () => {
  const parent = await t.newCase(mailed());
  const child = await t.newCase(mailed());
  await t.did(t.agent, child.code, 'merge', { into: parent.code });
  await t.did(t.agent, parent.code, 'decline', { reason: 'denunciation', guidance: 'Xin gửi Thanh tra tỉnh.' });
  await t.settle();
  for (const { code } of [parent, child]) {
    assert.equal((await letters(code, 'case.declined')).length, 1);
    assert.equal(await asked(code), 0);
  }
  // The agent who registered it keeps it; his colleagues see the merged one no more than the other.
  const colleague = await t.as({ role: 'agent' });
  for (const { code } of [parent, child]) {
    assert.equal((await colleague.get(`/cases/${code}`)).status, 404);
    assert.equal((await t.supervisor.get(`/cases/${code}`)).status, 200);
  }
});
