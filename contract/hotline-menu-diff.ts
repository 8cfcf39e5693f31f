/** What differs between two menus, step by step; pure, shown before publishing and beside old versions. */
import type { MenuGraph, MenuNode } from './hotline-menu.ts';

export interface MenuDifference {
  /** Key of the step. */
  step: string;
  title: string;
  kind: 'added' | 'removed' | 'changed';
  /** Fields of a changed step with their values as text; a list is joined with commas. */
  fields: { name: string; before: string; after: string }[];
}

const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.join(', ');
  return String(value);
};

/** Fields of a step as flat names: `keys.1` for what key 1 leads to. */
function flat(node: MenuNode): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(node)) {
    if (name === 'keys') for (const [key, to] of Object.entries(value as object)) fields.set(`keys.${key}`, textOf(to));
    else fields.set(name, textOf(value));
  }
  return fields;
}

/** Steps that were added, removed or changed, in the order of the new menu, then what is gone. */
export function menuDifference(before: MenuGraph, after: MenuGraph): MenuDifference[] {
  const found: MenuDifference[] = [];
  const titleOf = (key: string, node: MenuNode) => node.title || key;
  if (before.start !== after.start)
    found.push({
      step: after.start,
      title: '',
      kind: 'changed',
      fields: [{ name: 'start', before: before.start, after: after.start }],
    });
  for (const [step, node] of Object.entries(after.nodes)) {
    const old = before.nodes[step];
    if (!old) {
      found.push({ step, title: titleOf(step, node), kind: 'added', fields: [] });
      continue;
    }
    const [a, b] = [flat(old), flat(node)];
    const names = [...new Set([...a.keys(), ...b.keys()])].sort();
    const fields = names
      .map((name) => ({ name, before: a.get(name) ?? '', after: b.get(name) ?? '' }))
      .filter((field) => field.before !== field.after);
    if (fields.length > 0) found.push({ step, title: titleOf(step, node), kind: 'changed', fields });
  }
  for (const [step, node] of Object.entries(before.nodes))
    if (!after.nodes[step]) found.push({ step, title: titleOf(step, node), kind: 'removed', fields: [] });
  return found;
}
