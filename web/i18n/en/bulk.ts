/** The same action on many cases, and taking it back. */
export const bulk = {
  did: (label: string, n: number) => `${label}: ${n} ${n === 1 ? 'case' : 'cases'} done`,
  undoTitle: (label: string) => `Taking “${label}” back`,
  undone: (n: number) => `${n} ${n === 1 ? 'case stands' : 'cases stand'} as before`,
  notUndone: (n: number) => `${n} ${n === 1 ? 'case' : 'cases'} could not be taken back`,
  undoneToast: (label: string, n: number) => `“${label}” was taken back for ${n} ${n === 1 ? 'case' : 'cases'}`,
  someOnly: (n: number, of: number) => `${n} of ${of} can be taken back`,
};
