import assert from 'node:assert/strict';
import { test } from 'node:test';
import { titleOf } from './text.ts';

test('a title is what the letter is about, not how it greets', () => {
  const titles: [string, string][] = [
    ['Kính gửi Tổng đài 1022,\n\nTrước cổng trường có ổ gà.\nTôi gửi ảnh.', 'Trước cổng trường có ổ gà.'],
    ['Kính gửi tổng đài 1022. Nước mặn lên 4 phần ngàn.', 'Nước mặn lên 4 phần ngàn.'],
    ['Dạ, em chào tổng đài! đèn đường hỏng', 'Đèn đường hỏng'],
    ['Alo 1022 ơi, nhà em mất điện', 'Nhà em mất điện'],
    ['Kính gửi Tổng đài', 'Kính gửi Tổng đài'],
    ['Chào hàng rong lấn vỉa hè', 'Chào hàng rong lấn vỉa hè'],
    ['  \n  Một  dòng  ', 'Một dòng'],
    ['iPhone bị giật trước chợ', 'iPhone bị giật trước chợ'],
    ['', ''],
  ];
  for (const [text, title] of titles) assert.equal(titleOf(text), title);
});

test('a long title ends at a word, without a comma before the dots', () => {
  assert.equal(titleOf('Đường hỏng, đèn tắt', 14), 'Đường hỏng…');
  assert.ok(titleOf('Không dấu cách'.replaceAll(' ', '').repeat(20)).length <= 120);
});
