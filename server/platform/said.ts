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
