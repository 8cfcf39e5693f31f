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

/** The first line or sentence of a text as a title of at most `max` characters, cut at a word. */
export function titleOf(text: string, max = 120): string {
  const line = (text.split('\n').find((l) => l.trim()) ?? text).replace(/\s+/g, ' ').trim();
  if (line.length <= max) return line;
  const cut = line.slice(0, max - 1);
  const blank = cut.lastIndexOf(' ');
  return `${cut.slice(0, blank > max / 2 ? blank : cut.length)}…`;
}

/** Makes text storable: NFC and without NUL, which PostgreSQL refuses. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').normalize('NFC');
}
