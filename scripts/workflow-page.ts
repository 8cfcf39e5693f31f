/**
 * Makes docs/workflow.md: the table of server/cases/workflow.ts as a diagram and as text. Nothing is copied by hand:
 * every row is what `judge` answers when it is asked for every status, level and circumstance a case can be in.
 */
import { STATUSES, type Status } from '../contract/cases.ts';
import {
  clockOf,
  ENDED,
  type Move,
  type Refusal,
  RULES,
  STANCES,
  type Stance,
  type TransitionName,
} from '../server/cases/workflow.ts';
import { outcomes } from './workflow-space.ts';

const ACTIONS = Object.keys(RULES) as TransitionName[];

const STANCE_WORDS: Record<Stance, string> = {
  agent: 'agent',
  supervisor: 'supervisor',
  lead_officer: 'officer of the lead unit',
  co_officer: 'officer of a co-ordinating unit',
  unit_leader: 'leader of the lead unit',
  province_leader: 'province leader',
  ordering_leader: 'leader who gave the order',
  publisher: 'publisher',
  citizen: 'citizen',
  system: 'system',
};

const REFUSAL_WORDS: Record<Refusal, string> = {
  own_draft: 'the actor wrote the draft',
  no_report: 'no report waits for a word',
  highest_level: 'it is at level 4 already',
  extension_open: 'an extension has been asked for and is not decided',
  no_extension: 'no extension has been asked for',
  no_opinion_asked: 'no opinion of this unit is outstanding',
  window_over: 'the reopening window is over',
  already_rated: 'it has been rated',
  beyond_right: 'the date is beyond what the unit’s leader may grant',
  no_directive: 'no order of a leader is open',
  has_children: 'other cases were merged into it',
  answered_with_parent: 'it was answered with its parent',
  not_answered: 'its parent has not been answered',
  not_publishable: 'it is sealed, or the citizen did not agree',
  not_published: 'it is not published',
};

/** Where one action leads from one status, over every circumstance. */
interface Edge {
  action: TransitionName;
  from: Status;
  /** Reached moves, each with the level it started from. */
  moves: { before: number; after: Move }[];
  who: Stance[];
  refusals: Refusal[];
}

/** A place in the state space. `back`: where a case that waits for the citizen, or is merged, goes on afterwards. */
interface State extends Move {
  back: Status | null;
}

/** Statuses that remember where they were entered from. */
const GOES_BACK: readonly Status[] = ['awaiting_citizen', 'merged'];

function addOnce<T>(list: T[], item: T): void {
  if (!list.some((known) => JSON.stringify(known) === JSON.stringify(item))) list.push(item);
}

/** Walks every state that can be reached from registration; returns the edges and the levels seen in each status. */
function walk(): { edges: Edge[]; levels: Map<Status, Set<number>> } {
  const edges = new Map<string, Edge>();
  const levels = new Map<Status, Set<number>>(STATUSES.map((status) => [status, new Set()]));
  const seen = new Set<string>();
  const waiting: State[] = [{ status: 'received', level: 1, back: null }];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const key = JSON.stringify(state);
    if (seen.has(key)) continue;
    seen.add(key);
    levels.get(state.status)?.add(state.level);
    for (const action of ACTIONS) waiting.push(...stepsOf(edges, action, state));
  }
  const rank = ({ action, from }: Edge) => ACTIONS.indexOf(action) * 100 + STATUSES.indexOf(from);
  return { edges: [...edges.values()].sort((a, b) => rank(a) - rank(b)), levels };
}

/** Notes where `action` leads from `state`, and returns the states it leads to. */
function stepsOf(edges: Map<string, Edge>, action: TransitionName, state: State): State[] {
  const { status: from, level: before } = state;
  const edge = edges.get(`${action} ${from}`) ?? { action, from, moves: [], who: [], refusals: [] };
  const reached: Move[] = [];
  const known = { status: from, level: before, resumeStatus: state.back, resumeLevel: before, resolvedLevel: before };
  for (const stance of STANCES) {
    for (const { verdict } of outcomes(action, stance, known)) {
      if (verdict.ok) {
        addOnce(reached, verdict.move);
        addOnce(edge.who, stance);
      } else if (verdict.why === 'not_now' && verdict.refusal !== 'status') addOnce(edge.refusals, verdict.refusal);
    }
  }
  for (const after of reached) addOnce(edge.moves, { before, after });
  if (reached.length > 0) edges.set(`${action} ${from}`, edge);
  return reached.map((after) => ({
    ...after,
    back: !GOES_BACK.includes(after.status) || action === 'deliver' ? null : from === after.status ? state.back : from,
  }));
}

