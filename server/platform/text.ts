/**
 * Folds Vietnamese text for search and comparison: NFC/NFD alike, no tone or letter marks, đ → d, lower case,
 * one blank between words. Equal to SQL `unaccent(lower(normalize(x, NFC)))` for Vietnamese.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** Every word of `query` stands somewhere in `text`, accents and case aside: as lists on the desk find. */
export function matches(text: string, query: string): boolean {
  const folded = fold(text);
  return fold(query)
    .split(' ')
    .every((word) => folded.includes(word));
}

/** “Kính gửi Tổng đài 1022,” or “Alo 1022 ơi.”: how people begin, and nothing that tells two cases apart. */
const GREETING =
  /^(?:(?:dạ|thưa|em|con|cháu|tôi)[\s,]+){0,2}(?:kính (?:gửi|thưa|chào)|xin (?:kính )?chào|chào|alo)(?![\p{L}])[^.,!:;\n]{0,80}(?:[.,!:;]+|$)\s*/iu;

/** The first line or sentence of a text as a title of at most `max` characters, cut at a word; greetings are left out. */
export function titleOf(text: string, max = 120): string {
  const lines = text
    .normalize('NFC')
    .split('\n')
    .map((l) => l.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
  // A letter that only greets keeps its greeting.
  const line = lines.find((l) => l.replace(GREETING, '')) ?? lines[0] ?? text.trim();
  const rest = line.replace(GREETING, '');
  const greets = rest !== '' && rest !== line;
  const start = greets ? rest.charAt(0).toLocaleUpperCase('vi') + rest.slice(1) : line;
  if (start.length <= max) return start;
  const cut = start.slice(0, max - 1);
  const blank = cut.lastIndexOf(' ');
  return `${cut.slice(0, blank > max / 2 ? blank : cut.length).replace(/[\s,.;:–-]+$/, '')}…`;
}

/** Makes text storable: NFC and without NUL, which PostgreSQL refuses. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').normalize('NFC');
}
