import type { Ctx } from '../platform/context.ts';
import type { Said } from '../platform/said.ts';

/** A mail of the installation to one of its own people. */
export interface StaffMail {
  to: { name: string; address: string };
  subject: string;
  text: string;
  /** Message-ID without brackets, the same for every attempt: sent twice it is one mail. */
  rfcId: string;
}

/** What notices ask of whoever can send mail; the e-mail channel offers it (channels/email/staff-mail.ts). */
export interface MailDoor {
  /** Domain of the sending mailbox; null when this installation cannot send mail. */
  domain(ctx: Ctx): Promise<string | null>;
  /** One attempt. `after`: milliseconds of real time until the next makes sense. */
  send(
    ctx: Ctx,
    mail: StaffMail,
    attemptsMade: number,
  ): Promise<{ state: 'sent' } | { state: 'failed'; detail: Said } | { state: 'later'; detail: Said; after: number }>;
}

const NO_MAILBOX: Said = { vi: 'Chưa có hộp thư gửi đi.', en: 'There is no mailbox to send from.' };

/** An installation without mail: people are told on the desk alone. */
export const NO_MAIL: MailDoor = {
  domain: async () => null,
  send: async () => ({ state: 'failed', detail: NO_MAILBOX }),
};
