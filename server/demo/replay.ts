/** Lives the planned stories through the real engine, on a clock of their own, in the order of time. */
import type { ChannelKind } from '../../contract/cases.ts';
import { addWorkingMinutes, calendarForUnit } from '../calendar/index.ts';
import { act, actWithin, register } from '../cases/index.ts';
import { attachFiles, type FileInPlace } from '../conversations/index.ts';
import { actorOf, unitByCode } from '../org/index.ts';
import { type Actor, CITIZEN, SYSTEM } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { transact } from '../platform/transact.ts';
import { type Next, nextStep, type Step } from './next-step.ts';
import { type Progress, progressOf } from './progress.ts';
import { seeded } from './random.ts';
import type { Story } from './stories.ts';
import { inventCitizen, inventPlace, vary } from './words.ts';

/** The context with its clock standing at an instant of the past. */
export function at(ctx: Ctx, instant: Date): Ctx {
  return { ...ctx, clock: { now: () => instant } };
}

interface Due {
  at: Date;
  story: Story;
  progress: Progress | null;
  step: Step | 'register' | 'limit';
}

/** Cases at work at once: enough to keep the database busy, few enough to leave room for people at the desk. */
const AT_ONCE = 6;
/** A line of progress after so many cases; a short replay says it after each quarter. */
const TELL_EVERY = 200;
/** A citizen's file comes by these; the rest is told to an agent. */
const WRITTEN: ReadonlySet<ChannelKind> = new Set(['web', 'email', 'zalo', 'messenger', 'livechat']);

export interface Replay {
  cases: number;
  steps: number;
  /** Stories that the engine refused to go on with, by the reason. */
  failures: Map<string, number>;
}

/**
 * Replays the stories up to `until`. What an earlier, killed run has done is found and continued, not repeated.
 * @param options.tell called now and then with the number of cases registered so far
 */
export async function replay(
  ctx: Ctx,
  stories: readonly Story[],
  until: Date,
  pictures: readonly FileInPlace[],
  options: { tell?: (registered: number) => void; signal?: AbortSignal | undefined } = {},
): Promise<Replay> {
  const actors = new Map<string, Actor>([['citizen', CITIZEN]]);
  const actorNamed = async (name: string): Promise<Actor> => {
    const known = actors.get(name) ?? (await actorOf(ctx.db, name, ctx.clock.now()));
    if (!known) throw new Error(`there is no demonstration account ${name}`);
    actors.set(name, known);
    return known;
  };
  const result: Replay = { cases: 0, steps: 0, failures: new Map() };
  const queue = new Timeline();
  for (const story of stories) queue.add({ at: story.bornAt, story, progress: null, step: 'register' });

  const carryOut = async (due: Due) => {
    try {
      await perform(at(ctx, due.at), due, actorNamed, pictures);
      if (due.step === 'register') result.cases += 1;
      result.steps += 1;
      const progress = await progressOf(ctx.db, due.story.key);
      const next = progress && (await following(ctx, due.story, progress));
      if (next && next.at <= until) queue.add(next);
    } catch (error) {
      const reason = `${due.step === 'register' || due.step === 'limit' ? due.step : due.step.action}: ${(error as Error).message}`;
      result.failures.set(reason, (result.failures.get(reason) ?? 0) + 1);
      ctx.log.warn({ err: error, story: due.story.key }, 'a story of the demonstration stops here');
    }
  };
  const tellEvery = Math.min(TELL_EVERY, Math.ceil(stories.length / 4));
  for (let told = 0; ; ) {
    const batch = queue.take(AT_ONCE);
    if (batch.length === 0 || options.signal?.aborted) return result;
    await Promise.all(batch.map(carryOut));
    if (result.cases - told < tellEvery) continue;
    told = result.cases;
    options.tell?.(told);
  }
}

async function perform(
  ctx: Ctx,
  due: Due,
  actorNamed: (n: string) => Promise<Actor>,
  pictures: readonly FileInPlace[],
) {
  const { story, progress, step } = due;
  if (step === 'register') return void (await registerStory(ctx, story, actorNamed));
  if (progress === null) return;
  const { code, version } = progress;
  if (step === 'limit') {
    const action = progress.status === 'awaiting_citizen' ? 'resume' : 'escalate';
    const form = action === 'escalate' ? { why: 'overdue' } : {};
    return void (await act(ctx, SYSTEM, { code, action, version, form }));
  }
  const actor = await actorNamed(step.who);
  const action = step.action as Parameters<typeof act>[2]['action'];
  if (!step.evidence) return void (await act(ctx, actor, { code, action, version, form: step.form }));
  const random = seeded(4, story.seed, version);
  const files = [random.pick(pictures), random.pick(pictures)];
  await transact(ctx, async (tx) => {
    await actWithin(ctx, tx, actor, { code, action: 'attach', version, form: { names: files.map((f) => f.name) } });
    const attachments = await attachFiles(tx, files, { caseId: progress.id, source: 'staff', createdBy: actor.userId });
    await actWithin(ctx, tx, actor, { code, action, version: version + 1, form: { ...step.form, attachments } });
  });
}

