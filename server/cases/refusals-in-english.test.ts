/** What the server refuses is told in the language that the desk asks for; Vietnamese where nobody asks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCasesApp } from '../../test/support/cases-app.ts';

const t = await startCasesApp();
const told = async (who: typeof t.agent, language: string | undefined, code: string, payload: object) => {
  const headers: Record<string, string> = language === undefined ? {} : { 'accept-language': language };
  const { body } = await who.raw({ method: 'POST', url: `/api/v1/cases/${code}/actions`, payload, headers });
  return body as { code: string; title: string; detail: string; fields?: { path: string; message: string }[] };
};

test('an action that may not be done now', async () => {
  const { code, version } = await t.newCase();
  const act = { action: 'deliver', version };
  const [plain, english] = [await told(t.agent, undefined, code, act), await told(t.agent, 'en', code, act)];
  assert.equal(plain.code, english.code);
  assert.match(plain.detail, /^(Phiếu chưa được công khai|Trạng thái hiện tại|Bạn không có quyền)/);
  assert.match(english.detail, /^(The case is not published yet|The present state|You may not do this)/);
});

test('who comes second, and what is missing in a form', async () => {
  const { code, version } = await t.newCase();
  const note = { action: 'note', version, text: 'Một' };
  assert.equal((await told(t.agent, 'en', code, note)).detail, undefined);
  const second = await told(t.supervisor, 'en', code, { ...note, text: 'Hai' });
  assert.equal(second.title, 'The data changed while you were working');
  assert.match(second.detail, /changed this case just before you\. What you typed is kept\.$/);
  const empty = await told(t.agent, 'en', code, { ...note, version: version + 1, text: '' });
  assert.deepEqual(empty.fields, [{ path: 'text', code: 'too_small', message: 'It must not be empty.' }]);
});

test('what will happen, read before one acts', async () => {
  const { code } = await t.newCase();
  const effects = async (language: string) => {
    const url = `/api/v1/cases/${code}/actions`;
    const { body } = await t.agent.raw({ method: 'GET', url, headers: { 'accept-language': language } });
    const items = body.items as { action: string; effects: string[] }[];
    return items.find((one) => one.action === 'relabel')?.effects;
  };
  assert.deepEqual(await effects('vi'), ['Hạn trả lời được tính lại theo loại và mức độ mới.']);
  assert.deepEqual(await effects('en'), ['The due date is worked out again for the new type and urgency.']);
});
