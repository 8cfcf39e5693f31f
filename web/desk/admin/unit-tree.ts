import type { Unit } from '../../../contract/org.ts';
import { matches } from '../../lib/fold.ts';

export interface TreeRow {
  unit: Unit;
  depth: number;
  children: number;
}

/**
 * The units in tree order, parents before children, names in Vietnamese order. With a search text: what matches, and
 * above it its parents so that one sees where it belongs. A unit whose parent is not in the list stands at the top. Pure.
 */
export function unitTree(units: readonly Unit[], search: string): TreeRow[] {
  const known = new Set(units.map((u) => u.code));
  const below = Map.groupBy(units, (u) => (u.parent && known.has(u.parent) ? u.parent : ''));
  const order = new Intl.Collator('vi', { numeric: true });
  const rows: TreeRow[] = [];
  const walk = (parent: string, depth: number): boolean => {
    let any = false;
    for (const unit of (below.get(parent) ?? []).toSorted((a, b) => order.compare(a.name, b.name))) {
      const at = rows.length;
      rows.push({ unit, depth, children: below.get(unit.code)?.length ?? 0 });
      const inside = walk(unit.code, depth + 1);
      const keep = inside || search.trim() === '' || matches(`${unit.name} ${unit.shortName} ${unit.code}`, search);
      if (!keep) rows.splice(at, 1);
      any ||= keep;
    }
    return any;
  };
  walk('', 0);
  return rows;
}
