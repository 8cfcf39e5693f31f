/** Who gets what: values in, values out. No clock, no database; the engine hands in the moment and writes the result. */

/** What a piece of work asks of a person. */
export interface Work {
  /** Units of capacity; 60 = all of one person. */
  weight: number;
  /** Takes all of a person while it lasts. */
  exclusive: boolean;
  /** Can lie while the person does something exclusive. */
  yields: boolean;
}

export const STRATEGIES = ['longest_idle', 'least_loaded', 'round_robin'] as const;
export type Strategy = (typeof STRATEGIES)[number];

/** Somebody on duty. Times in milliseconds. */
export interface AgentNow {
  id: number;
  /** Only `available` is given work; `busy` is still waited for by who knows him. */
  state: 'available' | 'busy';
  capacity: number;
  /** What he owns and what is offered to him. */
  holding: readonly Work[];
  skills: ReadonlySet<string>;
  queues: ReadonlySet<number>;
  /** Units in which he holds a role: nobody is given a report about his own unit. */
  units: ReadonlySet<number>;
  /** Kinds of work that he cannot do now, whatever his skills. */
  unable?: ReadonlySet<string>;
  /** When he last ended or was given something; the smaller, the longer idle. */
  idleSince: number;
  /** When he was last offered something; 0 = never. */
  lastOfferAt: number;
}

export interface ItemNow extends Work {
  id: number;
  kind?: string;
  queueId: number;
  /** 0 … 9 */
  priority: number;
  /** So much waiting counts as one step of priority. Milliseconds. */
  ageingMs: number;
  waitingSince: number;
  /** Since when it is in this queue; patience for a person or a skill counts from here. */
  queuedAt: number;
  skills: readonly string[];
  preferAgentId: number | null;
  exceptUnitId: number | null;
  /** Who let it pass, and when. */
  tried: ReadonlyMap<number, number>;
}

/** How a queue gives out. Milliseconds. */
export interface QueueNow {
  id: number;
  open: boolean;
  strategy: Strategy;
  skills: readonly string[];
  stickyMs: number;
  reofferMs: number;
  relaxSkillsMs: number | null;
  reserveMs: number;
}

export interface Given {
  itemId: number;
  agentId: number;
}

/** Units that work takes of a person; exclusive work counts as all of him. */
export function loadOf(holding: readonly Work[], capacity: number): number {
  if (holding.some((work) => work.exclusive)) return capacity;
  return holding.reduce((sum, work) => sum + work.weight, 0);
}

/**
 * Whether there is room. Exclusive work needs a person without anything that cannot lie; during exclusive work nothing
 * else is given.
 */
export function fits(holding: readonly Work[], capacity: number, work: Work): boolean {
  let load = 0;
  for (const held of holding) {
    if (held.exclusive) return false;
    if (work.exclusive && !held.yields) return false;
    load += held.weight;
  }
  return work.exclusive ? capacity > 0 : load + work.weight <= capacity;
}

/** Priority and waiting in one figure; it grows without bound, so nothing waits for ever. */
export function rankOf(item: Pick<ItemNow, 'priority' | 'ageingMs' | 'waitingSince'>, now: number): number {
  return item.priority + Math.max(0, now - item.waitingSince) / item.ageingMs;
}

/** Whether this person may be asked at all, leaving room and patience aside. */
export function mayTake(item: Pick<ItemNow, 'queueId' | 'exceptUnitId' | 'kind'>, agent: AgentNow): boolean {
  if (item.kind !== undefined && agent.unable?.has(item.kind)) return false;
  return agent.queues.has(item.queueId) && (item.exceptUnitId === null || !agent.units.has(item.exceptUnitId));
}

interface Chair {
  agent: AgentNow;
  holding: Work[];
  idleSince: number;
  lastOfferAt: number;
  /** Kept free for an item of higher rank. */
  reserved: boolean;
}

/**
 * Pairs waiting items with people: the item of highest rank first; for each the person who knows it, else by the
 * queue's strategy among those with the skills and room. An item that has waited long and finds no room keeps the
 * person who will have room soonest free for itself, so that a stream of small work never starves a call.
 */
