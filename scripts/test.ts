/**
 * Everything that must hold, the same here and in continuous integration: `npm test [-- path…]`.
 * Its last line is `N passed, N failed, N skipped`; it fails when anything failed, or when nothing ran.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dropLeftOverDatabases, keepTestServer } from '../test/support/db.ts';
import { printCheck, runChecks } from './check.ts';
import { type ProgramName, systemPrograms } from './debian-packages.ts';
import { planTests } from './test/find-files.ts';
import { getPrograms } from './test/get-programs.ts';
import { type Counts, type FileResult, type RunOptions, runFiles } from './test/run-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const filters = process.argv.slice(2);
const totals: Counts = { passed: 0, failed: 0, skipped: 0 };
const slowestShown = 8;
/** More failed files than this are not run again. */
const MOST_UNSTEADY = 3;

// Each file is a process of its own and loads the same modules: what node has compiled once is kept for the next.
process.env.NODE_COMPILE_CACHE ??= join(root, '.cache', 'node');

try {
  await runAll();
} catch (error) {
  totals.failed += 1;
  console.log(`✗ ${error instanceof Error ? error.message : String(error)}`);
}
if (totals.failed > 0) keepTestServer();
const nothingRan = totals.passed + totals.failed === 0;
if (nothingRan) console.log('✗ no test ran');
process.exitCode = totals.failed > 0 || nothingRan ? 1 : 0;
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);

async function runAll(): Promise<void> {
  const { quick, browser, calls, killed } = planTests(root, filters);
  const missing = getPrograms(Object.keys(systemPrograms) as ProgramName[], (line) => console.log(line));
  for (const line of missing) console.log(`✗ ${line}`);
  totals.failed += missing.length;

  await dropLeftOverDatabases();
  if (filters.length === 0) {
    for (const { passed } of await runChecks(printCheck))
      add({ passed: Number(passed), failed: Number(!passed), skipped: 0 });
  }
  const results: FileResult[] = [];
  const sideBySide = Math.max(1, Math.min(3, availableParallelism()));
  const whole = { root, concurrency: Math.min(2, sideBySide), timeoutMs: 900_000 };
  results.push(...(await runFiles(quick, { root, concurrency: sideBySide, timeoutMs: 300_000 })));
  results.push(...(await runFiles(browser, whole)));
  results.push(...(await runFiles(calls, { ...whole, concurrency: 3 })));
  results.push(...(await runFiles(killed, whole)));
  const steady = filters.length === 0 ? await runOnceMore(results, whole) : results;
  for (const result of steady) add(result);
  printSlowest(steady);
}

/**
 * Browsers, telephones and databases work in real time; a machine that stands still for a moment breaks a call as it
 * would in life. The few files that failed are run once more by themselves: their first failure stays in the output,
 * and they are named at the end as unsteady. Where many failed, nothing is tried again: that is no accident.
 */
async function runOnceMore(first: readonly FileResult[], options: RunOptions): Promise<readonly FileResult[]> {
  const failed = first.filter((result) => result.failed > 0).map((result) => result.file);
  if (failed.length === 0 || failed.length > MOST_UNSTEADY) return first;
  console.log(`! ${failed.length} of ${first.length} files failed; each is run once more by itself:`);
  const again = await runFiles(failed, { ...options, concurrency: 1 });
  for (const { file } of again.filter((result) => result.failed === 0))
    console.log(`! unsteady: ${file} failed beside others and passed alone; its failure stands above`);
  return [...first.filter((result) => result.failed === 0), ...again];
}

function add({ passed, failed, skipped }: Counts): void {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
}

function printSlowest(results: readonly FileResult[]): void {
  const slowest = results.toSorted((a, b) => b.ms - a.ms).slice(0, slowestShown);
  console.log('\nslowest files:');
  for (const { file, ms } of slowest) console.log(`  ${(ms / 1000).toFixed(1).padStart(6)} s  ${file}`);
  console.log('');
}
