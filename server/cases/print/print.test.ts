/** A case on paper: its words, who is named on it, who may make it, and what is on record of it. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { type Person, startCasesApp } from '../../../test/support/cases-app.ts';
import { pdfText } from '../../../test/support/pdf-text.ts';
import { dateLine, listed } from './sheet.ts';

const t = await startCasesApp();
const admin = await t.as({ role: 'admin' });
await admin.put('/admin/installation', {
  authority: 'Ủy ban nhân dân tỉnh Cà Mau',
  agency: 'Trung tâm Điều hành đô thị thông minh tỉnh Cà Mau',
  place: 'Cà Mau',
  address: '',
  phone: '',
  email: '',
  hotline: '1022',
});
const CITIZEN = { name: 'Nguyễn Phước Quý Thiện', phone: '0913456789', email: 'quy.thien@thu.example' };
/** Every Vietnamese letter that a font may lack. */
const LETTERS =
  'ạ ả ấ ầ ẩ ẫ ậ ắ ằ ẳ ẵ ặ ẹ ẻ ẽ ế ề ể ễ ệ ỉ ị ọ ỏ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ụ ủ ứ ừ ử ữ ự ỳ ỵ ỷ ỹ đ Đ Ơ Ư Ừ Ữ Ự';

async function print(who: Person, code: string, kind = 'transfer', keep?: string) {
  const answer = await who.raw({ method: 'GET', url: `/api/v1/cases/${code}/print?kind=${kind}` });
  if (answer.status === 200 && keep && process.env.SHOTS)
    await writeFile(`${process.env.SHOTS}/${keep}.pdf`, answer.bytes);
  const text = answer.status === 200 ? pdfText(answer.bytes).replaceAll(/\s+/g, ' ') : '';
  return { ...answer, text, pages: answer.status === 200 ? pdfText(answer.bytes).split('\f').length - 1 : 0 };
}

async function forwarded(body: Record<string, unknown> = {}) {
  const made = await t.newCase({ citizen: CITIZEN, ...body });
  await t.did(t.agent, made.code, 'forward', {
    leadUnit: 'so-xay-dung',
    coUnits: ['so-nn-mt'],
    note: 'Đề nghị kiểm tra trong ngày.',
  });
  return made.code;
}

test('the slip says who asks whom to do what by when, in the words of a document', async () => {
  const long = Array.from(
    { length: 24 },
    (_, i) => `Đoạn ${i + 1}: mặt đường lún, nước đọng ${LETTERS}, xe máy ngã.`,
  ).join('\n');
  const title =
    'Đường Nguyễn Huệ (đoạn từ ngã ba Tân Thành đến cầu Gành Hào) hư hỏng nặng, ngập nước, mất an toàn giao thông kéo dài nhiều tháng';
  const code = await forwarded({ content: long, title });
  const paper = await print(t.agent, code, 'transfer', 'phieu-chuyen');
  assert.equal(paper.status, 200);
  assert.equal(paper.headers['content-type'], 'application/pdf');
  assert.equal(paper.headers['content-disposition'], `inline; filename="phieu-chuyen-${code}.pdf"`);
  assert.equal(paper.headers['cache-control'], 'no-store');
  for (const words of [
    'ỦY BAN NHÂN DÂN TỈNH CÀ MAU',
    'TRUNG TÂM ĐIỀU HÀNH ĐÔ THỊ',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    `Số: ${code}/PC`,
    'Cà Mau, ngày 23 tháng 11 năm 2026',
    'PHIẾU CHUYỂN',
    'Kính gửi:',
    'Sở Xây dựng tỉnh Đồng Tháp (chủ trì);',
    'Sở Nông nghiệp và Môi trường tỉnh Đồng Tháp (phối hợp).',
    'Nguyễn Phước Quý Thiện',
    '0913 456 789',
    'Đề nghị kiểm tra trong ngày.',
    'Đề nghị Sở Xây dựng tỉnh Đồng Tháp chủ trì, phối hợp với Sở Nông nghiệp và Môi trường tỉnh Đồng Tháp',
    'NGƯỜI CHUYỂN',
    'Lê Thị Tổng Đài',
    'Nơi nhận:',
    LETTERS,
  ])
    assert.ok(paper.text.includes(words), `${words}\n${paper.text.slice(0, 3000)}`);
  assert.ok(paper.pages >= 2, `${paper.pages} pages`);
  assert.match(pdfText(paper.bytes).split('\f')[1] ?? '', /^\s*2\s/, 'the second page is numbered');
  assert.doesNotMatch(pdfText(paper.bytes).split('\f')[0] ?? '', /^\s*1\s/, 'the first is not');
});

