import { type MenuGraph, type MenuNode, targetsOf } from '../../../contract/hotline-menu.ts';

/** How one comes to a step from the one above it. */
export type Way =
  | { by: 'start' }
  | { by: 'next' }
  | { by: 'open' }
  | { by: 'closed' }
  | { by: 'key'; key: string }
  | { by: 'otherwise' };

export interface OutlineRow {
  step: string;
  way: Way;
  depth: number;
  /** The step stands further up already (or is gone): here only a pointer to it. */
  again: boolean;
  missing: boolean;
}

function waysOf(node: MenuNode): { way: Way; to: string }[] {
  if (node.kind === 'say' || node.kind === 'incident') return [{ way: { by: 'next' }, to: node.next }];
  if (node.kind === 'hours')
    return [
      { way: { by: 'open' }, to: node.open },
      { way: { by: 'closed' }, to: node.closed },
    ];
  if (node.kind !== 'menu') return [];
  // As on a telephone: 0 stands behind 9.
  const place = (key: string) => '1234567890*#'.indexOf(key);
  const keys = Object.entries(node.keys)
    .filter(([, to]) => to !== 'repeat')
    .sort(([a], [b]) => place(a) - place(b));
  return [
    ...keys.map(([key, to]) => ({ way: { by: 'key', key } as Way, to })),
    { way: { by: 'otherwise' }, to: node.otherwise },
  ];
}

/**
 * A menu as an indented list from its start: every step once, in the order in which callers come to it. What several
 * steps lead to stands where it is met first and is pointed to afterwards. A run of plain steps is not indented.
 */
export function outlineOf(graph: MenuGraph): { rows: OutlineRow[]; unreached: string[] } {
  const rows: OutlineRow[] = [];
  const seen = new Set<string>();
  const visit = (step: string, way: Way, depth: number) => {
    const node = graph.nodes[step];
    const again = seen.has(step);
    rows.push({ step, way, depth, again, missing: !node });
    if (!node || again) return;
    seen.add(step);
    const inner = targetsOf(node).length > 1 ? depth + 1 : depth;
    for (const { way: next, to } of waysOf(node)) visit(to, next, inner);
  };
  visit(graph.start, { by: 'start' }, 0);
  return { rows, unreached: Object.keys(graph.nodes).filter((step) => !seen.has(step)) };
}

/** A key for a new step that the menu does not have yet. */
export function freeKey(graph: MenuGraph, kind: MenuNode['kind']): string {
  for (let n = 1; ; n += 1) if (!graph.nodes[`${kind}-${n}`]) return `${kind}-${n}`;
}

/** A new step of a kind; where it must lead on, it leads to `next`. */
export function freshNode(kind: MenuNode['kind'], next: string): MenuNode {
  switch (kind) {
    case 'say':
    case 'incident':
      return { kind, sounds: [], next };
    case 'hours':
      return { kind, calendar: null, open: next, closed: next };
    case 'menu':
      return { kind, sounds: [], keys: {}, timeoutSeconds: 6, attempts: 3, otherwise: next };
    case 'queue':
      return { kind, queue: null, skills: [], topic: '' };
    case 'transfer':
      return { kind, sounds: ['transferring'], number: '113' };
    case 'voicemail':
      return { kind, sounds: ['voicemail-leave'] };
    case 'hangup':
      return { kind, sounds: ['goodbye'] };
    case 'callback':
      return { kind };
  }
}
