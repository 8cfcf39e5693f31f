/** Thousands of arrivals of all kinds, people dropping out and coming back: what must hold at every moment, holds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AgentNow, fits, giveOut, type ItemNow, type QueueNow, STRATEGIES, type Work } from './strategy.ts';

const SECOND = 1000;
const KINDS = {
  call: { weight: 60, exclusive: true, yields: false, priority: 8, ageingMs: 10 * SECOND, work: 180, offer: 20 },
  chat: { weight: 20, exclusive: false, yields: false, priority: 6, ageingMs: 30 * SECOND, work: 300, offer: 20 },
  callback: { weight: 60, exclusive: true, yields: false, priority: 5, ageingMs: 600 * SECOND, work: 120, offer: 60 },
  case: { weight: 10, exclusive: false, yields: true, priority: 4, ageingMs: 300 * SECOND, work: 240, offer: 60 },
  mail: { weight: 10, exclusive: false, yields: true, priority: 3, ageingMs: 900 * SECOND, work: 200, offer: 60 },
} as const;
type Kind = keyof typeof KINDS;

interface Item extends ItemNow {
  kind: Kind;
  tried: Map<number, number>;
  state: 'waiting' | 'offered' | 'owned' | 'finished';
  holder: number | null;
  /** End of the offer or of the work. */
  until: number;
  offers: number;
}
interface Agent extends Omit<AgentNow, 'state' | 'holding'> {
  state: 'available' | 'busy' | 'offline';
  /** How often he takes an offer, 0 … 1. */
  takes: number;
}

