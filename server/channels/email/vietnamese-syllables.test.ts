import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isVietnameseSyllable, scoreVietnamese } from './vietnamese-syllables.ts';

test('ordinary syllables are recognised, in any case and in both normalisations', () => {
  const words =
    'Đường hỏng ở Hà Nội đề nghị xử lý giặt giếng quý quyển khuỷu ngoằn nghiêng gìn giữ huyện xã phường uỷ ủy thuở kỷ ỵ';
  for (const word of words.split(' ')) {
    assert.ok(isVietnameseSyllable(word), word);
    assert.ok(isVietnameseSyllable(word.normalize('NFD')), `${word} (NFD)`);
    assert.ok(isVietnameseSyllable(word.toUpperCase()), word.toUpperCase());
  }
});

test('noise and foreign words are not', () => {
  for (const word of [
    'Ñöôøng',
    'hoûng',
    'nghò',
    'été',
    'fâché',
    'für',
    'größe',
    'êng',
    'cê',
    'kà',
    'quố',
    'hỏc',
    'ộtộ',
  ]) {
    assert.equal(isVietnameseSyllable(word), false, word);
  }
});

test('the score looks only at marked words', () => {
  assert.deepEqual(scoreVietnamese('Kinh gui: đường hỏng, café'), { marked: 3, valid: 2 });
  assert.deepEqual(scoreVietnamese('plain English text'), { marked: 0, valid: 0 });
});
