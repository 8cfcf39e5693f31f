import { z } from 'zod';
import { DAY_KINDS } from './calendar-words.ts';
import { isoDay, isoTime, ref, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What a change would do to the due dates of open cases. */
export const movedCases = z
  .object({
    /** Open cases with a due date that were looked at. */
    open: z.number().int(),
    /** Of them, those whose due date moves. */
    affected: z.number().int(),
    /** By whole working days, positive = later, 0 = by less than a day; ascending. */
    moves: z.array(z.object({ days: z.number().int(), cases: z.number().int() })),
    /** The first by their present due date; sealed cases are counted, never named. */
    examples: z.array(
      z.object({ code: z.string(), unit: ref.nullable(), from: isoTime, to: isoTime, days: z.number().int() }),
    ),
  })
  .meta({ id: 'MovedCases' });
export type MovedCases = z.infer<typeof movedCases>;

export const IMPORT_LIMIT = 1_048_576;
export const importLine = z.object({
  line: z.number().int(),
  what: z.enum(['new', 'changed', 'same', 'error']),
  date: isoDay.nullable(),
  kind: z.enum(DAY_KINDS).nullable(),
  name: z.string(),
  /** In words: what was there before, or what is wrong. */
  detail: z.string().nullable(),
});
export type ImportLine = z.infer<typeof importLine>;
export const importReport = z
  .object({
    format: z.enum(['csv', 'ical']),
    applied: z.boolean(),
    counts: z.object({ new: z.int(), changed: z.int(), same: z.int(), error: z.int() }),
    lines: z.array(importLine),
    /** Only in a dry run without errors. */
    moved: movedCases.nullable(),
  })
  .meta({ id: 'CalendarImport' });
export type ImportReport = z.infer<typeof importReport>;
export const importDays = endpoint({
  method: 'POST',
  path: '/calendars/:code/import',
  tag: 'calendars',
  summary: 'Bring in days from CSV or iCalendar; everything or nothing, `dryRun` only tells',
  params: z.object({ code: refCode }),
  body: z.object({
    fileName: typedText(200),
    /** The file's bytes, base64. */
    data: z
      .base64()
      .min(1)
      .max(Math.ceil((IMPORT_LIMIT * 4) / 3) + 4),
    dryRun: z.boolean().default(false),
  }),
  response: importReport,
});
