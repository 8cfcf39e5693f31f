/** What somebody has typed about a call; null: not touched here. */
export interface TypedNotes {
  disposition: string | null;
  note: string | null;
}

/** What stands in the fields: his own words, also when he has emptied them, else what is on record. Pure. */
export function notesOf(
  typed: TypedNotes,
  call: { disposition: string | null; note: string | null },
): { disposition: string; note: string } {
  return {
    disposition: typed.disposition ?? call.disposition ?? '',
    note: typed.note ?? call.note ?? '',
  };
}
