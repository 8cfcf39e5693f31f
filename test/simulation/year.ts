/**
 * A year of cases on a real database through the real engine: people act at their times, the sweep comes with every
 * tick of the moved clock, and the server stands still now and then. Used by the tests (small) and by the bench (whole).
 */
import { sql } from 'kysely';
import type { Status } from '../../contract/cases.ts';
import { act, register, sweepLimits, type TransitionName } from '../../server/cases/index.ts';
import { actorOf } from '../../server/org/index.ts';
import type { Actor } from '../../server/platform/auth/index.ts';
import type { Ctx } from '../../server/platform/context.ts';
import { AppError } from '../../server/platform/errors.ts';
import { KINDS, type Plan, plan, type Random, random, type Who } from './people.ts';

/** User names of those who act; officers and leaders of two units. */
export interface Cast {
  agent: string;
  supervisor: string;
  province: string;
  units: readonly { code: string; officer: string; leader: string }[];
}

export interface YearOptions {
  cases: number;
  /** Length in days, from the clock's present. */
  days: number;
  /** Clock minutes between two looks at the work. */
  tickMinutes: number;
  seed: number;
  cast: Cast;
  /** Days after the beginning on which the server stands still for that many days. */
  stops: readonly (readonly [day: number, days: number])[];
  moveTo(at: Date): void;
  atOnce: number;
  progress?: (line: string) => void;
}

export interface YearReport {
  registered: number;
  actions: number;
  refused: number;
  limits: number;
  sweptLate: number;
}

interface Open {
  code: string;
  unit: number;
  /** The version for which the plan was made; another one means that something has happened. */
  version: number;
  alarmed: boolean;
  next: (Plan & { at: number }) | null;
}

interface Row {
  code: string;
  version: number;
  status: Status;
  level: number;
  alarmed: boolean;
  extension: boolean;
  reopen_count: number;
  unit: string | null;
  limit: Date | null;
}

/** Lives the year, then goes on without new cases until nobody has anything to do. */
export async function liveYear(ctx: Ctx, options: YearOptions): Promise<YearReport> {
  const { cases, days, tickMinutes, cast, atOnce } = options;
  const rng = random(options.seed);
  const start = ctx.clock.now().getTime();
  const births = Array.from({ length: cases }, () => start + rng() * days * 86_400_000).sort((a, b) => a - b);
  const stops = options.stops.map(
    ([day, length]) => [start + day * 86_400_000, start + (day + length) * 86_400_000] as const,
  );
  const open = new Map<string, Open>();
  const report: YearReport = { registered: 0, actions: 0, refused: 0, limits: 0, sweptLate: 0 };
  let at = start;
  let lastTick = new Date(start - 1);
  let actors = await everybody(ctx, cast);
  let ticks = 0;
  /** When the next limit or announcement of any open case is due; null = nothing is open. */
  let limit: number | null = null;
  for (;;) {
    const plans = [...open.values()].flatMap((c) => (c.next ? [c.next.at] : []));
    const coming = [...plans, ...births.slice(0, 1), ...(limit === null ? [] : [limit])];
    if (coming.length === 0) return report;
    // Straight to the next tick at which something can happen.
    const tick = tickMinutes * 60_000;
    at += tick * Math.max(1, Math.ceil((coming.reduce((a, b) => Math.min(a, b)) - at) / tick));
    const stop = stops.find(([from, to]) => from <= at && at < to);
    if (stop) at = stop[1];
    options.moveTo(new Date(at));
    // Roles do not change in this year; names are looked up now and then all the same.
    ticks += 1;
    if (ticks % 50 === 0) actors = await everybody(ctx, cast);
    const now = ctx.clock.now();
    report.limits += await sweepLimits(ctx);
    const born = births.filter((b) => b <= at).length;
    await inParallel(births.splice(0, born), atOnce, async () => {
      const [type, urgency] = KINDS[Math.floor(rng() * KINDS.length)] as (typeof KINDS)[number];
      await register(ctx, actors.agent, {
        type,
        urgency,
        content: 'Đường trước nhà ngập sau mưa, xin xem giúp.',
        channel: 'phone',
      });
      report.registered += 1;
    });
    const ready = [...open.values()].filter((c) => c.next && c.next.at <= at);
    await inParallel(ready, atOnce, async (c) => {
      const done = await carryOut(ctx, c, actors, cast, rng, now);
      report.actions += done ? 1 : 0;
      report.refused += done ? 0 : 1;
      c.next = null;
      c.version = -1;
    });
    // Limits that the deeds of this tick have left behind them (work handed back after the due date).
    if (ready.length > 0) {
      const swept = ctx.clock.now();
      report.limits += await sweepLimits(ctx);
      report.sweptLate += await overdueLimits(ctx, swept);
    }
    limit = await replan(ctx, open, lastTick, at, rng, cast);
    lastTick = now;
    if (report.registered % 1000 < born)
      options.progress?.(
        `  ${new Date(at).toISOString().slice(0, 10)}: ${report.registered} registered, ${report.actions} actions, ${report.limits} limits`,
      );
  }
}

