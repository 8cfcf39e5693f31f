/** A living sample: people of all four levels and a year of cases, made through the same engine as real work. */
import { installationFact, setInstallationFact } from '../app/installation.ts';
import { calendarForUnit, type WorkingCalendar, workingMinutesBetween } from '../calendar/index.ts';
import { seedSampleArticles } from '../knowledge/index.ts';
import { startOfLocalDay } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { seedAccounts } from './accounts.ts';
import { readContacts } from './contacts.ts';
import { seedDemoIncident } from './incident.ts';
import { storePictures } from './pictures.ts';
import { at, type Replay, replay } from './replay.ts';
import { seedDelegation, seedStaff } from './staff.ts';
import { FEWEST_CASES, planStories } from './stories.ts';

export { DEMO_ACCOUNTS, demoPassword } from './accounts.ts';

export const DEMO_CASES = 2_000;
const FACT = 'demo_cases';
const DAY = 86_400_000;
/** Units and communes of today begin on the day of the merger; nobody works in them before. */
const MERGER = startOfLocalDay('2025-07-01');

export interface SeedDemoOptions {
  /** How many cases (default 2,000; at least enough to show every kind). */
  cases?: number;
  /** Lines for the person in front of the terminal. */
  progress?: (line: string) => void;
  /** Ends the replay between two steps; the next call goes on from there. */
  signal?: AbortSignal;
}

/** Accounts and cases. The second call adds nothing; one after a kill continues. */
export async function seedDemo(
  ctx: Ctx,
  options: SeedDemoOptions = {},
): Promise<{ password: string; replay: Replay | null }> {
  const { password } = await seedDemoPeople(ctx);
  return { password, replay: await seedDemoCases(ctx, options) };
}

/** The accounts of all levels, in office since before the first case; and one leader who is away. */
export async function seedDemoPeople(ctx: Ctx): Promise<{ password: string; created: number }> {
  const past = at(ctx, new Date(Math.max(MERGER.getTime(), ctx.clock.now().getTime() - 400 * DAY)));
  const accounts = await seedAccounts(past);
  const staff = await seedStaff(past, accounts.password);
  await seedDelegation(ctx);
  await seedSampleArticles(ctx);
  return { password: accounts.password, created: accounts.created + staff };
}

/**
 * A year of cases, replayed in the order of time. Run it before the clock of cases is started: that would take the
 * past for overdue. People may already work meanwhile.
 * @returns null when it had been done before
 */
export async function seedDemoCases(ctx: Ctx, options: SeedDemoOptions = {}): Promise<Replay | null> {
  const known = (await installationFact(ctx.db, FACT)) as { until: string; cases: number; done: boolean } | undefined;
  if (known?.done) return null;
  const cases = Math.max(FEWEST_CASES, known?.cases ?? options.cases ?? DEMO_CASES);
  const until = known ? new Date(known.until) : ctx.clock.now();
  // Written first: a start after a kill makes the same plan again and goes on from what is there.
  await setInstallationFact(ctx.db, FACT, { until: until.toISOString(), cases, done: false });
  const calendar = await calendarForUnit(ctx.db, null, until);
  const frame = {
    until,
    earliest: new Date(MERGER.getTime() + DAY),
    workingHoursAgo: (hours: number) => workingTimeBefore(calendar, until, hours * 60),
  };
  const stories = planStories(readContacts(), cases, frame);
  const pictures = await storePictures(ctx);
  const startedAt = performance.now();
  const tell = (line: string) => options.progress?.(line);
  tell(`Nạp ${cases} phiếu mẫu (sample cases) …`);
  const done = await replay(ctx, stories, until, pictures, {
    tell: (n) => tell(`  ${n}/${cases} phiếu (cases)`),
    signal: options.signal,
  });
  if (options.signal?.aborted) return done;
  await seedDemoIncident(ctx, until);
  await setInstallationFact(ctx.db, FACT, { until: until.toISOString(), cases, done: true });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  tell(`Đã nạp ${done.cases} phiếu, ${done.steps} bước, ${seconds} giây (sample cases are in)`);
  return done;
}

/** The latest minute from which `minutes` of working time lead to `until`, found by halving. */
function workingTimeBefore(calendar: WorkingCalendar, until: Date, minutes: number): Date {
  let [late, early] = [until.getTime(), until.getTime() - 60 * DAY];
  while (late - early > 60_000) {
    const middle = (late + early) / 2;
    if (workingMinutesBetween(calendar, new Date(middle), until) >= minutes) early = middle;
    else late = middle;
  }
  return new Date(early);
}
