/** The whole application in this process, on a real port and real mail, with a clock that a test may move forward. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seed } from '../../../server/app/seed.ts';
import { createApp } from '../../../server/app.ts';
import { startCaseClock } from '../../../server/cases/index.ts';
import { startEmail } from '../../../server/channels/index.ts';
import { createContext, type RunningContext } from '../../../server/context.ts';
import { readConfig } from '../../../server/platform/config.ts';
import { createDatabase } from '../../support/db.ts';

export interface OwnClockServer {
  url: string;
  ctx: RunningContext;
  /** Moves time to this instant (never back). */
  moveTo(at: Date): void;
  stop(): Promise<void>;
}

/**
 * Starts everything that `npm start` starts, on a fresh test database. Call it in a test file's `before`.
 * @param prepare fills the database before anything listens; jobs run already, as their queues must be there
 */
export async function startWithOwnClock(
  env: Record<string, string>,
  { demo = false, prepare }: { demo?: boolean; prepare?: (ctx: RunningContext) => Promise<unknown> } = {},
): Promise<OwnClockServer> {
  const database = await createDatabase('e2e');
  const dataDir = await mkdtemp(join(tmpdir(), '1022-e2e-'));
  const settings = readConfig({ PORT: '0', LOG_LEVEL: 'warn', ...env, DATA_DIR: dataDir }, { cwd: dataDir, demo });
  const config = { ...settings, databaseUrl: database.url };
  const ctx = await createContext(config, { applicationName: 'e2e' });
  await seed(ctx);
  const app = await createApp(ctx);
  await ctx.events.start();
  await ctx.jobs.start({ work: true });
  await prepare?.(ctx);
  await ctx.reactions.start(ctx, { work: true });
  const email = await startEmail(ctx);
  const caseClock = startCaseClock(ctx);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ctx,
    moveTo: (at) => ctx.clock.advance(Math.max(0, at.getTime() - ctx.clock.now().getTime())),
    async stop() {
      await app.close();
      await caseClock.stop();
      await email.stop();
      await ctx.reactions.stop();
      await ctx.jobs.stop();
      await ctx.stop();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
