import type { DayGroup, DayItem } from '../../../contract/days.ts';

/** By when it is asked for: the date of the question or the order, else the case's own. */
export const byWhen = (item: Pick<DayItem, 'askedDueAt' | 'dueAt'>): string | null => item.askedDueAt ?? item.dueAt;

/** What I have to do, mine and what others wait for, the most urgent first. Pure. */
export function inOrder(groups: readonly DayGroup[]): DayItem[] {
  return groups
    .filter((group) => group.part !== 'waits')
    .flatMap((group) => group.items)
    .toSorted((a, b) => at(a) - at(b) || a.code.localeCompare(b.code));
}

const at = (item: DayItem) => Date.parse(byWhen(item) ?? '9999-12-31');

/**
 * The case to go on with: behind the one that is open; where that is done (it has left the list) or was the last, the most
 * urgent. Null when nothing else is left. Pure.
 */
export function nextAfter(items: readonly DayItem[], current: string | null): DayItem | null {
  const here = items.findIndex((item) => item.code === current);
  const next = items[here + 1] ?? items[0] ?? null;
  return next && next.code !== current ? next : null;
}
