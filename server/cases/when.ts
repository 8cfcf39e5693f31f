import type { SpokenLanguage } from '../platform/said.ts';

const DAYS = {
  vi: ['Chủ Nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;

/** An instant as people say it, in local time: `16:30 thứ Sáu 27/11/2026`, `16:30 Fri 27/11/2026`. */
export function dateTimePhrase(at: Date, language: SpokenLanguage = 'vi'): string {
  const local = new Date(at.getTime() + 7 * 3_600_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${local.getUTCFullYear()}`;
  return `${two(local.getUTCHours())}:${two(local.getUTCMinutes())} ${DAYS[language][local.getUTCDay()]} ${day}`;
}
