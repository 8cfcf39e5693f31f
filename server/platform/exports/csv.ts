/** CSV as Excel and LibreOffice read it with Vietnamese text: UTF-8 with a mark, commas, CRLF (RFC 4180). */
import { isoLocal } from '../clock.ts';
import type { Cell } from './cell.ts';

/**
 * A spreadsheet runs a cell that begins like a formula, and citizens write titles: such a text gets an apostrophe in
 * front (OWASP, CSV injection). Blanks before the sign do not help the attacker either.
 */
function harmless(text: string): string {
  return /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
}

/** A moment as `YYYY-MM-DD HH:MM` of the installation's zone. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (cell instanceof Date) return isoLocal(cell).slice(0, 16).replace('T', ' ');
  return `"${harmless(cell).replaceAll('"', '""')}"`;
}

/** Rows in batches → the bytes of the file, as they come. */
export async function* csvFile(titles: readonly string[], batches: AsyncIterable<Cell[][]>): AsyncGenerator<Buffer> {
  yield Buffer.from(`\uFEFF${titles.map((title) => csvCell(title)).join(',')}\r\n`);
  for await (const rows of batches) yield Buffer.from(rows.map((r) => `${r.map(csvCell).join(',')}\r\n`).join(''));
}
