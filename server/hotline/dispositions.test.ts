import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCallDispositions, putCallDispositions } from '../../contract/call-dispositions.ts';
import { setDisposition } from '../../contract/calls.ts';
import { startApp } from '../../test/support/app.ts';
import { refusalOf } from '../../test/support/client.ts';

const app = await startApp({ whole: true });
const boss = await app.as({ role: 'supervisor' });
const agent = await app.as({ role: 'agent' });
const { db } = app.ctx;
const list = async () => (await agent.call(listCallDispositions, {})).items;
const { id } = await db
  .insertInto('calls')
  .values({
    ...{ direction: 'inbound', origin: 'asterisk', state: 'ended', number: '+84901234567', outcome: 'answered' },
    ...{ agent_id: agent.user.id, started_at: app.clock.now(), ended_at: app.clock.now() },
  })
  .returning('id')
  .executeTakeFirstOrThrow();
const finish = (disposition: string | null) =>
  agent.call(setDisposition, { params: { id: String(id) }, body: { disposition } });

test('a call is finished with a word of the list only', async () => {
  assert.ok((await list()).some((one) => one.code === 'case_made'));
  assert.equal((await refusalOf(finish('gi_do'))).brief, '422 invalid disposition invalid');
  assert.equal((await finish('guided')).disposition, 'guided');
});

test('words are renamed, ordered, added, switched off; what calls have is never lost', async () => {
  const before = await list();
  const kept = before.filter((one) => one.code !== 'guided' && one.code !== 'spam');
  const items = [
    { name: 'Đã chuyển 113', active: true },
    ...kept.map((one) => ({ ...one, active: one.code !== 'answered' })),
  ];
  const events = await app.eventsDuring(() => boss.call(putCallDispositions, { body: { items } }));
  assert.deepEqual(
    events.map((one) => [one.type, one.data.what]),
    [['hotline.edited', 'dispositions']],
  );
  const after = await list();
  assert.deepEqual(after[0], { code: 'da_chuyen_113', name: 'Đã chuyển 113', active: true });
  assert.deepEqual(
    after.find((one) => one.code === 'guided'),
    { code: 'guided', name: 'Đã hướng dẫn nơi khác', active: false },
    'a call has it',
  );
  assert.ok(!after.some((one) => one.code === 'spam'), 'no call had it');
  assert.equal((await refusalOf(finish('answered'))).status, 422, 'switched off');
  assert.equal((await finish('da_chuyen_113')).disposition, 'da_chuyen_113');
});

test('twice the same, nothing left, an unknown code; only who keeps the hotline may', async () => {
  const put = (items: unknown[]) => boss.call(putCallDispositions, { body: { items } as never });
  const one = { name: 'Đã trả lời', active: true };
  assert.equal(
    (await refusalOf(put([one, { ...one, name: 'đã  trả lời' }]))).brief,
    '422 invalid items.1.name invalid',
  );
  assert.equal((await refusalOf(put([{ ...one, active: false }]))).brief, '422 invalid items invalid');
  assert.equal((await refusalOf(put([{ ...one, code: 'khong_co' }]))).status, 422);
  assert.equal((await refusalOf(put([]))).status, 422);
  assert.equal((await agent.put('/hotline/dispositions', { items: [one] })).status, 403);
  assert.equal((await app.anonymous.get('/call-dispositions')).status, 401);
  const admin = await app.as({ role: 'admin' });
  assert.equal((await admin.get('/call-dispositions')).status, 200, 'he keeps the list without seeing calls');
});
