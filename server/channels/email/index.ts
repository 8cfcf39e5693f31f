import type { FastifyInstance } from 'fastify';
import { registerChannel } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { mailAccounts, syncEnvironmentAccount } from './accounts.ts';
import type { CaseDoor } from './case-door.ts';
import { casesDoor } from './cases-door.ts';
import { handleMail } from './handle-mail.ts';
import type { Listener, ListenTimes } from './receive.ts';
import { LISTEN_TIMES, listenTo } from './receive.ts';
import { emailRoutes } from './routes.ts';
import { emailChannel, settleSending } from './send.ts';
import { closeTransports } from './smtp.ts';
import { handleMailJob } from './store-mail.ts';

export { accountOfEnvironment } from './accounts.ts';
export type { CaseDoor, MailCase } from './case-door.ts';
export { failedMails, mailboxStates } from './mail-status.ts';
export type { ListenTimes } from './receive.ts';
export { staffMailDoor } from './staff-mail.ts';

/** Milliseconds between looks at the table of mailboxes: what an administrator changed on another machine. */
const LOOK = 30_000;

const wakers = new WeakMap<Ctx, () => void>();

/** Binds the email channel: the way out, the job that understands mail, the routes. Called before jobs start. */
export function registerEmail(app: FastifyInstance, ctx: Ctx, door: CaseDoor = casesDoor): void {
  registerChannel(emailChannel);
  ctx.jobs.handle(handleMailJob, ({ inboundId }) => handleMail(ctx, door, inboundId));
  emailRoutes(app, ctx, () => wakers.get(ctx)?.());
}

export type RunningEmail = {
  /** Looks at the mailboxes at once, after one was changed. */
  reload(): Promise<void>;
  /** Ends all connections; mail in the middle of being stored is stored or stays unread. */
  stop(): Promise<void>;
};

/**
 * Listens to every enabled mailbox, each in a task of its own, and follows changes of the table. Several processes may
 * listen to the same mailbox: a mail is stored once whoever is faster.
 * @throws AppError `bad_setting` when the environment's mail settings are wrong
 */
export async function startEmail(ctx: Ctx, times: ListenTimes = LISTEN_TIMES): Promise<RunningEmail> {
  await syncEnvironmentAccount(ctx);
  const listeners = new Map<number, { fingerprint: string; listener: Listener }>();
  let stopped = false;
  let busy: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    if (stopped) return;
    const accounts = new Map((await mailAccounts(ctx)).filter((one) => one.imap).map((one) => [one.id, one]));
    const gone = [...listeners].filter(([id, running]) => accounts.get(id)?.fingerprint !== running.fingerprint);
    for (const [id] of gone) listeners.delete(id);
    await Promise.all(gone.map(([, running]) => running.listener.stop()));
    for (const [id, account] of accounts) {
      if (!listeners.has(id))
        listeners.set(id, { fingerprint: account.fingerprint, listener: listenTo(ctx, account, times) });
    }
  }

  const reload = () => {
    busy = busy.then(look).catch((err) => ctx.log.error({ err }, 'the mailboxes could not be looked up'));
    return busy;
  };
  wakers.set(ctx, () => void reload());
  await reload();
  const timer = setInterval(() => void reload(), LOOK);
  timer.unref();
  return {
    reload,
    async stop() {
      stopped = true;
      clearInterval(timer);
      wakers.delete(ctx);
      await busy;
      await Promise.all([...listeners.values()].map(({ listener }) => listener.stop()));
      await settleSending(ctx);
      closeTransports(ctx.config.dataDir);
    },
  };
}
