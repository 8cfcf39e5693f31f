/** Text, a number, or a moment that a spreadsheet can sort. */
export type Cell = string | number | Date | null;

/** One column of an exported list: heading, width in characters, and the value of a row. */
export interface ExportColumn<Row> {
  title: string;
  width: number;
  value(row: Row): Cell;
}

/** A moment of the contract as a cell that a spreadsheet can sort. */
export function cellTime(iso: string | null): Date | null {
  return iso === null ? null : new Date(iso);
}
