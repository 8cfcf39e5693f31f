/** Words of a search or a citizen's text, as the index knows them: without accents. Pure. */
import { fold } from '../../platform/text.ts';

/** Little words that stand in every letter and tell two articles apart as little as “the” and “of”. */
const COMMON = new Set(
  `a ai anh ba bac bi boi cac cai can cau chi cho chua chung co con cua cung da dang de den di do duoc em gi gui hay
   hoi khi khong kinh la lam len lai luc ma minh mong moi muon nay nen neu nguoi nha nhu nhung noi o oi ong qua ra rang
   rat roi sao se sau tai tam the thi thoi thua toi tong tren trong tu va vao van vay ve vi viec voi xin xem`
    .split(/\s+/)
    .filter(Boolean),
);

export function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

const quoted = (word: string) => `'${word}'`;

/**
 * What is asked for, the last word being perhaps the beginning of one: first close (all in the heading and keywords, or
 * as a phrase), then wide (all somewhere). Vietnamese syllables without accents stand in every text, so the wide way is
 * for when the close one finds nothing. Null: nothing to search for.
 */
export function searchTerms(q: string): { close: string; wide: string } | null {
  const words = wordsOf(q).slice(0, 12);
  if (words.length === 0) return null;
  const last = words.length - 1;
  const head = words.map((w, i) => `${quoted(w)}:${i === last ? '*' : ''}A`).join(' & ');
  const each = words.map((w, i) => (i === last ? `${quoted(w)}:*` : quoted(w)));
  return { close: `(${head}) | (${each.join(' <-> ')})`, wide: each.join(' & ') };
}

/** Any telling word of a letter, at most forty; null when it has none. */
export function suggestTerms(text: string): string | null {
  const words = [...new Set(wordsOf(text))].filter((w) => w.length > 1 && !COMMON.has(w)).slice(0, 40);
  return words.length === 0 ? null : words.map(quoted).join(' | ');
}

/** A code made of a title: `Cấp căn cước cho trẻ em` → `cap-can-cuoc-cho-tre-em`. */
export function codeOf(title: string): string {
  const code = wordsOf(title)
    .join('-')
    .slice(0, 70)
    .replace(/-[^-]*$/, (tail) => (title.length > 70 ? '' : tail));
  return code.length > 1 ? code : 'bai-viet';
}
