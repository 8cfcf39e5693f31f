/** Model check of the workflow over its whole state space. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STATUSES, type Status } from '../../contract/cases.ts';
import { ENDED, type Facts, judge, RULES, STANCES, type Stance } from '../../server/cases/index.ts';
import { ACTIONS, type Edge, explore, keyOf, type State } from './state-space.ts';

const { states, edges } = explore();

const open = (s: State) => !ENDED.includes(s.status);
/** A whole set of facts, for asking the table about one special moment. */
const moment = (s: State, change: Partial<Facts>): Facts => ({
  ...s,
  leaderPostFilled: true,
  directsToLeadUnit: false,
  actorIsDrafter: false,
  unattended: false,
  mustCall: false,
  publishable: true,
  hasChildren: false,
  orderOfProvince: false,
  ...change,
});

/** States from which no edge of `allowed` leads, in however many steps, to an end. */
function stuck(allowed: (e: Edge) => boolean): State[] {
  const back = Map.groupBy(edges.filter(allowed), (e) => keyOf(e.to));
  const good = new Set([...states].filter(([, s]) => !open(s)).map(([k]) => k));
  const queue = [...good];
  for (let k = queue.pop(); k; k = queue.pop()) {
    for (const edge of back.get(k) ?? []) {
      const from = keyOf(edge.from);
      if (good.has(from)) continue;
      good.add(from);
      queue.push(from);
    }
  }
  return [...states.values()].filter((s) => !good.has(keyOf(s)));
}

test(`every open state of ${states.size} reaches an end`, () => {
  assert.deepEqual(
    stuck(() => true),
    [],
  );
});

test('… also where the unit has no leader: the next level signs and decides', () => {
  assert.deepEqual(
    stuck((e) => e.stance !== 'unit_leader' && e.supposed.leaderPostFilled !== true),
    [],
  );
});

test('… also where nobody is left at levels 2 to 4: the supervisor takes it back, and the centre ends it', () => {
  const centre: readonly Stance[] = ['agent', 'supervisor', 'system'];
  assert.deepEqual(
    stuck((e) => centre.includes(e.stance) && e.supposed.leaderPostFilled !== true),
    [],
  );
});

test('… and without a supervisor taking back what is attended to', () => {
  assert.deepEqual(
    stuck((e) => e.supposed.unattended !== true),
    [],
  );
});

test('all statuses are reached, at the levels where they may stand', () => {
  assert.deepEqual([...new Set([...states.values()].map((s) => s.status))].sort(), [...STATUSES].sort());
  for (const s of states.values()) {
    assert.ok(s.level >= 1 && s.level <= 4);
    if (s.status === 'escalated') assert.ok(s.level >= 3, keyOf(s));
    if (['forwarded', 'processing', 'awaiting_approval'].includes(s.status)) assert.ok(s.level >= 2, keyOf(s));
  }
});

test('no level is skipped, but over a vacant post', () => {
  for (const e of edges) {
    if (e.action !== 'escalate') continue;
    const jump = e.to.level - e.from.level;
    assert.ok(jump >= 0);
    if (jump > 1) {
      assert.equal(e.supposed.leaderPostFilled, false, `${keyOf(e.from)} → ${e.to.level}`);
      assert.deepEqual([e.from.level, e.to.level], [2, 4]);
    }
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

test('whoever has no right is told so in every state, and never what the state is', () => {
  for (const s of states.values()) {
    for (const action of ACTIONS) {
      const who: readonly Stance[] = RULES[action].who;
      for (const stance of STANCES) {
        if (who.includes(stance)) continue;
        assert.deepEqual(judge(action, moment(s, {}), [stance]), { ok: false, why: 'no_right' });
      }
    }
  }
});

test('several stances at once allow exactly what one of them allows', () => {
  for (const s of states.values()) {
    const facts = moment(s, { unattended: true });
    for (const action of ACTIONS) {
      const alone = STANCES.some((stance) => judge(action, facts, [stance]).ok);
      assert.equal(judge(action, facts, STANCES).ok, alone, `${action} ${keyOf(s)}`);
    }
  }
});

test('every rule of the table is used, by everybody it names and from every status it names', () => {
  for (const action of ACTIONS) {
    const used = edges.filter((e) => e.action === action);
    const rule = RULES[action];
    assert.deepEqual([...new Set(used.map((e) => e.stance))].sort(), [...rule.who].sort(), action);
    assert.deepEqual([...new Set(used.map((e) => e.from.status))].sort(), [...rule.from].sort(), action);
    assert.deepEqual([...new Set(used.map((e) => e.to.status))].sort(), [...rule.to].sort(), action);
  }
});

test('a paused clock is always taken up again, by the citizen or by the system', () => {
  const leaving = Map.groupBy(
    edges.filter((e) => e.from.status === 'awaiting_citizen' && e.to.status !== 'awaiting_citizen'),
    (e) => keyOf(e.from),
  );
  for (const s of states.values()) {
    if (s.status !== 'awaiting_citizen') continue;
    const ways = leaving.get(keyOf(s)) ?? [];
    for (const stance of ['system', 'citizen'] as const)
      assert.ok(
        ways.some((e) => e.stance === stance),
        keyOf(s),
      );
    assert.ok(
      ways.every((e) => e.to.status === s.resumeStatus && e.to.level === s.resumeLevel),
      keyOf(s),
    );
  }
});

test('nobody approves his own draft, in whatever capacity', () => {
  for (const s of states.values())
    for (const leaderPostFilled of [true, false])
      assert.equal(judge('approve', moment(s, { actorIsDrafter: true, leaderPostFilled }), STANCES).ok, false);
});

test('level 4 goes no higher', () => {
  for (const e of edges) if (e.action === 'escalate') assert.ok(e.from.status !== 'escalated' || e.from.level < 4);
});

test('an order and a request for more time do not outlive the case', () => {
  for (const s of states.values()) {
    if (open(s) && s.status !== 'approved') continue;
    assert.equal(s.directiveOpen, false, keyOf(s));
    assert.equal(s.extensionOpen, false, keyOf(s));
  }
});

test('beyond the right of the unit’s leader only the centre or the province grants', () => {
  for (const e of edges) {
    if (e.action !== 'grant') continue;
    if (e.from.extensionBeyond) assert.notEqual(e.stance, 'unit_leader');
    if (!e.from.extensionBeyond && e.stance !== 'unit_leader') assert.equal(e.supposed.leaderPostFilled, false);
  }
});

test('a merged case has a parent, is answered once with it, and what was answered is only reopened', () => {
  for (const s of states.values()) if (s.status === 'merged') assert.ok(s.hasParent, keyOf(s));
  for (const e of edges) {
    if (e.action === 'follow_parent') assert.ok(!e.from.answered && e.to.answered);
    if (e.action === 'unmerge') assert.ok(!e.from.answered && !e.to.hasParent);
    if (e.from.status === 'merged' && e.from.answered && e.to.status !== 'merged') assert.equal(e.action, 'reopen');
    if (e.action === 'merge') assert.notEqual(e.supposed.hasChildren, true);
  }
});

test('nothing sealed is published, and nothing published stays so when the case is open again', () => {
  for (const e of edges) if (e.action === 'publish') assert.equal(e.supposed.publishable, true);
  for (const s of states.values()) if (s.published) assert.equal(s.status, 'closed', keyOf(s));
});
