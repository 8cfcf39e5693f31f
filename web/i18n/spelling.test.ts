/** One spelling everywhere: the tone mark stands on the first vowel of an open “oa, oe, uy” (hóa, khỏe, ủy), as offices write it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { vi } from './vi.ts';

const OTHER = /(?<!\p{L})(?!qu)\p{L}{0,2}(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\p{L})/iu;

function strings(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String(value)]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => strings(inner, `${path}.${key}`));
}

test('the texts of the desk have one spelling', () => {
  const all = strings(vi, 'vi');
  assert.ok(all.length > 1_000);
  const wrong = all.filter(([, text]) => OTHER.test(text)).map(([path, text]) => `${path}: ${OTHER.exec(text)?.[0]}`);
  assert.deepEqual(wrong, []);
});

test('what the rule finds', () => {
  for (const text of ['Xoá', 'mã khoá', 'uỷ ban', 'tuỳ chọn', 'khoẻ']) assert.match(text, OTHER);
  for (const text of ['Xóa', 'ủy ban', 'quý', 'quỹ', 'hoàn', 'ngoài', 'khuyến', 'thuế', 'loại'])
    assert.doesNotMatch(text, OTHER);
});
