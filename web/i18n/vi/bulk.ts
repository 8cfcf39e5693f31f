/** The same action on many cases, and taking it back. */
export const bulk = {
  did: (label: string, n: number) => `${label}: ${n} phiếu đã xong`,
  undoTitle: (label: string) => `Hoàn tác “${label}”`,
  undone: (n: number) => `${n} phiếu đã trở lại như trước`,
  notUndone: (n: number) => `${n} phiếu không hoàn tác được`,
  undoneToast: (label: string, n: number) => `Đã hoàn tác “${label}” cho ${n} phiếu`,
  someOnly: (n: number, of: number) => `Hoàn tác được ${n} trong ${of} phiếu`,
};
