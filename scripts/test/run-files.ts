/** Runs test files, each in a process of its own, and prints one line per file; the details only of what failed. */
import { join } from 'node:path';
import { run } from 'node:test';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface FileResult extends Counts {
  file: string;
  ms: number;
}

export interface RunOptions {
  root: string;
  /** How many files at once. */
  concurrency: number;
  /** A file that takes longer is ended, even in the middle of a loop that never yields. Milliseconds. */
  timeoutMs: number;
}

/** Runs the files, printing each as it ends. */
export async function runFiles(files: readonly string[], options: RunOptions): Promise<FileResult[]> {
  const waiting = [...files];
  const results: FileResult[] = [];
  const worker = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift())
      results.push(await runFile(file, options));
  };
  await Promise.all(Array.from({ length: Math.min(options.concurrency, files.length) }, worker));
  return results;
}

/** The part of node:test's events that is read here. */
interface TestEvent {
  name: string;
  skip?: string | boolean;
  todo?: string | boolean;
  details?: { type?: string; error?: Error & { cause?: unknown; failureType?: string } };
}

async function runFile(file: string, { root, timeoutMs }: RunOptions): Promise<FileResult> {
  const path = join(root, file);
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const skips: string[] = [];
  const failures: string[] = [];
  let output = '';
  /** The file ended badly as a whole; worth a line only when no test in it says why. */
  let fileFailure: string | null = null;
  const startedAt = performance.now();
  const deadline = AbortSignal.timeout(timeoutMs);
  const stream = run({
    files: [path],
    isolation: 'process',
    concurrency: false,
    cwd: root,
    signal: deadline,
  });
  stream.on('test:pass', ({ name, skip, todo, details }: TestEvent) => {
    // A file without any test is reported as one test named after the file.
    if (details?.type === 'suite' || name === path) return;
    if (skip === undefined && todo === undefined) counts.passed += 1;
    else {
      counts.skipped += 1;
      const reason = skip ?? todo;
      skips.push(typeof reason === 'string' && reason !== '' ? `${name}: ${reason}` : name);
    }
  });
  stream.on('test:fail', (event: TestEvent) => {
    if (deadline.aborted) return;
    // A parent fails because a child did: the child says why.
    if (event.details?.error?.failureType === 'subtestsFailed') return;
    if (event.name === path) {
      fileFailure = describe(event);
      return;
    }
    counts.failed += 1;
    failures.push(describe(event));
  });
  // An error thrown after its test has ended: node:test only warns, but a promise nobody awaited is a fault.
  stream.on('test:diagnostic', ({ message }: { message: string }) => {
    if (!message.includes('asynchronous activity after the test ended')) return;
    counts.failed += 1;
    failures.push(`✗ ${message}`);
  });
  const collect = ({ message }: { message: string }) => {
    output += message;
  };
  stream.on('test:stdout', collect).on('test:stderr', collect);
  for await (const _ of stream) {
    // Drained: the listeners above do the work.
  }
  if (deadline.aborted) {
    counts.failed += 1;
    failures.push(`✗ it was ended after ${Math.round(timeoutMs / 1000)} s`);
  } else if (fileFailure !== null && counts.failed === 0) {
    counts.failed += 1;
    failures.push(fileFailure);
  } else if (counts.passed + counts.failed + counts.skipped === 0) {
    counts.failed = 1;
    failures.push('✗ it holds no test');
  }
  const ms = Math.round(performance.now() - startedAt);
  print({ file, ms, ...counts }, skips, failures, output);
  return { file, ms, ...counts };
}

function print({ file, ms, passed, failed }: FileResult, skips: string[], failures: string[], output: string): void {
  console.log(
    `${failed === 0 ? '✓' : '✗'} ${file}  ${passed} passed${failed === 0 ? '' : `, ${failed} failed`}  ${ms} ms`,
  );
  for (const skip of skips) console.log(`    skipped ${skip}`);
  if (failed === 0) return;
  for (const failure of failures) console.log(`\n${failure.replaceAll(/^/gm, '    ')}`);
  if (output.trim() !== '') console.log(`\n    output of ${file}:\n${output.trimEnd().replaceAll(/^/gm, '    │ ')}`);
  console.log('');
}

function describe({ name, details }: TestEvent): string {
  const error = details?.error;
  const cause = error?.cause instanceof Error ? error.cause : error;
  return `✗ ${name}\n${(cause?.stack ?? String(error?.cause ?? error?.message ?? '')).trim()}`;
}
