/** Lists that are read page by page: how many there are, narrowed too, the way to the rest, and the file of just these. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from './support/axe.ts';
import { type Page, PHONE, shot } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';

const PEOPLE = 60;

let office: Office;
before(async () => {
  office = await openOffice();
  const { ctx } = office.server;
  const at = ctx.clock.now();
  const name = (i: number) => (i % 2 === 0 ? `Nguyễn Văn Chẵn ${i}` : `Trần Thị Lẻ ${i}`);
  const agent = await office.as('agent');
  for (let i = 0; i < PEOPLE; i++) {
    const citizen = { name: name(i), phone: `09012${String(i).padStart(5, '0')}` };
    const made = await agent.post('/cases', { type: 'inquiry', content: `Hỏi việc ${i}`, citizen });
    assert.equal(made.status, 201);
  }
  const calls = Array.from({ length: PEOPLE }, (_, i) => ({
    direction: i % 3 === 0 ? ('outbound' as const) : ('inbound' as const),
    origin: 'manual' as const,
    number: `+849012${String(i).padStart(5, '0')}`,
    state: 'ended' as const,
    started_at: at,
    ended_at: at,
    outcome: i % 3 === 0 ? ('no_answer' as const) : ('answered' as const),
  }));
  await ctx.db.insertInto('calls').values(calls).execute();
  const { id } = await ctx.db.selectFrom('cases').select('id').limit(1).executeTakeFirstOrThrow();
  const owed = ['case.answer', 'missed_call', 'missed_call'].map((purpose) => ({
    case_id: id,
    phone: '+84901299999',
    purpose,
    why: 'Chưa gặp được',
    text: 'Gọi lại để hỏi nhu cầu.',
    created_at: at,
  }));
  await ctx.db.insertInto('callback_tasks').values(owed).execute();
});
after(() => office?.stop());

/** The rows of the file that the menu leads to. */
async function rowsOfFile(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Xuất danh sách' }).click();
  const link = page.getByRole('menuitem', { name: 'Xuất ra CSV' });
  const answer = await page.request.get((await link.getAttribute('href')) ?? '');
  assert.equal(answer.status(), 200);
  await page.keyboard.press('Escape');
  return Number(answer.headers()['x-row-count']);
}

test('citizens: how many, how many of them are here, the rest, and only those found', async () => {
  const page = await office.seat('supervisor', { path: '/desk/citizens' });
  // Võ Thị Bích Tuyền of the office's cases is the one more.
  await page.getByText(`${PEOPLE + 1} người`, { exact: true }).waitFor();
  await page.getByText(`Đang hiện 50 trong ${PEOPLE + 1}`).waitFor();
  assert.equal(await rowsOfFile(page), PEOPLE + 1);
  await assertAccessible(page, 'a list with its number');
  await shot(page, 'count-citizens');
  await page.getByRole('button', { name: 'Xem thêm' }).click();
  await page.locator('[data-case-row]').nth(PEOPLE).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Xem thêm' }).count(), 0);
  await page.getByRole('searchbox', { name: /Tìm/ }).fill('nguyen van chan');
  await page.getByRole('button', { name: 'Tìm', exact: true }).click();
  await page.getByText(`${PEOPLE / 2} người`, { exact: true }).waitFor();
  assert.equal(await rowsOfFile(page), PEOPLE / 2);
});

test('a next page that cannot be fetched says so and is tried again', async () => {
  const page = await office.seat('supervisor', { path: '/desk/citizens' });
  await page.getByRole('button', { name: 'Xem thêm' }).waitFor();
  const refusal = { type: 'about:blank', title: 'x', status: 400, code: 'bad_request' };
  await page.route(/cursor=/, (route) => route.fulfill({ status: 400, json: refusal }));
  await page.getByRole('button', { name: 'Xem thêm' }).click();
  await page.getByText('Chưa tải được phần tiếp theo.').waitFor();
  await shot(page, 'count-failed');
  await page.unroute(/cursor=/);
  await page.getByRole('main').getByRole('button', { name: 'Thử lại' }).click();
  await page.locator('[data-case-row]').nth(PEOPLE).waitFor();
});

