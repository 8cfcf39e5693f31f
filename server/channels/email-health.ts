import type { Ctx } from '../platform/context.ts';
import { failedMails, mailboxStates } from './email/mail-status.ts';
import type { KnownAccount } from './health/index.ts';

/** Mailboxes for the page of channels: mail keeps its own tables of what waits and what failed. */
export async function mailboxesForHealth(ctx: Ctx): Promise<KnownAccount[]> {
  const [states, failed] = await Promise.all([mailboxStates(ctx), failedMails(ctx, { limit: 100 })]);
  return states.map(({ box, waiting, unsent }) => ({
    channel: 'email',
    account: box.code,
    name: box.address,
    enabled: box.enabled,
    problem: null,
    disconnected:
      box.state === 'failing'
        ? { since: box.state_since, detail: `Không nhận được thư: ${box.last_error ?? 'mất kết nối với máy chủ thư'}.` }
        : null,
    waiting: waiting + unsent,
    unhandled: failed.filter((mail) => mail.mailbox === box.code).length,
  }));
}
