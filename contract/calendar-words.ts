/** The closed list of kinds of special days. */

/** `ordinary` takes a day back that the reference data or the base calendar names: it is a day as any other. */
export const DAY_KINDS = ['holiday', 'compensatory_off', 'swapped_off', 'working_day', 'ordinary'] as const;
export type DayKindName = (typeof DAY_KINDS)[number];
