/**
 * An Excel workbook with one sheet, written row by row (ECMA-376). The library for workbooks keeps every cell in memory,
 * which at 200,000 rows is more than the whole server uses; texts stand in their cells, so nothing must be collected.
 */
import type { Cell } from './cell.ts';
import { type ZipEntry, zipFile } from './zip.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OPC = 'application/vnd.openxmlformats-package';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A sheet of Excel ends here, its heading included; what is more goes on in a further sheet. */
const ROWS_PER_SHEET = 1_048_576 - 1;
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

const types = (sheets: number) =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="${OPC}.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET}.sheet.main+xml"/>${numbers(
    sheets,
  )
    .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${SHEET}.worksheet+xml"/>`)
    .join('')}<Override PartName="/xl/styles.xml" ContentType="${SHEET}.styles+xml"/></Types>`;
const RELS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const bookRels = (sheets: number) =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId0" Type="${REL}/styles" Target="styles.xml"/>${numbers(
    sheets,
  )
    .map((n) => `<Relationship Id="rId${n}" Type="${REL}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
    .join('')}</Relationships>`;
const book = (name: string, sheets: number) =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${numbers(sheets)
    .map((n) => `<sheet name="${xmlText(n === 1 ? name : `${name} ${n}`)}" sheetId="${n}" r:id="rId${n}"/>`)
    .join('')}</sheets></workbook>`;
// Styles: 0 plain, 1 bold heading, 2 day and hour.
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`;

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Excel refuses a cell above this length. */
const LONGEST = 32_767;

function xmlText(text: string): string {
  return (
    text
      .slice(0, LONGEST)
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids these, escaped or not
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (sign) => ESCAPED[sign] ?? sign)
  );
}

/** Excel's day number: days since 1899-12-30, of the local wall clock (the installation's zone is UTC+7 all year). */
function dayNumber(at: Date): number {
  return (at.getTime() + 7 * 3_600_000) / 86_400_000 + 25_569;
}

/** Every text is a text cell: what begins with “=” stays what it is. */
function xlsxCell(cell: Cell, style = 0): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  if (cell instanceof Date) return `<c s="2"><v>${dayNumber(cell).toFixed(6)}</v></c>`;
  return `<c t="inlineStr"${style ? ` s="${style}"` : ''}><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
}

interface Column {
  title: string;
  /** In characters. */
  width: number;
}

/** Rows one by one, so that a sheet can end anywhere. `ended` is known once the row after the last was asked for. */
class Source {
  #rows: AsyncIterator<Cell[][]>;
  #batch: Cell[][] = [];
  #at = 0;
  ended = false;

  constructor(batches: AsyncIterable<Cell[][]>) {
    this.#rows = batches[Symbol.asyncIterator]();
  }

  /** Nobody reads on: what makes the rows may let go of what it holds. */
  async close(): Promise<void> {
    await this.#rows.return?.();
  }

  /** Up to `most` of the rows that come next; none when there are no more. */
  async take(most: number): Promise<Cell[][]> {
    while (this.#at >= this.#batch.length && !this.ended) {
      const next = await this.#rows.next();
      if (next.done) this.ended = true;
      else [this.#batch, this.#at] = [next.value, 0];
    }
    const taken = this.#batch.slice(this.#at, this.#at + most);
    this.#at += taken.length;
    return taken;
  }
}

async function* sheet(columns: readonly Column[], first: Cell[][], rows: Source, most: number): AsyncGenerator<Buffer> {
  const widths = columns
    .map((c, i) => `<col min="${i + 1}" max="${i + 1}" width="${c.width}" customWidth="1"/>`)
    .join('');
  const titles = columns.map((c) => xlsxCell(c.title, 1)).join('');
  yield Buffer.from(
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row>${titles}</row>`,
  );
  let left = most;
  for (let some = first; some.length > 0; some = left > 0 ? await rows.take(left) : []) {
    left -= some.length;
    yield Buffer.from(some.map((r) => `<row>${r.map((cell) => xlsxCell(cell)).join('')}</row>`).join(''));
  }
  yield Buffer.from('</sheetData></worksheet>');
}

/**
 * Rows in batches → the bytes of the workbook, as they come; one sheet called `name`, and further ones where a sheet is
 * full. What lists the sheets stands at the end of the archive, when their number is known. `most`: for tests.
 */
export function xlsxFile(
  name: string,
  columns: readonly Column[],
  batches: AsyncIterable<Cell[][]>,
  most = ROWS_PER_SHEET,
): AsyncGenerator<Buffer> {
  return zipFile(parts(name, columns, new Source(batches), most));
}

async function* parts(
  name: string,
  columns: readonly Column[],
  rows: Source,
  most: number,
): AsyncGenerator<ZipEntry, void> {
  let sheets = 0;
  try {
    for (let first = await rows.take(most); first.length > 0 || sheets === 0; first = await rows.take(most)) {
      sheets++;
      yield { name: `xl/worksheets/sheet${sheets}.xml`, chunks: sheet(columns, first, rows, most) };
    }
  } finally {
    await rows.close();
  }
  const part = (path: string, text: string) => ({ name: path, chunks: [Buffer.from(text)] });
  yield part('[Content_Types].xml', types(sheets));
  yield part('_rels/.rels', RELS);
  yield part('xl/workbook.xml', book(name, sheets));
  yield part('xl/_rels/workbook.xml.rels', bookRels(sheets));
  yield part('xl/styles.xml', STYLES);
}
