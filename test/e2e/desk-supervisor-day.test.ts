/** A supervisor's day: all that waits on one page, by kind and unit; given to an officer, an agent, taken over, with a reason. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { transact } from '../../server/platform/transact.ts';
import { enqueue, startRouting } from '../../server/routing/index.ts';
import { createUserWith } from '../support/factories.ts';
import { assertAccessible } from './support/axe.ts';
import { DESKTOP, PHONE, shot } from './support/browser.ts';
import { type Office, openOffice } from './support/office.ts';

let office: Office;
let routing: ReturnType<typeof startRouting>;
before(async () => {
  office = await openOffice();
  const { ctx } = office.server;
  routing = startRouting(ctx, { works: true });
  await ctx.db.updateTable('routing_kinds').set({ offer_seconds: 3_600 }).execute();
  await createUserWith(ctx, {
    username: 'officer9',
    displayName: 'Lê Thị Cẩm Nhung',
    role: 'officer',
    unit: 'so-xay-dung',
  });
  // What is signed and can only be told by telephone is a call that we owe.
  const leader = await office.as('leader');
  const { version } = (await leader.get(`/cases/${office.cases.signing}`)).body;
  await leader.post(`/cases/${office.cases.signing}/actions`, { action: 'approve', version });
  // Just late: what is late for long has gone up to a leader by itself.
  await ctx.db
    .updateTable('cases')
    .set({ due_at: new Date(ctx.clock.now().getTime() - 60_000) })
    .where('code', 'in', [office.cases.processing, office.cases.forwarded])
    .execute();
});
after(async () => {
  await routing?.stop();
  await office?.stop();
});

test('sees all that waits, gives one to an officer and one to an agent, takes one over', async () => {
  const { ctx } = office.server;
  const page = await office.seat('supervisor', { path: '/desk/waiting' });
  await page.getByRole('heading', { name: 'Đang chờ', level: 1 }).waitFor();
  await page.getByRole('button', { name: /^Trạng thái:/ }).click();
  await page.getByRole('menuitem', { name: /^Bận/ }).click();
  const overdue = page.getByRole('region', { name: 'Phiếu quá hạn' });
  const title = 'Cống thoát nước nghẹt, nước tràn vào nhà';
  await overdue.getByRole('link', { name: title }).waitFor();

  // The figure is the server's own.
  const supervisor = await office.as('supervisor');
  const count = async (query: string) => (await supervisor.get(`/cases/count?view=all&due=overdue${query}`)).body.total;
  const kinds = page.getByRole('combobox', { name: 'Loại việc' });
  await kinds.getByText(`Phiếu quá hạn (${await count('')})`).waitFor({ state: 'attached' });
  await assertAccessible(page, 'all that waits');
  await shot(page, 'supervisor-waiting');
  await page.emulateMedia({ contrast: 'more' });
  await assertAccessible(page, 'all that waits, high contrast', 'colours');
  await page.emulateMedia({ contrast: 'no-preference' });
  await page.setViewportSize(PHONE);
  await assertAccessible(page, 'all that waits, on a phone');
  await shot(page, 'supervisor-waiting-phone');
  await page.setViewportSize(DESKTOP);

  await page.getByRole('combobox', { name: 'Đơn vị' }).selectOption('so-xay-dung');
  await kinds.getByText(`Phiếu quá hạn (${await count('&unit=so-xay-dung')})`).waitFor({ state: 'attached' });
  await page.getByRole('region', { name: 'Cuộc gọi còn nợ' }).waitFor({ state: 'detached' });
  await overdue.getByRole('button', { name: `Điều phối: ${title}` }).click();
  const move = page.getByRole('dialog', { name: `Điều phối: ${title}` });
  await move.getByRole('combobox', { name: 'Giao cho' }).selectOption('officer9');
  await move.getByRole('button', { name: 'Giao', exact: true }).click();
  await move.getByRole('alert').getByText('Hãy ghi lý do trước.').waitFor();
  await assertAccessible(page, 'a move without a reason');
  await shot(page, 'supervisor-move');
  await move.getByRole('textbox', { name: 'Lý do' }).fill('Cán bộ đang giữ nghỉ phép');
  await move.getByRole('button', { name: 'Giao', exact: true }).click();
  await overdue.getByText(/Lê Thị Cẩm Nhung đang giữ/).waitFor();
  const timeline = (await supervisor.get(`/cases/${office.cases.processing}/timeline`)).body.items;
  assert.ok(
    timeline.some((e: { data: { reason?: string } }) => e.data.reason === 'Cán bộ đang giữ nghỉ phép'),
    'the reason is in the trail',
  );

  // What came to the switchboard: a call nobody is free for is taken over.
  await page.getByRole('combobox', { name: 'Đơn vị' }).selectOption('');
  await transact(ctx, (tx) => enqueue(tx, { kind: 'chat', channel: 'zalo', title: 'Xin giờ làm việc', ref: 'mot' }));
  await kinds.selectOption('callback');
  const owed = page.getByRole('region', { name: 'Cuộc gọi còn nợ' });
  const act = owed.getByRole('button', { name: /^Điều phối:/ }).first();
  await act.click();
  const take = page.getByRole('dialog', { name: /^Điều phối:/ });
  await take.getByRole('textbox', { name: 'Lý do' }).fill('Tôi gọi luôn');
  await take.getByRole('button', { name: 'Nhận về mình' }).click();
  await owed.getByText(/Trần Ngọc Hân đang giữ/).waitFor();
  await assertAccessible(page, 'calls that we owe');
  await kinds.selectOption('call');
  await page.getByText('Không có việc nào đang chờ.').waitFor();
  await assertAccessible(page, 'nothing waits');
  assert.deepEqual(office.complaints(), []);
});

test('five report one thing: declared with all of them in one go, what is said is changed, it ends with a reason', async () => {
  const agent = await office.as('agent');
  for (let n = 0; n < 5; n++)
    await agent.post('/cases', {
      type: 'service_report',
      channel: 'phone',
      content: `Nhà số ${n + 1} mất điện từ sáng`,
      category: 'mat-dien',
      area: '28249',
    });
  const page = await office.seat('supervisor', { path: '/desk/incidents' });
  const perhaps = page.getByRole('region', { name: 'Có thể là sự cố chung' });
  await perhaps.getByText('5 phiếu: Mất điện, cúp điện, Phường Đạo Thạnh').waitFor();
  await page.getByText('Không có sự cố chung nào đang diễn ra').waitFor();
  await perhaps.getByRole('button', { name: 'Công bố với 5 phiếu này' }).click();
  const dialog = page.getByRole('dialog', { name: 'Công bố sự cố chung' });
  await dialog.getByRole('textbox', { name: 'Tên sự cố' }).fill('Mất điện phường Đạo Thạnh');
  await dialog.getByRole('checkbox', { name: /Nhà số 5/ }).uncheck();
  await assertAccessible(page, 'an incident is declared');
  await dialog.getByRole('button', { name: 'Công bố và gộp 3 phiếu' }).click();
  await dialog.waitFor({ state: 'detached' });
  // The fifth may belong to it: offered at once.
  await perhaps.getByRole('button', { name: 'Gộp 1 phiếu vào sự cố' }).click();
  await perhaps.getByText('Hiện không có nhóm phiếu nào').waitFor();
  await page.getByText('4 phiếu đã gộp, 4 lập hôm nay').waitFor();

  await page.getByRole('link', { name: 'Mất điện phường Đạo Thạnh' }).click();
  await page.getByRole('button', { name: 'Sửa', exact: true }).click();
  const change = page.getByRole('dialog', { name: 'Sửa sự cố chung' });
  await change.getByRole('textbox', { name: 'Nói với người dân' }).fill('Đang thay máy biến áp, 18 giờ có điện.');
  await change.getByRole('button', { name: 'Lưu' }).click();
  await page.getByText('Đang thay máy biến áp, 18 giờ có điện.').waitFor();
  await assertAccessible(page, 'an incident');
  await page.setViewportSize(PHONE);
  await assertAccessible(page, 'an incident, on a phone', 'targets');
  await shot(page, 'supervisor-incident-phone');
  await page.setViewportSize(DESKTOP);
  await page.getByRole('button', { name: 'Kết thúc sự cố' }).click();
  const end = page.getByRole('dialog', { name: 'Kết thúc sự cố chung' });
  await end.getByRole('button', { name: 'Đã khắc phục xong.' }).click();
  await end.getByRole('button', { name: 'Kết thúc', exact: true }).click();
  await page.getByText(/bởi Trần Ngọc Hân: Đã khắc phục xong/).waitFor();
  assert.deepEqual(office.complaints(), []);
});
