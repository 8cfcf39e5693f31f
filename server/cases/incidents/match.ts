/** How near an incident is to what is known of a contact. Pure, so that what fits is a table. */
import type { IncidentFit, IncidentReason } from '../../../contract/incident-brief.ts';

export interface Scope {
  categoryId: number | null;
  /** None: everywhere. */
  areaIds: readonly number[];
}

export interface About {
  /** The category with all above it, its own first; empty: not known yet. */
  categoryIds: readonly number[];
  areaId: number | null;
  /** The words of both have much in common. */
  sameWords: boolean;
}

export interface Fitting {
  fit: IncidentFit;
  reasons: IncidentReason[];
  points: number;
}

type Verdict = 'own' | 'above' | 'any' | 'unknown' | 'other';

function ofCategory(scope: Scope, about: About): Verdict {
  if (scope.categoryId === null) return 'any';
  if (about.categoryIds.length === 0) return 'unknown';
  const at = about.categoryIds.indexOf(scope.categoryId);
  return at === 0 ? 'own' : at > 0 ? 'above' : 'other';
}

function ofArea(scope: Scope, about: About): Verdict {
  if (scope.areaIds.length === 0) return 'any';
  if (about.areaId === null) return 'unknown';
  return scope.areaIds.includes(about.areaId) ? 'own' : 'other';
}

/** The place says more than the category: people who call about one event name it by many names. */
const POINTS = {
  area: { own: 8, above: 8, any: 2, unknown: 0, other: 0 },
  category: { own: 4, above: 3, any: 1, unknown: 0, other: 0 },
  words: 2,
} as const;

/** An incident for all categories covers each, one without places every place; what is not known speaks against none. */
export function fitting(scope: Scope, about: About): Fitting {
  const category = ofCategory(scope, about);
  const area = ofArea(scope, about);
  const against = category === 'other' || area === 'other';
  // One for everything everywhere fits whatever comes, which says nothing of this contact.
  const open = category === 'unknown' || area === 'unknown' || (category === 'any' && area === 'any');
  const reasons: IncidentReason[] = [
    ...(area === 'own' ? (['same_area'] as const) : area === 'any' ? (['everywhere'] as const) : []),
    ...(category === 'own' || category === 'above' ? (['same_category'] as const) : []),
    ...(about.sameWords ? (['same_words'] as const) : []),
  ];
  return {
    fit: against ? 'other' : open ? 'possible' : 'match',
    reasons,
    points: POINTS.area[area] + POINTS.category[category] + (about.sameWords ? POINTS.words : 0),
  };
}

const RANK: Record<IncidentFit, number> = { match: 0, possible: 1, other: 2 };

/** The nearest first; of equally near ones the newer. */
export function nearer(a: Fitting & { at: Date }, b: Fitting & { at: Date }): number {
  return RANK[a.fit] - RANK[b.fit] || b.points - a.points || b.at.getTime() - a.at.getTime();
}

export interface Report {
  id: number;
  categoryId: number;
  areaId: number;
}

/**
 * Cases that may be one event: those of the same category and the same commune or ward, where they are at least `from`.
 * The largest group first.
 */
export function clusters<R extends Report>(reports: readonly R[], from: number): R[][] {
  const groups = Map.groupBy(reports, (one) => `${one.categoryId}:${one.areaId}`);
  return [...groups.values()].filter((group) => group.length >= from).sort((a, b) => b.length - a.length);
}
