/** Checks that need no test: types, lint and format, walls, generated files, migrations. `npm run check`. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkBothLanguages } from './both-languages.ts';
import { checkBoundaries } from './boundaries.ts';
import { isCurrent, overBudget } from './desk-budget.ts';
import { generateAll } from './generate.ts';
import { changedReleasedMigrations } from './released-migrations.ts';

export interface CheckResult {
  name: string;
  passed: boolean;
  /** What is wrong and what to do; may hold warnings when it passed. */
  output: string;
  ms: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));

const checks: Record<string, () => Promise<{ passed: boolean; output: string }>> = {
  // What was found last time is kept in .cache: only what changed, and what depends on it, is looked at again.
  types: () =>
    tool('tsc', [
      ...['--noEmit', '--pretty', 'false', '-p', '.'],
      ...['--incremental', '--tsBuildInfoFile', '.cache/types.tsbuildinfo'],
    ]),
  'lint and format': () => tool('biome', ['ci', '--colors=off', '--max-diagnostics=40', '.']),
  walls: async () => {
    const findings = checkBoundaries(root);
    const output = findings.map(
      ({ file, line, level, message }) => `${level === 'error' ? '✗' : '!'} ${file}:${line}  ${message}`,
    );
    return { passed: findings.every(({ level }) => level === 'warning'), output: output.join('\n') };
  },
  'both languages': async () => {
    const output = checkBothLanguages(root);
    return { passed: output.length === 0, output: output.join('\n') };
  },
  'generated files': async () => {
    const old = (await generateAll()).filter(({ current }) => !current);
    return {
      passed: old.length === 0,
      output: old.map(({ file }) => `✗ ${file} is out of date: run \`npm run gen\` and commit it`).join('\n'),
    };
  },
  // The build itself refuses it; here the last build is asked again while it is still the build of these sources.
  'first load of the desk': async () => {
    const built = join(root, 'dist/desk');
    const wrong = isCurrent(built, [join(root, 'web'), join(root, 'contract')]) ? overBudget(built) : null;
    return { passed: wrong === null, output: wrong === null ? '' : `✗ ${wrong}` };
  },
  migrations: async () => {
    const changed = changedReleasedMigrations(root);
    return { passed: changed.length === 0, output: changed.map((line) => `✗ ${line}`).join('\n') };
  },
};

/** Runs all checks, one after another, telling each result as it comes. */
export async function runChecks(tell: (result: CheckResult) => void): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const [name, check] of Object.entries(checks)) {
    const startedAt = performance.now();
    const outcome = await check().catch((error: Error) => ({ passed: false, output: error.stack ?? error.message }));
    const result = { name, ...outcome, ms: Math.round(performance.now() - startedAt) };
    tell(result);
    results.push(result);
  }
  return results;
}

/** One line, and the output below it when there is any. */
export function printCheck({ name, passed, output, ms }: CheckResult): void {
  console.log(`${passed ? '✓' : '✗'} ${name}  ${ms} ms`);
  if (output !== '') console.log(output.replaceAll(/^/gm, '    '));
}

function tool(name: string, args: string[]): Promise<{ passed: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'node_modules/.bin', name), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      const output = Buffer.concat(chunks).toString().trim();
      resolve({ passed: code === 0, output: code === 0 ? '' : output });
    });
  });
}

if (import.meta.main) {
  const failed = (await runChecks(printCheck)).filter(({ passed }) => !passed).length;
  process.exitCode = failed === 0 ? 0 : 1;
}
