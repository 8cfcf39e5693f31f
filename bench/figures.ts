/** Percentiles, medians, the table on the screen and the JSON file. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** Median and 95th percentile under a name, as two cells of a table. */
export const pair = (name: string, taken: readonly number[]) => ({
  [`${name} p50`]: rounded(percentile(taken, 0.5)),
  [`${name} p95`]: rounded(percentile(taken, 0.95)),
});

/** Milliseconds of each of `repeats` runs, after three that do not count. */
export async function times(repeats: number, work: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let i = -3; i < repeats; i += 1) {
    const before = performance.now();
    await work();
    if (i >= 0) taken.push(performance.now() - before);
  }
  return taken;
}

/** Prints rows as columns; the first row's keys are the heads. */
export function table(rows: readonly Record<string, string | number>[]): void {
  const heads = Object.keys(rows[0] ?? {});
  const width = heads.map((h) => Math.max(h.length, ...rows.map((r) => String(r[h] ?? '').length)));
  const line = (cells: readonly string[]) =>
    cells.map((c, i) => (i === 0 ? c.padEnd(width[i] ?? 0) : c.padStart(width[i] ?? 0))).join('  ');
  console.log(line(heads));
  for (const row of rows) console.log(line(heads.map((h) => String(row[h] ?? ''))));
}

/** Writes bench/results/<date>-<name>.json with the machine and the commit beside the figures; returns its path. */
export function keep(name: string, figures: object): string {
  const at = new Date().toISOString();
  const file = new URL(`results/${at.slice(0, 19).replaceAll(':', '')}-${name}.json`, import.meta.url);
  const machine = {
    cpus: cpus().length,
    cpu: cpus()[0]?.model,
    memoryGiB: rounded(totalmem() / 2 ** 30),
    loadAtEnd: loadavg().map((l) => rounded(l, 2)),
    node: process.version,
    commit: commit(),
  };
  writeFileSync(file, `${JSON.stringify({ name, at, machine, ...figures }, null, 2)}\n`);
  return file.pathname;
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
}
