/**
 * The four levels as data: which action leads from where to where, and who may take it. Pure; no clock, no database.
 * Everything that moves a case (desk, API, bulk, job, channel) passes through this one table; docs/workflow.md is
 * drawn from it and the model check walks it.
 */
import type { Status } from '../../contract/cases.ts';
import { staffRules } from './workflow-staff.ts';
import { type Facts, type Move, OPEN, type Refusal, type Rule, resume, type Stance, stay } from './workflow-terms.ts';

export { type Facts, type Move, type Refusal, type Rule, STANCES, type Stance } from './workflow-terms.ts';

const internalRules = {
  citizen_replied: {
    from: ['awaiting_citizen'],
    to: ['received', 'processing'],
    who: ['agent', 'supervisor', 'system', 'citizen'],
    next: resume,
  },
  /** The citizen did not answer within the limit: the clock must not stand still for ever. */
  resume: { from: ['awaiting_citizen'], to: ['received', 'processing'], who: ['system'], next: resume },
  /** The parent has ended: its answer goes to the citizen of the merged case too, by a call where nothing else reaches him. */
  follow_parent: {
    from: ['merged'],
    to: ['merged', 'approved'],
    who: ['system'],
    next: (f) => ({ status: f.mustCall ? 'approved' : 'merged', level: f.level }),
    refuse: (f) => (f.answered ? 'answered_with_parent' : null),
  },
  rate: {
    from: ['closed', 'merged'],
    to: ['closed', 'merged'],
    who: ['citizen', 'system'],
    next: stay,
    refuse: (f) => (f.rated ? 'already_rated' : f.status === 'merged' && !f.answered ? 'not_answered' : null),
  },
  attach: {
    from: OPEN,
    to: OPEN,
    who: ['agent', 'supervisor', 'lead_officer', 'co_officer', 'unit_leader', 'province_leader', 'citizen', 'system'],
    next: stay,
  },
} satisfies Record<string, Rule>;

export const RULES = { ...staffRules, ...internalRules };
export type TransitionName = keyof typeof RULES;

export type Verdict =
  | { ok: true; move: Move; stance: Stance }
  | { ok: false; why: 'no_right' }
  | { ok: false; why: 'not_now'; refusal: Refusal | 'status' };

/**
 * Whether somebody standing as `stances` to the case may take `action` now, and where it leads.
 * `no_right` comes before `not_now`, so that nobody learns the state of what he may not touch.
 */
export function judge(action: TransitionName, facts: Facts, stances: readonly Stance[]): Verdict {
  const rule: Rule = RULES[action];
  const mine = stances.filter((s) => rule.who.includes(s));
  if (mine.length === 0) return { ok: false, why: 'no_right' };
  if (!rule.from.includes(facts.status)) return { ok: false, why: 'not_now', refusal: 'status' };
  const able = mine.filter((s) => !rule.only || rule.only(facts, s));
  const [first] = able;
  if (!first) return { ok: false, why: 'no_right' };
  // Who stands in several capacities acts in the one that is not refused.
  const stance = able.find((s) => !rule.refuse?.(facts, s));
  if (stance) return { ok: true, move: rule.next(facts), stance };
  return { ok: false, why: 'not_now', refusal: rule.refuse?.(facts, first) ?? 'status' };
}

/** Statuses in which nothing more is owed to the citizen. */
export const ENDED: readonly Status[] = ['closed', 'declined', 'merged'];

/** Does the substance clock run, stand still for the citizen, or is it over? */
export function clockOf(status: Status, finished: boolean): 'running' | 'paused' | 'stopped' {
  if (ENDED.includes(status) || finished) return 'stopped';
  return status === 'awaiting_citizen' ? 'paused' : 'running';
}