/** Small and repeatable (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function simulate(seed: number, arrivals: number) {
  const random = randomOf(seed);
  const below = (n: number) => Math.floor(random() * n);
  const queues = new Map<number, QueueNow>(
    STRATEGIES.map((strategy, id) => {
      const patience = { stickyMs: 60 * SECOND, reofferMs: 60 * SECOND, relaxSkillsMs: 120 * SECOND };
      return [
        id,
        { id, open: true, strategy, skills: id === 2 ? ['lang:en'] : [], ...patience, reserveMs: 30 * SECOND },
      ];
    }),
  );
  const agents: Agent[] = Array.from({ length: 24 }, (_, id) => ({
    id,
    state: 'available',
    capacity: id % 6 === 5 ? 30 : 60,
    skills: new Set(id % 4 === 0 ? ['lang:en', 'lang:km'] : []),
    queues: new Set(id % 3 === 0 ? [0, 1, 2] : [0, 1 + (id % 2)]),
    units: new Set([id % 5]),
    idleSince: 0,
    lastOfferAt: 0,
    takes: id % 7 === 0 ? 0.3 : 0.95,
  }));
  const items: Item[] = [];
  let now = 0;
  let longest = 0;
  let made = 0;

  const held = (agent: Agent) => items.filter((i) => i.holder === agent.id && i.state !== 'finished');
  const back = (item: Item, agent: Agent) => {
    item.tried.set(agent.id, now);
    item.state = 'waiting';
    item.holder = null;
  };
  function arrive(): void {
    const kind = (Object.keys(KINDS) as Kind[])[below(5)] as Kind;
    const { weight, exclusive, yields, priority, ageingMs } = KINDS[kind];
    made += 1;
    items.push({
      id: made,
      kind,
      weight,
      exclusive,
      yields,
      priority,
      ageingMs,
      queueId: below(3),
      waitingSince: now,
      queuedAt: now,
      skills: random() < 0.1 ? ['lang:km'] : [],
      preferAgentId: random() < 0.2 ? below(24) : null,
      exceptUnitId: random() < 0.05 ? below(5) : null,
      tried: new Map(),
      state: 'waiting',
      holder: null,
      until: 0,
      offers: 0,
    });
  }
  function tick(): void {
    for (const item of items) {
      const agent = agents[item.holder ?? -1];
      if (!agent || item.state === 'finished') continue;
      if (item.state === 'owned' && now >= item.until) {
        item.state = 'finished';
        agent.idleSince = now;
      } else if (item.state === 'offered') {
        if (agent.state === 'offline') back(item, agent);
        else if (random() < 0.2 * agent.takes) {
          item.state = 'owned';
          item.until = now + KINDS[item.kind].work * SECOND * (0.3 + random());
          longest = Math.max(longest, now - item.waitingSince);
        } else if (now >= item.until || random() < 0.02) back(item, agent);
      }
    }
    for (const agent of agents) {
      const before = agent.state;
      if (before === 'offline' ? random() < 0.01 : random() < 0.002) {
        agent.state = before === 'offline' ? 'available' : 'offline';
        // Whoever drops out loses what he had, calls apart.
        if (agent.state === 'offline') for (const item of held(agent)) if (item.kind !== 'call') back(item, agent);
      } else if (random() < 0.002)
        agent.state = before === 'busy' ? 'available' : before === 'available' ? 'busy' : before;
    }
    const working: AgentNow[] = agents.flatMap(({ state, ...agent }) =>
      state === 'offline' ? [] : [{ ...agent, state, holding: held({ ...agent, state }) }],
    );
    const waiting = items.filter((i) => i.state === 'waiting');
    for (const { itemId, agentId } of giveOut(now, waiting, working, queues)) {
      const item = items[itemId - 1] as Item;
      const agent = agents[agentId] as Agent;
      assert.equal(item.state, 'waiting', 'only what waits is given');
      assert.equal(agent.state, 'available', 'only to who is available');
      assert.ok(agent.queues.has(item.queueId), 'only to who serves the queue');
      assert.ok(item.exceptUnitId === null || !agent.units.has(item.exceptUnitId), 'never to the unit it is about');
      assert.ok(fits(held(agent), agent.capacity, item), 'only where there is room');
      item.state = 'offered';
      item.holder = agentId;
      item.offers += 1;
      item.until = now + KINDS[item.kind].offer * SECOND;
      agent.lastOfferAt = now;
      agent.idleSince = now;
    }
    for (const agent of agents) mustHaveRoom(held(agent), agent.capacity);
  }
  function mustHaveRoom(holding: readonly Work[], capacity: number): void {
    const whole = holding.filter((w) => w.exclusive);
    assert.ok(whole.length <= 1, 'one call at a time');
    if (whole.length === 1)
      assert.ok(
        holding.every((w) => w.exclusive || w.yields),
        'a call takes all',
      );
    const sum = holding.reduce((total, w) => total + (w.exclusive ? 0 : w.weight), 0);
    assert.ok(sum <= capacity, `${sum} units of ${capacity}`);
  }

  // About what 24 people can do, with storms of double the arrivals.
  while (made < arrivals) {
    const storm = Math.floor(now / (600 * SECOND)) % 3 === 2;
    if (random() < (storm ? 0.3 : 0.1)) arrive();
    tick();
    now += SECOND;
  }
  const lastArrival = now;
  while (items.some((i) => i.state !== 'finished')) {
    assert.ok(now - lastArrival < 4 * 3600 * SECOND, 'everything that came is dealt with');
    tick();
    now += SECOND;
  }
  for (const item of items) assert.ok(item.offers > 0 && item.state === 'finished');
  return { longest: longest / SECOND, drained: (now - lastArrival) / SECOND };
}

for (const seed of [1, 22, 1022]) {
  test(`nobody starves, nobody is overloaded, each item has one place (seed ${seed})`, () => {
    const { longest, drained } = simulate(seed, 1200);
    assert.ok(longest < 2 * 3600, `the longest wait was ${longest} s`);
    assert.ok(drained < 2 * 3600, `it took ${drained} s to finish after the last arrival`);
    if (process.env.SAY) console.log({ seed, longest, drained });
  });
}
