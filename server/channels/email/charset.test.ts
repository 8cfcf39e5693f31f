import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeBytes, detectLegacy, repairVietnamese } from './charset.ts';
import { readAs } from './legacy-encodings.ts';

const SENTENCE = 'Đường hỏng ở Hà Nội, đề nghị xử lý';
const CP1258 = Buffer.from(
  'd0fdf5cc6e6720686fd26e6720f5d2204861cc204ef4f2692c20f0eacc206e676869f22078fdd2206c79ec',
  'hex',
);

test('windows-1258 bytes become NFC Vietnamese, also when labelled utf-8 or not at all', () => {
  for (const declared of ['windows-1258', 'utf-8', 'us-ascii', null, 'x-unknown']) {
    assert.equal(decodeBytes(CP1258, declared).text, SENTENCE, String(declared));
  }
});

test('TCVN3 sent as iso-8859-1 is recognised', () => {
  const arrived = '§­êng háng ë Hµ Néi, ®Ò nghÞ xö lý';
  assert.deepEqual(repairVietnamese(arrived), { text: SENTENCE, repairedFrom: 'tcvn3' });
  assert.equal(decodeBytes(Buffer.from(arrived, 'latin1'), 'us-ascii').text, SENTENCE);
  assert.equal(decodeBytes(Buffer.from(arrived, 'latin1'), 'x-viet-tcvn5712').text, SENTENCE);
});

test('VNI-Windows is recognised, both cases', () => {
  const arrived = 'Ñöôøng hoûng ôû Haø Noäi, ñeà nghò xöû lyù';
  assert.deepEqual(repairVietnamese(arrived), { text: SENTENCE, repairedFrom: 'vni' });
  assert.equal(
    readAs('vni', 'TOÅNG ÑAØI ÑOÀNG THAÙP, aùnh saùng baät, naéng, yeâu, kyõ, tæ, vó, lò, kî'),
    'TỔNG ĐÀI ĐỒNG THÁP, ánh sáng bật, nắng, yêu, kỹ, tỉ, vĩ, lị, kỵ',
  );
});

test('VISCII bytes and doubly encoded UTF-8 are recognised', () => {
  const viscii = iconv.encode(SENTENCE, 'viscii');
  assert.equal(decodeBytes(viscii, null).text, SENTENCE);
  assert.equal(repairVietnamese(viscii.toString('latin1')).text, SENTENCE);
  const note = 'Kính gửi tổng đài, nước bị cúp từ sáng đến giờ';
  assert.deepEqual(repairVietnamese(Buffer.from(note).toString('latin1')), { text: note, repairedFrom: 'utf-8' });
});

test('NFD becomes NFC and is otherwise left alone', () => {
  assert.deepEqual(repairVietnamese(SENTENCE.normalize('NFD')), { text: SENTENCE, repairedFrom: null });
});

test('a short text in an old encoding is repaired when the font of the mail names it', () => {
  assert.equal(repairVietnamese('§Ìn ®­êng').text, '§Ìn ®­êng');
  assert.equal(repairVietnamese('§Ìn ®­êng', 'tcvn3').text, 'Đèn đường');
});

test('a quoted answer in proper Vietnamese below an old-encoding reply is not touched', () => {
  const mail = '§­êng háng ë Hµ Néi, ®Ò nghÞ xö lý\n> Tổng đài đã nhận được phản ánh';
  assert.equal(repairVietnamese(mail).text, `${SENTENCE}\n> Tổng đài đã nhận được phản ánh`);
});

const GOOD = [
  'Cây me trước nhà có tổ ong vò vẽ to bằng cái thúng, ngay trạm chờ xe buýt.',
  'KÍNH MONG LÃNH ĐẠO VỀ MÀ COI. ĐI TỪ CHỢ TỚI XÃ BỐN CÂY SỐ MẤT NỬA TIẾNG.',
  'nuoc nha may hom nay co mui tanh tanh, ai biet ly do hong',
  'Tôi là Hà, nhà có hai bé, xin hỏi có tí gì hôm nay là xong',
  'Tôi có thêm bò và dê, bà con có mua thì ghé',
  'Dear sir, the street light in front of No. 5 has been out since Monday — please help. 100 m² café',
  "Monsieur, j'ai été très fâché à l'hôtel où l'été dernier la façade était abîmée; ça m'a coûté très cher",
  'Größe, Straße, für, über, Ärger, schön — Grüße aus München',
  'El año pasado mamá y papá viajaron aquí; ¿qué pasó después? Él está más allá, según José',
  'Não há solução, ação e coração; você é ótimo, já está à disposição',
  'Đường 30/4 bị ngập ở đoạn trước số 12, xe chết máy hết.',
  'Đề nghị bố trí “đèn đỏ” ở ngã tư… cảm ơn – chúc sức khoẻ!',
  '価格は¥100です。Спасибо большое',
  '§ 5 khoản 2 Điều 7; ® Công ty ABC © 2026; 25°C ± 2, giá 5 000 ₫',
];

test('text that is already right is never changed', () => {
  for (const text of GOOD) {
    assert.deepEqual(repairVietnamese(text), { text: text.normalize('NFC'), repairedFrom: null });
  }
});

test('property: any mixture of good sentences stays as it is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...GOOD), { minLength: 1, maxLength: 8 }),
      fc.constantFrom(' ', '\n', '\r\n'),
      (parts, glue) => {
        const text = parts.join(glue).normalize('NFC');
        assert.equal(repairVietnamese(text).text, text);
      },
    ),
    { numRuns: 500, seed: 1022 },
  );
});

test('property: single words and word pairs of good sentences stay as they are', () => {
  const words = GOOD.join(' ').split(/\s+/u);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }), (some) => {
      const text = some.join(' ').normalize('NFC');
      assert.equal(repairVietnamese(text).text, text);
    }),
    { numRuns: 2000, seed: 1022 },
  );
});

test('property: Vietnamese in each old encoding comes back', () => {
  const vietnamese = [
    'Đường hỏng ở Hà Nội, đề nghị xử lý',
    'Nước sinh hoạt bị đục, có mùi tanh, đề nghị kiểm tra',
    'Tôi phản ánh việc đèn đường không sáng đã nhiều đêm',
  ];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...vietnamese), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('tcvn', 'viscii'),
      (parts, encoding) => {
        const text = parts.join('\n');
        assert.equal(decodeBytes(iconv.encode(text, encoding), null).text, text);
      },
    ),
    { numRuns: 100, seed: 1022 },
  );
});

test('broken and empty input gives text, never an error', () => {
  assert.equal(decodeBytes(Buffer.alloc(0), null).text, '');
  assert.equal(decodeBytes(Buffer.from([0xff, 0xfe, 0x00, 0x41]), 'no-such-charset').text.length > 0, true);
  assert.equal(
    decodeBytes(Buffer.concat([Buffer.from('Đường bị ngập '), Buffer.from([0xe1, 0xbb])]), 'utf-8').charset,
    'utf-8',
  );
  assert.equal(detectLegacy(''), null);
});
