import { dateTimePhrase } from '../cases/index.ts';
import type { Lang } from './view.ts';

const ENGLISH = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hourCycle: 'h23',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** An instant as the reader's language says it: `16:30 thứ Sáu 27/11/2026`, `16:30 on Friday 27 November 2026`. */
export function moment(lang: Lang, iso: string): string {
  const at = new Date(iso);
  if (lang === 'vi') return dateTimePhrase(at);
  const part = Object.fromEntries(ENGLISH.formatToParts(at).map((p) => [p.type, p.value]));
  return `${part.hour}:${part.minute} on ${part.weekday} ${part.day} ${part.month} ${part.year}`;
}

/** The day alone: `27/11/2026`, `27 November 2026`. */
export function day(lang: Lang, iso: string): string {
  return lang === 'vi' ? (moment(lang, iso).split(' ').at(-1) ?? '') : moment(lang, iso).split(' ').slice(-3).join(' ');
}
