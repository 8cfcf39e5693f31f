/** Whole lives of cases through the HTTP API, in an empty installation and beside a million cases, against raw rows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { DATABASE_NAME, type RunningContext } from '../server/context.ts';
import { userByUsername } from '../server/org/index.ts';
import { keep, median, percentile, rounded, table } from './figures.ts';
import { httpClient } from './http-client.ts';
import { filledInstallation } from './inbox.ts';
import { rawLife } from './raw-life.ts';
import { openInstallation, startServer, tokenFor } from './real-server.ts';
import { sampleCase } from './sample-case.ts';

export interface LifecycleOptions {
  seconds: number;
  rounds: number;
  clients: number;
  /** Stored cases of the second measurement; 0 leaves it out. */
  cases: number;
}

const UNIT = 'so-xay-dung';
const STEPS = ['register', 'forward', 'accept', 'submit', 'approve', 'deliver'] as const;
type Step = (typeof STEPS)[number];

interface Round {
  perSecond: number;
  latencies: number[];
}
interface Place {
  http: Round[];
  raw: Round[];
  steps: Map<Step, number[]>;
  stored: number;
}

export async function lifecycle(options: LifecycleOptions): Promise<void> {
  const empty = mkdtempSync(join(tmpdir(), 'td1022-life-'));
  const places: Record<string, Place> = {};
  try {
    places.empty = await measureAt(empty, options);
    if (options.cases > 0)
      places[`beside ${options.cases}`] = await measureAt(await filledInstallation(options.cases), options);
  } finally {
    rmSync(empty, { recursive: true, force: true });
  }
  const rows = Object.entries(places).map(([name, p]) => ({
    'stored cases': name === 'empty' ? 0 : p.stored,
    'lives/s': rate(p.http),
    'p50 ms': rounded(
      percentile(
        p.http.flatMap((r) => r.latencies),
        0.5,
      ),
    ),
    'p95 ms': rounded(
      percentile(
        p.http.flatMap((r) => r.latencies),
        0.95,
      ),
    ),
    'raw lives/s': rate(p.raw),
    'of raw': rounded(rate(p.http) / rate(p.raw), 2),
  }));
  table(rows);
  table(
    STEPS.map((step) => ({
      step,
      ...Object.fromEntries(
        Object.entries(places).map(([name, p]) => [`${name} p50 ms`, rounded(median(p.steps.get(step) ?? []))]),
      ),
    })),
  );
  const [first, second] = rows;
  const ratio = first && second ? rounded(second['lives/s'] / first['lives/s'], 2) : null;
  if (ratio !== null) console.log(`ratio full to empty: ${ratio}`);
  console.log(keep('lifecycle', { options, rows, ratio }));
}

const rate = (rounds: readonly Round[]) => rounded(median(rounds.map((r) => r.perSecond)));

async function measureAt(dataDir: string, options: LifecycleOptions): Promise<Place> {
  const ctx = await openInstallation(dataDir);
  const tokens = {
    agent: await tokenFor(ctx, 'bench-agent', 'agent', 'tong-dai-1022'),
    officer: await tokenFor(ctx, 'bench-officer', 'officer', UNIT),
    leader: await tokenFor(ctx, 'bench-leader', 'unit_leader', UNIT),
  };
  const stored = await sql<{ n: number }>`select count(*)::int as n from cases`.execute(ctx.db);
  const server = await startServer(dataDir);
  const steps = new Map<Step, number[]>(STEPS.map((s) => [s, []]));
  const place: Place = { http: [], raw: [], steps, stored: stored.rows[0]?.n ?? 0 };
  const clients = {
    agent: httpClient(server.url, tokens.agent, options.clients),
    officer: httpClient(server.url, tokens.officer, options.clients),
    leader: httpClient(server.url, tokens.leader, options.clients),
  };
  const raw = await rawLives(ctx, options.clients);
  try {
    let n = 0;
    const live = () => oneLife(clients, ++n, steps);
    const write = async (i: number) => {
      await raw.live(i);
      ctx.events.wake();
    };
    await run(live, options.clients, 3);
    await run(write, options.clients, 2);
    for (const taken of steps.values()) taken.length = 0;
    for (let round = 0; round < options.rounds; round += 1) {
      place.http.push(await run(live, options.clients, options.seconds));
      await ctx.events.drain();
      place.raw.push(await run(write, options.clients, options.seconds));
      await ctx.events.drain();
    }
  } finally {
    await raw.close();
    for (const client of Object.values(clients)) client.close();
    await server.stop();
    await ctx.stop();
  }
  return place;
}

type Clients = Record<'agent' | 'officer' | 'leader', ReturnType<typeof httpClient>>;

async function oneLife(clients: Clients, n: number, steps: Map<Step, number[]>): Promise<void> {
  const { category: _category, ...sample } = sampleCase(n);
  let code = '';
  let version = 0;
  const timed = async (step: Step, work: () => Promise<{ status: number; body: string }>) => {
    const before = performance.now();
    const { status, body } = await work();
    steps.get(step)?.push(performance.now() - before);
    if (status !== 200 && status !== 201) throw new Error(`${step}: ${status} ${body.slice(0, 300)}`);
    ({ code, version } = JSON.parse(body) as { code: string; version: number });
  };
  const act = (who: keyof Clients, step: Step, form: object) =>
    timed(step, () => clients[who].post(`/cases/${code}/actions`, { action: step, version, ...form }));
  await timed('register', () => clients.agent.post('/cases', { ...sample, type: 'service_report', urgency: 'normal' }));
  await act('agent', 'forward', { leadUnit: UNIT, coUnits: [] });
  await act('officer', 'accept', {});
  await act('officer', 'submit', { text: 'Đơn vị đã kiểm tra và xử lý xong theo phản ánh của ông/bà.' });
  await act('leader', 'approve', {});
  await act('agent', 'deliver', { note: 'Đã gọi điện trả lời' });
}

async function rawLives(ctx: RunningContext, clients: number) {
  const id = async (name: string) => (await userByUsername(ctx.db, name))?.id ?? 0;
  const unit = await ctx.db.selectFrom('units').select('id').where('code', '=', UNIT).executeTakeFirstOrThrow();
  const people = {
    agent: await id('bench-agent'),
    officer: await id('bench-officer'),
    leader: await id('bench-leader'),
  };
  const writers: Awaited<ReturnType<typeof rawLife>>[] = [];
  for (let i = 0; i < clients; i += 1)
    writers.push(await rawLife(ctx.embedded?.socketDir ?? '', DATABASE_NAME, people, unit.id, i));
  let n = 0;
  return {
    live: async (i: number) => writers[i]?.live(++n),
    close: async () => {
      for (const writer of writers) await writer.close();
    },
  };
}

/** `clients` loops at once for some seconds; a life that began in time is counted when it ends. */
async function run(work: (i: number) => Promise<unknown>, clients: number, seconds: number): Promise<Round> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const end = startedAt + seconds * 1_000;
  await Promise.all(
    Array.from({ length: clients }, async (_, i) => {
      for (let before = performance.now(); before < end; ) {
        await work(i);
        const after = performance.now();
        latencies.push(after - before);
        before = after;
      }
    }),
  );
  return { perSecond: latencies.length / ((performance.now() - startedAt) / 1_000), latencies };
}
