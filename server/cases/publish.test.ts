import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startPortalApp } from '../../test/support/portal-app.ts';

const t = await startPortalApp();
const publisher = await t.as({ role: 'publisher' });

const CONTENT = 'Tôi là Nguyễn Văn Kín, số 0901 234 567, đường Lê Lợi hỏng đèn.';
async function answered(body: Record<string, unknown> = {}) {
  const made = await t.newCase({
    content: CONTENT,
    title: 'Đèn đường Lê Lợi hỏng',
    citizen: { name: 'Nguyễn Văn Kín', phone: '0901234567' },
    publishWish: true,
    ...body,
  });
  await t.did(t.agent, made.code, 'answer', { text: 'Đã sửa. Hỏi thêm: 0277.3851.022.' });
  return made.code;
}
const copy = { title: 'Đèn đường hỏng', content: 'Đèn đường Lê Lợi hỏng.', answer: 'Đã sửa.', confirmed: true };

test('the copy starts masked, is confirmed by a person, and stands on the public page without code or name', async () => {
  const code = await answered();
  assert.ok((await publisher.get('/cases?view=publishing')).body.items.some((c: { code: string }) => c.code === code));
  const offer = (await publisher.get(`/cases/${code}/actions`)).body.items.find(
    (o: { action: string }) => o.action === 'publish',
  );
  assert.equal(offer.initial.content, 'Tôi là [họ tên], số [số điện thoại], đường Lê Lợi hỏng đèn.');
  assert.equal(offer.primary, true);
  const unconfirmed = await t.act(publisher, code, 'publish', { ...copy, confirmed: false });
  assert.deepEqual([unconfirmed.status, unconfirmed.body.fields[0].path], [422, 'confirmed']);
  const leaky = await t.act(publisher, code, 'publish', { ...copy, content: CONTENT, answer: 'Gọi 0277.3851.022' });
  assert.equal(leaky.status, 422);
  assert.deepEqual(
    leaky.body.fields.map((f: { path: string; code: string }) => [f.path, f.code]),
    [
      ['content', 'personal_data'],
      ['answer', 'personal_data'],
    ],
  );
  const done = await t.did(publisher, code, 'publish', {
    ...copy,
    answer: 'Đã sửa. Đường dây nóng 0277.3851.022.',
    allowed: ['02773851022'],
  });
  const id = done.publication?.id ?? '';
  assert.equal(done.content, CONTENT);
  const listed = (await t.anonymous.get('/public/publications')).body;
  assert.deepEqual(
    listed.items.map((p: { id: string }) => p.id),
    [id],
  );
  assert.doesNotMatch(JSON.stringify(listed), new RegExp(`${code}|Kín|0901`));
  const page = await t.visitor().get(`/cong-khai/${id}`);
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /Đèn đường Lê Lợi hỏng\./);
  assert.doesNotMatch(page.body, new RegExp(`${code}|Kín|0901`));
  // Searched without accents.
  assert.match((await t.visitor().get('/cong-khai?tim=den%20duong')).body, /Đèn đường hỏng/);
  assert.match((await t.visitor().get('/cong-khai?tim=khong-co')).body, /Không có phản ánh nào khớp/);
  assert.equal((await t.visitor().get('/en/cong-khai?tiep=%27x&linh_vuc=khong-co')).statusCode, 200);
  // Put right: the address stays.
  const again = await t.did(publisher, code, 'publish', { ...copy, title: 'Đèn đường Lê Lợi' });
  assert.equal(again.publication?.id, id);
  await t.did(t.supervisor, code, 'unpublish', { reason: 'Người dân đề nghị gỡ' });
  assert.equal((await t.anonymous.get(`/public/publications/${id}`)).status, 404);
  assert.equal((await t.visitor().get(`/cong-khai/${id}`)).statusCode, 404);
  assert.equal((await t.act(publisher, code, 'unpublish', { reason: 'x' })).body.refusal, 'not_published');
});

test('never what is sealed, nor what the citizen did not agree to; only by a publisher', async () => {
  const without = await answered({ publishWish: false });
  assert.equal((await publisher.get(`/cases/${without}`)).status, 404);
  const agentPublisher = await t.as({
    roles: [
      { role: 'agent', unit: 'tong-dai-1022' },
      { role: 'publisher', unit: 'tong-dai-1022' },
    ],
  });
  assert.equal((await t.act(agentPublisher, without, 'publish', copy)).body.refusal, 'not_publishable');
  const conduct = await answered({ type: 'conduct_report', aboutUnit: 'so-xay-dung' });
  assert.equal((await t.act(agentPublisher, conduct, 'publish', copy)).body.refusal, 'not_publishable');
  const allowed = await answered();
  assert.equal((await t.act(t.agent, allowed, 'publish', copy)).status, 403);
  const open = await t.newCase({ publishWish: true });
  assert.equal((await t.act(agentPublisher, open.code, 'publish', copy)).status, 409);
});

test('a case that is opened again leaves the public page at once', async () => {
  const code = await answered();
  const { publication } = await t.did(publisher, code, 'publish', copy);
  await t.did(t.supervisor, code, 'reopen', { reason: 'Chưa xong' });
  assert.equal((await t.anonymous.get(`/public/publications/${publication?.id}`)).status, 404);
  const last = (await t.agent.get(`/cases/${code}/timeline`)).body.items.at(-1);
  assert.deepEqual([last.type, last.data.unpublished], ['case.reopened', true]);
});

test('the list goes on where it ended', async () => {
  for (let i = 0; i < 3; i += 1) await t.did(publisher, await answered(), 'publish', { ...copy, title: `Việc ${i}` });
  const seen: string[] = [];
  let cursor = '';
  do {
    const { items, nextCursor } = (await t.anonymous.get(`/public/publications?limit=2${cursor}`)).body;
    seen.push(...items.map((p: { title: string }) => p.title));
    cursor = nextCursor ? `&cursor=${nextCursor}` : '';
  } while (cursor);
  assert.deepEqual(seen, ['Việc 2', 'Việc 1', 'Việc 0']);
});
