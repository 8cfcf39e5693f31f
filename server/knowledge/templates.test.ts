import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as contract from '../../contract/templates.ts';
import { refusalOf } from '../../test/support/client.ts';
import { startNoticesApp } from '../../test/support/notices-app.ts';
import { CATALOGUE, renderTemplate } from './index.ts';
import { fillWording, problemsOf, samplesOf } from './templates/render.ts';

const app = await startNoticesApp();
const admin = await app.as({ role: 'admin' });
const KEY = 'citizen.acknowledgement';
const params = { key: KEY };

test('every wording of the release is right, and can be filled with its samples', () => {
  for (const [key, t] of Object.entries(CATALOGUE)) {
    for (const wording of [t.vi, ...(t.en ? [t.en] : [])]) {
      assert.deepEqual(problemsOf(t.variables, wording), [], key);
      const { subject, text } = fillWording(t.variables, wording, samplesOf(t.variables));
      assert.ok(!`${subject} ${text}`.includes('{{'), key);
    }
  }
});

test('a line whose value is empty goes away; braces in a value mean nothing', async () => {
  const vars = { province: 'Đồng Tháp', caseCode: '1022-261123-0001', secret: 'ABC234', title: 'Xin {{secret}}' };
  const { text } = await renderTemplate(app.ctx.db, KEY, { ...vars, due: null, lookupUrl: null });
  assert.ok(text.includes('“Xin {{secret}}”'));
  assert.ok(!text.includes('Thời hạn') && !text.includes('Tra cứu kết quả') && !text.includes('\n\n\n'));
  const english = await renderTemplate(app.ctx.db, KEY, { ...vars, due: '27 Nov' }, { language: 'en' });
  assert.match(english.text, /Expected answer by: 27 Nov/);
  await assert.rejects(renderTemplate(app.ctx.db, KEY, { ...vars, secret: '' }), /secret has no value/);
});

test('a new wording is refused in words: unknown, missing, broken, HTML, nothing of it kept', async () => {
  const good = 'Mã {{caseCode}}, tra cứu bằng {{secret}}.';
  const wrong: [string, string, RegExp][] = [
    [`${good} {{secrett}}`, 'unknown_variable', /Không có biến {{secrett}}.*{{caseCode}}/],
    ['Mã {{caseCode}}', 'missing_variable', /Thiếu biến {{secret}}/],
    [`${good} {{ caseCode }`, 'broken_braces', /chưa khớp/],
    [`${good} <b>đậm</b>`, 'html', /thẻ HTML/],
  ];
  for (const [body, code, words] of wrong) {
    const refused = await refusalOf(admin.call(contract.saveTemplate, { params, body: { body, base: 0 } }));
    assert.equal(refused.brief, `422 invalid body ${code}`);
    assert.match(refused.fields[0]?.message ?? '', words);
    const preview = await admin.call(contract.previewTemplate, { params, body: { body } });
    assert.deepEqual([preview.text, preview.problems[0]?.code], ['', code]);
  }
  const view = await admin.call(contract.getTemplate, { params });
  assert.deepEqual([view.versions, view.changed], [[], []]);
});

test('saved, used by the next letter, compared, and put back; who changed what stays on record', async () => {
  const body = 'Chào ông/bà, phiếu {{caseCode}}, mã {{secret}}.\nHạn {{due}}';
  const saved = await admin.call(contract.saveTemplate, { params, body: { body, base: 0 } });
  assert.deepEqual(saved.changed, ['vi']);
  assert.equal(saved.versions[0]?.by?.username, admin.user.username);
  const stale = await refusalOf(admin.call(contract.saveTemplate, { params, body: { body, base: 0 } }));
  assert.equal(stale.code, 'conflict');

  const letterOf = async () => {
    const made = await app.newCase({ citizen: { name: 'An', email: 'dan@thu.example' } });
    const { rows } = await app.ctx.database.pool.query(
      `select m.body from messages m join cases c on c.id = m.case_id where c.code = $1 and m.purpose = 'case.acknowledgement'`,
      [made.code],
    );
    return { code: made.code, text: rows[0]?.body as string };
  };
  const first = await letterOf();
  assert.ok(first.text.startsWith(`Chào ông/bà, phiếu ${first.code}, mã `), first.text);

  const back = await admin.call(contract.resetTemplate, { params: { ...params, language: 'vi' } });
  assert.deepEqual(back.changed, []);
  assert.deepEqual(
    back.versions.map((v) => [v.version, v.body === null]),
    [
      [2, true],
      [1, false],
    ],
  );
  assert.match((await letterOf()).text, /^Kính gửi Quý ông\/bà/);
});

test('ready texts: filled in, per channel, added, switched off, removed', async () => {
  const ask = (body: {
    for: 'reply' | 'answer';
    channel?: 'zalo' | 'email';
    citizenName?: string;
    caseCode?: string;
  }) => app.agent.call(contract.listReadyTexts, { body });
  const filled = await ask({ for: 'reply', channel: 'zalo', citizenName: 'Bà Lan', caseCode: '1022-261123-0001' });
  const greeting = filled.items.find((i) => i.key === 'reply.greeting');
  assert.match(greeting?.text ?? '', /^Chào Bà Lan, tôi là Lê Thị Tổng Đài, Tổng đài 1022 tỉnh Đồng Tháp/);
  assert.ok(filled.items.every((i) => !i.text.includes('{{')));
  const mail = await ask({ for: 'reply', channel: 'email' });
  assert.ok(!mail.items.some((i) => i.key === 'reply.greeting'));
  assert.ok(mail.items.some((i) => i.text.includes('Quý ông/bà')));

  const body = { key: 'reply.mat_nuoc', name: 'Mất nước', body: 'Chào {{citizenName}}, đội cấp nước đang sửa.' };
  await admin.call(contract.createReplyTemplate, { body });
  assert.equal((await refusalOf(admin.call(contract.createReplyTemplate, { body }))).code, 'already_exists');
  const has = async () => (await ask({ for: 'reply' })).items.some((i) => i.key === body.key);
  assert.equal(await has(), true);
  await admin.call(contract.setReplyTemplate, {
    params: { key: body.key },
    body: { name: 'Mất nước', enabled: false },
  });
  assert.equal(await has(), false);
  await admin.call(contract.removeReplyTemplate, { params: { key: body.key } });
  assert.equal((await refusalOf(admin.call(contract.getTemplate, { params: { key: body.key } }))).status, 404);
  const builtin = { params: { key: 'reply.greeting' } };
  assert.equal((await refusalOf(admin.call(contract.removeReplyTemplate, builtin))).code, 'not_now');
});

test('only an administrator rewords; strangers read nothing', async () => {
  assert.equal((await app.supervisor.get('/admin/templates')).status, 403);
  assert.equal((await app.anonymous.post('/templates/filled', { for: 'reply' })).status, 401);
  assert.equal((await app.agent.get('/templates?for=reply')).status, 404, 'a name stands in no address');
});
