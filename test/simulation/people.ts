/** How people behave in a simulated year: what somebody does next with a case and after how long, often nothing at all. */
import type { CaseType, Status, Urgency } from '../../contract/cases.ts';
import type { TransitionName } from '../../server/cases/index.ts';

export type Who = 'agent' | 'supervisor' | 'officer' | 'leader' | 'province' | 'citizen';

export interface Plan {
  action: TransitionName;
  who: Who;
  /** Clock minutes from now. */
  after: number;
}

/** What people see of a case. */
export interface Seen {
  status: Status;
  level: number;
  extensionOpen: boolean;
  reopened: boolean;
  /** Its limit has passed and was put on record: those in charge were told. */
  alarmed: boolean;
}

export type Random = () => number;

/** A small generator with a seed (mulberry32), so that a year can be lived again. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const HOUR = 60;
const DAY = 1440;

type Choice = [weight: number, action: TransitionName | null, who: Who, from: number, to: number];

const CHOICES: Partial<Record<Status, readonly Choice[]>> = {
  received: [
    [80, 'forward', 'agent', 2, 4 * HOUR],
    [8, 'answer', 'agent', 2, HOUR],
    [4, 'decline', 'agent', 5, HOUR],
    [3, 'request_info', 'agent', 5, HOUR],
    [5, 'forward', 'agent', DAY, 4 * DAY],
  ],
  forwarded: [
    [76, 'accept', 'officer', 10, 10 * HOUR],
    [5, 'return', 'officer', 30, DAY],
    [4, 'recall', 'agent', 5, HOUR],
    [15, null, 'officer', 0, 0],
  ],
  processing: [
    [54, 'submit', 'officer', 3 * HOUR, 8 * DAY],
    [10, 'request_info', 'officer', HOUR, 4 * DAY],
    [7, 'request_extension', 'officer', DAY, 5 * DAY],
    [5, 'escalate', 'officer', HOUR, 3 * DAY],
    [4, 'return', 'officer', HOUR, DAY],
    [5, 'relabel', 'officer', HOUR, 2 * DAY],
    [15, null, 'officer', 0, 0],
  ],
  awaiting_citizen: [
    [60, 'citizen_replied', 'agent', HOUR, 8 * DAY],
    [40, null, 'citizen', 0, 0],
  ],
  awaiting_approval: [
    [72, 'approve', 'leader', 30, 2 * DAY],
    [20, 'reject_draft', 'leader', 30, 2 * DAY],
    [8, 'approve', 'leader', 3 * DAY, 9 * DAY],
  ],
  approved: [
    [90, 'deliver', 'agent', 10, DAY],
    [10, 'deliver', 'agent', 2 * DAY, 5 * DAY],
  ],
  closed: [
    [5, 'reopen', 'supervisor', HOUR, 3 * DAY],
    [95, null, 'citizen', 0, 0],
  ],
};

const ESCALATED = (level: number): readonly Choice[] => [
  [50, 'direct', level >= 4 ? 'province' : 'leader', 2 * HOUR, 3 * DAY],
  [30, 'answer_at_level', level >= 4 ? 'province' : 'leader', 2 * HOUR, 3 * DAY],
  [20, level >= 4 ? 'direct' : null, 'province', 4 * DAY, 12 * DAY],
];

/** What happens next, or null: nobody moves, and only a limit can. */
export function plan(seen: Seen, rng: Random): Plan | null {
  if (seen.status === 'closed' && seen.reopened) return null;
  if (seen.status === 'processing' && seen.extensionOpen) {
    const at = pick(
      [
        [70, 'grant', 'leader', HOUR, 2 * DAY],
        [30, 'refuse', 'leader', HOUR, 2 * DAY],
      ],
      rng,
    );
    return at;
  }
  // Whoever was told that a limit has passed acts in the end.
  const choices = seen.status === 'escalated' ? ESCALATED(seen.level) : (CHOICES[seen.status] ?? []);
  return pick(seen.alarmed ? choices.filter((c) => c[1] !== null) : choices, rng);
}

function pick(choices: readonly Choice[], rng: Random): Plan | null {
  const total = choices.reduce((sum, c) => sum + c[0], 0);
  let at = rng() * total;
  for (const [weight, action, who, from, to] of choices) {
    at -= weight;
    if (at > 0) continue;
    // Short delays are the rule, long ones happen.
    return action && { action, who, after: from + (to - from) * rng() ** 2 };
  }
  return null;
}

/** Kinds of cases by how often they come. A site report needs photos, which a simulated officer cannot take. */
export const KINDS: readonly (readonly [CaseType, Urgency])[] = [
  ['service_report', 'normal'],
  ['service_report', 'normal'],
  ['inquiry', 'normal'],
  ['procedure_report', 'normal'],
  ['regulation_feedback', 'low'],
  ['business_report', 'urgent'],
  ['suggestion', 'low'],
];
