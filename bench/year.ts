/** A year of cases through the engine on a real database with a moved clock, then everything is recounted. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../server/app.ts';
import { brokenAfterYear } from '../test/simulation/checks.ts';
import { liveYear } from '../test/simulation/year.ts';
import { keep, rounded } from './figures.ts';
import { openInstallation, tokenFor } from './real-server.ts';

export async function year({ cases }: { cases: number }): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'td1022-year-'));
  const ctx = await openInstallation(dataDir);
  // Binds the jobs, which the year enqueues and nobody carries out.
  const app = await createApp(ctx);
  await ctx.jobs.start({ work: false });
  try {
    const units = ['so-xay-dung', 'so-nn-mt'];
    await tokenFor(ctx, 'bench-agent', 'agent', 'tong-dai-1022');
    await tokenFor(ctx, 'bench-supervisor', 'supervisor', 'tong-dai-1022');
    await tokenFor(ctx, 'bench-province', 'province_leader', 'ubnd-tinh');
    for (const unit of units) {
      await tokenFor(ctx, `officer-${unit}`, 'officer', unit);
      await tokenFor(ctx, `leader-${unit}`, 'unit_leader', unit);
    }
    const startedAt = performance.now();
    const report = await liveYear(ctx, {
      cases,
      days: 365,
      tickMinutes: 120,
      seed: 1022,
      cast: {
        agent: 'bench-agent',
        supervisor: 'bench-supervisor',
        province: 'bench-province',
        units: units.map((code) => ({ code, officer: `officer-${code}`, leader: `leader-${code}` })),
      },
      stops: [
        [45, 5],
        [200, 2],
      ],
      moveTo: (at) => ctx.clock.setOffset(ctx.clock.offset + at.getTime() - ctx.clock.now().getTime()),
      atOnce: 16,
      progress: console.log,
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    const broken = await brokenAfterYear(ctx);
    const figures = {
      cases,
      seconds: rounded(seconds),
      transitionsPerSecond: rounded((report.actions + report.limits) / seconds),
      ...report,
      broken,
    };
    console.log(figures);
    console.log(keep('year', figures));
    if (report.sweptLate > 0 || Object.keys(broken).length > 0) process.exitCode = 1;
  } finally {
    await app.close();
    await ctx.jobs.stop();
    await ctx.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
