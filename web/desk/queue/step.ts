/**
 * For lists that stand in the document as a whole (long ones move by `LongList`): moves the focus one row; with a case
 * open beside the list, the next one opens at once.
 */
export function step(by: number, open: boolean): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-case-row]')];
  const focused = rows.indexOf(document.activeElement as HTMLElement);
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.hasAttribute('aria-current'));
  const next = rows[Math.min(Math.max(from + by, 0), rows.length - 1)];
  next?.focus();
  if (open) next?.click();
}
