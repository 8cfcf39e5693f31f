/** The whole application with a Zalo Official Account that the stand-in plays. */
import { after } from 'node:test';
import {
  startZaloStandin,
  type ZaloStandin,
  type ZaloStandinOptions,
} from '../../../server/demo/standins/zalo/index.ts';
import { type StartOptions, startApp, type TestApp } from '../app.ts';
import { TestClock } from '../clock.ts';

export interface ZaloApp extends TestApp {
  zalo: ZaloStandin;
  /** A citizen writes and the webhook is delivered; the status of our answer. */
  arrives(userId: string, content: Parameters<ZaloStandin['say']>[1]): Promise<number>;
  /** Settles, lets echoes arrive, settles again. */
  settleAll(): Promise<void>;
  /** The conversation with this person, as stored. */
  conversation(
    userId: string,
  ): Promise<{ id: number; account: string; address: string | null; last_in_at: Date | null }>;
}

/**
 * Starts both; the account is the one of the environment (`/hooks/zalo/default`). Its clock is the application's: the
 * window closes when a test moves time.
 */
export async function startZaloApp(
  options: StartOptions = {},
  standin: Omit<ZaloStandinOptions, 'now'> = {},
): Promise<ZaloApp> {
  let clock = new TestClock(options.now);
  const zalo = await startZaloStandin({ now: () => clock.now(), ...standin });
  after(() => zalo.stop());
  const app = await startApp({ whole: true, listen: true, ...options, env: { ...zalo.env, ...options.env } });
  clock = app.clock;
  zalo.hooks.target = `${app.url}/hooks/zalo/default`;
  return {
    ...app,
    zalo,
    arrives: (userId, content) => zalo.deliver(zalo.say(userId, content)),
    async settleAll() {
      await app.settle();
      await zalo.quiet();
      await app.settle();
    },
    conversation: (userId) =>
      app.ctx.db
        .selectFrom('conversations')
        .select(['id', 'account', 'address', 'last_in_at'])
        .where('channel', '=', 'zalo')
        .where('address', '=', userId)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow(),
  };
}