async function registerStory(ctx: Ctx, story: Story, actorNamed: (n: string) => Promise<Actor>): Promise<void> {
  const { contact, seed } = story;
  const random = seeded(5, seed);
  const { name, phone } = inventCitizen(random);
  const place = contact.place ?? (contact.type === 'site_report' ? inventPlace(random) : undefined);
  const actor = WRITTEN.has(contact.channel) ? CITIZEN : await actorNamed(random.pick(['agent', 'agent2']));
  await register(ctx, actor, {
    type: contact.type,
    content: vary(random, contact.content),
    title: contact.title,
    channel: contact.channel,
    category: contact.category,
    area: contact.area,
    place: place === undefined ? undefined : { text: place },
    urgency: calm(story),
    citizen: { name, phone },
    publishWish: random.chance(0.3) || story.published,
    idempotencyKey: story.key,
    acknowledge: false,
  });
}

/** Only a case that rests where its limit is short may not be urgent: else it would have gone up before we look. */
function calm(story: Story): Story['contact']['urgency'] {
  const { urgency } = story.contact;
  const short = urgency === 'urgent' || urgency === 'emergency';
  return short && (story.rest !== null || (story.route === 'unit' && story.up === 0 && story.seed % 3 > 0))
    ? 'normal'
    : urgency;
}

/** When the story goes on, and how: with its next step, or with the limit that passes before. Null = no more. */
async function following(ctx: Ctx, story: Story, progress: Progress): Promise<Due | null> {
  const next = nextStep(story, progress);
  const limit = limitOf(progress);
  const when = await timeOf(ctx, progress, next);
  if (when !== null && next !== 'rest' && (limit === null || when < limit))
    return { at: when, story, progress, step: next };
  return limit === null ? null : { at: limit, story, progress, step: 'limit' };
}

async function timeOf(ctx: Ctx, progress: Progress, next: Next): Promise<Date | null> {
  if (next === 'rest') return null;
  const { changedAt } = progress;
  if (!next.working) return new Date(changedAt.getTime() + next.minutes * 60_000);
  const unit = progress.leadUnit === null ? null : await unitByCode(ctx.db, progress.leadUnit);
  const calendar = await calendarForUnit(ctx.db, unit?.id ?? null, changedAt);
  return addWorkingMinutes(calendar, changedAt, next.minutes);
}

/** The sweep acts a few seconds after a limit; on other limits it only raises an alarm, at the first start. */
function limitOf({ status, level, stepDueAt, version }: Progress): Date | null {
  const acts =
    ['forwarded', 'processing', 'awaiting_citizen'].includes(status) || (status === 'escalated' && level < 4);
  return acts && stepDueAt !== null ? new Date(stepDueAt.getTime() + 1_000 + (version % 5) * 1_000) : null;
}

/** What is to be done, in the order of time: a binary heap. */
class Timeline {
  #heap: Due[] = [];

  add(due: Due): void {
    let i = this.#heap.push(due) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (this.#time(parent) <= this.#time(i)) return;
      this.#swap(i, parent);
      i = parent;
    }
  }

  /** The next ones, of different cases (a case is in the heap once). */
  take(most: number): Due[] {
    const taken: Due[] = [];
    for (let next = this.#pop(); next !== undefined; next = taken.length < most ? this.#pop() : undefined)
      taken.push(next);
    return taken;
  }

  #pop(): Due | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined || this.#heap.length === 0) return first;
    this.#heap[0] = last;
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      let least = i;
      if (this.#time(left) < this.#time(least)) least = left;
      if (this.#time(right) < this.#time(least)) least = right;
      if (least === i) return first;
      this.#swap(i, least);
      i = least;
    }
  }

  #time(i: number): number {
    return this.#heap[i]?.at.getTime() ?? Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one && other) [this.#heap[a], this.#heap[b]] = [other, one];
  }
}
