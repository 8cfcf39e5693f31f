/** Cases created through the HTTP API, with all that creation entails, as a ratio to the same rows written raw. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { DATABASE_NAME, type RunningContext } from '../server/context.ts';
import { userByUsername } from '../server/org/index.ts';
import { keep, median, percentile, rounded, table } from './figures.ts';
import { httpClient } from './http-client.ts';
import { type RawWriter, rawWriter } from './raw-writes.ts';
import { openInstallation, type RealServer, startServer, tokenFor } from './real-server.ts';
import { sampleCase } from './sample-case.ts';

export interface IntakeOptions {
  seconds: number;
  rounds: number;
  clients: number;
  profile: boolean;
}

interface Round {
  perSecond: number;
  latencies: number[];
}

const WAYS = ['http', 'raw steps', 'raw one statement'] as const;
type Way = (typeof WAYS)[number];

export async function intake(options: IntakeOptions): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'td1022-bench-'));
  const ctx = await openInstallation(dataDir);
  const token = await tokenFor(ctx, 'bench-agent', 'agent', 'tong-dai-1022');
  const durable = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers')`.execute(
    ctx.db,
  );
  const results = fileURLToPath(new URL('results', import.meta.url));
  const nodeOptions = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${results}`] : [];
  let server: RealServer | null = null;
  try {
    server = await startServer(dataDir, { nodeOptions });
    const outcome = await measure(ctx, server.url, token, options);
    const rows = WAYS.map((way) => summary(way, outcome.rounds[way]));
    const base = rows.find((r) => r.way === 'raw steps')?.['per second'] ?? Number.NaN;
    const report = rows.map((r) => ({ ...r, 'of raw': rounded(r['per second'] / base, 2) }));
    table(report);
    console.log(`acknowledged ${outcome.acknowledged}, missing ${outcome.missing}, refused ${outcome.refused}`);
    console.log(
      keep('intake', { options, settings: durable.rows, report, ...outcome, rounds: perRound(outcome.rounds) }),
    );
    if (outcome.missing > 0) process.exitCode = 1;
  } finally {
    await server?.stop();
    await ctx.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const perRound = (rounds: Record<Way, Round[]>) =>
  Object.fromEntries(WAYS.map((way) => [way, rounds[way].map((r) => rounded(r.perSecond))]));

async function measure(ctx: RunningContext, url: string, token: string, options: IntakeOptions) {
  const client = httpClient(url, token, options.clients);
  const user = await userByUsername(ctx.db, 'bench-agent');
  const socketDir = ctx.embedded?.socketDir ?? '';
  const writers: RawWriter[] = [];
  for (let i = 0; i < options.clients; i += 1)
    writers.push(await rawWriter(socketDir, DATABASE_NAME, user?.id ?? 0, 1_000 + i));
  const codes: string[] = [];
  let refused = 0;
  let counter = 0;
  const post = async () => {
    counter += 1;
    const { status, body } = await client.post('/cases', sampleCase(counter));
    if (status === 201) codes.push((JSON.parse(body) as { code: string }).code);
    else refused += 1;
  };
  const raw =
    (how: 'inSteps' | 'atOnce') =>
    async (i: number): Promise<void> => {
      counter += 1;
      await writers[i]?.[how](counter);
      // The server's own stream numbers these events as it does its own, so both sides carry that work.
      ctx.events.wake();
    };
  const work: Record<Way, (i: number) => Promise<void>> = {
    http: post,
    'raw steps': raw('inSteps'),
    'raw one statement': raw('atOnce'),
  };
  const rounds: Record<Way, Round[]> = { http: [], 'raw steps': [], 'raw one statement': [] };
  try {
    for (const way of WAYS) await run(work[way], options.clients, 2);
    for (let round = 0; round < options.rounds; round += 1) {
      for (const way of WAYS) {
        rounds[way].push(await run(work[way], options.clients, options.seconds));
        await ctx.events.drain();
      }
    }
  } finally {
    for (const writer of writers) await writer.close();
    client.close();
  }
  const found = await sql<{
    n: number;
  }>`select count(*)::int as n from cases where code = any(${codes}::text[])`.execute(ctx.db);
  return { rounds, acknowledged: codes.length, missing: codes.length - (found.rows[0]?.n ?? 0), refused };
}

/** `clients` loops at once for some seconds. */
async function run(work: (i: number) => Promise<void>, clients: number, seconds: number): Promise<Round> {
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

function summary(way: Way, rounds: readonly Round[]) {
  const of = (share: number) => rounded(median(rounds.map((r) => percentile(r.latencies, share))));
  const perSecond = rounded(median(rounds.map((r) => r.perSecond)));
  return { way, 'per second': perSecond, 'p50 ms': of(0.5), 'p95 ms': of(0.95), 'p99 ms': of(0.99) };
}
