/** Which cases a demonstration has: what each is about, when it came and how its story goes. Pure: same input, same plan. */
import type { DemoContact } from './contacts.ts';
import { type Random, seeded } from './random.ts';
import { STAFF } from './staff.ts';

/** Where an open case rests when the demonstration begins. */
export type Rest =
  | 'received'
  | 'forwarded'
  | 'processing'
  | 'awaiting_citizen'
  | 'awaiting_approval'
  | 'escalated_3'
  | 'escalated_4'
  | 'approved'
  | 'reopened'
  | 'disputed'
  | 'extension'
  | 'directed'
  | 'consulted';

/** The course of one case. Chance beyond it comes from `seed`, so a story can be taken up again where it stopped. */
export interface Story {
  seed: number;
  key: string;
  bornAt: Date;
  contact: DemoContact;
  route: 'answer' | 'decline' | 'unit';
  unit: string | null;
  rest: Rest | null;
  returns: number;
  rejected: boolean;
  asksCitizen: boolean;
  consults: string | null;
  extension: 'none' | 'granted' | 'refused';
  /** The level that settles it beyond the unit's own signature. */
  up: 0 | 3 | 4;
  upBy: 'hand' | 'neglect';
  leaderWay: 'direct' | 'answer';
  reopens: boolean;
  satisfied: boolean | null;
  /** The citizen agrees, and a person puts the answered case on the public page. */
  published: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Open cases: how many hours ago they came (from–to; of working time, so that a weekend or Tết before the start changes
 * nothing, or of clock time), and how often each kind stands among a hundred. Limits: domain table of deadlines.
 */
const OPEN: readonly {
  rest: Rest;
  ago: readonly [number, number];
  clock?: true;
  weight: number;
  story?: Partial<Story>;
}[] = [
  { rest: 'received', ago: [0.02, 1.5], clock: true, weight: 10 },
  { rest: 'forwarded', ago: [0.3, 3.2], weight: 12 },
  { rest: 'processing', ago: [2.5, 30], weight: 20 },
  { rest: 'awaiting_citizen', ago: [5, 30], weight: 7, story: { asksCitizen: true } },
  { rest: 'awaiting_approval', ago: [15, 36], weight: 9 },
  { rest: 'awaiting_approval', ago: [42, 70], weight: 3 },
  { rest: 'escalated_3', ago: [8, 16], weight: 4, story: { up: 3, upBy: 'hand' } },
  { rest: 'escalated_3', ago: [41.5, 54], weight: 6, story: { up: 3, upBy: 'neglect' } },
  { rest: 'escalated_4', ago: [12, 24], weight: 3, story: { up: 4, upBy: 'hand' } },
  { rest: 'escalated_4', ago: [58, 80], weight: 3, story: { up: 4, upBy: 'neglect' } },
  { rest: 'approved', ago: [18.5, 24], weight: 5 },
  { rest: 'reopened', ago: [16, 40], clock: true, weight: 3, story: { route: 'answer', reopens: true } },
  { rest: 'disputed', ago: [6, 17], weight: 3, story: { returns: 2 } },
  { rest: 'extension', ago: [4, 30], weight: 4 },
  { rest: 'directed', ago: [15.5, 30], weight: 4, story: { up: 3, upBy: 'hand', leaderWay: 'direct' } },
  { rest: 'consulted', ago: [3.5, 30], weight: 4 },
  { rest: 'directed', ago: [17.5, 30], weight: 3, story: { up: 4, upBy: 'hand', leaderWay: 'direct' } },
];
/** Every kind of open case stands at least once; so does one case of each level and way of ending. */
export const FEWEST_CASES = OPEN.length * 2;

/** Months differ by a factor of four (storms, school terms, Tết); newest first. */
const MONTHS = [1.3, 1.5, 1.1, 0.9, 0.7, 0.8, 1.0, 1.2, 0.6, 0.5, 1.1, 2.0];
/** Per hour of the day: evenings bring three times as much as daytime. */
const HOURS = [1, 0.5, 0.3, 0.2, 0.3, 1, 2, 3, 4, 4, 4, 3, 2, 3, 4, 4, 4, 6, 10, 12, 12, 9, 5, 2];

/** The time in which stories are set. */
export interface Frame {
  until: Date;
  /** Units and areas begin here. */
  earliest: Date;
  /** The instant from which so many working hours lead to `until`. */
  workingHoursAgo(hours: number): Date;
}

/** Plans `count` cases, oldest first. */
export function planStories(contacts: readonly DemoContact[], count: number, frame: Frame): Story[] {
  const { until, earliest } = frame;
  const open = Math.max(OPEN.length, Math.round(count * 0.06));
  const kinds = shares(
    open,
    OPEN.map((o) => o.weight),
  );
  const stories: Story[] = [];
  for (const [i, of] of kinds.entries()) {
    const kind = OPEN[i];
    if (!kind) continue;
    for (let n = 0; n < of; n += 1) {
      const random = seeded(1, i, n);
      const ago = random.between(...kind.ago);
      const bornAt = kind.clock ? new Date(until.getTime() - ago * HOUR) : frame.workingHoursAgo(ago);
      const story = newStory(random, contacts, `open-${i}-${n}`, i * 10_000 + n, bornAt, kind.story?.route ?? 'open');
      stories.push({ ...story, ...plain, ...kind.story, rest: kind.rest, consults: partner(kind.rest, story.unit) });
    }
  }
  for (let n = 0; stories.length < count; n += 1) stories.push(endedStory(contacts, n, until, earliest));
  return stories.sort((a, b) => a.bornAt.getTime() - b.bornAt.getTime());
}

const plain: Partial<Story> = {
  returns: 0,
  rejected: false,
  asksCitizen: false,
  extension: 'none',
  up: 0,
  reopens: false,
};
const partner = (rest: Rest, unit: string | null) =>
  rest === 'consulted' ? (unit === 'so-nn-mt' ? 'so-xay-dung' : 'so-nn-mt') : null;

/** 75 of 100 are answered by the centre, 22 by units, 3 by leaders; some are outside the scope. */
function endedStory(contacts: readonly DemoContact[], n: number, until: Date, earliest: Date): Story {
  const random = seeded(2, n);
  const kind = n < 6 ? n : random.weighted([71, 4, 22.4, 1.9, 0.7]);
  const route = kind === 0 || kind === 5 ? 'answer' : kind === 1 ? 'decline' : 'unit';
  const story = {
    ...newStory(random, contacts, `ended-${n}`, 1_000_000 + n, endedBirth(random, until, earliest), route),
    // A few also in a small demonstration; a large one gets some pages to search.
    published: route !== 'decline' && (n < 40 ? n % 2 === 0 : random.chance(0.05)),
  };
  const up = kind === 3 ? 3 : kind === 4 ? 4 : 0;
  if (route === 'unit' && up > 0) return { ...story, up, returns: 0, asksCitizen: false };
  return n === 5 ? { ...story, reopens: true } : story;
}

function newStory(
  random: Random,
  contacts: readonly DemoContact[],
  key: string,
  seed: number,
  bornAt: Date,
  pool: Pool,
): Story {
  const contact = random.pick(suited(contacts, pool));
  const route = pool === 'open' ? 'unit' : pool;
  const unit = route === 'unit' ? staffedUnit(contact) : null;
  const busy = route === 'unit';
  return {
    seed,
    key: `demo-${key}`,
    bornAt,
    contact,
    route,
    unit,
    rest: null,
    returns: busy && random.chance(0.08) ? 1 : 0,
    rejected: busy && random.chance(0.12),
    asksCitizen: busy && random.chance(0.1),
    consults: busy && random.chance(0.06) ? partner('consulted', unit) : null,
    extension: busy && random.chance(0.07) ? (random.chance(0.7) ? 'granted' : 'refused') : 'none',
    up: 0,
    upBy: random.chance(0.6) ? 'neglect' : 'hand',
    leaderWay: random.chance(0.6) ? 'direct' : 'answer',
    reopens: random.chance(0.015),
    satisfied: random.chance(0.45) ? random.chance(0.86) : null,
    published: false,
  };
}

type Pool = Story['route'] | 'open';
const pools = new WeakMap<readonly DemoContact[], Record<Pool, DemoContact[]>>();
/** Types with five working days or more: the open cases rest where they rest because of it. */
const LONG: ReadonlySet<string> = new Set([
  'site_report',
  'service_report',
  'procedure_report',
  'business_report',
  'suggestion',
]);

/** Plain questions are answered on the spot; reports go to a unit that has people; the rest is declined. */
function suited(contacts: readonly DemoContact[], route: Pool): DemoContact[] {
  let pool = pools.get(contacts);
  if (!pool) {
    const inScope = contacts.filter((c) => c.declineReason === null && c.content.trim() !== '');
    const toUnits = inScope.filter((c) => staffedUnit(c) !== null && !['inquiry', 'compliment'].includes(c.type));
    pool = {
      unit: toUnits,
      open: toUnits.filter((c) => LONG.has(c.type)),
      answer: inScope.filter((c) => c.type !== 'site_report' || c.urgency === 'low'),
      decline: contacts.filter((c) => c.declineReason !== null),
    };
    pools.set(contacts, pool);
  }
  return pool[route];
}

/** The unit with people that a contact belongs to, or null. */
function staffedUnit(contact: DemoContact): string | null {
  const { unit, area } = contact;
  if (unit === 'ubnd-cap-xa') return area && STAFF.has(`ubnd-${area}`) ? `ubnd-${area}` : null;
  if (unit === 'don-vi-cap-nuoc') return area && area >= '29000' ? 'cap-nuoc-dong-thap' : 'cap-nuoc-tien-giang';
  return unit !== null && STAFF.has(unit) ? unit : null;
}

/** An instant of the last twelve months, old enough that its story is over. */
function endedBirth(random: Random, until: Date, earliest: Date): Date {
  const days = random.weighted(MONTHS) * 30.4 + random.between(0, 30.4);
  const dayStart = startOfDay(new Date(until.getTime() - days * DAY));
  const at = dayStart.getTime() + (random.weighted(HOURS) + random.next()) * HOUR;
  const oldest = Math.max(earliest.getTime(), until.getTime() - 365 * DAY);
  return new Date(Math.min(Math.max(at, oldest + random.next() * DAY), until.getTime() - HOUR));
}

const startOfDay = (at: Date) => new Date(Math.floor((at.getTime() + 7 * HOUR) / DAY) * DAY - 7 * HOUR);

/** Splits `total` by weights into whole numbers, none of them zero. */
function shares(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const counts = weights.map((w) => Math.max(1, Math.round((total * w) / sum)));
  const most = counts.indexOf(Math.max(...counts));
  counts[most] = Math.max(1, (counts[most] ?? 1) + total - counts.reduce((a, b) => a + b, 0));
  return counts;
}
