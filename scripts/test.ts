/**
 * Everything that must hold, the same here and in continuous integration: `npm test [-- path…]`.
 * Its last line is `N passed, N failed, N skipped`; it fails when anything failed, or when nothing ran.
 */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { dropLeftOverDatabases, keepTestServer } from '../test/support/db.ts';
import { printCheck, runChecks } from './check.ts';
import { type ProgramName, systemPrograms } from './debian-packages.ts';
import { planTests } from './test/find-files.ts';
import { getPrograms } from './test/get-programs.ts';
import { type Counts, type FileResult, runFiles } from './test/run-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const filters = process.argv.slice(2);
const totals: Counts = { passed: 0, failed: 0, skipped: 0 };
const slowestShown = 8;

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
  const { quick, browser, calls, alone } = planTests(root, filters);
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
  if (quick.length > 0) results.push(...(await runFiles(quick, { root, concurrency: sideBySide, timeoutMs: 300_000 })));
  const pairs = { root, concurrency: Math.min(2, sideBySide), timeoutMs: 900_000 };
  for (const files of [browser, calls]) if (files.length > 0) results.push(...(await runFiles(files, pairs)));
  if (alone.length > 0) results.push(...(await runFiles(alone, { root, concurrency: 1, timeoutMs: 900_000 })));
  for (const result of results) add(result);
  printSlowest(results);
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
