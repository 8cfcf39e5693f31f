import type { CalendarView } from '../../../contract/calendars.ts';
import type { Dictionary } from '../../i18n/index.ts';
import { dayText } from '../../lib/format-time.ts';
import type { Language } from '../../lib/preferences.ts';
import { hoursText } from './hours-text.ts';

/** What a day is for the eye: one of the kinds of special days, or plainly worked or not. */
export type DayMark = 'holiday' | 'compensatory_off' | 'swapped_off' | 'working_day' | 'ordinary' | 'work' | 'off';

/** The sign beside the colour; the same letters in every language, explained by the legend. */
export const SIGNS: Record<DayMark, string> = {
  holiday: 'L',
  compensatory_off: 'B',
  swapped_off: 'H',
  working_day: '+',
  ordinary: '=',
  work: '',
  off: '–',
};

export interface DayOfYear {
  date: string;
  mark: DayMark;
  hours: readonly string[];
  special: CalendarView['days'][number] | undefined;
}

/** Every day of the year that the calendar shows. */
export function daysOfYear(calendar: Pick<CalendarView, 'year' | 'days' | 'hoursOfDays'>): DayOfYear[] {
  const special = new Map(calendar.days.map((d) => [d.date, d]));
  const first = Date.UTC(calendar.year, 0, 1);
  return calendar.hoursOfDays.map((hours, i) => {
    const date = new Date(first + i * 86_400_000).toISOString().slice(0, 10);
    const day = special.get(date);
    return { date, hours, special: day, mark: day?.kind ?? (hours.length > 0 ? 'work' : 'off') };
  });
}

/** ISO weekday of a date, 1 = Monday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** “02/09/2026” or “2 Sep 2026”. */
export function dateText(date: string, language: Language): string {
  return dayText(`${date}T12:00:00+07:00`, 0, language);
}

/** “Thứ Tư 02/09/2026”. */
export function fullDate(date: string, t: Dictionary, language: Language): string {
  return `${t.calendars.weekdays[weekdayOf(date) - 1]} ${dateText(date, language)}`;
}

/** What a day is, in words, without its hours. */
export function markText(mark: DayMark, t: Dictionary): string {
  return mark === 'work' || mark === 'off' ? t.calendars.plain[mark] : t.calendars.kind[mark];
}

/** Everything about a day in one line, for screen readers. */
export function dayWords(day: DayOfYear, t: Dictionary, language: Language): string {
  const facts = [
    markText(day.mark, t),
    day.special?.name,
    day.special && !day.special.verified && t.calendars.unconfirmed,
    day.hours.length > 0 ? t.calendars.hours(hoursText(day.hours)) : t.calendars.noHours,
  ].filter(Boolean);
  return `${fullDate(day.date, t, language)}: ${facts.join(', ')}`;
}
