import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareWith, type Said } from './similarity.ts';

const LAMP = 'Đèn đường hư tối om tại hẻm 12 đường Lê Lợi, đi lại nguy hiểm';
const said = (text: string, labels: Partial<Said> = {}): Said => ({
  text,
  categoryId: null,
  familyId: null,
  areaId: null,
  ...labels,
});
const light = { categoryId: 11, familyId: 10 };
const drain = { categoryId: 12, familyId: 10 };

const TABLE: [why: string, one: Said, other: Said, reasons: string[] | null][] = [
  [
    'place and category are enough, whatever the words',
    said(LAMP, { ...light, areaId: 1 }),
    said('Trụ chiếu sáng không hoạt động', { ...light, areaId: 1 }),
    ['same_area', 'same_category'],
  ],
  [
    'another place is another matter, even in the same words',
    said(LAMP, { ...light, areaId: 1 }),
    said(LAMP, { ...light, areaId: 2 }),
    null,
  ],
  [
    'the place alone is not enough',
    said(LAMP, { areaId: 1 }),
    said('Nước máy đục ba ngày nay ở khóm 4', { areaId: 1 }),
    null,
  ],
  [
    'place and words, though somebody labelled it otherwise',
    said(LAMP, { ...light, areaId: 1 }),
    said('Hẻm 12 đường Lê Lợi tối om do đèn đường hư', { categoryId: 70, familyId: 70, areaId: 1 }),
    ['same_area', 'same_words'],
  ],
  [
    'a neighbouring category needs fewer words',
    said('Nước ngập đường Lê Lợi vì cống nghẹt rác', { ...drain, areaId: 1 }),
    said('Cống nghẹt rác lâu nay chưa ai xử lý', { ...light, areaId: 1 }),
    ['same_area', 'near_category', 'same_words'],
  ],
  [
    'without a place the category needs the words',
    said(LAMP, light),
    said('Xin gắn thêm đèn ở ấp 3', { ...light, areaId: 1 }),
    null,
  ],
  ['the same words alone', said(LAMP), said(`${LAMP}.`), ['same_words']],
  ['empty words', said('Tôi có việc này xin hỏi'), said('Tôi có việc này xin hỏi'), null],
];

for (const [why, one, other, reasons] of TABLE) {
  test(why, () => assert.deepEqual(compareWith(one)(other)?.reasons ?? null, reasons));
}

test('accents, capitals and composition make no difference; shared words are shown as typed', () => {
  const like = compareWith(said(LAMP.normalize('NFD')))(said('den duong hu toi om tai hem 12 duong le loi'));
  assert.equal(like?.words[0], 'đèn đường hư tối om tại');
});

test('more in common counts for more', () => {
  const compare = compareWith(said(LAMP, { ...light, areaId: 1 }));
  const near = compare(said(LAMP, { ...light, areaId: 1 }));
  const far = compare(said('Đèn hư', { ...light, areaId: 1 }));
  assert.ok((near?.points ?? 0) > (far?.points ?? 0));
});

test('a hostile text is compared in time', () => {
  const long = 'a b '.repeat(20_000);
  assert.equal(compareWith(said(long))(said(LAMP)), null);
});
