/** What a change leaves on record: the fields that differ, as they were and as they are. */
export interface Changed {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/**
 * The fields of `after` that differ from `before`, or null when none does. For records of the organisation (units,
 * areas, categories), which hold no personal data. Pure.
 */
export function whatChanged(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>) {
  const fields = Object.keys(after).filter((f) => JSON.stringify(before[f]) !== JSON.stringify(after[f]));
  if (fields.length === 0) return null;
  const only = (of: Readonly<Record<string, unknown>>) => Object.fromEntries(fields.map((f) => [f, of[f] ?? null]));
  return { before: only(before), after: only(after) } satisfies Changed;
}
