/** The whole application with a Facebook page that the stand-in plays. */
import { after } from 'node:test';
import {
  type MessengerStandin,
  type MessengerStandinOptions,
  type SaidContent,
  startMessengerStandin,
} from '../../../server/demo/standins/messenger/index.ts';
import { type StartOptions, startApp, type TestApp } from '../app.ts';
import { TestClock } from '../clock.ts';

export interface MessengerApp extends TestApp {
  facebook: MessengerStandin;
  /** A citizen writes and the webhook is delivered; the status of our answer. */
  arrives(userId: string, content: SaidContent): Promise<number>;
  /** Settles, lets echoes arrive, settles again. */
  settleAll(): Promise<void>;
  /** Jobs that wait for real time are due now; settles. */
  timePasses(): Promise<void>;
  /** The newest conversation of this address, as stored. */
  conversation(
    address: string,
  ): Promise<{ id: number; account: string; address: string | null; last_in_at: Date | null }>;
}

/** Starts both; the account is the one of the environment (`/hooks/messenger/default`), on the application's clock. */
export async function startMessengerApp(
  options: StartOptions = {},
  standin: Omit<MessengerStandinOptions, 'now'> = {},
): Promise<MessengerApp> {
  let clock = new TestClock(options.now);
  const facebook = await startMessengerStandin({ now: () => clock.now(), ...standin });
  after(() => facebook.stop());
  const app = await startApp({ whole: true, listen: true, ...options, env: { ...facebook.env, ...options.env } });
  clock = app.clock;
  facebook.hooks.target = `${app.url}/hooks/messenger/default`;
  const settleAll = async () => {
    await app.settle();
    await facebook.quiet();
    await app.settle();
  };
  return {
    ...app,
    facebook,
    arrives: (userId, content) => facebook.deliver(facebook.say(userId, content)),
    settleAll,
    async timePasses() {
      await app.ctx.database.pool.query(
        "update pgboss.job set start_after = now() where state in ('created', 'retry')",
      );
      await settleAll();
    },
    conversation: (address) =>
      app.ctx.db
        .selectFrom('conversations')
        .select(['id', 'account', 'address', 'last_in_at'])
        .where('channel', '=', 'messenger')
        .where('address', '=', address)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow(),
  };
}
