import { fold } from '../../platform/text.ts';
import type { DayKind } from '../working-calendar.ts';

const KINDS: Record<string, DayKind> = {
  holiday: 'holiday',
  'nghi le': 'holiday',
  'ngay le': 'holiday',
  le: 'holiday',
  nghi: 'holiday',
  compensatory_off: 'compensatory_off',
  'compensatory off': 'compensatory_off',
  'nghi bu': 'compensatory_off',
  swapped_off: 'swapped_off',
  'swapped off': 'swapped_off',
  'nghi hoan doi': 'swapped_off',
  'hoan doi': 'swapped_off',
  working_day: 'working_day',
  'working day': 'working_day',
  'working saturday': 'working_day',
  'lam bu': 'working_day',
  'lam viec': 'working_day',
  'di lam': 'working_day',
  'ngay lam viec': 'working_day',
  ordinary: 'ordinary',
  'ngay thuong': 'ordinary',
  bo: 'ordinary',
};

export const KIND_HELP = 'nghỉ lễ, nghỉ bù, nghỉ hoán đổi, làm bù, ngày thường';

/** The kind that a word means, accents and case aside; null for other words. */
export function readKind(text: string): DayKind | null {
  return KINDS[fold(text).replaceAll('-', ' ')] ?? KINDS[fold(text)] ?? null;
}

/** What a holiday's name says of its kind, for files that have no column for it. */
export function guessKind(name: string): DayKind {
  const words = fold(name);
  if (/\blam bu\b|\blam viec\b/.test(words)) return 'working_day';
  if (/\bnghi bu\b/.test(words)) return 'compensatory_off';
  if (/\bhoan doi\b/.test(words)) return 'swapped_off';
  return 'holiday';
}

/** `2027-02-05`, `05/02/2027`, `5-2-2027` or `5.2.2027` as `2027-02-05`; null when it is no day of 2000–2100. */
export function readDay(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : [];
  if (year === undefined || Number(year) < 2000 || Number(year) > 2100) return null;
  try {
    const fields = { year: Number(year), month: Number(month), day: Number(day) };
    return Temporal.PlainDate.from(fields, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** `7:00-11:30, 13h30–17h` as `['07:00-11:30', '13:30-17:00']`; null when a part cannot be read. */
export function readHours(text: string): string[] | null {
  const parts = text
    .split(/[,;+|]/)
    .map((p) => p.trim())
    .filter(Boolean);
  const ranges = parts.map((part) => {
    const m = /^(\d{1,2})(?:[:hg](\d{2})?)?\s*[-–—]\s*(\d{1,2})(?:[:hg](\d{2})?)?$/i.exec(part);
    if (!m) return null;
    const [from, to] = [clock(m[1], m[2]), clock(m[3], m[4])];
    return from && to && from !== '24:00' && from < to ? `${from}-${to}` : null;
  });
  return ranges.every((r) => r !== null) ? ranges : null;
}

function clock(hour: string | undefined, minute: string | undefined): string | null {
  const [h, m] = [Number(hour), Number(minute ?? 0)];
  if (h > 24 || m > 59 || (h === 24 && m > 0)) return null;
  return `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
}
