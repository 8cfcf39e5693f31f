/** To which unit a case of this kind and place belongs, and why. Pure: what is known in, an order out. */
import type { UnitReason } from '../../contract/contact.ts';

export interface ProposalFacts {
  /** The unit that answers for the category; `byPlace` when it is the committee of the area. */
  byCategory: { unit: number; byPlace: boolean } | null;
  /** The committee of the area, whatever the matter. */
  committee: number | null;
  /** Where recent cases of this kind and place were answered. */
  history: readonly { unit: number; count: number }[];
  /** Units that must not get it: the one it is about, the centre itself. */
  except: readonly number[];
}

export interface Because {
  reason: UnitReason;
  count: number | null;
  of: number | null;
}

export interface Proposal {
  units: { unit: number; because: Because[] }[];
  preselected: number | null;
}

/** From so many cases on practice is worth showing … */
const ENOUGH_CASES = 5;
/** … and from this share on it weighs more than the table of categories, which may be out of date. */
const CLEAR_SHARE = 0.7;
const SHOWN = 3;

/** Best first. Only a unit that answers for the category, or clear practice, is sure enough to be preselected. */
export function propose(facts: ProposalFacts): Proposal {
  const total = facts.history.reduce((sum, one) => sum + one.count, 0);
  const practice = total >= ENOUGH_CASES ? facts.history.toSorted((a, b) => b.count - a.count) : [];
  const first = practice[0];
  const clear = first !== undefined && first.count / total >= CLEAR_SHARE ? first.unit : null;
  const order = [
    ...(clear === null ? [] : [clear]),
    ...(facts.byCategory ? [facts.byCategory.unit] : []),
    ...practice.map((one) => one.unit),
    ...(facts.committee === null ? [] : [facts.committee]),
  ];
  const units = [...new Set(order)]
    .filter((unit) => !facts.except.includes(unit))
    .slice(0, SHOWN)
    .map((unit) => ({ unit, because: reasonsFor(unit, facts, practice, total) }));
  const best = units[0];
  const sure = best && (best.unit === facts.byCategory?.unit || best.unit === clear);
  return { units, preselected: sure ? best.unit : null };
}

function reasonsFor(
  unit: number,
  facts: ProposalFacts,
  practice: readonly { unit: number; count: number }[],
  total: number,
): Because[] {
  const because: Because[] = [];
  const says = (reason: UnitReason, count: number | null = null, of: number | null = null) =>
    because.push({ reason, count, of });
  if (facts.byCategory?.unit === unit) says(facts.byCategory.byPlace ? 'area' : 'category');
  else if (facts.committee === unit) says('place');
  const lived = practice.find((one) => one.unit === unit);
  if (lived) says('history', lived.count, total);
  return because;
}
