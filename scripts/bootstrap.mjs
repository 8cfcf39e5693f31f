/**
 * The one way in: `npm start`, `npm test`, `npm run bench|check|hotline` and `bin/1022`. Installs and builds what is
 * missing or out of date, then runs the program with the project's own Node.
 *
 * Runs in a clone that has no node_modules yet, on any Node ≥ 20: only built-in modules, no TypeScript.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { Problem } from './bootstrap/problem.mjs';
import { runSteps } from './bootstrap/run-steps.mjs';
import { buildStep, installStep, root } from './bootstrap/steps.mjs';

/** Verb → program, and whether the web pages must be built for it. */
const programs = {
  start: { file: 'server/main.ts', needsWeb: true },
  test: { file: 'scripts/test.ts', needsWeb: true },
  bench: { file: 'bench/main.ts', needsWeb: true },
  check: { file: 'scripts/check.ts', needsWeb: false },
  hotline: { file: 'scripts/telephony/main.ts', needsWeb: false },
  cli: { file: 'server/cli.ts', needsWeb: false },
};

const [verb = 'start', ...args] = process.argv.slice(2);
const program = programs[verb];

try {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Problem(
      `Node ${process.versions.node} is too old to begin with.`,
      'Install Node 20 or newer (nodejs.org).',
    );
  }
  if (program === undefined) {
    throw new Problem(`Unknown verb "${verb}".`, `One of: ${Object.keys(programs).join(', ')}.`);
  }
  await runSteps(program.needsWeb ? [installStep, buildStep] : [installStep]);
  await runProgram(program.file);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  if (error.detail) console.error(`\n${error.detail}`);
  console.error(`\n✗ ${error.message}\n  → ${error.advice}`);
  process.exitCode = 1;
}

/** Runs the program in the foreground and ends as it ends: same exit code, same signal. */
async function runProgram(file) {
  const bin = join(root, 'node_modules/.bin');
  const child = spawn(join(bin, 'node'), [join(root, file), ...args], {
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
  });
  // Ctrl-C in a terminal reaches the whole foreground group, the child included: passing it on would make it two.
  const passOn = (signal) => () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, passOn(signal));
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (...ended) => resolve(ended));
  }).catch((error) => {
    const missing = !existsSync(join(bin, 'node'));
    throw new Problem(
      missing ? 'The project’s own Node is missing.' : `Cannot run the project’s own Node: ${error.message}.`,
      missing ? 'Delete node_modules and start again.' : 'It needs Linux with glibc, macOS, or Windows with WSL.',
    );
  });
  process.exitCode = signal === null ? code : 128 + constants.signals[signal];
}
