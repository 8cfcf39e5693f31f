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

/** All words must stand in the article, the last one may be the beginning of one. Null: nothing to search for. */
export function searchTerms(q: string): string | null {
  const words = wordsOf(q).slice(0, 12);
  if (words.length === 0) return null;
  return words.map((w, i) => (i === words.length - 1 ? `${quoted(w)}:*` : quoted(w))).join(' & ');
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
