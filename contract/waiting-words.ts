/** What waits, in the order in which a supervisor looks at it. */
export const WAITING_KINDS = ['unattended', 'overdue', 'conversation', 'call', 'offer', 'callback'] as const;
export type WaitingKind = (typeof WAITING_KINDS)[number];

/** Cases wait at a unit; everything else waits at the switchboard. */
export const WAITS_AT_UNITS: readonly WaitingKind[] = ['unattended', 'overdue'];
