/**
 * An Excel workbook with one sheet, written row by row (ECMA-376). The library for workbooks keeps every cell in memory,
 * which at 200,000 rows is more than the whole server uses; texts stand in their cells, so nothing must be collected.
 */
import type { Cell } from './cell.ts';
import { zipFile } from './zip.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OPC = 'application/vnd.openxmlformats-package';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="${OPC}.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET}.styles+xml"/></Types>`;
const RELS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const BOOK_RELS = `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${REL}/styles" Target="styles.xml"/></Relationships>`;
const BOOK = `${XML}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="Phiếu" sheetId="1" r:id="rId1"/></sheets></workbook>`;
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

async function* sheet(columns: readonly Column[], batches: AsyncIterable<Cell[][]>): AsyncGenerator<Buffer> {
  const widths = columns
    .map((c, i) => `<col min="${i + 1}" max="${i + 1}" width="${c.width}" customWidth="1"/>`)
    .join('');
  const titles = columns.map((c) => xlsxCell(c.title, 1)).join('');
  yield Buffer.from(
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row>${titles}</row>`,
  );
  for await (const rows of batches)
    yield Buffer.from(rows.map((r) => `<row>${r.map((cell) => xlsxCell(cell)).join('')}</row>`).join(''));
  yield Buffer.from('</sheetData></worksheet>');
}

interface Column {
  title: string;
  /** In characters. */
  width: number;
}

/** Rows in batches → the bytes of the workbook, as they come. */
export function xlsxFile(columns: readonly Column[], batches: AsyncIterable<Cell[][]>): AsyncGenerator<Buffer> {
  const part = (name: string, text: string) => ({ name, chunks: [Buffer.from(text)] });
  return zipFile([
    part('[Content_Types].xml', TYPES),
    part('_rels/.rels', RELS),
    part('xl/workbook.xml', BOOK),
    part('xl/_rels/workbook.xml.rels', BOOK_RELS),
    part('xl/styles.xml', STYLES),
    { name: 'xl/worksheets/sheet1.xml', chunks: sheet(columns, batches) },
  ]);
}
