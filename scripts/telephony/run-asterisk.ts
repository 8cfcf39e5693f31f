import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import type { Asterisk } from './get-asterisk.ts';

export interface RunningAsterisk {
  process: ChildProcess;
  /** Resolves with the exit code when it ends, by itself or told to. */
  ended: Promise<number>;
  stop(): Promise<void>;
}

/** How long a start may take; usually under a second. Milliseconds. */
const START_MS = 30_000;

/**
 * Starts Asterisk in the foreground and waits until ARI answers.
 * @throws Error with the end of its log when it does not come up
 */
export async function runAsterisk(
  asterisk: Asterisk,
  conf: string,
  ari: { url: string; user: string; password: string },
): Promise<RunningAsterisk> {
  const child = spawn(asterisk.program, ['-f', '-C', conf], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  const keep = (chunk: Buffer) => {
    said.push(chunk.toString());
    if (said.length > 200) said.shift();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  let code: number | null = null;
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (status) => resolve(status ?? 1));
  });
  void ended.then((status) => {
    code = status;
  });
  const authorization = `Basic ${Buffer.from(`${ari.user}:${ari.password}`).toString('base64')}`;
  const until = performance.now() + START_MS;
  for (;;) {
    const answer = await fetch(`${ari.url}/asterisk/ping`, { headers: { authorization } }).catch(() => null);
    if (answer?.ok) break;
    if (answer?.status === 401)
      throw new Error(`Another Asterisk answers at ${ari.url}. Stop it, or set HOTLINE_HTTP_PORT to a free port.`);
    if (code !== null || performance.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`Asterisk did not start:\n${said.join('').trim().split('\n').slice(-15).join('\n')}`);
    }
    await wait(100);
  }
  return {
    process: child,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const gone = await Promise.race([ended, wait(5000).then(() => null)]);
      if (gone === null) child.kill('SIGKILL');
      await ended;
    },
  };
}
