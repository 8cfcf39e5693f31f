import type { ImportLine, ImportReport } from '../../../contract/calendar-import.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { Said } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { type ChangeScope, openScope, requireUsable } from '../change-scope.ts';
import type { CalendarDoor } from '../door.ts';
import { aboutCalendar, calendarChanged, forRecord } from '../events.ts';
import { decodeText } from '../import/decode-text.ts';
import type { ParsedLine } from '../import/parsed-line.ts';
import { badFile, readCsv } from '../import/read-csv.ts';
import { readIcal } from '../import/read-ical.ts';
import { forgetCalendars } from '../queries.ts';
import { lineOf } from '../stored.ts';
import type { CalendarDay } from '../working-calendar.ts';
import { withoutSaving } from './change-calendar.ts';
import { checkedDay, type DayRow, kindWords, writeDay } from './change-day.ts';

export interface DaysFile {
  fileName: string;
  bytes: Uint8Array;
}

/** The report as it leaves, its sentences still in both languages. */
type Line = Omit<ImportLine, 'detail'> & { detail: Said | null };
type Report = Omit<ImportReport, 'lines'> & { lines: Line[] };

interface Planned {
  lines: Line[];
  writes: { date: string; row: DayRow; before: CalendarDay | null }[];
}

/**
 * Brings days in from a file: all of them, or none when a line is wrong. Days that the file does not name stay.
 * @throws AppError `invalid` with every wrong line, `not_found`
 */
export async function importDays(
  ctx: Ctx,
  door: CalendarDoor,
  actor: Actor,
  code: string,
  file: DaysFile,
): Promise<Report> {
  const { format, lines } = readFile(file);
  const report = await transact(ctx, async (tx) => {
    const scope = await openScope(tx.db, tx.now, code);
    const planned = plan(scope, lines);
    refuseErrors(planned);
    await write(scope, planned);
    await requireUsable(tx.db, tx.now, code);
    if (planned.writes.length > 0) {
      const before = planned.writes.flatMap(({ before: day }) => day ?? []);
      const after = planned.writes.map(({ date, row }) => ({ date, kind: row.kind, name: row.name }));
      tx.record({
        type: calendarChanged.type,
        actor,
        data: { code, what: 'import', before: forRecord(before), after: forRecord(after) },
        ...aboutCalendar(code),
      });
      await door.recompute(tx, {
        vi: `Lịch “${scope.calendar.name}”: nhập ${planned.writes.length} ngày từ tệp.`,
        en: `Calendar “${scope.calendar.name}”: ${planned.writes.length} days from a file.`,
      });
    }
    return reportOf(format, planned, true, null);
  });
  forgetCalendars(ctx.db);
  return report;
}

/** The same without saving anything: line by line what would change, and which open cases would move. */
export async function tryImport(ctx: Ctx, door: CalendarDoor, code: string, file: DaysFile): Promise<Report> {
  const { format, lines } = readFile(file);
  const { planned, after } = await withoutSaving(
    ctx,
    async (scope) => {
      const planned = plan(scope, lines);
      if (planned.writes.length === 0 || planned.lines.some((l) => l.what === 'error')) return { planned, after: null };
      await write(scope, planned);
      return { planned, after: await requireUsable(scope.db, scope.now, code) };
    },
    code,
  );
  return reportOf(format, planned, false, after && (await door.preview(ctx, after)));
}

function readFile({ fileName, bytes }: DaysFile): { format: 'csv' | 'ical'; lines: ParsedLine[] } {
  const text = decodeText(bytes);
  const format = /\.ics$/i.test(fileName) || /^\s*BEGIN:VCALENDAR/i.test(text) ? 'ical' : 'csv';
  if (text.includes('\u0000'))
    throw badFile({
      vi: 'Tệp không phải văn bản. Từ Excel hãy lưu thành CSV UTF-8.',
      en: 'The file is not text. From Excel, save it as CSV UTF-8.',
    });
  const lines = format === 'ical' ? readIcal(text) : readCsv(text);
  if (lines.length === 0) throw badFile({ vi: 'Tệp không có ngày nào.', en: 'There is no day in the file.' });
  return { format, lines };
}

/** Compares the file with the calendar; a day that stands there already, own or lent by the base, is left alone. */
function plan(scope: ChangeScope, lines: readonly ParsedLine[]): Planned {
  const days = lineOf(scope.stored.calendars, scope.calendar.id)
    .toReversed()
    .flatMap((c) => c.days);
  const present = new Map(days.map((d) => [d.date, d]));
  const seen = new Map<string, number>();
  const planned: Planned = { lines: [], writes: [] };
  for (const parsed of lines) {
    if ('error' in parsed) {
      planned.lines.push(wrong(parsed.line, parsed.name ?? '', parsed.error));
      continue;
    }
    const { line, day } = parsed;
    const twin = seen.get(day.date);
    if (twin !== undefined) {
      planned.lines.push(
        wrong(line, day.name, { vi: `Trùng ngày với dòng ${twin}.`, en: `The same day as line ${twin}.` }, day.date),
      );
      continue;
    }
    seen.set(day.date, line);
    try {
      const row: DayRow = { ...checkedDay(scope, day), origin: 'import' };
      const before = present.get(day.date) ?? null;
      const what = before === null ? 'new' : sameDay(before, row) ? 'same' : 'changed';
      const detail = what === 'changed' && before ? beforeWords(before) : null;
      planned.lines.push({ line, what, date: day.date, kind: row.kind, name: row.name, detail });
      if (what !== 'same') planned.writes.push({ date: day.date, row, before });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      planned.lines.push(wrong(line, day.name, error.said, day.date));
    }
  }
  return planned;
}

function beforeWords(before: CalendarDay): Said {
  return { vi: `Trước đây: ${kindWords(before)}.`, en: `Before: ${kindWords(before, 'en')}.` };
}

function sameDay(before: CalendarDay, row: DayRow): boolean {
  const hours = (ranges: readonly string[] | null) => ranges?.join() ?? '';
  return (
    before.kind === row.kind &&
    before.name === row.name &&
    hours(before.ranges) === hours(row.ranges) &&
    before.swappedWith === row.swapped_with &&
    before.verified === row.verified
  );
}

async function write(scope: ChangeScope, planned: Planned): Promise<void> {
  for (const { date, row } of planned.writes) await writeDay(scope.db, scope.calendar.id, date, row);
}

function refuseErrors({ lines }: Planned): void {
  const errors = lines.filter((l) => l.what === 'error');
  if (errors.length === 0) return;
  throw new AppError('invalid', {
    detail: {
      vi: `Tệp có ${errors.length} dòng sai nên chưa nhập dòng nào. Dòng ${errors[0]?.line}: ${errors[0]?.detail?.vi}`,
      en: `${errors.length} lines of the file are wrong, so nothing was imported. Line ${errors[0]?.line}: ${errors[0]?.detail?.en}`,
    },
    fields: errors.map((l) => ({
      path: `data.${l.line}`,
      message: { vi: `Dòng ${l.line}: ${l.detail?.vi}`, en: `Line ${l.line}: ${l.detail?.en}` },
      code: 'bad_line',
    })),
  });
}

function wrong(line: number, name: string, detail: Said, date: string | null = null): Line {
  return { line, what: 'error', date, kind: null, name, detail };
}

function reportOf(format: 'csv' | 'ical', { lines }: Planned, applied: boolean, moved: ImportReport['moved']): Report {
  const count = (what: ImportLine['what']) => lines.filter((l) => l.what === what).length;
  const counts = { new: count('new'), changed: count('changed'), same: count('same'), error: count('error') };
  return { format, applied, counts, lines, moved };
}
