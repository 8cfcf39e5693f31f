import type { Language } from './choices.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
/** The default working day: 07:00–11:30 and 13:30–17:00. Only for saying “2 ngày” instead of “960 phút”. */
const WORKING_DAY_MINUTES = 480;

const formats = new Map<string, Intl.DateTimeFormat>();
function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { timeZone: ZONE, ...options });
    formats.set(key, found);
  }
  return found;
}

/** “16:30”. */
export function hourText(at: string | number, language: Language): string {
  return format(language, { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(at));
}

/** “27/11” or, in another year than `now`, “27/11/2025”; English “27 Nov”. */
export function dayText(at: string | number, now: number, language: Language): string {
  const year = (ms: number) => format('en', { year: 'numeric' }).format(ms);
  const date = new Date(at);
  const sameYear = year(date.getTime()) === year(now);
  if (language === 'en') {
    return format('en', { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(date);
  }
  return format('vi', { day: '2-digit', month: '2-digit', ...(sameYear ? {} : { year: 'numeric' }) })
    .format(date)
    .replaceAll('-', '/');
}

/** “16:30 thứ Sáu 27/11”, as people say it. */
export function momentText(at: string | number, now: number, language: Language): string {
  const weekday = format(language, { weekday: language === 'vi' ? 'long' : 'short' }).format(new Date(at));
  const spoken = weekday.replace(/^Thứ /, 'thứ ').replace(/^Chủ [Nn]hật/, 'Chủ nhật');
  return `${hourText(at, language)} ${spoken} ${dayText(at, now, language)}`;
}

/** “14:05” today, otherwise “14:05 22/11”. */
export function shortMoment(at: string | number, now: number, language: Language): string {
  const today = dayText(at, now, language) === dayText(now, now, language);
  return today ? hourText(at, language) : `${hourText(at, language)} ${dayText(at, now, language)}`;
}

/** The exact moment for hover and focus: “27/11/2026 16:30:05”. */
export function exactMoment(at: string | number, language: Language): string {
  return format(language, { dateStyle: 'full', timeStyle: 'medium' }).format(new Date(at));
}

/** `YYYY-MM-DD` of the installation's zone. */
export function isoDayOf(at: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' }).format(at);
}

const UNITS = {
  vi: { day: ' ngày', hour: ' giờ', minute: ' phút', none: 'chưa đến 1 phút' },
  en: { day: ' d', hour: ' h', minute: ' min', none: 'under 1 min' },
} as const;

function spoken(minutes: number, dayMinutes: number, language: Language): string {
  const unit = UNITS[language];
  const days = Math.floor(minutes / dayMinutes);
  const hours = Math.floor((minutes % dayMinutes) / 60);
  const rest = Math.floor(minutes % 60);
  if (days > 0) return `${days}${unit.day}${hours > 0 && days < 10 ? ` ${hours}${unit.hour}` : ''}`;
  if (hours > 0) return `${hours}${unit.hour}${rest > 0 ? ` ${rest}${unit.minute}` : ''}`;
  return rest > 0 ? `${rest}${unit.minute}` : unit.none;
}

/** A stretch of clock time in words, two units at most. `ms` ≥ 0. */
export function spanText(ms: number, language: Language): string {
  return spoken(Math.floor(ms / 60_000), 1440, language);
}

/** A stretch of working time in words; `minutes` as counted by the server. */
export function workingText(minutes: number, language: Language): string {
  return spoken(minutes, WORKING_DAY_MINUTES, language);
}
