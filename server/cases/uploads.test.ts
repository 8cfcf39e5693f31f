/** Files put up for a form: the writer's alone, taken back by him alone, forgotten with their bytes when never sent. */
import assert from 'node:assert/strict';
import { utimes } from 'node:fs/promises';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type Person, startCasesApp } from '../../test/support/cases-app.ts';
import { createClient } from '../../test/support/client.ts';
import { forgetUploads, openConversation } from '../conversations/index.ts';
import { collectFiles, FILES_LOCK } from '../platform/files/index.ts';
import { randomToken } from '../platform/ids.ts';
import { transact } from '../platform/transact.ts';

const t = await startCasesApp();
const { code } = await t.newCase();

async function put(who: Person, url: string, text: string = randomToken(8)) {
  const form = new FormData();
  form.append('file', new Blob([text], { type: 'text/plain' }), 'bien-ban.txt');
  const body = new Response(form);
  const headers = { 'content-type': body.headers.get('content-type') ?? '' };
  const payload = Buffer.from(await body.arrayBuffer());
  return who.raw({ method: 'POST', url: `/api/v1${url}`, payload, headers });
}
const putFor = async (who: Person, url = `/cases/${code}/files`, text?: string): Promise<string> => {
  const answer = await put(who, url, text);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.items[0].id;
};
const take = async (who: Person, id: string) => (await who.delete(`/attachments/${id}`)).status;
const sees = async (who: Person, id: string) => (await who.get(`/attachments/${id}`)).status;
const filesOf = async (who: Person) =>
  (await who.get(`/cases/${code}`)).body.attachments.map((file: { id: string }) => file.id);
const hashOf = async (id: string) =>
  (await t.ctx.db.selectFrom('attachments').select('sha256').where('public_id', '=', id).executeTakeFirstOrThrow())
    .sha256;
/** As if the bytes had been put a day ago; the store goes by real time. */
const ageBytes = async (sha256: string) => {
  const dayAgo = Date.now() / 1000 - 86_400;
  await utimes(t.ctx.files.path(sha256), dayAgo, dayAgo);
};

test('what is put up changes nothing of the case, and only its writer sees it', async () => {
  const { version } = (await t.agent.get(`/cases/${code}`)).body;
  const id = await putFor(t.agent);
  assert.deepEqual([(await t.agent.get(`/cases/${code}`)).body.version, await filesOf(t.agent)], [version, []]);
  assert.deepEqual([await sees(t.agent, id), await sees(t.supervisor, id), await sees(t.officer, id)], [200, 404, 404]);
  assert.equal((await put(t.officer2, `/cases/${code}/files`)).status, 404, 'not on a case out of sight');
  assert.equal((await t.agent.post(`/cases/${code}/files`, {})).status, 415);
});

test('its writer takes it back, nobody else, and once', async () => {
  const id = await putFor(t.agent);
  assert.deepEqual([await take(t.supervisor, id), await take(t.officer, id)], [404, 404]);
  assert.equal((await createClient(t.app, null).delete(`/attachments/${id}`)).status, 401);
  assert.equal(await sees(t.agent, id), 200, 'still there');
  assert.deepEqual([await take(t.agent, id), await take(t.agent, id)], [204, 404]);
  assert.equal(await sees(t.agent, id), 404);
  assert.equal((await t.act(t.agent, code, 'note', { text: 'x', attachments: [id] })).status, 422);
});

test('a note takes it onto the case; then it cannot be taken back', async () => {
  const id = await putFor(t.agent);
  assert.equal((await t.act(t.supervisor, code, 'note', { text: 'x', attachments: [id] })).status, 422, 'not his');
  await t.did(t.agent, code, 'note', { text: 'Xem tệp', attachments: [id] });
  assert.deepEqual(await filesOf(t.supervisor), [id]);
  const refused = await t.agent.delete(`/attachments/${id}`);
  assert.deepEqual([refused.status, refused.body.code], [409, 'not_now']);
  assert.equal(await sees(t.supervisor, id), 200);
});

test('a draft takes it as evidence, from its author only', async () => {
  await t.did(t.agent, code, 'forward', { leadUnit: 'so-xay-dung' });
  await t.did(t.officer, code, 'accept');
  const [own, foreign] = [await putFor(t.officer), await putFor(t.agent)];
  const form = { text: 'Đã sửa.', attachments: [own, foreign] };
  assert.equal((await t.act(t.officer, code, 'submit', form)).status, 422);
  await t.did(t.officer, code, 'submit', { ...form, attachments: [own] });
  const [draft] = (await t.leader.get(`/cases/${code}`)).body.drafts;
  assert.deepEqual([draft.evidence[0].id, draft.evidence[0].source], [own, 'evidence']);
  assert.equal(await take(t.officer, own), 409);
});

test('the same door takes back what was put up for a reply', async () => {
  const to = { channel: 'email', account: 'tong-dai', address: 'an@example.org', subject: 'Hỏi' } as const;
  const thread = await transact(t.ctx, (tx) => openConversation(tx, to));
  const id = await putFor(t.agent, `/conversations/${thread}/files`);
  assert.deepEqual([await take(t.supervisor, id), await take(t.agent, id), await sees(t.agent, id)], [404, 204, 404]);
});

test('never sent: forgotten after fifteen days; what was sent stays', async () => {
  const unsent = await putFor(t.agent);
  const kept = await filesOf(t.supervisor);
  t.clock.advance('P14D');
  assert.equal(await sees(t.agent, unsent), 200, 'a browser may still hold the text that it belongs to');
  await forgetUploads(t.ctx);
  assert.equal(await sees(t.agent, unsent), 200);
  t.clock.advance('P2D');
  assert.ok((await forgetUploads(t.ctx)) >= 1);
  assert.equal(await sees(t.agent, unsent), 404);
  assert.deepEqual(await filesOf(t.supervisor), kept);
});

test('bytes go when nobody names them: not those of others, not while they are fresh, not during a backup', async () => {
  await collectFiles(t.ctx);
  const [alone, shared, again] = [
    await putFor(t.agent),
    await putFor(t.agent, undefined, 'chung'),
    await putFor(t.agent),
  ];
  const [first, both, third] = [await hashOf(alone), await hashOf(shared), await hashOf(again)];
  const other = await putFor(t.supervisor, undefined, 'chung');
  for (const id of [alone, shared, again]) await take(t.agent, id);
  const there = async () => Promise.all([first, both, third].map((sha256) => t.ctx.files.has(sha256)));
  for (const sha256 of [first, both]) await ageBytes(sha256);
  await collectFiles(t.ctx);
  assert.deepEqual(await there(), [true, true, true], 'two days for whoever is about to name them');
  t.clock.advance('P3D');
  const holder = await t.ctx.database.pool.connect();
  await holder.query('select pg_advisory_lock_shared($1)', [FILES_LOCK]);
  await collectFiles(t.ctx);
  assert.deepEqual(await there(), [true, true, true], 'a backup is being made');
  await holder.query('select pg_advisory_unlock_shared($1)', [FILES_LOCK]);
  holder.release();
  await collectFiles(t.ctx);
  assert.deepEqual(await there(), [false, true, true], 'the third was put again just now');
  await ageBytes(third);
  await collectFiles(t.ctx);
  assert.deepEqual(await there(), [false, true, false]);
  assert.equal(await sees(t.supervisor, other), 200);
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from files where sha256 in (${first}, ${third})`.execute(t.ctx.db);
  assert.equal(rows[0]?.n, 0);
  // Put once more, the same bytes are there as ever.
  assert.equal(await sees(t.agent, await putFor(t.agent, undefined, 'chung')), 200);
});
