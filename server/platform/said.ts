import type { Said, SpokenLanguage } from '../../contract/said.ts';

export type { Said, SpokenLanguage };

/**
 * The language that a request asks for (RFC 9110 `Accept-Language`). The desk says it outright; of what browsers send by
 * themselves only the first choice counts, and whoever says nothing is answered in Vietnamese.
 */
export function spokenLanguage(header: string | undefined): SpokenLanguage {
  const ranges = (header ?? '').split(',').map((part) => {
    const [range = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const weight = parameters.find((p) => p.startsWith('q='))?.slice(2);
    return { range, weight: weight === undefined ? 1 : Number(weight) };
  });
  const first = ranges.filter((r) => r.weight > 0).toSorted((a, b) => b.weight - a.weight)[0];
  return first && /^en(-|$)/.test(first.range) ? 'en' : 'vi';
}

/** The same sentence with another put in front or behind, in each language by itself. */
export function saidWith(said: Said, change: (text: string, language: SpokenLanguage) => string): Said {
  return { vi: change(said.vi, 'vi'), en: change(said.en, 'en') };
}

/** The same value with every sentence in one language, as it leaves in a response. */
export type Spoken<T> = T extends Said
  ? string
  : T extends Date
    ? T
    : T extends readonly (infer Item)[]
      ? Spoken<Item>[]
      : T extends object
        ? { [K in keyof T]: Spoken<T[K]> }
        : T;

/** Puts every sentence in `value`, however deep, into one language. */
export function spoken<T>(value: T, language: SpokenLanguage): Spoken<T> {
  return speakDeep(value, language) as Spoken<T>;
}

function speakDeep(value: unknown, language: SpokenLanguage): unknown {
  if (Array.isArray(value)) return value.map((item) => speakDeep(item, language));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (isSaid(value)) return value[language];
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, speakDeep(inner, language)]));
}

function isSaid(value: object): value is Said {
  const keys = Object.keys(value);
  return (
    keys.length === 2 && 'vi' in value && 'en' in value && typeof value.vi === 'string' && typeof value.en === 'string'
  );
}

/** A sentence that was stored in one language, or came from elsewhere: shown as it is to everybody. */
export function asWritten(text: string): Said {
  return { vi: text, en: text };
}

/** The words of a closed list in both languages, from its two tables in `contract/words`. */
export function bothWords<Key extends string>(
  vi: Readonly<Record<Key, string>>,
  en: Readonly<Record<Key, string>>,
): Record<Key, Said> {
  return Object.fromEntries(Object.entries(vi).map(([key, word]) => [key, { vi: word, en: en[key as Key] }])) as never;
}

/** One sentence written by a function of the language: for sentences put together from tables that have both. */
export function saidIn(write: (language: SpokenLanguage) => string): Said {
  return { vi: write('vi'), en: write('en') };
}

/**
 * A sentence of ours as it is kept in a column of text: in both languages, because who will read it is not known yet.
 * What somebody typed is kept as it is ({@link asWritten}).
 */
export function keepSaid({ vi, en }: Said): string {
  return vi === en ? vi : JSON.stringify({ vi, en });
}

/** What {@link keepSaid} kept; any other text, older rows too, is shown to everybody as it was written. */
export function keptSaid(text: string): Said {
  if (!text.startsWith('{"vi":"')) return asWritten(text);
  try {
    const kept: unknown = JSON.parse(text);
    return typeof kept === 'object' && kept !== null && isSaid(kept) ? kept : asWritten(text);
  } catch {
    return asWritten(text);
  }
}

/** The same value with every kept sentence in it, however deep, in one language: for the data of events. */
export function speakKept<T>(value: T, language: SpokenLanguage): T {
  if (typeof value === 'string') return keptSaid(value)[language] as T;
  if (Array.isArray(value)) return value.map((item) => speakKept(item, language)) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, speakKept(inner, language)])) as T;
}

/** Who did something where no account did: names for screens. */
export const SYSTEM_NAME: Said = { vi: 'Hệ thống', en: 'The system' };
export const CITIZEN_NAME: Said = { vi: 'Người dân', en: 'The citizen' };
export const CENTRE_NAME: Said = { vi: 'Tổng đài', en: 'The centre' };

/** A kept or typed text of at most `max` characters in each language: a cut through the kept form would break it. */
export function keptShort(text: string, max: number): string {
  return keepSaid(saidWith(keptSaid(text), (one) => one.slice(0, max)));
}
