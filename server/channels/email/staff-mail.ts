import type { Ctx } from '../../platform/context.ts';
import { asWritten, type Said } from '../../platform/said.ts';
import { accountFor, ENVIRONMENT_ACCOUNT } from './accounts.ts';
import { normaliseAddress } from './addresses.ts';
import { htmlOf } from './compose.ts';
import { loopId } from './identity.ts';
import { retryDelay } from './limits.ts';
import { tidyLine } from './mail-text.ts';
import { smtpSend } from './smtp.ts';

/** A mail of the installation to one of its own people: no thread, nothing to answer. */
interface StaffMail {
  to: { name: string; address: string };
  subject: string;
  text: string;
  /** Message-ID without brackets, the same for every attempt: sent twice it is one mail. */
  rfcId: string;
}

type StaffMailResult =
  | { state: 'sent' }
  | { state: 'failed'; detail: Said }
  /** Milliseconds of real time until it should be tried again. */
  | { state: 'later'; detail: Said; after: number };

const NO_MAILBOX: Said = { vi: 'Chưa có hộp thư gửi đi.', en: 'There is no mailbox to send from.' };
const NO_ADDRESS: Said = {
  vi: 'Địa chỉ thư của người nhận không hợp lệ.',
  en: 'The address of the recipient is not valid.',
};

/** What notifications ask of the e-mail channel. */
export const staffMailDoor = { domain: staffMailDomain, send: sendStaffMail };

/** The domain of the mailbox that writes to staff; null when this installation cannot send mail. */
export async function staffMailDomain(ctx: Ctx): Promise<string | null> {
  const account = await accountFor(ctx, ENVIRONMENT_ACCOUNT);
  return account ? account.address.slice(account.address.lastIndexOf('@') + 1) : null;
}

/**
 * One attempt over the default mailbox. Never throws for what the mail server says.
 * @param attemptsMade this one included; after the last pause of the table it gives up
 */
export async function sendStaffMail(ctx: Ctx, mail: StaffMail, attemptsMade: number): Promise<StaffMailResult> {
  const account = await accountFor(ctx, ENVIRONMENT_ACCOUNT);
  if (!account) return { state: 'failed', detail: NO_MAILBOX };
  const to = normaliseAddress(mail.to.address);
  if (!to) return { state: 'failed', detail: NO_ADDRESS };
  const outcome = await smtpSend(ctx.config.dataDir, account, {
    messageId: `<${mail.rfcId}>`,
    from: { name: tidyLine(account.displayName, 100), address: account.address },
    to: { name: tidyLine(mail.to.name, 100), address: to },
    subject: tidyLine(mail.subject, 300),
    text: mail.text,
    html: htmlOf(mail.text),
    headers: {
      'X-HC-Loop': tidyLine(loopId(ctx), 100),
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      Precedence: 'bulk',
    },
    disableUrlAccess: true,
  });
  if (outcome.ok) return { state: 'sent' };
  const after = outcome.temporary ? retryDelay(attemptsMade) : null;
  if (after === null) return { state: 'failed', detail: asWritten(outcome.response) };
  return { state: 'later', detail: asWritten(outcome.response), after };
}
