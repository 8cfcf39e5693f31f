import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type DiffPart, wordDiff } from './word-diff.ts';

const join = (parts: DiffPart[], kinds: DiffPart['kind'][]) =>
  parts
    .filter((p) => kinds.includes(p.kind))
    .map((p) => p.text)
    .join('');

test('a changed date and an added sentence are the only differences', () => {
  const parts = wordDiff('Đường sẽ sửa xong ngày 20/11', 'Đường sẽ sửa xong ngày 27/11. Kính báo.');
  assert.deepEqual(parts, [
    { kind: 'same', text: 'Đường sẽ sửa xong ngày ' },
    { kind: 'removed', text: '20' },
    { kind: 'added', text: '27' },
    { kind: 'same', text: '/11' },
    { kind: 'added', text: '. Kính báo.' },
  ]);
});

test('a rewritten phrase is one piece out and one piece in', () => {
  assert.deepEqual(wordDiff('Đèn sẽ được sửa sớm.', 'Đèn đã sáng trở lại.'), [
    { kind: 'same', text: 'Đèn ' },
    { kind: 'removed', text: 'sẽ được sửa sớm' },
    { kind: 'added', text: 'đã sáng trở lại' },
    { kind: 'same', text: '.' },
  ]);
});

test('equal texts have no difference, an empty one is all added or all removed', () => {
  assert.deepEqual(wordDiff('nước yếu', 'nước yếu'), [{ kind: 'same', text: 'nước yếu' }]);
  assert.deepEqual(wordDiff('', 'nước'), [{ kind: 'added', text: 'nước' }]);
  assert.deepEqual(wordDiff('nước', ''), [{ kind: 'removed', text: 'nước' }]);
  assert.deepEqual(wordDiff('', ''), []);
});

test('a Vietnamese word with combining marks stays one word', () => {
  const nfd = 'đường'.normalize('NFD');
  assert.deepEqual(wordDiff(`${nfd} hư`, `${nfd} hỏng`).at(0), { kind: 'same', text: `${nfd} ` });
});

test('for any two texts: same + removed is the old one, same + added the new one', () => {
  const text = fc.array(fc.constantFrom('nước', 'đèn', ' ', '\n', ',', 'hẻm', '5', 'xã'), { maxLength: 40 });
  fc.assert(
    fc.property(text, text, (left, right) => {
      const parts = wordDiff(left.join(''), right.join(''));
      assert.equal(join(parts, ['same', 'removed']), left.join(''));
      assert.equal(join(parts, ['same', 'added']), right.join(''));
    }),
  );
});

test('two long texts with nothing in common end quickly as replaced', () => {
  const parts = wordDiff('a '.repeat(4000), 'b,'.repeat(4000));
  assert.deepEqual(
    parts.map((p) => p.kind),
    ['removed', 'added'],
  );
});