function targets(edge: Edge): Status[] {
  return [...new Set(edge.moves.map((m) => m.after.status))];
}

function toText(edge: Edge): string {
  return targets(edge)
    .map((status) => {
      const moves = edge.moves.filter((m) => m.after.status === status);
      const name = status === edge.from ? 'unchanged' : `\`${status}\``;
      if (moves.every((m) => m.before === m.after.level)) return name;
      const levels = moves.map((m) => `${m.before}→${m.after.level}`).sort();
      return `${name} (level ${[...new Set(levels)].join(', ')})`;
    })
    .join(' or ');
}

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');

function diagram(edges: readonly Edge[]): string {
  const arrows = new Map<string, TransitionName[]>();
  for (const edge of edges) {
    for (const status of targets(edge).filter((one) => one !== edge.from)) {
      const key = `${edge.from} --> ${status}`;
      arrows.set(key, [...(arrows.get(key) ?? []), edge.action]);
    }
  }
  const lines = [...arrows].map(([arrow, actions]) => `${arrow}: ${actions.join(', ')}`);
  return ['stateDiagram-v2', '[*] --> received: register', ...lines, ...ENDED.map((one) => `${one} --> [*]`)].join(
    '\n  ',
  );
}

/** One row per action and way of going; statuses from which it goes the same way share a row. */
function actionRows(edges: readonly Edge[]): string[][] {
  const rows = new Map<string, { froms: Status[]; cells: string[] }>();
  for (const edge of edges) {
    const who = STANCES.filter((one) => edge.who.includes(one)).map((one) => STANCE_WORDS[one]);
    const refused = edge.refusals.map((one) => REFUSAL_WORDS[one]).join('; ');
    const cells = [toText(edge), who.join(', '), refused];
    const key = `${edge.action} ${cells.join('|')}`;
    const row = rows.get(key) ?? { froms: [], cells: [`\`${edge.action}\``, ...cells] };
    rows.set(key, { ...row, froms: [...row.froms, edge.from] });
  }
  return [...rows.values()].map(({ froms, cells: [action = '', ...rest] }) => [
    action,
    froms.map((one) => `\`${one}\``).join(', '),
    ...rest,
  ]);
}

/** The text of docs/workflow.md. */
export function workflowPage(): string {
  const { edges, levels } = walk();
  const statuses = [...levels].map(([status, seen]) => [
    `\`${status}\``,
    [...seen].sort().join(', '),
    clockOf(status, status === 'approved'),
  ]);
  return [
    '# The way of a case through the four levels',
    '',
    '<!-- Generated by `npm run gen` from server/cases/workflow.ts. Do not edit. -->',
    '',
    'Generated by `npm run gen` from [server/cases/workflow.ts](../server/cases/workflow.ts), the one table through which',
    'every change of a case goes. Words: [GLOSSARY.md](../GLOSSARY.md).',
    '',
    '```mermaid',
    diagram(edges),
    '```',
    '',
    '## Statuses',
    '',
    'The levels a case can have in each status, and what its clock does.',
    '',
    table(['status', 'levels', 'clock'], statuses),
    '',
    '## Actions',
    '',
    'Where the level is not named it stays. “Refused when” comes on top of a status from which the action does not start.',
    '',
    table(['action', 'from', 'to', 'who', 'refused when'], actionRows(edges)),
    '',
    '## Rights',
    '',
    'What each stance may do somewhere on the way. Whoever acts must also see the case ([permissions.md](permissions.md)).',
    '',
    table(['stance', 'actions'], rightsRows(edges)),
    '',
    '“Leader” includes the deputy within the dates of the delegation, along a chain of deputies. Where the leader’s post of a',
    'unit is vacant the province leader signs and the centre or the province decides about more time; where the post whose turn',
    'it is has nobody at all, the supervisor sees the case in the list “không có người nhận” and may recall or escalate it.',
    '',
    '## What the system does by itself',
    '',
    'A limit that passes: `awaiting_citizen` goes on, `forwarded`, `processing` and `escalated` below level 4 go one level',
    'up, anything else is put on record. An opinion that is not there at its due date is put on record as silence. When a case',
    'ends, the citizens of the cases merged into it are answered with the same words.',
    '',
  ].join('\n');
}

/** Stance → actions, from the same edges as the table above. */
function rightsRows(edges: readonly Edge[]): string[][] {
  return STANCES.map((stance) => {
    const able = ACTIONS.filter((action) => edges.some((edge) => edge.action === action && edge.who.includes(stance)));
    return [STANCE_WORDS[stance], able.map((action) => `\`${action}\``).join(', ')];
  });
}
