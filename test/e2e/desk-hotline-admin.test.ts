/** The telephone is administered in Chromium: menu, prompts, settings, health, recordings, a call written by hand. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { hotlineMenu, speak, storeRecording } from '../../server/hotline/index.ts';
import { createUserWith, TEST_PASSWORD } from '../support/factories.ts';
import { assertAccessible } from './support/axe.ts';
import { type Person, PHONE, shot, signIn, startBrowser } from './support/browser.ts';
import { type OwnClockServer, startWithOwnClock } from './support/own-clock.ts';

let server: OwnClockServer;
let browser: Browser;
let boss: Page;
let callId = 0;
const people: Person[] = [];

before(async () => {
  [server, browser] = await Promise.all([startWithOwnClock({}), startBrowser()]);
  await createUserWith(server.ctx, {
    username: 'giamsat',
    displayName: 'Nguyễn Hoàng Thị Phương Thảo Giám Sát',
    role: 'supervisor',
  });
  await createUserWith(server.ctx, { username: 'an', displayName: 'Nguyễn Thị An', role: 'agent' });
  callId = await recordedCall();
  boss = await seat('giamsat', { path: '/desk/admin/hotline' });
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const seat = async (username: string, options: Parameters<typeof signIn>[3] = {}) => {
  const person = await signIn(browser, server.url, { username, password: TEST_PASSWORD }, options);
  people.push(person);
  return person.page;
};

/** A call of an agent with a spoken recording that was paused once. */
async function recordedCall(): Promise<number> {
  const { ctx } = server;
  const agent = await ctx.db.selectFrom('users').select('id').where('username', '=', 'an').executeTakeFirstOrThrow();
  const start = new Date(ctx.clock.now().getTime() - 3_600_000);
  const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
  const { id } = await ctx.db
    .insertInto('calls')
    .values({
      direction: 'inbound',
      origin: 'asterisk',
      state: 'ended',
      number: '+84905123456',
      agent_id: agent.id,
      started_at: start,
      connected_at: at(10),
      ended_at: at(60),
      outcome: 'answered',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const sound = await speak(
    'Alô, tổng đài một không hai hai xin nghe. Tôi muốn hỏi thủ tục đăng ký khai sinh cho con, cần mang theo giấy tờ gì và nộp ở đâu.',
  );
  const name = `call-${id}-1`;
  const times = { started_at: at(10), ended_at: at(60), seconds: sound.seconds };
  await ctx.db
    .insertInto('call_recordings')
    .values({ call_id: id, name, kind: 'talk', state: 'fetched', ...times })
    .execute();
  await ctx.db
    .insertInto('call_spans')
    .values({ call_id: id, kind: 'record_pause', started_at: at(13), ended_at: at(20) })
    .execute();
  await storeRecording(ctx, sound.narrow, { name });
  return id;
}

const contrast = (page: Page, on: boolean) =>
  page.evaluate((value) => {
    if (value) document.documentElement.dataset.theme = 'contrast';
    else delete document.documentElement.dataset.theme;
  }, on);
async function lookedAt(page: Page, name: string): Promise<void> {
  await assertAccessible(page, name);
  await shot(page, `hotline-${name}`);
  await contrast(page, true);
  await assertAccessible(page, `${name}, high contrast`, 'colours');
  await shot(page, `hotline-${name}-contrast`);
  await contrast(page, false);
}

test('a branch is added, its faults are said, the draft is walked and published; the engine has it', async () => {
  await boss.getByRole('heading', { name: 'Kịch bản cuộc gọi' }).waitFor();
  await boss.getByRole('button', { name: /Mời bấm phím/ }).click();
  const form = boss.getByRole('region', { name: 'Bước: Mời bấm phím' });
  await form.getByRole('button', { name: 'Thêm phím' }).click();
  await form.getByRole('combobox', { name: 'Phím 4 dẫn tới' }).selectOption({ label: '+ Chuyển sang số khác' });
  const fresh = boss.getByRole('region', { name: 'Bước: Chuyển sang số khác' });
  await fresh.getByRole('textbox', { name: 'Tên bước' }).fill('Điện lực khu vực');
  await boss.getByRole('region', { name: 'Bước: Điện lực khu vực' }).locator('input[inputmode=tel]').fill('19006769');
  await boss.getByText('Kịch bản không có lỗi').waitFor();
  await boss.getByRole('button', { name: /^Bắt đầu/ }).click();
  await boss
    .getByRole('region', { name: /^Bước: Đọc lời nhắc/ })
    .getByRole('combobox', { name: 'Bước tiếp theo' })
    .selectOption({ label: '+ Mời bấm phím' });
  await boss.getByText(/điều cần sửa trước khi phát hành/).waitFor();
  await lookedAt(boss, 'menu-faults');
  // Thrown away: the start leads on as before, but the new branch has to be made again, by what was kept.
  await boss.getByRole('button', { name: 'Bỏ bản nháp' }).click();
  await boss.getByRole('button', { name: /Mời bấm phím/ }).click();
  await form.getByRole('button', { name: 'Thêm phím' }).click();
  await form.getByRole('combobox', { name: 'Phím 4 dẫn tới' }).selectOption({ label: '+ Chuyển sang số khác' });
  await fresh.getByRole('textbox', { name: 'Tên bước' }).fill('Điện lực khu vực');

  await boss.getByRole('button', { name: 'Gọi thử' }).click();
  await boss.getByRole('button', { name: 'Bấm phím 4' }).click();
  await boss.getByText('→ Chuyển sang số 113').waitFor();
  await boss.getByRole('button', { name: 'Lưu nháp' }).click();
  await boss.getByText(/^Bản nháp từ phiên bản 0/).waitFor();
  await lookedAt(boss, 'menu');
  await boss.getByRole('button', { name: 'Phát hành…' }).click();
  const dialog = boss.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Đã đổi gì, vì sao' }).fill('Thêm nhánh điện lực');
  await dialog.getByText('Thêm bước: Điện lực khu vực').waitFor();
  await assertAccessible(boss, 'publish dialog');
  await shot(boss, 'hotline-publish');
  await dialog.getByRole('button', { name: 'Phát hành', exact: true }).click();
  await boss.getByText('Đang dùng: phiên bản 1').waitFor();
  const { version, graph } = await hotlineMenu(server.ctx.db);
  assert.equal(version, 1);
  assert.ok(Object.values(graph.nodes).some((node) => node.kind === 'transfer' && node.title === 'Điện lực khu vực'));
});

test('prompts: an announcement is spoken and switched off; a text is changed and taken back', async () => {
  await boss.getByRole('link', { name: 'Lời nhắc' }).click();
  await boss.getByRole('heading', { name: 'Lời nhắc', level: 1 }).waitFor();
  await boss.getByRole('button', { name: 'Thêm thông báo' }).click();
  const dialog = boss.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Tên thông báo' }).fill('Vỡ ống nước đường Nguyễn Huệ');
  await dialog
    .getByRole('textbox', { name: 'Nội dung' })
    .fill('Đường Nguyễn Huệ đang mất nước do vỡ ống. Dự kiến có nước lúc 16 giờ.');
  await assertAccessible(boss, 'announcement form');
  await dialog.getByRole('button', { name: 'Thêm thông báo' }).click();
  await boss.getByText('Đang đọc cho người gọi').waitFor();
  await lookedAt(boss, 'prompts');
  await boss.getByRole('button', { name: 'Tắt thông báo Vỡ ống nước đường Nguyễn Huệ' }).click();
  await boss.getByText('Đang tắt').waitFor();
  await boss.getByRole('button', { name: 'Sửa nội dung: Lời chào cuối' }).click();
  await dialog.getByRole('textbox', { name: 'Nội dung' }).fill('Xin cảm ơn và hẹn gặp lại.');
  await dialog.getByRole('button', { name: 'Lưu và cho máy đọc' }).click();
  await boss.getByText('Nội dung đã sửa').waitFor();
  // A studio recording, decoded by this browser whatever its format.
  const studio = (await speak('Giọng thu ở phòng thu')).wide;
  const [chooser] = await Promise.all([
    boss.waitForEvent('filechooser'),
    boss.getByRole('button', { name: 'Thay bằng bản thu… Mời giữ máy' }).click(),
  ]);
  await chooser.setFiles({ name: 'thu âm.wav', mimeType: 'audio/wav', buffer: studio });
  await boss.getByText('Bản thu', { exact: true }).waitFor();
  const heard = boss.waitForResponse(/prompts\/please-wait\/audio/);
  await boss.getByRole('button', { name: 'Nghe “Mời giữ máy”' }).click();
  assert.equal((await heard).status(), 200);
});

test('settings are saved and wrong ones named; results of calls are reworded; a foreign exchange is entered', async () => {
  await boss.getByRole('link', { name: 'Thiết lập' }).click();
  const wrap = boss.getByRole('spinbutton', { name: /Thời gian hoàn tất cuộc gọi/ });
  await wrap.fill('5000');
  await boss.getByRole('button', { name: 'Lưu', exact: true }).click();
  await boss.getByText(/900/).first().waitFor();
  await wrap.fill('45');
  await boss.getByRole('button', { name: 'Lưu', exact: true }).click();
  await boss.getByText(/Giám Sát sửa/).waitFor();
  await boss.getByRole('textbox', { name: 'Kết quả 1', exact: true }).fill('Đã trả lời ngay trên máy');
  await boss.getByRole('button', { name: 'Thêm kết quả' }).click();
  const fresh = boss.getByRole('textbox', { name: 'Kết quả 10', exact: true });
  await fresh.fill('Đã lập phiếu');
  await boss.getByRole('button', { name: 'Lưu kết quả' }).click();
  await boss.getByText('Kết quả này đã có ở trên.').waitFor();
  // Another language reads everything anew: what is being typed stays.
  await boss.getByRole('button', { name: 'Hiển thị' }).click();
  const reread = boss.waitForResponse((answer) => answer.url().includes('/call-dispositions'));
  await boss.getByText('English', { exact: true }).click();
  await reread;
  await boss.getByRole('button', { name: 'Save results' }).waitFor();
  assert.equal(await boss.getByRole('textbox', { name: 'Result 10', exact: true }).inputValue(), 'Đã lập phiếu');
  await boss.getByText('Tiếng Việt', { exact: true }).click();
  await boss.keyboard.press('Escape');
  await fresh.fill('Đã chuyển cứu hộ, cứu nạn 114');
  await boss.getByRole('button', { name: 'Lưu kết quả' }).click();
  await boss.getByText('Đã lưu kết quả cuộc gọi').waitFor();
  await boss.getByRole('button', { name: 'Bỏ “Đã chuyển cứu hộ, cứu nạn 114”' }).waitFor();
  await boss.getByRole('button', { name: 'Thêm tổng đài ngoài' }).click();
  const dialog = boss.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Tên', exact: true }).fill('Tổng đài cũ');
  await dialog.getByRole('textbox', { name: /^Mã/ }).fill('pbx');
  await dialog.getByRole('button', { name: 'Tạo khóa' }).click();
  await dialog.getByRole('textbox', { name: 'Máy lẻ của tổng đài viên' }).fill('101 = an');
  await assertAccessible(boss, 'foreign exchange form');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await boss.getByText('/hooks/cti/pbx').waitFor();
  await lookedAt(boss, 'settings');
});

test('health says in a glance what is missing', async () => {
  await boss.getByRole('link', { name: 'Tình trạng' }).click();
  await boss.getByText('Chưa có tổng đài Asterisk nào được khai báo.').waitFor();
  await lookedAt(boss, 'health');
});

test('a recording is played by keyboard, sought, sped up; it is kept, and who listened is shown', async () => {
  await boss.goto(`${server.url}/desk/recordings`);
  await boss.getByRole('button', { name: /^Nghe Cuộc nói chuyện 0905 123 456/ }).click();
  const player = boss.getByRole('group', { name: /^Trình phát/ });
  const slider = player.getByRole('slider', { name: 'Vị trí' });
  await player.getByText(/0:00 trên 0:\d\d/).waitFor();
  await player.getByText('Tạm dừng ghi âm 1 lần').waitFor();
  await slider.focus();
  await boss.keyboard.press('End');
  await boss.keyboard.press('Home');
  await boss.keyboard.press('ArrowRight');
  await player.getByText(/0:05 trên/).waitFor();
  await player.getByRole('combobox', { name: 'Tốc độ' }).selectOption('2');
  await lookedAt(boss, 'recordings');
  await boss.keyboard.press('Escape');
  await boss.getByRole('button', { name: /^Việc với Cuộc nói chuyện/ }).click();
  await boss.getByRole('menuitem', { name: 'Giữ lại' }).click();
  const dialog = boss.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Lý do' }).fill('Người dân khiếu nại thái độ');
  await assertAccessible(boss, 'hold form');
  await dialog.getByRole('button', { name: 'Giữ lại' }).click();
  await boss.getByText('giữ lại: Người dân khiếu nại thái độ').waitFor();
  await boss.getByRole('button', { name: /^Việc với Cuộc nói chuyện/ }).click();
  await boss.getByRole('menuitem', { name: 'Ai đã nghe' }).click();
  await dialog.getByText(/Giám Sát nghe/).waitFor();
  const events = await server.ctx.db
    .selectFrom('events')
    .select('id')
    .where('type', '=', 'call.recording_heard')
    .where('subject_id', '=', String(callId))
    .execute();
  assert.equal(events.length, 1, 'all the pieces of one listening are one entry');
});

test('an agent writes a call down by hand on a telephone-sized screen', async () => {
  const an = await seat('an', { path: '/desk/calls/manual', viewport: PHONE });
  await an.getByRole('textbox', { name: 'Số điện thoại của người dân' }).fill('0939 111 222');
  await an.getByRole('button', { name: 'Lưu cuộc gọi' }).click();
  await an.getByText('Hãy nhập thời lượng đã nói chuyện.').waitFor();
  await an.getByRole('textbox', { name: 'Giờ bắt đầu' }).or(an.getByLabel('Giờ bắt đầu')).first().fill('00:01');
  await an.getByRole('spinbutton', { name: 'Phút' }).fill('0');
  await an.getByRole('spinbutton', { name: 'Giây' }).fill('20');
  await an.getByRole('textbox', { name: 'Nội dung trao đổi' }).fill('Hỏi lịch cắt điện ấp Tân Thuận');
  await an.getByRole('combobox', { name: 'Kết quả cuộc gọi' }).selectOption({ index: 1 });
  await lookedAt(an, 'manual-phone');
  await an.getByRole('button', { name: 'Lưu cuộc gọi' }).click();
  await an.getByText(/Đã lưu cuộc gọi 0939 111 222/).waitFor();
  await an.getByRole('link', { name: 'Lập phiếu từ cuộc gọi này' }).click();
  await an.waitForURL(/\/calls\/\d+\/contact$/);
  await an.getByRole('heading', { level: 1, name: /0939 111 222/ }).waitFor();
  await an.getByText('Hỏi lịch cắt điện ấp Tân Thuận').waitFor();
  for (const [path, name] of [['/desk/recordings', 'recordings-phone']] as const) {
    await an.goto(server.url + path);
    await an.getByRole('heading', { level: 1 }).waitFor();
    await assertAccessible(an, name);
    await shot(an, `hotline-${name}`);
  }
});

test('what may be called: a rule is added in front, saved, and a number is tried', async () => {
  await boss.goto(`${server.url}/desk/admin/dial-rules`);
  await boss.getByRole('button', { name: 'Thêm quy tắc' }).click();
  await boss.getByRole('textbox', { name: 'Quy tắc 1: Đầu số' }).fill('+84999');
  await boss.getByRole('textbox', { name: 'Quy tắc 1: Tên' }).fill('Đầu số lừa đảo');
  await boss.getByRole('combobox', { name: 'Quy tắc 1: Cho gọi' }).selectOption('no');
  await boss.getByRole('button', { name: 'Lưu', exact: true }).click();
  await boss.getByText('Đã lưu quy tắc gọi ra').waitFor();
  await boss.getByRole('textbox', { name: 'Số điện thoại' }).fill('0999 123 456');
  await boss.getByText(/Không gọi được .*: Đầu số lừa đảo\./).waitFor();
  await boss.getByRole('button', { name: 'Bỏ quy tắc 1', exact: true }).click();
  await boss.getByRole('button', { name: 'Lưu', exact: true }).click();
  await boss.getByRole('textbox', { name: 'Số điện thoại' }).fill('0999 123 457');
  await boss.getByText(/^Gọi được: /).waitFor();
  await lookedAt(boss, 'dial-rules');
});

test('the administration fits a telephone-sized screen, and speaks English', async () => {
  const page = await seat('giamsat', { path: '/desk/admin/hotline', viewport: PHONE });
  for (const path of ['', '/prompts', '/settings', '/health']) {
    await page.goto(`${server.url}/desk/admin/hotline${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('status').first().waitFor({ state: 'attached' });
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wider <= 0, `/admin/hotline${path} is ${wider} px too wide`);
    await shot(page, `hotline-phone${path.replace('/', '-')}`);
  }
  // Two forms were filled wrongly on purpose.
  const told = people.flatMap(({ complaints }) => complaints.filter((line) => !/status of 422/.test(line)));
  assert.deepEqual(told, []);
});
