/**
 * Asks the table of the workflow for every circumstance that it looks at, and no other: whenever `judge` asks for a fact
 * that is not decided yet, both answers are tried. So a new fact needs no list to be kept up to date.
 */
import { type Facts, judge, type Stance, type TransitionName, type Verdict } from '../server/cases/workflow.ts';

/** What a fact may be where nothing is known of it; every other fact is yes or no. */
const VALUES: { [K in keyof Facts]?: readonly Facts[K][] } = { returnCount: [0, 1] };

class Asked extends Error {
  readonly fact: keyof Facts;
  constructor(fact: keyof Facts) {
    super(fact);
    this.fact = fact;
  }
}

export interface Outcome {
  /** What was known and what had to be supposed. */
  facts: Partial<Facts>;
  verdict: Verdict;
}

/** Every answer of the table to one action by one stance, given what is `known`. */
export function outcomes(action: TransitionName, stance: Stance, known: Partial<Facts>): Outcome[] {
  const facts = new Proxy(known, {
    get(target, name: keyof Facts) {
      if (name in target) return target[name];
      throw new Asked(name);
    },
  });
  try {
    return [{ facts: known, verdict: judge(action, facts as Facts, [stance]) }];
  } catch (thrown) {
    if (!(thrown instanceof Asked)) throw thrown;
    const { fact } = thrown;
    return (VALUES[fact] ?? [false, true]).flatMap((value) => outcomes(action, stance, { ...known, [fact]: value }));
  }
}
