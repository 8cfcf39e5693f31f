import type { CaseView } from '../../../contract/cases.ts';

type Stretch = CaseView['journey'][number];

/** One of the four stops of the travel line. */
export interface Stop {
  level: 1 | 2 | 3 | 4;
  state: 'past' | 'here' | 'ahead';
  /** Working minutes spent here over all visits. */
  minutes: number;
  /** The last unit that held the case at this level. */
  unit: string | null;
}

/** How often the case went back from one level to a lower one. */
export interface Back {
  from: number;
  to: number;
  count: number;
}

const LEVELS = [1, 2, 3, 4] as const;

/** What the centre has to do stands at the centre, also for a case that keeps a higher level (reopened, answered). */
const stopOf = (s: Stretch) => (s.status === 'received' || s.status === 'approved' ? 1 : s.level);

/**
 * Folds the stretches of a journey into four stops and the returns between them. A finished case is nowhere: every
 * stop it visited is past. Pure.
 */
export function journeyStops(journey: readonly Stretch[], finished: boolean): { stops: Stop[]; backs: Back[] } {
  const last = journey.at(-1);
  const stops = LEVELS.map((level): Stop => {
    const visits = journey.filter((s) => stopOf(s) === level);
    const here = !finished && last !== undefined && stopOf(last) === level;
    return {
      level,
      state: here ? 'here' : visits.length > 0 ? 'past' : 'ahead',
      minutes: visits.reduce((sum, s) => sum + s.workingMinutes, 0),
      unit: level === 1 ? null : (visits.findLast((s) => s.unit)?.unit?.name ?? null),
    };
  });
  const backs: Back[] = [];
  journey.forEach((stretch, i) => {
    const before = journey[i - 1];
    if (!stretch.back || !before || before.level <= stretch.level) return;
    const known = backs.find((b) => b.from === before.level && b.to === stretch.level);
    if (known) known.count++;
    else backs.push({ from: before.level, to: stretch.level, count: 1 });
  });
  return { stops, backs };
}
