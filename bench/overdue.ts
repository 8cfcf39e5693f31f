/** Very many deadlines fall due at the same moment: how long until all are settled, and what the desk feels meanwhile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { keep, percentile, rounded, table } from './figures.ts';
import { fillDue } from './fill-due.ts';
import { httpClient } from './http-client.ts';
import { openInstallation, startServer, tokenFor } from './real-server.ts';

/** Gives up after this many minutes: what is left is reported. */
const MOST_MINUTES = 30;

export async function overdue({ cases }: { cases: number }): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'td1022-due-'));
  const ctx = await openInstallation(dataDir);
  try {
    const token = await tokenFor(ctx, 'bench-agent', 'agent', 'tong-dai-1022');
    await tokenFor(ctx, 'bench-leader', 'unit_leader', 'so-xay-dung');
    await fillDue(ctx, cases);
    const quietServer = await startServer(dataDir, { roles: 'web' });
    const quiet = await listFor(quietServer.url, token, async () => wait(8_000));
    await quietServer.stop();
    const server = await startServer(dataDir);
    const startedAt = performance.now();
    let left = cases;
    const busy = await listFor(server.url, token, async () => {
      while (left > 0 && performance.now() - startedAt < MOST_MINUTES * 60_000) {
        await wait(2_000);
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from cases where closed_at is null
          and ((step_alarmed_at is null and step_due_at < ${ctx.clock.now()}) or alert_at < ${ctx.clock.now()})`.execute(
          ctx.db,
        );
        left = rows[0]?.n ?? 0;
      }
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    await server.stop();
    const { rows } = await sql<{
      type: string;
      n: number;
    }>`select type, count(*)::int as n from events where type like 'case.%' group by 1 order by 1`.execute(ctx.db);
    const figures = {
      cases,
      seconds: rounded(seconds),
      perSecond: rounded((cases - left) / seconds),
      left,
      events: Object.fromEntries(rows.map((r) => [r.type, r.n])),
    };
    console.log(figures);
    const line = (what: string, taken: readonly number[]) => ({
      list: what,
      asked: taken.length,
      'p50 ms': rounded(percentile(taken, 0.5)),
      'p95 ms': rounded(percentile(taken, 0.95)),
      'max ms': rounded(Math.max(...taken)),
    });
    const lists = [line('quiet', quiet), line('meanwhile', busy)];
    table(lists);
    console.log(keep('overdue', { ...figures, lists }));
    if (left > 0) process.exitCode = 1;
  } finally {
    await ctx.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Asks for an agent's inbox five times a second while `work` runs. Returns milliseconds of each. */
async function listFor(url: string, token: string, work: () => Promise<unknown>): Promise<number[]> {
  const client = httpClient(url, token, 1);
  const taken: number[] = [];
  let running = true;
  const asking = (async () => {
    while (running) {
      const before = performance.now();
      const { status, body } = await client.get('/cases?view=all&sort=due&limit=50');
      if (status !== 200) throw new Error(`list: ${status} ${body.slice(0, 200)}`);
      taken.push(performance.now() - before);
      await wait(200);
    }
  })();
  await work();
  running = false;
  await asking;
  client.close();
  return taken;
}
