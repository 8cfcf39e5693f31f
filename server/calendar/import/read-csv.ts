import { AppError } from '../../platform/errors.ts';
import type { Said } from '../../platform/said.ts';
import { fold } from '../../platform/text.ts';
import type { DayKind } from '../working-calendar.ts';
import { MOST_LINES, type ParsedLine } from './parsed-line.ts';
import { guessKind, KIND_HELP, readDay, readHours, readKind } from './read-words.ts';

type Column = 'date' | 'kind' | 'name' | 'hours' | 'swappedWith' | 'source' | 'verified';

const COLUMNS: Record<string, Column> = {
  date: 'date',
  ngay: 'date',
  kind: 'kind',
  loai: 'kind',
  name: 'name',
  ten: 'name',
  'ten ngay': 'name',
  dip: 'name',
  hours: 'hours',
  gio: 'hours',
  'gio lam viec': 'hours',
  swappedwith: 'swappedWith',
  'swapped with': 'swappedWith',
  'hoan doi voi': 'swappedWith',
  'lam bu cho': 'swappedWith',
  source: 'source',
  'can cu': 'source',
  'van ban': 'source',
  verified: 'verified',
  'chinh thuc': 'verified',
};
const NO = new Set(['0', 'no', 'false', 'khong', 'chua', 'tam tinh']);

/**
 * Days from a table: a head line, then one day per line; comma, semicolon or tab between the columns.
 * @throws AppError `invalid` when the head has no column for the day or for the name, or the file is too long
 */
export function readCsv(text: string): ParsedLine[] {
  const rows = records(text, separatorOf(text));
  const head = rows[0];
  const columns = (head?.cells ?? []).map((cell) => COLUMNS[fold(cell).replace(/\s*\(.*\)$/, '')] ?? null);
  if (!head || !columns.includes('date') || !columns.includes('name'))
    throw badFile({
      vi: 'Dòng đầu của tệp CSV phải là tên cột, ít nhất có “ngày” và “tên” (hoặc date, name).',
      en: 'The first line of the CSV file must name the columns, at least “ngày” and “tên” (or date, name).',
    });
  if (rows.length - 1 > MOST_LINES)
    throw badFile({ vi: `Tệp có hơn ${MOST_LINES} dòng.`, en: `The file has more than ${MOST_LINES} lines.` });
  return rows.slice(1).map(({ line, cells }) => {
    const given = (column: Column) => cells[columns.indexOf(column)]?.trim() ?? '';
    return readRow(line, given);
  });
}

function readRow(line: number, given: (column: Column) => string): ParsedLine {
  const name = given('name').slice(0, 200);
  const wrong = (error: Said): ParsedLine => ({ line, error, name });
  const date = readDay(given('date'));
  if (date === null)
    return wrong({
      vi: `“${given('date')}” không phải ngày hợp lệ (ví dụ 05/02/2027 hoặc 2027-02-05).`,
      en: `“${given('date')}” is not a valid day (for example 05/02/2027 or 2027-02-05).`,
    });
  if (name === '') return wrong({ vi: 'Thiếu tên ngày.', en: 'The name of the day is missing.' });
  const kind: DayKind | null = given('kind') === '' ? guessKind(name) : readKind(given('kind'));
  if (kind === null)
    return wrong({
      vi: `Loại ngày “${given('kind')}” không có trong danh sách: ${KIND_HELP}.`,
      en: `The kind of day “${given('kind')}” is not one of: ${KIND_HELP}.`,
    });
  const hours = given('hours') === '' ? null : readHours(given('hours'));
  if (given('hours') !== '' && hours === null)
    return wrong({
      vi: `Giờ “${given('hours')}” không đọc được (ví dụ 07:00-11:30, 13:30-17:00).`,
      en: `The hours “${given('hours')}” cannot be read (for example 07:00-11:30, 13:30-17:00).`,
    });
  const swappedWith = given('swappedWith') === '' ? null : readDay(given('swappedWith'));
  if (given('swappedWith') !== '' && swappedWith === null)
    return wrong({
      vi: `Ngày hoán đổi “${given('swappedWith')}” không hợp lệ.`,
      en: `The swapped day “${given('swappedWith')}” is not valid.`,
    });
  const source = given('source').slice(0, 400) || null;
  const verified = !NO.has(fold(given('verified')));
  return { line, day: { date, kind, name, hours, swappedWith, source, verified } };
}

/** The separator that the head line uses most. */
function separatorOf(text: string): string {
  const head = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'));
  const count = (mark: string) => head.split(mark).length;
  return [';', '\t', ','].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** RFC 4180 records with the line on which each begins; empty lines and lines that begin with `#` are passed over. */
function records(text: string, separator: string): { line: number; cells: string[] }[] {
  const found: { line: number; cells: string[] }[] = [];
  let [cells, cell, quoted, line, begun]: [string[], string, boolean, number, number] = [[], '', false, 1, 1];
  const end = () => {
    cells.push(cell);
    if (cells.some((c) => c.trim() !== '') && !cells[0]?.startsWith('#')) found.push({ line: begun, cells });
    [cells, cell] = [[], ''];
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if (c === '\n') line += 1;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"' && cell.trim() === '') [cell, quoted] = ['', true];
    else if (c === separator) {
      cells.push(cell);
      cell = '';
    } else if (c === '\n') {
      end();
      begun = line;
    } else cell += c;
  }
  if (quoted)
    throw badFile({
      vi: `Dấu ngoặc kép mở ở dòng ${begun} không được đóng.`,
      en: `The quotation mark that opens in line ${begun} is never closed.`,
    });
  end();
  return found;
}

export function badFile(detail: Said): AppError {
  return new AppError('invalid', { detail, fields: [{ path: 'data', message: detail, code: 'bad_file' }] });
}
