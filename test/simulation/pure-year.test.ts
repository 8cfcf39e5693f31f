/**
 * A year of 40,000 cases in memory, through the pure workflow and the pure limits, with people who forget and a server
 * that stands still for days: no case is forgotten, no limit fires twice or never, and time held adds up.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENDED } from '../../server/cases/index.ts';
import { deadlineBook, referencePolicies } from '../../server/deadlines/index.ts';
import { referenceSet } from './calendars.ts';
import { plan, random } from './people.ts';
import { type PureCase, registered, sweepAlert, sweepLimit, take } from './pure-case.ts';

const CASES = Number(process.env.SIMULATED_CASES ?? 40_000);
const YEAR = [Date.UTC(2025, 11, 31, 17), Date.UTC(2026, 11, 31, 17)] as const;
const book = deadlineBook(referencePolicies(), new Map(), referenceSet(), { policies: 1, calendars: 1 });

/** The server stands still: a night, a weekend, the week after Tết. Nobody can work with it, nothing is swept. */
const STOPS = [
  ['2026-02-23T09:00', '2026-02-28T09:00'],
  ['2026-05-15T22:00', '2026-05-16T06:00'],
  ['2026-09-04T16:00', '2026-09-07T11:00'],
].map(([from, to]) => [Date.parse(`${from}+07:00`), Date.parse(`${to}+07:00`)] as const);
const running = (ms: number) => STOPS.find(([from, to]) => from <= ms && ms < to)?.[1] ?? ms;

/** When the sweep comes that finds what fell due at `at`: five seconds at most, or the next start. */
const sweepAfter = (at: Date) => new Date(running(at.getTime() + 1) + 2_000);

const STANCE = {
  agent: 'agent',
  supervisor: 'supervisor',
  officer: 'lead_officer',
  leader: 'unit_leader',
  province: 'province_leader',
  citizen: 'citizen',
} as const;

const seen = {
  limits: 0,
  announced: 0,
  actions: 0,
  reopened: 0,
  late: 0,
  level4: 0,
  paused: 0,
  extended: 0,
  longest: 0,
};

function live(id: number): void {
  const rng = random(id * 7919 + 13);
  let now = new Date(running(YEAR[0] + Math.floor(rng() * (YEAR[1] - YEAR[0]))));
  const c = registered(book, id, now, rng);
  let next = choose(c, now, rng);
  /** Every limit that ever stood, with how often it fired and until when it stood. */
  const limits: { at: Date; from: Date; fired: number; until: Date | null }[] = [];
  let announced = new Map<string, number>();
  let generation = '';
  for (let turns = 0; ; turns++) {
    assert.ok(turns < 300, `case ${id} never ends`);
    seen.longest = Math.max(seen.longest, turns);
    const { row } = c;
    const running_ = limits.at(-1);
    if (row.step_due_at && (running_ === undefined || running_.until !== null))
      limits.push({ at: row.step_due_at, from: now, fired: 0, until: null });
    if (!ENDED.includes(row.status)) watch(c, id);
    // A limit may lie behind us the moment it is set (work handed back after the due date): the next sweep takes it.
    const sweep =
      row.step_due_at && !row.step_alarmed_at && !row.closed_at
        ? sweepAfter(row.step_due_at < now ? now : row.step_due_at)
        : null;
    const alert = row.alert_at ? sweepAfter(row.alert_at < now ? now : row.alert_at) : null;
    const person = next?.at ?? null;
    const times = [sweep, alert, person].filter((t) => t !== null);
    if (times.length === 0) {
      assert.ok(ENDED.includes(row.status), `case ${id} is forgotten as ${row.status}`);
      break;
    }
    now = times.reduce((a, b) => (b < a ? b : a));
    const before = { ...row };
    if (sweep?.getTime() === now.getTime()) {
      const limit = limits.at(-1);
      assert.ok(limit && limit.until === null && limit.fired === 0, `a limit of case ${id} fires twice`);
      limit.fired += 1;
      seen.limits += 1;
      // What has moved is somebody else's turn; who was told of a limit makes up his mind if he had not.
      if (sweepLimit(book, c, now, rng) === 'moved') next = choose(c, now, rng);
      else next ??= choose(c, now, rng);
    } else if (alert?.getTime() === now.getTime()) {
      // One promise: from registering, reopening, relabelling, a grant or another unit's calendar on.
      const promise = `${c.promise} ${row.due_unit_id}`;
      if (promise !== generation) announced = new Map();
      generation = promise;
      for (const what of sweepAlert(book, c, now)) {
        announced.set(what, (announced.get(what) ?? 0) + 1);
        assert.equal(announced.get(what), 1, `case ${id}: ${what} is announced twice`);
        seen.announced += 1;
      }
      assert.ok(c.row.alert_at === null || c.row.alert_at >= now, 'the next announcement lies ahead');
    } else if (next) {
      seen.actions += take(book, c, next.action, STANCE[next.who], now, rng) ? 1 : 0;
      next = choose(c, now, rng);
    }
    const after = c.row;
    const moved =
      after.status !== before.status || after.level !== before.level || after.lead_unit_id !== before.lead_unit_id;
    if (moved || after.step_due_at?.getTime() !== before.step_due_at?.getTime()) {
      const limit = limits.at(-1);
      if (limit && limit.until === null) limit.until = now;
    }
    if (after.finished_at && !before.finished_at) settled(c, before, now, id);
  }
  for (const limit of limits) {
    const found = sweepAfter(limit.at < limit.from ? limit.from : limit.at);
    const expected = limit.until === null || found <= limit.until ? 1 : 0;
    assert.equal(limit.fired, expected, `case ${id}: a limit fired ${limit.fired} times instead of ${expected}`);
  }
  adds(c, id);
  seen.reopened += c.reopened ? 1 : 0;
  seen.late += c.row.finished_late ? 1 : 0;
  seen.level4 += c.row.level === 4 ? 1 : 0;
  seen.paused += c.pauses.length;
  seen.extended += c.row.extended_at ? 1 : 0;
}