test('the handling unit’s paper does not name the citizen; the centre’s does, and that is on record', async () => {
  const code = await forwarded();
  const made = await t.eventsDuring(async () => {
    const officers = await print(t.officer, code, 'transfer', 'phieu-chuyen-che');
    assert.equal(officers.status, 200);
    for (const secret of Object.values(CITIZEN)) assert.ok(!officers.text.includes(secret), secret);
    assert.ok(officers.text.includes('Danh tính được bảo vệ theo quy định'));
  });
  assert.deepEqual(made, [], 'nothing personal, nothing to record');
  const [event, ...more] = await t.eventsDuring(() => print(t.agent, code));
  assert.deepEqual([event?.type, event?.data, more.length], ['case.printed', { kind: 'transfer', identity: true }, 0]);
});

test('a protected report never names its sender on paper, not even for those who know', async () => {
  const made = await t.newCase({ type: 'conduct_report', aboutUnit: 'so-xay-dung', citizen: CITIZEN });
  await t.did(t.agent, made.code, 'forward', { leadUnit: 'so-nn-mt' });
  const [events, paper] = [await t.eventsDuring(() => print(t.agent, made.code)), await print(t.agent, made.code)];
  assert.deepEqual(events, []);
  for (const secret of Object.values(CITIZEN)) assert.ok(!paper.text.includes(secret), secret);
  assert.equal((await print(t.officer, made.code)).status, 404, 'and the unit it is about gets none at all');
});

test('before it goes to a unit it is the record of receipt', async () => {
  const { code } = await t.newCase({ citizen: CITIZEN });
  const paper = await print(t.agent, code, 'transfer', 'phieu-tiep-nhan');
  assert.ok(paper.text.includes('PHIẾU TIẾP NHẬN') && paper.text.includes(`${code}/PTN`));
  assert.ok(!paper.text.includes('Kính gửi'));
});

test('the answer carries the name of who signed it and exists from then on', async () => {
  const code = await forwarded();
  await t.did(t.officer, code, 'accept');
  assert.equal((await print(t.officer, code, 'answer')).status, 409);
  await t.did(t.officer, code, 'submit', { text: 'Đơn vị đã sửa xong mặt đường ngày 23/11.\n\nTrân trọng cảm ơn.' });
  assert.equal((await print(t.officer, code, 'answer')).status, 409, 'a draft is not an answer');
  await t.did(t.leader, code, 'approve');
  const paper = await print(t.agent, code, 'answer', 'phieu-tra-loi');
  for (const words of [
    'PHIẾU TRẢ LỜI',
    'SỞ XÂY DỰNG',
    'Ông/Bà Nguyễn Phước Quý Thiện',
    'đã sửa xong',
    'Nguyễn Giám Đốc',
    'LÃNH ĐẠO ĐƠN VỊ',
    `${code}/PTL`,
  ])
    assert.ok(paper.text.includes(words), `${words}\n${paper.text}`);
  const masked = await print(t.officer, code, 'answer');
  assert.ok(!masked.text.includes(CITIZEN.name) && masked.text.includes(`Người phản ánh (mã phiếu ${code})`));
});

test('whoever has no right or asks for another paper gets none', async () => {
  const { code } = await t.newCase();
  assert.equal((await t.anonymous.get(`/cases/${code}/print`)).status, 401);
  assert.equal((await admin.get(`/cases/${code}/print`)).status, 403);
  assert.equal((await t.officer.get(`/cases/${code}/print`)).status, 404);
  assert.equal((await t.agent.get(`/cases/${code}/print?kind=all`)).status, 422);
});

test('dates and lists as the decree writes them', () => {
  assert.equal(dateLine('Cà Mau', '2027-01-05'), 'Cà Mau, ngày 05 tháng 01 năm 2027');
  assert.equal(dateLine('', '2026-11-28'), 'ngày 28 tháng 11 năm 2026');
  assert.equal(dateLine('Huế', '2026-03-09'), 'Huế, ngày 09 tháng 3 năm 2026');
  assert.deepEqual(listed(['A', 'B']), ['A;', 'B.']);
});
