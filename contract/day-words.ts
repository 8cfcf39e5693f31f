/** The closed lists of what is asked of a person about a case, and of what a leader of the province looks at first. */

/**
 * What one person has to do about a case, or waits for. A case is at most one of these for one person at a time, so the
 * figures add up. `now`: my turn; `others`: somebody cannot go on without me; `waits`: I wait for somebody.
 */
export const ASKS_BY_PART = {
  now: ['order', 'sign', 'accept', 'returned', 'replied', 'extension_decided', 'opinion_came', 'answer'],
  others: ['decide', 'opinion', 'report', 'confirm'],
  waits: ['waits_opinion', 'waits_extension', 'waits_leader', 'waits_province', 'waits_citizen', 'waits_centre'],
} as const;
export type DayPart = keyof typeof ASKS_BY_PART;
export const DAY_PARTS = Object.keys(ASKS_BY_PART) as DayPart[];
export const ASKS = [...ASKS_BY_PART.now, ...ASKS_BY_PART.others, ...ASKS_BY_PART.waits] as const;
export type Ask = (typeof ASKS)[number];

/** So many reports joined in one case make an incident. */
export const MANY_REPORTS = 3;

/**
 * What went wrong with a case: `to_province` waits for the province's leader; `bounced` was given back twice or more;
 * `reopened` is open again; `many_reports` has at least `MANY_REPORTS` reports in it; `missed_week` was due in the last
 * seven days and not done by then, `missed_before` in the seven days before (both also when answered since).
 */
export const TROUBLES = [
  'to_province',
  'seriously_late',
  'bounced',
  'reopened',
  'conduct',
  'many_reports',
  'missed_week',
  'missed_before',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** What a list may be narrowed to besides the properties of its cases. */
export const ONLY = [...ASKS, ...TROUBLES] as const;
export type Only = (typeof ONLY)[number];
