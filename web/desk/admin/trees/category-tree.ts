import type { CategoryRecord, TreeUse } from '../../../../contract/org-trees.ts';
import { matches } from '../../../lib/fold.ts';

export interface CategoryLine {
  category: CategoryRecord;
  depth: number;
}

/** In use, not yet, or no longer, on a day of the installation's zone. */
export type Validity = 'now' | 'coming' | 'ended';

/** Where a dated record stands on `day` (`YYYY-MM-DD`); both ends belong to the period. Pure. */
export function validityOn(row: { validFrom: string; validTo: string | null }, day: string): Validity {
  if (row.validTo !== null && row.validTo < day) return 'ended';
  return row.validFrom > day ? 'coming' : 'now';
}

/** What hangs on each category and on everything below it. Pure. */
export function branchUse(all: readonly CategoryRecord[], own: readonly TreeUse[]): Map<string, TreeUse> {
  const parents = new Map(all.map((c) => [c.code, c.parent?.code]));
  const sums = new Map<string, TreeUse>();
  for (const use of own) {
    for (let code: string | undefined = use.code; code !== undefined; code = parents.get(code)) {
      const sum = sums.get(code) ?? { code, openCases: 0, allCases: 0, policies: 0 };
      sums.set(code, {
        code,
        openCases: sum.openCases + use.openCases,
        allCases: sum.allCases + use.allCases,
        policies: sum.policies + use.policies,
      });
    }
  }
  return sums;
}

/**
 * Categories in tree order by position. With a search text: what matches by name, English name, code or keyword, and
 * its parents. Pure.
 */
export function categoryTree(all: readonly CategoryRecord[], search: string): CategoryLine[] {
  const known = new Set(all.map((c) => c.code));
  const below = Map.groupBy(all, (c) => (c.parent && known.has(c.parent.code) ? c.parent.code : ''));
  const lines: CategoryLine[] = [];
  const walk = (parent: string, depth: number): boolean => {
    let any = false;
    for (const category of (below.get(parent) ?? []).toSorted((a, b) => a.position - b.position)) {
      const at = lines.length;
      lines.push({ category, depth });
      const inside = walk(category.code, depth + 1);
      const text = `${category.name} ${category.nameEn} ${category.code.replaceAll('-', ' ')} ${category.keywords.join(' ')}`;
      const keep = inside || search.trim() === '' || matches(text, search);
      if (!keep) lines.splice(at, 1);
      any ||= keep;
    }
    return any;
  };
  walk('', 0);
  return lines;
}
