/**
 * Model check of the workflow over its whole state space: every combination of status, level and flags that can be
 * reached from a registration, walked with every action and stance.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Status } from '../../contract/cases.ts';
import {
  ENDED,
  type Facts,
  judge,
  RULES,
  STANCES,
  type Stance,
  type TransitionName,
} from '../../server/cases/index.ts';

type Flags = Pick<Facts, 'leaderPostFilled' | 'directsToLeadUnit' | 'actorIsDrafter'>;
const FLAGS: Flags[] = [true, false].flatMap((leaderPostFilled) =>
  [true, false].flatMap((directsToLeadUnit) =>
    [true, false].map((actorIsDrafter) => ({ leaderPostFilled, directsToLeadUnit, actorIsDrafter })),
  ),
);
const ACTIONS = Object.keys(RULES) as TransitionName[];

/** What of a case the walk remembers; the flags above are chosen anew at each step. */
type State = Omit<Facts, keyof Flags>;

const START: State = {
  status: 'received',
  level: 1,
  returnCount: 0,
  byDirective: false,
  resumeStatus: null,
  resumeLevel: null,
  resolvedLevel: null,
  reopenable: false,
  extensionOpen: false,
  opinionOpen: false,
  rated: false,
};

/** The state after an accepted action, with the same consequences that the commands write. */
function after(state: State, action: TransitionName, to: { status: Status; level: number }): State {
  const next: State = { ...state, ...to };
  if (action === 'return') next.returnCount = Math.min(2, state.returnCount + 1);
  if (to.status === 'received' || to.status === 'escalated') next.byDirective = false;
  if (action === 'direct') next.byDirective = true;
  if (action === 'request_info') Object.assign(next, { resumeStatus: state.status, resumeLevel: state.level });
  if (action === 'citizen_replied' || action === 'resume')
    Object.assign(next, { resumeStatus: null, resumeLevel: null });
  if (action === 'request_extension') next.extensionOpen = true;
  if (action === 'grant' || action === 'refuse') next.extensionOpen = false;
  if (action === 'consult') next.opinionOpen = true;
  if (action === 'give_opinion') next.opinionOpen = false;
  if (action === 'approve' || action === 'answer_at_level' || action === 'answer')
    next.resolvedLevel = Math.max(to.level, state.resolvedLevel ?? 1);
  if (to.status === 'closed') next.reopenable = true;
  if (action === 'reopen') Object.assign(next, { reopenable: false, returnCount: 0, rated: state.rated });
  if (action === 'rate') next.rated = true;
  return next;
}

interface Edge {
  from: State;
  action: TransitionName;
  stance: Stance;
  to: State;
}

const key = (s: State) => JSON.stringify(s);

function explore(): { states: Map<string, State>; edges: Edge[] } {
  const states = new Map([[key(START), START]]);
  const edges: Edge[] = [];
  const queue = [START];
  for (let state = queue.pop(); state; state = queue.pop()) {
    for (const action of ACTIONS) {
      for (const stance of STANCES) {
        for (const flags of FLAGS) {
          const verdict = judge(action, { ...state, ...flags }, [stance]);
          if (!verdict.ok) continue;
          const to = after(state, action, verdict.move);
          edges.push({ from: state, action, stance, to });
          if (states.has(key(to))) continue;
          states.set(key(to), to);
          queue.push(to);
        }
      }
    }
  }
  return { states, edges };
}

const { states, edges } = explore();

test(`every open state of ${states.size} reaches an end`, () => {
  const back = Map.groupBy(edges, (e) => key(e.to));
  const good = new Set([...states].filter(([, s]) => ENDED.includes(s.status)).map(([k]) => k));
  const queue = [...good];
  for (let k = queue.pop(); k; k = queue.pop()) {
    for (const edge of back.get(k) ?? []) {
      const from = key(edge.from);
      if (!good.has(from)) {
        good.add(from);
        queue.push(from);
      }
    }
  }
  const stuck = [...states].filter(([k]) => !good.has(k)).map(([, s]) => s);
  assert.deepEqual(stuck, []);
});

test('all statuses are reached, at the levels where they may stand', () => {
  const levels = Map.groupBy(states.values(), (s) => s.status);
  assert.deepEqual([...levels.keys()].sort(), [
    'approved',
    'awaiting_approval',
    'awaiting_citizen',
    'closed',
    'declined',
    'escalated',
    'forwarded',
    'merged',
    'processing',
    'received',
  ]);
  for (const s of states.values()) {
    assert.ok(s.level >= 1 && s.level <= 4);
    if (s.status === 'escalated') assert.ok(s.level >= 3, key(s));
    if (['forwarded', 'processing', 'awaiting_approval'].includes(s.status)) assert.ok(s.level >= 2, key(s));
  }
});

test('no level is skipped, but over a vacant post', () => {
  for (const e of edges) {
    if (e.action !== 'escalate') continue;
    const jump = e.to.level - e.from.level;
    const skipped = FLAGS.some(
      (f) => f.leaderPostFilled && judge('escalate', { ...e.from, ...f }, [e.stance]).ok && jump > 1,
    );
    if (jump > 1) assert.ok(skipped && e.from.level === 2 && e.to.level === 4, `${key(e.from)} → ${e.to.level}`);
    assert.ok(jump >= 0);
    const filled = judge(
      'escalate',
      { ...e.from, leaderPostFilled: true, directsToLeadUnit: false, actorIsDrafter: false },
      [e.stance],
    );
    if (filled.ok) assert.ok(filled.move.level <= e.from.level + 1);
  }
});

test('nobody acts outside the table: every accepted action names its stance and its statuses', () => {
  for (const e of edges) {
    const rule = RULES[e.action];
    assert.ok((rule.who as readonly Stance[]).includes(e.stance), `${e.action} by ${e.stance}`);
    assert.ok((rule.from as readonly Status[]).includes(e.from.status), `${e.action} from ${e.from.status}`);
    assert.ok((rule.to as readonly Status[]).includes(e.to.status), `${e.action} to ${e.to.status}`);
  }
});

test('every rule of the table is used', () => {
  const used = new Set(edges.map((e) => e.action));
  assert.deepEqual(
    ACTIONS.filter((a) => !used.has(a)),
    [],
  );
});

test('a paused clock is always taken up again or ended, by the citizen or by the system', () => {
  const leaving = Map.groupBy(
    edges.filter((e) => e.from.status === 'awaiting_citizen' && e.to.status !== 'awaiting_citizen'),
    (e) => key(e.from),
  );
  for (const s of states.values()) {
    if (s.status !== 'awaiting_citizen') continue;
    const ways = leaving.get(key(s)) ?? [];
    assert.ok(
      ways.some((e) => e.stance === 'system'),
      key(s),
    );
    assert.ok(
      ways.some((e) => e.stance === 'citizen'),
      key(s),
    );
    assert.ok(
      ways.every((e) => e.to.status === s.resumeStatus && e.to.level === s.resumeLevel),
      key(s),
    );
  }
});

test('nobody approves his own draft, and level 4 goes no higher', () => {
  for (const e of edges) {
    const own = judge(
      'approve',
      { ...e.from, leaderPostFilled: true, directsToLeadUnit: false, actorIsDrafter: true },
      STANCES,
    );
    assert.equal(own.ok, false);
    if (e.action === 'escalate') assert.ok(e.from.status !== 'escalated' || e.from.level < 4);
  }
});
