import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as contract from '../../contract/articles.ts';
import { createClient, refusalOf } from '../../test/support/client.ts';
import { startNoticesApp } from '../../test/support/notices-app.ts';
import { excerptOf } from './articles/queries.ts';
import { codeOf } from './articles/search-words.ts';
import { seedSampleArticles } from './index.ts';

const app = await startNoticesApp();
const publisher = await app.as({ role: 'publisher' });
await seedSampleArticles(app.ctx);
const codes = (items: { code: string }[]) => items.map((i) => i.code);
const search = async (q: string) => codes((await app.officer.call(contract.listArticles, { query: { q } })).items);

test('the samples are added once, published and marked', async () => {
  assert.equal(await seedSampleArticles(app.ctx), 0);
  const { items } = await app.agent.call(contract.listArticles, { query: {} });
  assert.ok(items.length >= 12 && items.every((i) => i.sample && i.state === 'published' && !i.stale));
});

test('found with and without accents, decomposed, by the beginning of a word, and by what people call it', async () => {
  for (const q of ['căn cước', 'can cuoc', 'CĂN CƯỚC'.normalize('NFD'), 'can cuo', 'cccd']) {
    assert.equal((await search(q))[0], 'cap-the-can-cuoc', q);
  }
  assert.equal((await search('sổ đỏ'))[0], 'cap-giay-chung-nhan-quyen-su-dung-dat');
  assert.equal((await search('so do'))[0], 'cap-giay-chung-nhan-quyen-su-dung-dat');
  assert.deepEqual(await search('phi thuyền'), []);
  assert.deepEqual(await search('!!!'), []);
  const shown = await app.officer.call(contract.listArticles, { query: { q: 'sát hạch' } });
  assert.match(shown.items[0]?.excerpt ?? '', /sát hạch/);
});

test('suggested for what a citizen wrote; nothing for what nobody knows', async () => {
  const suggest = async (text: string) =>
    codes((await app.agent.call(contract.suggestArticles, { body: { text } })).items);
  const letter = 'Kính gửi tổng đài, con tôi mới sinh, tôi muốn làm khai sinh cho cháu thì nộp ở đâu ạ?';
  assert.equal((await suggest(letter))[0], 'dang-ky-khai-sinh');
  assert.equal((await suggest('toi bi mat bang lai xe, xin cap lai o dau'))[0], 'cap-doi-giay-phep-lai-xe');
  assert.deepEqual(await suggest('Đèn đường không sáng'), []);
  assert.deepEqual(await suggest('ạ ơi'), []);
});

test('what a citizen wrote is asked with in the body only: no address holds it', async () => {
  assert.equal((await app.agent.get(`/articles/suggest?text=${encodeURIComponent('khai sinh')}`)).status, 404);
  assert.equal((await app.agent.post('/articles/suggest?text=khai', {})).status, 422);
  assert.equal((await app.agent.post('/articles/suggest', { text: 'x'.repeat(4001) })).status, 422);
  assert.equal((await createClient(app.app, null).post('/articles/suggest', { text: 'x' })).status, 401);
});

test('written, changed once of two at a time, with every version; drafts are the writers’', async () => {
  const made = await publisher.call(contract.createArticle, {
    body: {
      title: 'Lịch cắt nước',
      body: '## Tuần này\nThứ Hai',
      keywords: ['cúp nước'],
      category: 'mat-nuoc-nuoc-yeu',
    },
  });
  assert.deepEqual([made.code, made.version, made.state], ['lich-cat-nuoc', 1, 'draft']);
  assert.equal((await app.agent.get('/articles/lich-cat-nuoc')).status, 404);
  assert.deepEqual(await search('cúp nước'), []);
  const params = { code: made.code };
  const next = {
    title: made.title,
    body: `${made.body}\nThứ Ba`,
    keywords: made.keywords,
    category: 'mat-nuoc-nuoc-yeu',
    state: 'published' as const,
    reviewedUntil: '2026-11-30',
    version: 1,
  };
  const changed = await publisher.call(contract.updateArticle, { params, body: next });
  assert.deepEqual([changed.version, changed.versions.length, changed.versions[1]?.body], [2, 2, made.body]);
  assert.equal((await refusalOf(publisher.call(contract.updateArticle, { params, body: next }))).code, 'conflict');
  assert.deepEqual(await search('cup nuoc'), ['lich-cat-nuoc']);
  const read = await app.agent.call(contract.getArticle, { params });
  assert.deepEqual([read.stale, read.versions], [false, []]);
  app.clock.advance('P10D');
  assert.equal((await app.agent.call(contract.getArticle, { params })).stale, true);
  const html = { ...next, version: 2, body: '<script>x</script>' };
  assert.equal(
    (await refusalOf(publisher.call(contract.updateArticle, { params, body: html }))).brief,
    '422 invalid body html',
  );
  const again = await publisher.call(contract.createArticle, { body: { title: 'Lịch cắt nước', body: 'x' } });
  assert.equal(again.code, 'lich-cat-nuoc-2');
  const denied = await app.agent.post('/articles', { title: 'x', body: 'y' });
  assert.equal(denied.status, 403);
});

test('an answer leans on a published article, which the timeline names', async () => {
  const { code } = await app.newCase({ type: 'procedure_inquiry', content: 'Làm căn cước ở đâu?' });
  const wrong = await app.act(app.agent, code, 'answer', { text: 'Ở công an.', article: 'khong-co' });
  assert.deepEqual([wrong.status, wrong.body.fields?.[0]?.path], [422, 'article']);
  await app.did(app.agent, code, 'answer', { text: 'Ở công an nơi cư trú.', article: 'cap-the-can-cuoc' });
  const timeline = await app.agent.get(`/cases/${code}/timeline`);
  const answered = timeline.body.items.find((e: { type: string }) => e.type === 'case.answered');
  assert.equal(answered.data.articleTitle, 'Cấp, đổi, cấp lại thẻ căn cước');
});

test('the list as a file: as many as are found; drafts are the writers’', async () => {
  const file = async (who: typeof app.agent, query = '') => {
    const answer = await who.raw({ method: 'GET', url: `/api/v1/exports/articles?format=csv${query}` });
    assert.equal(answer.status, 200);
    return String(answer.body).trim().split('\r\n').length - 1;
  };
  const listed = async (who: typeof app.agent, q?: string) =>
    (await who.call(contract.listArticles, { query: { limit: 200, ...(q ? { q } : {}) } })).items.length;
  await publisher.call(contract.createArticle, { body: { title: 'Bản nháp chưa đăng', body: 'x' } });
  assert.equal(await file(app.agent), await listed(app.agent));
  assert.equal(await file(publisher), (await file(app.agent)) + (await listed(publisher)) - (await listed(app.agent)));
  assert.ok((await file(publisher)) > (await file(app.agent)));
  assert.equal(await file(app.agent, '&q=cccd'), await listed(app.agent, 'cccd'));
});

test('codes and excerpts', () => {
  assert.equal(codeOf('Cấp đổi giấy phép lái xe: hạng A1'), 'cap-doi-giay-phep-lai-xe-hang-a1');
  assert.equal(codeOf('???'), 'bai-viet');
  const long = `${'Mở đầu dài dòng. '.repeat(20)}Lệ phí trước bạ là một phần trăm. ${'Kết luận. '.repeat(20)}`;
  const excerpt = excerptOf(long, 'le phi');
  assert.ok(excerpt.includes('Lệ phí trước bạ') && excerpt.startsWith('…') && excerpt.endsWith('…'), excerpt);
});
