/** The server as it is started in earnest: its own process, on a database that the bench can reach, too. */
import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '../contract/session.ts';
import { seed } from '../server/app/seed.ts';
import { createContext, type RunningContext } from '../server/context.ts';
import { createToken, createUser, userByUsername } from '../server/org/index.ts';
import { SYSTEM } from '../server/platform/auth/index.ts';
import { readConfig } from '../server/platform/config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Opens (creates, migrates, seeds) the installation in `dataDir` on its own embedded PostgreSQL with its usual settings. */
export async function openInstallation(dataDir: string): Promise<RunningContext> {
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error' }, { cwd: dataDir });
  const ctx = await createContext(config, { applicationName: 'bench' });
  await seed(ctx);
  return ctx;
}

/** A person with one role and an API token. */
export async function tokenFor(ctx: RunningContext, username: string, role: Role, unit: string): Promise<string> {
  if (!(await userByUsername(ctx.db, username))) {
    const person = { username, displayName: username, email: null, phone: null, password: 'only for a bench' };
    await createUser(ctx, SYSTEM, { ...person, roles: [{ role, unit }] });
  }
  return (await createToken(ctx, SYSTEM, { username, name: 'bench', expiresAt: null })).token;
}

export interface RealServer {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Starts the server on the installation in `dataDir` and waits until it serves. Its log goes to `server.log` there. */
export async function startServer(
  dataDir: string,
  options: { roles?: string; nodeOptions?: readonly string[]; env?: Record<string, string> } = {},
): Promise<RealServer> {
  const log = openSync(join(dataDir, 'server.log'), 'a');
  const args = [...(options.nodeOptions ?? []), join(root, 'server/main.ts')];
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: '0',
    ROLES: options.roles ?? 'web,worker,hotline',
    ...options.env,
  };
  const child = spawn(process.execPath, args, { cwd: dataDir, env, stdio: ['ignore', 'pipe', log] });
  const url = await addressOf(child, join(dataDir, 'server.log'));
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function addressOf(child: ChildProcess, logFile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const url = /(http:\/\/\S+)\/desk/.exec(output)?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}; see ${logFile}\n${output}`)));
  });
}
