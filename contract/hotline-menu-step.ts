import type { MenuGraph, MenuNode } from './hotline-menu.ts';

/** Where a caller is in a menu. Stored with the call, so that a restart goes on from here. */
export interface MenuState {
  node: string;
  /** Tries at a `menu` node so far. */
  attempts: number;
  /** Keys that led somewhere, for the agent's screen. */
  path: string[];
  /** Waiting for a key now. */
  listening: boolean;
}

export type MenuInput =
  | { kind: 'begin' }
  /** The sounds of the last doing were played to their end. */
  | { kind: 'played' }
  | { kind: 'digit'; digit: string }
  | { kind: 'timeout' };

/** What is known outside the menu at this moment. */
export interface MenuFacts {
  /** Whether it is working time of a calendar; null = always. */
  isOpen(calendar: string | null): boolean;
  incidentAnnounced: boolean;
  /** What is announced at present; none = the sounds of the node itself. */
  incidentSounds?: readonly string[];
}

export type MenuDoing =
  | { kind: 'play'; sounds: readonly string[]; listen: boolean }
  /** Stop what is playing: the caller knows what he wants. */
  | { kind: 'hush' }
  | { kind: 'wait'; seconds: number }
  | { kind: 'enter_queue'; queue: string | null; skills: readonly string[]; topic: string }
  | { kind: 'voicemail'; sounds: readonly string[] }
  | { kind: 'callback' }
  | { kind: 'transfer'; sounds: readonly string[]; number: string }
  | { kind: 'hangup'; sounds: readonly string[] };

export interface MenuStep {
  state: MenuState;
  doings: MenuDoing[];
}

const start = (graph: MenuGraph): MenuState => ({ node: graph.start, attempts: 0, path: [], listening: false });

/**
 * One step through a menu: pure, so that every walk can be tested without a telephone. `state` is null for a caller
 * who has just come in. An input that means nothing where the caller is changes nothing.
 */
export function step(graph: MenuGraph, state: MenuState | null, input: MenuInput, facts: MenuFacts): MenuStep {
  const from = state ?? start(graph);
  const node = graph.nodes[from.node];
  if (!node) return { state: from, doings: [{ kind: 'enter_queue', queue: null, skills: [], topic: '' }] };
  if (state === null || input.kind === 'begin') return enter(graph, from, from.node, facts);
  if (node.kind === 'say' || node.kind === 'incident')
    return input.kind === 'played' ? enter(graph, from, node.next, facts) : { state: from, doings: [] };
  if (node.kind !== 'menu') return { state: from, doings: [] };
  if (input.kind === 'played') return { state: from, doings: [{ kind: 'wait', seconds: node.timeoutSeconds }] };
  const to = input.kind === 'digit' ? node.keys[input.digit] : undefined;
  if (to === 'repeat') return again(graph, from, node, facts, []);
  if (to !== undefined && input.kind === 'digit') {
    const moved = enter(graph, { ...from, attempts: 0, path: [...from.path, input.digit] }, to, facts);
    return { ...moved, doings: [{ kind: 'hush' }, ...moved.doings] };
  }
  return again(graph, from, node, facts, input.kind === 'digit' ? ['menu-invalid'] : []);
}

/** The menu once more, or on without a choice when it was played often enough. */
function again(
  graph: MenuGraph,
  from: MenuState,
  node: Extract<MenuNode, { kind: 'menu' }>,
  facts: MenuFacts,
  before: readonly string[],
): MenuStep {
  const attempts = from.attempts + 1;
  if (attempts >= node.attempts) {
    const moved = enter(graph, { ...from, attempts: 0 }, node.otherwise, facts);
    return { ...moved, doings: [{ kind: 'hush' }, ...moved.doings] };
  }
  return {
    state: { ...from, attempts, listening: true },
    doings: [{ kind: 'hush' }, { kind: 'play', sounds: [...before, ...node.sounds], listen: true }],
  };
}

/** Comes to a node, and through those that take no time. A broken graph ends at a person, never in silence. */
function enter(graph: MenuGraph, from: MenuState, name: string, facts: MenuFacts): MenuStep {
  let at = name;
  for (let hops = 0; hops < 50; hops += 1) {
    const node = graph.nodes[at];
    if (!node) break;
    const state: MenuState = { ...from, node: at, listening: node.kind === 'menu' };
    if (node.kind === 'hours') at = facts.isOpen(node.calendar) ? node.open : node.closed;
    else if (node.kind === 'incident' && !facts.incidentAnnounced) at = node.next;
    else return { state, doings: [arrive(node, facts)] };
  }
  return { state: from, doings: [{ kind: 'enter_queue', queue: null, skills: [], topic: '' }] };
}

function arrive(node: Exclude<MenuNode, { kind: 'hours' }>, facts: MenuFacts): MenuDoing {
  switch (node.kind) {
    case 'incident':
      return { kind: 'play', sounds: facts.incidentSounds?.length ? facts.incidentSounds : node.sounds, listen: false };
    case 'say':
      return { kind: 'play', sounds: node.sounds, listen: false };
    case 'menu':
      return { kind: 'play', sounds: node.sounds, listen: true };
    case 'queue':
      return { kind: 'enter_queue', queue: node.queue, skills: node.skills, topic: node.topic };
    case 'voicemail':
      return { kind: 'voicemail', sounds: node.sounds };
    case 'callback':
      return { kind: 'callback' };
    case 'transfer':
      return { kind: 'transfer', sounds: node.sounds, number: node.number };
    case 'hangup':
      return { kind: 'hangup', sounds: node.sounds };
  }
}
