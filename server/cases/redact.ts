/**
 * Finds what must not stand in a published text: phone numbers (dotted, spaced, spelled out), numbers of identity papers,
 * mail addresses, number plates, bank accounts, and names that are known to belong to the case. Pure. A proposal: a
 * person reads and confirms what is published. Source of the rule: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15.
 */

export type PersonalKind = 'phone' | 'email' | 'id_number' | 'plate' | 'bank_account' | 'name';

export interface Finding {
  kind: PersonalKind;
  text: string;
  /** Offsets into the text that was searched: start included, end not. */
  start: number;
  end: number;
}

/** What stands in the place of each kind. */
export const MASKS: Record<PersonalKind, string> = {
  phone: '[số điện thoại]',
  email: '[thư điện tử]',
  id_number: '[số giấy tờ]',
  plate: '[biển số xe]',
  bank_account: '[số tài khoản]',
  name: '[họ tên]',
};

const GAP = '[ .\\u00a0()–-]{0,2}';
const DIGIT_WORD = '(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín)';

/** Numbers that look like the ones below and are none: case codes, dates, money, numbers of documents. */
const HARMLESS: readonly RegExp[] = [
  /\b1022-\d{6}-\d{4,}\b/g,
  /(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d)/g,
  /(?<!\d)\d{1,3}(?:[.,]\d{3})+(?=\s?(?:đ|vnđ|vnd|đồng|triệu|tỷ|tỉ)(?!\p{L}))/giu,
  /(?<!\d)\d{1,4}\/\d{4}\/[\p{Lu}-]+/gu,
];

/** In this order; what one has found the next does not see. The group, where there is one, is what is personal. */
const PATTERNS: readonly [PersonalKind, RegExp][] = [
  ['email', /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu],
  [
    'bank_account',
    /(?<!\p{L})(?:stk|tk|số\s+tài\s+khoản|tài\s+khoản|account)(?!\p{L})[^\d\n]{0,30}?(\d(?:[ .-]?\d){5,18})(?!\d)/giu,
  ],
  ['id_number', /(?<!\d)(?:\d{12}|0\d{2}(?:[ .]\d{3}){3})(?!\d)/g],
  [
    'id_number',
    /(?<!\p{L})(?:cmnd|cccd|chứng\s+minh|căn\s+cước|định\s+danh)(?!\p{L})[^\d\n]{0,30}?(\d(?:[ .]?\d){8,11})(?!\d)/giu,
  ],
  ['phone', new RegExp(`(?<![\\d+])(?:\\+?84|0084|0)${GAP}[1-9](?:${GAP}\\d){8,9}(?!\\d)`, 'g')],
  ['id_number', /(?<![\d.,])\d{9}(?![\d]|[.,]\d)/g],
  ['plate', /(?<![\p{L}\d])\d{2}-?[A-ZĐ]{1,2}\d?[ .-]{0,2}(?:\d{3}\.\d{2}|\d{4,5})(?!\d)/giu],
  ['phone', new RegExp(`(?<!\\p{L})${DIGIT_WORD}(?:[\\s.,-]+${DIGIT_WORD}){8,}(?!\\p{L})`, 'giu')],
];

const hole = (text: string, start: number, end: number) =>
  text.slice(0, start) + '\u0001'.repeat(end - start) + text.slice(end);

/** Everything personal in a text, in the order of the text. `names`: people of the case, as they named themselves. */
export function findPersonal(text: string, names: readonly string[] = []): Finding[] {
  const found: Finding[] = [];
  let rest = text;
  for (const pattern of HARMLESS) rest = rest.replace(pattern, (match) => '\u0001'.repeat(match.length));
  const take = (kind: PersonalKind, pattern: RegExp) => {
    for (const match of rest.matchAll(pattern)) {
      const [whole, inner = whole] = match;
      const start = match.index + whole.lastIndexOf(inner);
      found.push({ kind, text: text.slice(start, start + inner.length), start, end: start + inner.length });
    }
    for (const { start, end } of found) rest = hole(rest, start, end);
  };
  for (const [kind, pattern] of PATTERNS) take(kind, pattern);
  for (const name of names) {
    // One syllable is a word of the language as often as a name.
    if (name.trim().split(/\s+/).length < 2) continue;
    const literal = name
      .trim()
      .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\s+/g, '\\s+');
    take('name', new RegExp(`(?<!\\p{L})${literal}(?!\\p{L})`, 'giu'));
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The text with everything personal masked: what the publisher starts from. */
export function redact(text: string, names: readonly string[] = []): string {
  let result = '';
  let at = 0;
  for (const { kind, start, end } of findPersonal(text, names)) {
    result += text.slice(at, start) + MASKS[kind];
    at = end;
  }
  return result + text.slice(at);
}

const plain = (text: string) => text.replace(/[\s.()–-]/g, '').toLowerCase();

/** What still looks personal and was not named as public (an office's telephone, a hotline). */
export function personalLeft(text: string, allowed: readonly string[] = []): Finding[] {
  const known = new Set(allowed.map(plain));
  return findPersonal(text).filter((one) => !known.has(plain(one.text)));
}