/** Limits that had passed when the last sweep began and were left alone by it: there must be none. */
async function overdueLimits(ctx: Ctx, swept: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from cases where closed_at is null and
    ((step_alarmed_at is null and step_due_at < ${swept}) or alert_at < ${swept})`.execute(ctx.db);
  return rows[0]?.n ?? 0;
}

async function inParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

interface Actors {
  agent: Actor;
  supervisor: Actor;
  province: Actor;
  officers: Actor[];
  leaders: Actor[];
}

async function everybody(ctx: Ctx, cast: Cast): Promise<Actors> {
  const now = ctx.clock.now();
  const one = async (name: string) => {
    const actor = await actorOf(ctx.db, name, now);
    if (!actor) throw new Error(`nobody is called ${name}`);
    return actor;
  };
  return {
    agent: await one(cast.agent),
    supervisor: await one(cast.supervisor),
    province: await one(cast.province),
    officers: await Promise.all(cast.units.map((u) => one(u.officer))),
    leaders: await Promise.all(cast.units.map((u) => one(u.leader))),
  };
}

/** Returns whether it was done; somebody else (the sweep) may have been faster, or the workflow may not allow it. */
async function carryOut(ctx: Ctx, c: Open, actors: Actors, cast: Cast, rng: Random, now: Date): Promise<boolean> {
  const { action, who } = c.next as Plan;
  const actor = {
    agent: actors.agent,
    supervisor: actors.supervisor,
    province: actors.province,
    citizen: actors.agent,
  }[who as Exclude<Who, 'officer' | 'leader'>];
  const acting = actor ?? (who === 'officer' ? actors.officers : actors.leaders)[c.unit];
  if (!acting) return false;
  const other = Math.floor(rng() * cast.units.length);
  const target = action === 'direct' && who === 'leader' ? c.unit : other;
  try {
    await act(ctx, acting, {
      code: c.code,
      action,
      version: null,
      form: formOf(action, cast.units[target]?.code ?? '', now, rng),
    });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code !== 'internal') return false;
    throw error;
  }
}

const days = (now: Date, n: number) => new Date(now.getTime() + n * 86_400_000).toISOString();

function formOf(action: TransitionName, unit: string, now: Date, rng: Random): Record<string, unknown> {
  const forms: Partial<Record<TransitionName, Record<string, unknown>>> = {
    forward: { leadUnit: unit, coUnits: [] },
    answer: { text: 'Đã trả lời.' },
    decline: { reason: 'unrelated', guidance: 'Xin liên hệ nơi khác.' },
    request_info: { question: 'Ở số nhà nào?' },
    citizen_replied: { text: 'Số 12.' },
    return: { reason: 'Không thuộc đơn vị' },
    recall: { reason: 'Nhầm' },
    submit: { text: 'Đã xử lý.', attachments: [] },
    reject_draft: { reason: 'Bổ sung' },
    request_extension: { dueAt: days(now, 4 + 10 * rng()), reason: 'Cần đo đạc' },
    refuse: { reason: 'Không đồng ý' },
    escalate: { reason: 'Xin ý kiến' },
    direct: { unit, text: 'Xử lý ngay', dueAt: days(now, 1 + 3 * rng()) },
    answer_at_level: { text: 'Đã xem xét.' },
    deliver: { note: 'Đã gọi' },
    reopen: { reason: 'Vẫn còn' },
    relabel: { urgency: rng() < 0.5 ? 'urgent' : 'low', reason: 'Đúng mức' },
  };
  return forms[action] ?? {};
}

/** Everything that has changed since the last tick gets a new plan: somebody's turn has come. Returns the next limit. */
async function replan(
  ctx: Ctx,
  open: Map<string, Open>,
  since: Date,
  at: number,
  rng: Random,
  cast: Cast,
): Promise<number | null> {
  const { rows } =
    await sql<Row>`select c.code, c.version, c.status, c.level, c.step_alarmed_at is not null as alarmed, c.reopen_count, u.code as unit,
      case when c.closed_at is null then least(case when c.step_alarmed_at is null then c.step_due_at end, c.alert_at) end as limit,
      exists (select 1 from extension_requests e where e.case_id = c.id and e.state = 'requested') as extension
    from cases c left join units u on u.id = c.lead_unit_id
    where c.closed_at is null or c.updated_at > ${since}`.execute(ctx.db);
  for (const row of rows) {
    const known = open.get(row.code);
    if (known && known.version === row.version && known.alarmed === row.alarmed) continue;
    const unit = cast.units.findIndex((u) => u.code === row.unit);
    const p = plan(
      {
        status: row.status,
        level: row.level,
        extensionOpen: row.extension,
        reopened: row.reopen_count > 0,
        alarmed: row.alarmed,
      },
      rng,
    );
    const next = p && { ...p, at: at + p.after * 60_000 };
    if (row.status === 'closed' && next === null) open.delete(row.code);
    else open.set(row.code, { code: row.code, unit, version: row.version, alarmed: row.alarmed, next });
  }
  const limits = rows.flatMap((r) => (r.limit ? [r.limit.getTime()] : []));
  return limits.length > 0 ? Math.min(...limits) : null;
}
