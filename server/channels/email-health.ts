import type { Ctx } from '../platform/context.ts';
import { keptSaid, type Said } from '../platform/said.ts';
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
    disconnected: box.state === 'failing' ? { since: box.state_since, detail: noMail(box.last_error) } : null,
    waiting: waiting + unsent,
    unhandled: failed.filter((mail) => mail.mailbox === box.code).length,
  }));
}

function noMail(error: string | null): Said {
  const why = error === null ? LOST : keptSaid(error);
  return { vi: `Không nhận được thư: ${why.vi}.`, en: `No mail is taken in: ${why.en}.` };
}

const LOST: Said = { vi: 'mất kết nối với máy chủ thư', en: 'the mail server is not connected' };