/** While a case is open, somebody is bound by a limit or has been told that it passed. */
function watch({ row }: PureCase, id: number): void {
  assert.ok(row.step_due_at !== null, `case ${id} has no limit as ${row.status} at level ${row.level}`);
  assert.ok(row.due_at !== null, `case ${id} has no due date`);
  const quiet = row.status === 'awaiting_citizen' || row.finished_at !== null;
  const all = row.warned_share === 100 && row.seriously_late_at !== null;
  assert.equal(row.alert_at === null, quiet || all, `case ${id}: announcements as ${row.status}`);
}

/** When the substance is finished, everything that was reached has been announced, and no more. */
function settled({ row, pauses, otherHours }: PureCase, before: PureCase['row'], now: Date, id: number): void {
  const due = book.substance({
    type: before.type,
    urgency: before.urgency,
    category: null,
    unitId: before.due_unit_id,
    from: before.clock_from,
    policyId: before.due_policy_id,
    pauses,
    extension:
      before.extended_at && before.extended_due_at
        ? { at: before.extended_at, dueAt: before.extended_due_at, by: '' }
        : null,
    notes: [],
    explain: false,
  });
  assert.equal(due.dueAt.getTime(), before.due_at?.getTime(), `case ${id}: the due date is what its facts say`);
  const reached = (at: Date) => sweepAfter(at) < now;
  const expected = reached(due.dueAt)
    ? 100
    : Math.max(0, ...due.warnings.filter((w) => reached(w.at)).map((w) => w.share));
  const later = due.warnings.some((w) => Math.abs(sweepAfter(w.at).getTime() - now.getTime()) < 5_000);
  const words = `case ${id}: announced ${row.warned_share} of ${expected}`;
  if (otherHours) assert.ok(row.warned_share >= expected, words);
  else if (!later) assert.equal(row.warned_share, expected, words);
  assert.equal(row.seriously_late_at !== null, reached(due.seriousAt), `case ${id}: seriously late`);
  assert.equal(row.finished_late, now > due.dueAt);
}

/** Time held per unit and status, added up, is the life of the case but for the time it was closed. */
function adds(c: PureCase, id: number): void {
  const end = c.row.closed_at as Date;
  let closed = 0;
  for (const [i, step] of c.steps.entries()) {
    const previous = c.steps[i - 1]?.to;
    if (previous) closed += step.from.getTime() - previous.getTime();
  }
  const held = Map.groupBy(c.steps, (s) => s.unit);
  const sum = [...held.values()].flat().reduce((ms, s) => ms + (s.to ?? end).getTime() - s.from.getTime(), 0);
  assert.equal(sum + closed, end.getTime() - c.row.created_at.getTime(), `case ${id}: time held does not add up`);
  if (!c.reopened) assert.equal(closed, 0);
}

function choose(c: PureCase, now: Date, rng: () => number) {
  const p = plan(
    {
      status: c.row.status,
      level: c.row.level,
      extensionOpen: c.facts.extensionOpen,
      reopened: c.reopened,
      alarmed: c.row.step_alarmed_at !== null,
    },
    rng,
  );
  return p && { ...p, at: new Date(running(now.getTime() + Math.round(p.after * 60_000) + 1)) };
}

test(`a year of ${CASES.toLocaleString('en')} cases: none forgotten, no limit twice or never`, (t) => {
  for (let id = 1; id <= CASES; id++) live(id);
  t.diagnostic(JSON.stringify(seen));
  // The year was a full one: everything that can happen did.
  const { longest: _turns, ...happened } = seen;
  for (const [what, count] of Object.entries(happened)) assert.ok(count > CASES / 1000, `${what}: ${count}`);
});
