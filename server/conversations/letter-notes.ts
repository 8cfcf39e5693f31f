import type { Said } from '../platform/said.ts';

/**
 * What is said inside of a citizen's letter about what was not kept of it. It stays with the words of the letter in
 * Vietnamese, because it becomes part of the case's content; who reads in English is told in English.
 */
export const LETTER_NOTES = {
  empty: { vi: '(thư không có nội dung)', en: '(the mail has no text)' },
  nothing: { vi: '(không có nội dung)', en: '(no text)' },
  cut: {
    vi: '[Nội dung quá dài, phần sau được lưu trong thư gốc.]',
    en: '[The text is too long; the rest is kept in the mail itself.]',
  },
  continued: { vi: '[Nội dung dài, xem tiếp trong thư.]', en: '[Long text, the rest is in the mail.]' },
} as const satisfies Record<string, Said>;

/** Files beyond the limit. */
export const filesLeftOut = (most: number): Said => ({
  vi: `[Thư có hơn ${most} tệp; các tệp còn lại nằm trong thư gốc.]`,
  en: `[The mail has more than ${most} files; the others are in the mail itself.]`,
});

/** Files that may do harm. */
export const filesBlocked = (names: string): Said => ({
  vi: `[Đã chặn tệp có thể gây hại: ${names}]`,
  en: `[Files that may do harm were held back: ${names}]`,
});

const WITH_VALUE: readonly [pattern: RegExp, say: (value: string) => Said][] = [
  [/\[Thư có hơn (\d+) tệp; các tệp còn lại nằm trong thư gốc\.\]/g, (most) => filesLeftOut(Number(most))],
  [/\[Đã chặn tệp có thể gây hại: ([^\]\n]*)\]/g, filesBlocked],
];

/** A letter for a reader: its words as they are, our notes in his language. */
export function letterText(text: string): Said {
  if (!/[[(]/.test(text)) return { vi: text, en: text };
  let en = text;
  for (const note of Object.values(LETTER_NOTES)) en = en.replaceAll(note.vi, note.en);
  for (const [pattern, say] of WITH_VALUE) en = en.replaceAll(pattern, (_all, value: string) => say(value).en);
  return { vi: text, en };
}
