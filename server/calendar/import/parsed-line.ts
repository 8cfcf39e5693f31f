import type { Said } from '../../platform/said.ts';
import type { DayKind } from '../working-calendar.ts';

/** A day as a file says it, before it is compared with the calendar. */
export interface ParsedDay {
  date: string;
  kind: DayKind;
  name: string;
  hours: string[] | null;
  swappedWith: string | null;
  source: string | null;
  verified: boolean;
}

/** One line of the file (where the event begins, in iCalendar): a day, or what is wrong with it in words. */
export type ParsedLine = { line: number; day: ParsedDay } | { line: number; error: Said; name?: string };

/** Longer files are no list of days off. */
export const MOST_LINES = 2000;
