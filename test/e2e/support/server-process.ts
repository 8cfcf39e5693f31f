/** The real server as a child process with an embedded database of its own, as an operator runs it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const START_LIMIT_MS = 60_000;

export interface ServerOptions {
  /** A folder made by `newDataDir`. */
  dataDir: string;
  demo?: boolean;
  env?: Record<string, string>;
}

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** All that it printed. */
  output(): string;
  /** SIGTERM, as systemd ends it; the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL to the server alone; its database lives on. */
  kill(): Promise<void>;
}

/** A folder for DATA_DIR that nothing else uses. */
export function newDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), '1022-e2e-'));
}

/** Ends the database that a killed server left, and removes the folder. */
export async function removeDataDir(dataDir: string): Promise<void> {
  await killDatabase(dataDir);
  await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** Process id of the embedded database's postmaster, or null when none runs. */
export async function databasePid(dataDir: string): Promise<number | null> {
  const text = await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  return pid > 0 && isAlive(pid) ? pid : null;
}

/** SIGKILL to the postmaster, as the kernel does when memory runs out. */
export async function killDatabase(dataDir: string): Promise<void> {
  const pid = await databasePid(dataDir);
  if (pid === null) return;
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Starts the server and waits until it serves. @throws with its output when it ends instead */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['server/main.ts', ...(options.demo ? ['--demo'] : [])], {
    cwd: ROOT,
    env: { ...cleanEnvironment(), PORT: '0', LOG_LEVEL: 'warn', DATA_DIR: options.dataDir, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);
  child.once('exit', () => process.off('exit', killAtExit));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const url = await addressOf(child, () => output);
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      return child.exitCode;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function addressOf(child: ChildProcess, output: () => string): Promise<string> {
  const end = performance.now() + START_LIMIT_MS;
  for (;;) {
    const found = /staff desk\):\s+(http:\/\/\S+)\/desk/.exec(output());
    if (found?.[1]) return found[1];
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > end) {
      child.kill('SIGKILL');
      throw new Error(`the server did not start:\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Settings of the machine that runs the tests must not leak into the installation under test. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, TMPDIR } = process.env;
  return { PATH, HOME, LANG, ...(TMPDIR ? { TMPDIR } : {}) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
