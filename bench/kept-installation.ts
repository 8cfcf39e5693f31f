import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunningContext } from '../server/context.ts';
import { openInstallation } from './real-server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * A filled data directory under `.cache/`, kept per state of the migrations and of what fills it (`sources`, files of this
 * folder); older ones of the same name are removed.
 */
export async function keptInstallation(
  name: string,
  sources: readonly string[],
  fill: (ctx: RunningContext) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256');
  for (const file of readdirSync(join(root, 'db/migrations')).sort())
    hash.update(readFileSync(join(root, 'db/migrations', file)));
  for (const source of sources) hash.update(readFileSync(new URL(source, import.meta.url)));
  const cache = process.env.BENCH_CACHE ?? join(root, '.cache');
  const dataDir = join(cache, `bench-${name}-${hash.digest('hex').slice(0, 12)}`);
  const mark = join(dataDir, 'filled');
  if (existsSync(mark)) return dataDir;
  mkdirSync(cache, { recursive: true });
  for (const old of readdirSync(cache))
    if (old.startsWith(`bench-${name}-`)) rmSync(join(cache, old), { recursive: true });
  mkdirSync(dataDir, { recursive: true });
  const startedAt = performance.now();
  const ctx = await openInstallation(dataDir);
  try {
    await fill(ctx);
  } finally {
    await ctx.stop();
  }
  writeFileSync(mark, '');
  console.log(`filled in ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`);
  return dataDir;
}
