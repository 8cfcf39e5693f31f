import type { Said } from '../said.ts';

/** Text, a number, or a moment that a spreadsheet can sort. */
export type Cell = string | number | Date | null;

/** A cell before the reader's language is known: words of ours stand in both. */
export type ToldCell = Cell | Said;

/** One column of an exported list: heading, width in characters, and the value of a row. */
export interface ExportColumn<Row> {
  title: Said;
  width: number;
  value(row: Row): ToldCell;
}

/** A moment of the contract as a cell that a spreadsheet can sort. */
export function cellTime(iso: string | null): Date | null {
  return iso === null ? null : new Date(iso);
}

/** Yes and no as they stand in a cell. */
export const YES_NO = {
  yes: { vi: 'Có', en: 'Yes' },
  no: { vi: 'Không', en: 'No' },
} as const satisfies Record<string, Said>;
