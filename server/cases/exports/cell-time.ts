/** A moment of the contract as a cell that a spreadsheet can sort. */
export function cellTime(iso: string | null): Date | null {
  return iso === null ? null : new Date(iso);
}