test('calls: the number follows the filters, and so does the file', async () => {
  const page = await office.seat('supervisor', { path: '/desk/calls?view=all' });
  await page.getByText(`${PEOPLE} cuộc gọi`, { exact: true }).waitFor();
  await page.getByRole('combobox', { name: 'Chiều gọi' }).selectOption('outbound');
  await page.getByText(`${PEOPLE / 3} cuộc gọi`, { exact: true }).waitFor();
  assert.equal(await rowsOfFile(page), PEOPLE / 3);
  await assertAccessible(page, 'calls with their number');
  await shot(page, 'count-calls');
  const phone = await office.seat('supervisor', { path: '/desk/calls?view=all', viewport: PHONE });
  await phone.getByText(`${PEOPLE} cuộc gọi`, { exact: true }).waitFor();
  await assertAccessible(phone, 'calls on a phone');
  await shot(phone, 'count-calls-phone');
});

test('call-backs: who rang comes first; each kind with its number, in the address, and as a file', async () => {
  const page = await office.seat('supervisor', { path: '/desk/callbacks' });
  const kinds = page.getByRole('navigation', { name: 'Loại việc gọi lại' });
  await kinds.getByRole('link', { name: 'Cuộc gọi nhỡ 2' }).waitFor();
  assert.match((await page.getByRole('article').first().getByRole('heading').textContent()) ?? '', /^Cuộc gọi nhỡ/);
  await kinds.getByRole('link', { name: 'Cuộc gọi nhỡ 2' }).click();
  await page.getByText('2 việc gọi lại', { exact: true }).waitFor();
  assert.ok(page.url().endsWith('?kind=missed'));
  assert.deepEqual(await kinds.locator('[aria-current]').allTextContents(), ['Cuộc gọi nhỡ 2']);
  assert.equal(await rowsOfFile(page), 2);
  await assertAccessible(page, 'call-backs of one kind');
  await shot(page, 'callbacks-kind');
  const phone = await office.seat('supervisor', { path: '/desk/callbacks?kind=kept', viewport: PHONE });
  await phone.getByRole('heading', { name: 'Không còn việc nào loại “Hẹn gọi lại”.' }).waitFor();
  await assertAccessible(phone, 'no call-backs of a kind');
  await shot(phone, 'callbacks-kind-phone');
  await phone.getByRole('link', { name: 'Xem tất cả các loại' }).click();
  await phone.getByRole('article').first().waitFor();
});

test('an agent has the number, but no file', async () => {
  const page = await office.seat('agent', { path: '/desk/calls?view=missed' });
  await page.getByText('0 cuộc gọi', { exact: true }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Xuất danh sách' }).count(), 0);
});

test('the lists that had no number or no file have both, and they agree', async () => {
  const admin = await office.seat('admin2', { path: '/desk/admin/audit' });
  const figure = async (page: Page, of: RegExp) =>
    Number.parseInt((await page.getByRole('status').filter({ hasText: of }).first().textContent()) ?? '', 10);
  assert.ok((await figure(admin, /sự kiện$/)) > PEOPLE);
  await assertAccessible(admin, 'the audit trail with its number');
  await admin.goto('/desk/admin/templates');
  assert.equal(await figure(admin, /mẫu$/), await rowsOfFile(admin));
  await admin.getByRole('searchbox').fill('tiep nhan');
  await admin.getByText(/^\d mẫu$/).waitFor();
  assert.equal(await figure(admin, /mẫu$/), await rowsOfFile(admin));
  const officer = await office.seat('officer', { path: '/desk/notices' });
  assert.equal(await figure(officer, /thông báo$/), await rowsOfFile(officer));
  await assertAccessible(officer, 'notices with their number and file');
  const supervisor = await office.seat('supervisor', { path: '/desk/waiting' });
  const figures = supervisor.locator('main section h2 + span');
  await figures.nth(5).waitFor();
  const waiting = (await figures.allTextContents()).reduce((sum, text) => sum + Number(text), 0);
  assert.ok(waiting > 0);
  assert.equal(await rowsOfFile(supervisor), waiting);
});

test('no page complained', () => {
  assert.deepEqual(office.complaints(), []);
});
