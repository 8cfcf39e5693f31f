import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPersonal, type PersonalKind, personalLeft, redact } from './redact.ts';

const MASKED: [string, PersonalKind][] = [
  ['0901234567', 'phone'],
  ['0901 234 567', 'phone'],
  ['0901.234.567', 'phone'],
  ['090.123.45.67', 'phone'],
  ['0901-234-567', 'phone'],
  ['+84 901 234 567', 'phone'],
  ['+84901234567', 'phone'],
  ['84901234567', 'phone'],
  ['(0277) 3851 022', 'phone'],
  ['0277.3.851.022', 'phone'],
  ['01234567890', 'phone'],
  ['không chín không một hai ba bốn năm sáu bảy', 'phone'],
  ['Không-chín-không một hai ba, bốn năm sáu bảy', 'phone'],
  ['nguyen.van.dan@example.vn', 'email'],
  ['dan (at) example.com.vn', 'email'],
  ['087201001234', 'id_number'],
  ['087 201 001 234', 'id_number'],
  ['341234567', 'id_number'],
  ['66F1-234.56', 'plate'],
  ['66F1 23456', 'plate'],
  ['63C-12345', 'plate'],
  ['66-f1 234.56', 'plate'],
  ['51AB-123.45', 'plate'],
];
for (const [text, kind] of MASKED) {
  test(`${text} is ${kind}`, () => {
    const sentence = `Xin liên hệ ${text} để biết thêm.`;
    const [found, ...others] = findPersonal(sentence);
    assert.deepEqual([found?.kind, others.length], [kind, 0], JSON.stringify([found, ...others]));
    assert.doesNotMatch(redact(sentence), /\d{3}|@|chín|\(at\)/);
  });
}

test('accounts and papers are known by the words before them', () => {
  assert.equal(redact('STK: 0071 0012 34567 Vietcombank'), 'STK: [số tài khoản] Vietcombank');
  assert.equal(
    redact('chuyển vào số tài khoản của tôi là 19034567890123'),
    'chuyển vào số tài khoản của tôi là [số tài khoản]',
  );
  assert.equal(redact('CMND số 341 234 567 cấp năm 2010'), 'CMND số [số giấy tờ] cấp năm 2010');
});

const HARMLESS = [
  'Phiếu 1022-261123-0412 ngày 23/11/2026, 23.11.2026.',
  'Mức phạt 1.500.000 đồng, tổng 100.000.000 đ; 250.000.000 đồng.',
  'Theo Luật 91/2025/QH15 và Nghị định 356/2025/NĐ-CP, Điều 12.',
  'Gọi 1022, 113 hoặc 19001022; tổng đài 1800 1234.',
  'Đoạn dài 1200 m, cao 12 m, từ km 12+300 đến km 14+500, năm 2026.',
  'Một hai ba người dân chờ từ sáu giờ đến chín giờ.',
  'Từ 7 giờ 30 ngày 2 tháng 9 năm 2026 đến 16 giờ 45.',
];
for (const text of HARMLESS)
  test(`left alone: ${text.slice(0, 40)}`, () => assert.deepEqual(findPersonal(text), [], redact(text)));

test('two numbers beside each other are two', () => {
  assert.equal(
    redact('0901234567, 0912345678 hoặc 0277 3851022'),
    '[số điện thoại], [số điện thoại] hoặc [số điện thoại]',
  );
});

test('names of the case are masked as whole words, however they are spaced or cased', () => {
  assert.equal(
    redact('Tôi là NGUYỄN  VĂN DÂN, con ông Văn.', ['Nguyễn Văn Dân', 'Văn']),
    'Tôi là [họ tên], con ông Văn.',
  );
});

test('what is named as public stays, written in whatever way', () => {
  const text = 'Đường dây nóng của Sở: 0277.3851.022; gặp anh Tư 0901 234 567.';
  assert.deepEqual(
    personalLeft(text, ['02773851022']).map((f) => f.text),
    ['0901 234 567'],
  );
  assert.deepEqual(personalLeft('Không có gì ở đây.'), []);
});

test('a masked text holds nothing more to mask', () => {
  for (const [text] of MASKED) assert.deepEqual(findPersonal(redact(`A ${text} B`)), []);
});

test('long and nasty texts come to an end', () => {
  const parts = ['0', '0 ', 'a@', 'stk ', 'không ', 'a.', '66F', '1.'];
  for (const part of parts) assert.ok(Array.isArray(findPersonal(part.repeat(6_000))), part);
});
