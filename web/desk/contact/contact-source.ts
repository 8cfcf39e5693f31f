/** Where a contact comes from: a thread, a telephone call, or somebody who stands at the counter or is written down later. */
export type ContactSource =
  | { kind: 'conversation'; id: string }
  /** `note`: what was written down of the talk already. */
  | { kind: 'call'; id: string; phone: string | null; note: string | null }
  | { kind: 'none' };

/** What is typed is kept apart per person and source: two calls one after the other never share a text. */
export function contactKey(username: string, source: ContactSource): string {
  return source.kind === 'none' ? `${username}.contact` : `${username}.contact.${source.kind}.${source.id}`;
}
