import ICAL from 'ical.js';
import type { Said } from '../../platform/said.ts';
import { MOST_LINES, type ParsedLine } from './parsed-line.ts';
import { badFile } from './read-csv.ts';
import { guessKind, KIND_HELP, readDay, readHours, readKind } from './read-words.ts';

/** A holiday longer than this is a mistake in the file. */
const MOST_DAYS = 31;

/**
 * Days from the whole-day events of an iCalendar file (RFC 5545). The kind comes from `X-1022-KIND` or `CATEGORIES`,
 * otherwise from the name; `X-1022-HOURS` and `X-1022-SWAPPED-WITH` say what a table has columns for.
 * @throws AppError `invalid` when it is no such file or too long
 */
export function readIcal(text: string): ParsedLine[] {
  const blocks = eventBlocks(text);
  if (blocks.length > MOST_LINES)
    throw badFile({ vi: `Tệp có hơn ${MOST_LINES} sự kiện.`, en: `The file has more than ${MOST_LINES} events.` });
  return blocks.flatMap(({ line, lines }) => readEvent(line, lines.join('\r\n')));
}

/** Each event by itself, so that a damaged one is told by its line and the others are still read. */
function eventBlocks(text: string): { line: number; lines: string[] }[] {
  const blocks: { line: number; lines: string[] }[] = [];
  let open: { line: number; lines: string[] } | null = null;
  for (const [i, raw] of text.split('\n').entries()) {
    const mark = raw.trim().toUpperCase();
    if (mark === 'BEGIN:VEVENT') open = { line: i + 1, lines: [] };
    open?.lines.push(raw);
    if (mark === 'END:VEVENT' && open) {
      blocks.push(open);
      open = null;
    }
  }
  if (open)
    throw badFile({
      vi: `Sự kiện bắt đầu ở dòng ${open.line} không có END:VEVENT.`,
      en: `The event that begins in line ${open.line} has no END:VEVENT.`,
    });
  return blocks;
}

function readEvent(line: number, block: string): ParsedLine[] {
  let event: ICAL.Component;
  try {
    event = new ICAL.Component(ICAL.parse(block) as never);
  } catch {
    return [{ line, error: { vi: 'Sự kiện hỏng, không đọc được.', en: 'The event is damaged and cannot be read.' } }];
  }
  const given = (key: string) => String(event.getFirstPropertyValue(key) ?? '').trim();
  const name = given('summary').normalize('NFC').slice(0, 200);
  const wrong = (error: Said): ParsedLine[] => [{ line, error, name }];
  if (event.hasProperty('rrule') || event.hasProperty('rdate'))
    return wrong({
      vi: 'Sự kiện lặp lại không được nhận: ngày nghỉ mỗi năm mỗi khác, hãy ghi từng ngày.',
      en: 'Repeating events are not taken: days off differ from year to year, write each one.',
    });
  if (given('status').toUpperCase() === 'CANCELLED')
    return wrong({ vi: 'Sự kiện ghi là đã hủy (CANCELLED).', en: 'The event says that it is cancelled (CANCELLED).' });
  const start = event.getFirstPropertyValue('dtstart');
  if (!(start instanceof ICAL.Time))
    return wrong({ vi: 'Sự kiện không có ngày bắt đầu (DTSTART).', en: 'The event has no first day (DTSTART).' });
  if (!start.isDate)
    return wrong({
      vi: 'Sự kiện có giờ; chỉ nhận sự kiện cả ngày (VALUE=DATE).',
      en: 'The event has hours; only events of whole days are taken (VALUE=DATE).',
    });
  if (name === '') return wrong({ vi: 'Sự kiện không có tên (SUMMARY).', en: 'The event has no name (SUMMARY).' });
  const dates = datesOf(event);
  if (dates === null)
    return wrong({
      vi: `Ngày bắt đầu hoặc kết thúc không hợp lệ, hoặc dài hơn ${MOST_DAYS} ngày.`,
      en: `The first or last day is not valid, or they are more than ${MOST_DAYS} days apart.`,
    });
  const said = given('x-1022-kind') || categoryOf(event);
  const kind = said === '' ? guessKind(name) : readKind(said);
  if (kind === null)
    return wrong({
      vi: `Loại ngày “${said}” không có trong danh sách: ${KIND_HELP}.`,
      en: `The kind of day “${said}” is not one of: ${KIND_HELP}.`,
    });
  const hours = given('x-1022-hours') === '' ? null : readHours(given('x-1022-hours'));
  if (given('x-1022-hours') !== '' && hours === null)
    return wrong({
      vi: `Giờ “${given('x-1022-hours')}” không đọc được.`,
      en: `The hours “${given('x-1022-hours')}” cannot be read.`,
    });
  const swappedWith = given('x-1022-swapped-with') === '' ? null : readDay(given('x-1022-swapped-with'));
  if (given('x-1022-swapped-with') !== '' && swappedWith === null)
    return wrong({
      vi: `Ngày hoán đổi “${given('x-1022-swapped-with')}” không hợp lệ.`,
      en: `The swapped day “${given('x-1022-swapped-with')}” is not valid.`,
    });
  const source = given('description').normalize('NFC').slice(0, 400) || null;
  const verified = given('status').toUpperCase() !== 'TENTATIVE';
  return dates.map((date) => ({ line, day: { date, kind, name, hours, swappedWith, source, verified } }));
}

/** Other people's categories (“Public holiday”) say nothing to us; only words that we know count. */
function categoryOf(event: ICAL.Component): string {
  const values = event.getAllProperties('categories').flatMap((p) => p.getValues().map(String));
  return values.find((v) => readKind(v) !== null) ?? '';
}

/** Every day of the event; its end is the first day after it. Null when a date is none or the event is too long. */
function datesOf(event: ICAL.Component): string[] | null {
  const first = readDay(rawDate(event, 'dtstart'));
  if (first === null) return null;
  const begin = Temporal.PlainDate.from(first);
  const duration = event.getFirstPropertyValue('duration');
  let days = 1;
  if (event.hasProperty('dtend')) {
    const after = readDay(rawDate(event, 'dtend'));
    if (after === null || after < first) return null;
    days = Math.max(1, begin.until(Temporal.PlainDate.from(after)).days);
  } else if (duration instanceof ICAL.Duration) days = Math.max(1, Math.ceil(duration.toSeconds() / 86_400));
  if (days > MOST_DAYS) return null;
  return Array.from({ length: days }, (_, i) => begin.add({ days: i }).toString());
}

/** As it stands in the file: the library makes 3 March of 31 February. */
function rawDate(event: ICAL.Component, name: string): string {
  const [, properties] = event.jCal as unknown as [string, [string, object, string, unknown][]];
  return String(properties.find((p) => p[0] === name)?.[3] ?? '').slice(0, 10);
}
