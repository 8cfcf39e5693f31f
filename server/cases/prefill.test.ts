import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PrefillWords, prefillFrom } from './prefill.ts';

const words: PrefillWords = {
  categories: [
    {
      code: 'ha-tang-do-thi',
      name: 'Hạ tầng đô thị',
      parentId: null,
      defaultType: 'site_report',
      keywords: ['đèn đường', 'vỉa hè'],
    },
    {
      code: 'chieu-sang-cong-cong',
      name: 'Chiếu sáng công cộng',
      parentId: 1,
      defaultType: 'site_report',
      keywords: ['đèn đường', 'tối om', 'cột đèn'],
    },
    { code: 'giao-thong', name: 'Giao thông', parentId: null, defaultType: 'site_report', keywords: ['đường', 'cầu'] },
    { code: 'khai-tu', name: 'Khai tử', parentId: 2, defaultType: 'procedure_inquiry', keywords: ['khai tử', 'mất'] },
    {
      code: 'khai-sinh',
      name: 'Khai sinh',
      parentId: 2,
      defaultType: 'procedure_inquiry',
      keywords: ['khai sinh', 'giấy khai sinh'],
    },
    {
      code: 'mat-dien',
      name: 'Mất điện',
      parentId: 3,
      defaultType: 'service_report',
      keywords: ['cúp điện', 'mất điện'],
    },
  ],
  areas: [
    { code: '28261', name: 'Phường Mỹ Tho', formerly: [{ name: 'Phường 1', district: 'Thành phố Mỹ Tho' }] },
    { code: '29869', name: 'Phường Cao Lãnh', formerly: [{ name: 'Phường 1', district: 'Thành phố Cao Lãnh' }] },
    { code: '30076', name: 'Xã Mỹ Hiệp', formerly: [] },
  ],
};

test('a report: kind, narrow category, place, area, name and phone, with the words that led there', () => {
  const read = prefillFrom(
    'Chào tổng đài, tôi tên Nguyễn Văn Đức, số điện thoại 0901.234.567. Đèn đường hư tối om tại hẻm 12 đường Lê Lợi, Phường Cao Lãnh. Đi lại rất nguy hiểm.',
    words,
  );
  assert.equal(read.type, 'site_report');
  assert.equal(read.category?.code, 'chieu-sang-cong-cong');
  assert.equal(read.area?.code, '29869');
  assert.equal(read.place, 'hẻm 12 đường Lê Lợi, Phường Cao Lãnh');
  assert.equal(read.name, 'Nguyễn Văn Đức');
  assert.equal(read.phone, '+84901234567');
  assert.equal(read.urgency, 'urgent');
  assert.ok(read.because.includes('tối om'));
});

test('without accents it is read without accents; with them, “mất điện” is no death certificate', () => {
  const plain = prefillFrom('den duong toi om o xa My Hiep', words);
  assert.equal(plain.category?.code, 'chieu-sang-cong-cong');
  assert.equal(plain.area?.code, '30076');
  assert.equal(prefillFrom('Nhà tôi mất điện từ sáng', words).category?.code, 'mat-dien');
});

test('a question about papers is a procedure inquiry; a question about lamps is an inquiry', () => {
  assert.equal(prefillFrom('Cho hỏi thủ tục làm giấy khai sinh cho con', words).type, 'procedure_inquiry');
  assert.equal(prefillFrom('Xin hỏi khi nào gắn đèn đường ấp 3', words).type, 'inquiry');
  assert.equal(prefillFrom('Cán bộ một cửa có thái độ hạch sách dân', words).type, 'conduct_report');
});

test('an old ward name needs its town; one common word is no category', () => {
  assert.equal(prefillFrom('Rác ở Phường 1, Mỹ Tho', words).area?.code, '28261');
  assert.equal(prefillFrom('Rác ở Phường 1', words).area, null);
  const nothing = prefillFrom('Đường này', words);
  assert.deepEqual([nothing.category, nothing.place, nothing.name, nothing.type], [null, null, null, 'inquiry']);
});

test('thanks at the end are courtesy, not a compliment; a place ends where the story goes on', () => {
  const thanks: PrefillWords = {
    ...words,
    categories: [
      ...words.categories,
      { code: 'khen', name: 'Khen, góp ý', parentId: 5, defaultType: 'compliment', keywords: ['cảm ơn'] },
    ],
  };
  const polite = prefillFrom(
    'Nước máy ở khóm 3 phường Mỹ Tho đục ba ngày nay, tôi gọi công ty không ai nghe.\n\nCảm ơn cháu, số nhà 12.',
    thanks,
  );
  assert.equal(polite.category, null);
  assert.equal(polite.type, 'inquiry');
  assert.equal(polite.place, 'khóm 3 phường Mỹ Tho');
  assert.equal(prefillFrom('Cảm ơn tổng đài nhiều lắm', thanks).type, 'compliment');
});

test('long and hostile texts are read to the end', () => {
  const read = prefillFrom(`${'tại '.repeat(20_000)}${'Aa '.repeat(20_000)}`, words);
  assert.equal(read.type, 'inquiry');
});
