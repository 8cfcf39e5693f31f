/**
 * How much one report is like another: place, category and words. Pure, so that what counts as similar is a table.
 * Vietnamese words are mostly two syllables, so pairs of neighbouring syllables are compared, without accents.
 */
import type { SimilarReason } from '../../contract/contact.ts';
import { fold } from '../platform/text.ts';

export interface Said {
  text: string;
  categoryId: number | null;
  /** The category above, or the category itself where it is one of the top. */
  familyId: number | null;
  areaId: number | null;
}

export interface Likeness {
  points: number;
  reasons: SimilarReason[];
  /** Shared words as they stand in the first text, longest first. */
  words: string[];
}

/** Syllables that say nothing about the matter; a pair that holds one of them is not compared. */
const EMPTY = new Set(
  'a ah anh bac ban bi cac cai can chau chi chieu cho chua chung co con cua cung da dang day de den di do duoc em gi gap giup ha hay hoi hom khi khong la lai lam len luc ma mot moi ngay nay nen nha nhieu nhu o ong qua ra rat roi sang sao se tai thi thoi toi tong trong tu tuan va van ve vi viec voi xin y'.split(
    ' ',
  ),
);
/** A short text shares its few pairs easily. */
const FEW_PAIRS = 6;
const SHOWN_WORDS = 4;
const PHRASE_WORDS = 6;

interface Pair {
  key: string;
  at: number;
}

function read(text: string): { words: string[]; pairs: Pair[] } {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const plain = words.map(fold);
  const pairs = plain.flatMap((word, at) => {
    const next = plain[at + 1];
    // “đèn” folds to a filler, “đèn đường” does not: a pair is empty only when both halves are.
    if (next === undefined || (EMPTY.has(word) && EMPTY.has(next))) return [];
    return [{ key: `${word} ${next}`, at }];
  });
  return { words, pairs };
}

/** A text that is compared with many is read once. */
export function compareWith(one: Said): (other: Said) => Likeness | null {
  const mine = read(one.text);
  const mySize = new Set(mine.pairs.map((p) => p.key)).size;
  return (other) => {
    if (one.areaId !== null && other.areaId !== null && one.areaId !== other.areaId) return null;
    const theirs = new Set(read(other.text).pairs.map((p) => p.key));
    const shared = mine.pairs.filter((p) => theirs.has(p.key));
    const share = new Set(shared.map((p) => p.key)).size / Math.max(FEW_PAIRS, Math.min(mySize, theirs.size));
    const sameArea = one.areaId !== null && one.areaId === other.areaId;
    const sameCategory = one.categoryId !== null && one.categoryId === other.categoryId;
    const near = !sameCategory && one.familyId !== null && one.familyId === other.familyId;
    const enough =
      (sameArea && sameCategory) ||
      (sameArea && share >= (near ? 0.15 : 0.25)) ||
      ((sameCategory || near) && share >= 0.3) ||
      share >= 0.5;
    if (!enough) return null;
    const words = phrases(mine.words, shared);
    const reasons: SimilarReason[] = [
      ...(sameArea ? (['same_area'] as const) : []),
      ...(sameCategory ? (['same_category'] as const) : near ? (['near_category'] as const) : []),
      ...(words.length > 0 ? (['same_words'] as const) : []),
    ];
    return { points: (sameArea ? 2 : 0) + (sameCategory ? 2 : near ? 1 : 0) + 4 * share, reasons, words };
  };
}

/** Neighbouring pairs make one phrase: “đèn đường” and “đường hư” are read as “đèn đường hư”. */
function phrases(words: readonly string[], shared: readonly Pair[]): string[] {
  const runs: [from: number, to: number][] = [];
  for (const { at } of shared) {
    const last = runs.at(-1);
    if (last && at <= last[1]) last[1] = at + 1;
    else runs.push([at, at + 1]);
  }
  const found = new Set(runs.map(([from, to]) => words.slice(from, Math.min(to + 1, from + PHRASE_WORDS)).join(' ')));
  return [...found].sort((a, b) => b.length - a.length).slice(0, SHOWN_WORDS);
}
