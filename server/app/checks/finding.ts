/** One thing that was looked at. */
export interface Finding {
  /** `ok`; `warning`: works, but look at it; `problem`: does not work. */
  state: 'ok' | 'warning' | 'problem';
  what: string;
  /** What was found. */
  found: string;
  /** What to do about it. */
  advice?: string;
  /** The same as numbers and names, for whoever has words of his own (the page of the system's state). */
  values?: Record<string, string | number | null>;
}
