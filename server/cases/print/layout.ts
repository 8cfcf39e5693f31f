/**
 * A sheet as decree 30/2020/NĐ-CP (Phụ lục I) lays documents out: A4 upright, margins 20/20/30/15 mm, Times metrics,
 * motto 12–13 pt bold, body 14 pt justified with its first line indented by 1 cm, page number in the middle of the head
 * from the second page on.
 */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Block, Sheet } from './sheet.ts';

const MM = 72 / 25.4;
const MARGINS = { top: 20 * MM, bottom: 20 * MM, left: 30 * MM, right: 15 * MM };
const WIDTH = 210 * MM - MARGINS.left - MARGINS.right;
/** The motto's side is wider: its first line must not break. */
// The motto needs 252 points of the rest in one line.
const LEFT = 0.44 * WIDTH;
const INDENT = 10 * MM;
/** The names of the facts, and what the library leaves between two cells. Points. */
const LABEL = 105;
const CELL_GAP = 8;
const MOTTO = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'] as const;

/** Marks the first words of the signature's block for whoever asks on which page it stands. */
export const SIGNATURE = 'signature';

/**
 * What the PDF library draws.
 * @param cutEnd a last paragraph that fills pages is cut before its last sentences, so that they go with the signature
 */
export function layoutOf(sheet: Sheet, { cutEnd = false } = {}): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: [MARGINS.left, MARGINS.top, MARGINS.right, MARGINS.bottom],
    defaultStyle: { font: 'Tinos', fontSize: 14, lineHeight: 1.15 },
    info: { title: `${sheet.title} ${sheet.number}`, creator: 'Tổng đài 1022', subject: sheet.about },
    language: 'vi-VN',
    header: (page) =>
      page === 1 ? null : { text: String(page), alignment: 'center', fontSize: 13, margin: [0, 10 * MM, 0, 0] },
    footer: () => ({
      text: sheet.foot,
      fontSize: 8,
      color: '#555555',
      margin: [MARGINS.left, 8 * MM, MARGINS.right, 0],
    }),
    content: [
      head(sheet),
      { text: sheet.title, bold: true, alignment: 'center', margin: [0, 16, 0, 0] },
      { text: sheet.about, bold: true, alignment: 'center' },
      rule(90),
      ...receivers(sheet.to),
      ...sheet.body.slice(0, -1).map((part) => block(part)),
      ...ending(sheet, cutEnd),
    ],
  };
}

/** A line of given length in the middle of its column. */
function rule(length: number, margin: [number, number, number, number] = [0, 2, 0, 10]): Content {
  return {
    alignment: 'center',
    margin,
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: length, y2: 0, lineWidth: 0.7 }],
  };
}

/** Words of an agency's name that a line must not cut in two. */
const TOGETHER = /ỦY BAN NHÂN DÂN|VĂN PHÒNG|TRUNG TÂM|PHỤC VỤ|HÀNH CHÍNH CÔNG|TỔNG ĐÀI|THÔNG TIN|DỊCH VỤ CÔNG/g;

/** Capitals; known words and the last two (a place's name) are kept together. */
const capitals = (name: string) =>
  name
    .toLocaleUpperCase('vi')
    .replace(TOGETHER, (words) => words.replaceAll(' ', '\u00a0'))
    .replace(/ (?=\S+$)/, '\u00a0');

/** Two rows of two: agency and motto, then number and date on one line. */
function head({ authority, agency, number, placeAndDate }: Sheet): Content {
  const middle = { alignment: 'center' as const };
  const above = authority ? [{ text: capitals(authority), fontSize: 12, ...middle }] : [];
  const first: Content = {
    columnGap: 6,
    columns: [
      {
        width: LEFT,
        stack: [...above, { text: capitals(agency), fontSize: 12, bold: true, ...middle }, rule(60, [0, 2, 0, 4])],
      },
      {
        width: '*',
        stack: [
          { text: MOTTO[0], fontSize: 12, bold: true, noWrap: true, ...middle },
          { text: MOTTO[1], fontSize: 13, bold: true, ...middle },
          rule(160, [0, 2, 0, 4]),
        ],
      },
    ],
  };
  const second: Content = {
    columnGap: 6,
    margin: [0, 4, 0, 0],
    columns: [
      { width: LEFT, text: `Số: ${number}`, fontSize: 13, ...middle },
      { width: '*', text: placeAndDate, fontSize: 13, italics: true, ...middle },
    ],
  };
  return [first, second];
}

