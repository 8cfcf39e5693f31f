/** What the layout does with words that fill pages: nothing is lost, and nobody signs an empty page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pdfText } from '../../../test/support/pdf-text.ts';
import { pdfOf } from './pdf.ts';
import type { Block, Sheet } from './sheet.ts';

const SENTENCE = 'Mặt đường lún, nước đọng nhiều ngày, xe máy ngã. ';
const ADDRESS = 'banquanlyduandautuxaydungcongtrinhgiaothongnongnghiepvaphattriennongthon@dongthap.example.vn';

const sheetWith = (body: Block[]): Sheet => ({
  authority: 'Ủy ban nhân dân tỉnh Đồng Tháp',
  agency: 'Sở Xây dựng',
  number: '1022-261128-0001/PTL',
  placeAndDate: 'Đồng Tháp, ngày 28 tháng 11 năm 2026',
  title: 'PHIẾU TRẢ LỜI',
  about: 'Về việc đường hỏng',
  to: ['Ông Nguyễn Văn A'],
  body,
  copies: ['Như trên;', 'Lưu: hồ sơ phiếu.'],
  signature: { capacity: ['LÃNH ĐẠO ĐƠN VỊ'], note: 'Đã phê duyệt', name: 'Võ Thanh Tùng' },
  foot: 'Phiếu 1022-261128-0001',
});

const pagesOf = async (body: Block[]) =>
  pdfText(await pdfOf(sheetWith(body)))
    .split('\f')
    .slice(0, -1);

test('one paragraph over pages stands there whole, and its end stands with the signature', async () => {
  // A page holds some seventy of them; the signature finds no room under a dozen of these ends.
  for (let count = 40; count <= 110; count += 10) {
    const pages = await pagesOf([{ kind: 'words', text: SENTENCE.repeat(count) }]);
    const words = pages.join(' ').replaceAll(/\s+/g, ' ');
    assert.equal(words.split('Mặt đường').length - 1, count, `${count} sentences`);
    assert.match(pages.at(-1) ?? '', /Võ Thanh Tùng/);
    assert.match(pages.at(-1) ?? '', /ngã/, `${count} sentences: the signature stands alone`);
  }
});

test('an address without a place to break stays on the paper', async () => {
  const [page = ''] = await pagesOf([
    { kind: 'facts', rows: [['Thư điện tử:', ADDRESS]] },
    { kind: 'paragraph', text: 'Trân trọng.' },
  ]);
  assert.ok(page.replaceAll(/\s+/g, '').includes(ADDRESS));
  assert.ok(!page.includes(ADDRESS), 'it is broken, not cut off at the edge');
});