export function giveOut(
  now: number,
  items: readonly ItemNow[],
  agents: readonly AgentNow[],
  queues: ReadonlyMap<number, QueueNow>,
): Given[] {
  const working = new Map(agents.map((agent) => [agent.id, agent]));
  const chairs = agents.filter((agent) => agent.state === 'available').map(chairOf);
  let roomy = chairs.filter(hasRoom).length;
  const given: Given[] = [];
  for (const item of byRank(items, now)) {
    if (roomy === 0) break;
    const queue = queues.get(item.queueId);
    if (!queue?.open) continue;
    const asked = candidates(now, item, queue, chairs, working);
    const chair = pick(item, queue.strategy, asked);
    if (chair) {
      given.push({ itemId: item.id, agentId: chair.agent.id });
      seat(chair, item, now);
      if (!hasRoom(chair)) roomy -= 1;
    } else if (now - item.queuedAt >= queue.reserveMs) {
      const kept = reserve(item, asked);
      if (kept) roomy -= 1;
    }
  }
  return given;
}

function chairOf(agent: AgentNow): Chair {
  const { idleSince, lastOfferAt } = agent;
  return { agent, holding: [...agent.holding], idleSince, lastOfferAt, reserved: false };
}

/** Room for the smallest thing, or for a call beside mails. */
function hasRoom({ agent, holding }: Chair): boolean {
  if (agent.capacity === 0 || holding.some((work) => work.exclusive)) return false;
  return holding.every((work) => work.yields) || loadOf(holding, agent.capacity) < agent.capacity;
}

function byRank(items: readonly ItemNow[], now: number): ItemNow[] {
  const ranked = items.map((item) => ({ item, rank: rankOf(item, now) }));
  ranked.sort((a, b) => b.rank - a.rank || a.item.waitingSince - b.item.waitingSince || a.item.id - b.item.id);
  return ranked.map(({ item }) => item);
}

/** Who may be asked for this item now, room aside. */
function candidates(
  now: number,
  item: ItemNow,
  queue: QueueNow,
  chairs: readonly Chair[],
  working: ReadonlyMap<number, AgentNow>,
): Chair[] {
  const waited = now - item.queuedAt;
  const friend = item.preferAgentId === null ? undefined : working.get(item.preferAgentId);
  const passed = (id: number) => {
    const at = item.tried.get(id);
    return at !== undefined && now - at < queue.reofferMs;
  };
  const patient = friend && mayTake(item, friend) && waited < queue.stickyMs && !item.tried.has(friend.id);
  if (patient) return chairs.filter((chair) => chair.agent.id === friend.id && !chair.reserved);
  const wanted = queue.relaxSkillsMs !== null && waited >= queue.relaxSkillsMs ? [] : [...queue.skills, ...item.skills];
  return chairs.filter(
    ({ agent, reserved }) =>
      !reserved && mayTake(item, agent) && !passed(agent.id) && wanted.every((skill) => agent.skills.has(skill)),
  );
}

function pick(item: ItemNow, strategy: Strategy, asked: readonly Chair[]): Chair | null {
  const free = asked.filter((chair) => fits(chair.holding, chair.agent.capacity, item));
  const friend = free.find((chair) => chair.agent.id === item.preferAgentId);
  if (friend) return friend;
  // Where skills are only wished for, who has more of them still comes first.
  const skilled = (chair: Chair) => item.skills.filter((skill) => chair.agent.skills.has(skill)).length;
  return free.reduce<Chair | null>((best, chair) => {
    if (best === null) return chair;
    return (skilled(best) - skilled(chair) || compare(strategy, chair, best)) < 0 ? chair : best;
  }, null);
}

/** Below zero when `a` comes before `b`. */
function compare(strategy: Strategy, a: Chair, b: Chair): number {
  const idle = a.idleSince - b.idleSince;
  const turn = a.lastOfferAt - b.lastOfferAt;
  const share = (chair: Chair) => loadOf(chair.holding, chair.agent.capacity) / chair.agent.capacity;
  const load = share(a) - share(b);
  const order = { longest_idle: [idle, load, turn], least_loaded: [load, idle, turn], round_robin: [turn, idle, load] };
  return order[strategy].find((difference) => difference !== 0) ?? a.agent.id - b.agent.id;
}

function seat(chair: Chair, { weight, exclusive, yields }: Work, now: number): void {
  chair.holding.push({ weight, exclusive, yields });
  chair.idleSince = now;
  chair.lastOfferAt = now;
}

/** Keeps the one who will have room soonest. Returns the chair when it had room for something else. */
function reserve(item: Work, asked: readonly Chair[]): Chair | null {
  const blocking = (chair: Chair) =>
    chair.holding.reduce((sum, held) => sum + (item.exclusive && held.yields ? 0 : held.weight), 0);
  let best: Chair | null = null;
  for (const chair of asked) {
    if (chair.agent.capacity < item.weight && !item.exclusive) continue;
    if (best === null || blocking(chair) < blocking(best)) best = chair;
  }
  if (!best) return null;
  best.reserved = true;
  return hasRoom(best) ? best : null;
}
