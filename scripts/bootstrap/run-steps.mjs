/** Runs the steps that are due, one process at a time, with progress on the terminal. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { takeLock } from './lock.mjs';
import { explain, Problem } from './problem.mjs';
import { cacheDir, root } from './steps.mjs';

const recordFile = join(cacheDir, 'steps.json');

/**
 * @param {{name: string, title: string, hint: string, key(): string, isDone(): boolean, commands(): string[][]}[]} steps
 * Each step is due when its key (a hash of its inputs) differs from the one recorded when it last succeeded.
 */
export async function runSteps(steps) {
  if (steps.every(isCurrent)) return;
  try {
    mkdirSync(cacheDir, { recursive: true });
  } catch (error) {
    throw explain(`Creating ${cacheDir}`, String(error), '');
  }
  const release = await takeLock(join(cacheDir, 'bootstrap.lock'));
  try {
    for (const step of steps) {
      // Another process may have done it while we waited.
      if (isCurrent(step)) continue;
      const key = step.key();
      if (!step.isDone()) await runStep(step);
      record(step.name, key);
    }
  } finally {
    release();
  }
}

function isCurrent(step) {
  return readRecord()[step.name] === step.key() && step.isIntact();
}

async function runStep({ name, title, hint, commands }) {
  const logFile = join(cacheDir, `${name}.log`);
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const live = process.stderr.isTTY;
  process.stderr.write(`• ${title}${hint} …${live ? '' : '\n'}`);
  const tick = setInterval(
    () => process.stderr.write(live ? `\r• ${title}${hint} … ${seconds()} s` : `  … ${seconds()} s\n`),
    live ? 1000 : 15_000,
  );
  try {
    for (const [command, ...args] of commands()) await runLogged(title, command, args, logFile);
  } finally {
    clearInterval(tick);
    if (live) process.stderr.write('\n');
  }
  process.stderr.write(`✓ ${title}: ${seconds()} s\n`);
}

async function runLogged(title, command, args, logFile) {
  let log;
  try {
    log = openSync(logFile, 'w');
  } catch (error) {
    throw explain(title, String(error), logFile);
  }
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', log, log] });
  closeSync(log);
  let interrupted = false;
  const stop = (signal) => {
    interrupted = true;
    child.kill(signal);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const ended = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  process.off('SIGINT', stop).off('SIGTERM', stop);
  if (ended === 0 && !interrupted) return;
  if (interrupted) throw new Problem(`${title} was interrupted.`, 'Start again to finish it.');
  // Let the last lines reach the file.
  await wait(50);
  throw explain(title, `${readFileSync(logFile, 'utf8')}\n${typeof ended === 'string' ? ended : ''}`, logFile);
}

function readRecord() {
  try {
    return JSON.parse(readFileSync(recordFile, 'utf8'));
  } catch {
    return {};
  }
}

function record(name, key) {
  const next = `${recordFile}.${process.pid}`;
  writeFileSync(next, `${JSON.stringify({ ...readRecord(), [name]: key }, null, 2)}\n`);
  renameSync(next, recordFile);
}