function receivers(to: readonly string[]): Content[] {
  if (to.length === 0) return [];
  const [only] = to;
  if (to.length === 1) return [{ text: `Kính gửi: ${only}`, alignment: 'center', margin: [0, 0, 0, 10] }];
  return [
    {
      margin: [0, 0, 0, 10],
      columns: [
        { width: 'auto', text: 'Kính gửi:', noWrap: true, margin: [60, 0, 6, 0] },
        { width: '*', stack: to.map((line) => ({ text: `- ${line}` })) },
      ],
    },
  ];
}

function block(part: Block, indent = INDENT): Content {
  if (part.kind === 'facts')
    return {
      margin: [INDENT, 2, 0, 6],
      layout: 'noBorders',
      table: {
        // Given in points: a column that may grow is made as wide as an address without a place to break.
        widths: [LABEL, WIDTH - INDENT - LABEL - CELL_GAP],
        body: part.rows.map(([label, value]) => [{ text: label }, { text: value || ' ' }]),
      },
    };
  if (part.kind === 'words')
    return {
      margin: [0, 0, 0, 6],
      stack: part.text
        .split(/\n+/)
        .filter((line) => line.trim() !== '')
        .map((line) => ({ text: line, alignment: 'justify' as const, leadingIndent: indent, margin: [0, 0, 0, 3] })),
    };
  return {
    text: part.text,
    alignment: 'justify',
    leadingIndent: INDENT,
    margin: [0, 0, 0, 6],
    bold: part.strong ?? false,
  };
}

/** More than this together with the signature might not fit on one page, and what cannot break there is lost. Letters. */
const TOGETHER_AT_MOST = 1_000;
const LAST_SENTENCES = /[^.!?…]*[.!?…\s]*$/;

/** A signature never stands on a page alone: the last sentence goes along with it. Long words of somebody may break. */
function ending(sheet: Sheet, cutEnd: boolean): Content[] {
  const last = sheet.body.at(-1);
  if (last === undefined) return [signature(sheet)];
  const together = (end: Content) => ({ unbreakable: true, stack: [end, signature(sheet)] });
  if (last.kind !== 'words') return [together(block(last))];
  const lines = last.text.trimEnd().split(/\n+/);
  const end = lines.at(-1) ?? '';
  const before = lines.length > 1 ? [block({ ...last, text: lines.slice(0, -1).join('\n') })] : [];
  if (end.length <= TOGETHER_AT_MOST) return [...before, together(block({ ...last, text: end }))];
  if (!cutEnd) return [...before, block({ ...last, text: end }), { unbreakable: true, stack: [signature(sheet)] }];
  const at = end.length - Math.min(LAST_SENTENCES.exec(end)?.[0].length || TOGETHER_AT_MOST, TOGETHER_AT_MOST);
  const rest = block({ ...last, text: end.slice(at).trimStart() }, 0);
  return [...before, block({ ...last, text: end.slice(0, at) }), together(rest)];
}

/** Receivers left, signature right; the two never stand on different pages. */
function signature({ copies, signature: { capacity, note, name } }: Sheet): Content {
  return {
    margin: [0, 10, 0, 0],
    stack: [
      {
        columns: [
          {
            width: LEFT,
            stack: [
              { text: 'Nơi nhận:', id: SIGNATURE, bold: true, italics: true, fontSize: 12 },
              ...copies.map((line) => ({ text: `- ${line}`, fontSize: 11 })),
            ],
          },
          {
            width: '*',
            stack: [
              ...capacity.map((line) => ({ text: line, bold: true, alignment: 'center' as const })),
              { text: note || ' ', italics: true, fontSize: 11, alignment: 'center', margin: [0, 14, 0, 14] },
              { text: name, bold: true, alignment: 'center' },
            ],
          },
        ],
      },
    ],
  };
}
