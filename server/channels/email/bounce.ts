import { setMessageState } from '../../conversations/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { keepSaid, type Said, saidIn } from '../../platform/said.ts';
import type { Bounce } from './bounce-report.ts';
import { readBounce } from './bounce-report.ts';
import { messageIds } from './header-values.ts';
import { tokenSecret } from './identity.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { readOurMessageId, readToken } from './threading.ts';

/**
 * Takes a bounce or a complaint (RFC 5965): shows the bounce on the message it is about and remembers addresses that are
 * dead or do not want our mail. False when it is about no mail of
 * ours (anybody can write something that looks like a bounce; only our own tokens and ids count).
 */
export async function applyBounce(ctx: Ctx, mail: ParsedMail): Promise<boolean> {
  const bounce = readBounce(mail);
  const messageId = messageOf(ctx, mail, bounce.originalMessageId);
  if (messageId === null) return false;
  const outbound = await ctx.db
    .selectFrom('outbound_mails')
    .select(['id', 'recipient'])
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  if (!outbound) return false;
  if (/report-type\s*=\s*"?feedback-report/iu.test(mail.headers.get('content-type')?.[0] ?? '')) {
    await suppress(ctx, outbound.recipient, 'complaint', COMPLAINT);
    return true;
  }
  const about = bounce.recipients.find((one) => one.address === outbound.recipient) ?? bounce.recipients[0];
  const detail = inWords(bounce, about);
  if (about?.action === 'failed' || bounce.permanent) {
    await ctx.db
      .updateTable('outbound_mails')
      .set({ state: 'bounced', bounced_at: ctx.clock.now(), error: keepSaid(detail) })
      .where('id', '=', outbound.id)
      .execute();
    // Only the address we wrote to: a report may name others behind it.
    if (bounce.addressDead.includes(outbound.recipient)) await suppress(ctx, outbound.recipient, 'bounced', detail);
    await setMessageState(ctx, messageId, { state: 'bounced', detail });
  } else {
    await setMessageState(ctx, messageId, { state: 'sent', detail });
  }
  return true;
}

/** A read receipt (RFC 8098): shown on the message when it is about one of ours. */
export async function applyReceipt(ctx: Ctx, mail: ParsedMail): Promise<boolean> {
  const part = mail.attachments.find((one) => one.contentType === 'message/disposition-notification');
  const text = part?.content.toString('utf8', 0, 20_000) ?? '';
  const original = /^Original-Message-ID\s*:\s*(.{1,600})/imu.exec(text)?.[1] ?? '';
  const messageId = messageOf(ctx, mail, messageIds([original])[0] ?? null);
  if (messageId === null || !/disposition\s*:.{0,200}displayed/iu.test(text)) return false;
  await setMessageState(ctx, messageId, { state: 'read', detail: null });
  return true;
}

/** Our message: by the bounce address it was sent to, else by the id of the returned mail. Both carry our code. */
function messageOf(ctx: Ctx, mail: ParsedMail, original: string | null): number | null {
  const secret = tokenSecret(ctx);
  for (const address of [...mail.deliveredTo, ...mail.to.map((to) => to.address)]) {
    const token = readToken(address, secret);
    if (token?.kind === 'm') return token.id;
  }
  for (const id of [original, ...mail.inReplyTo, ...mail.references]) {
    const ours = id ? readOurMessageId(id, secret) : null;
    if (ours) return ours.messageId;
  }
  return null;
}

async function suppress(ctx: Ctx, address: string, reason: 'bounced' | 'complaint', detail: Said): Promise<void> {
  await ctx.db
    .insertInto('suppressed_addresses')
    .values({ address, reason, detail: keepSaid(detail), since: ctx.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

const COMPLAINT: Said = {
  vi: 'Người nhận báo thư của tổng đài là thư rác.',
  en: 'The recipient has reported our mail as spam.',
};
const CAUSES: readonly [status: RegExp, cause: Said][] = [
  [/^5\.1\./u, { vi: 'địa chỉ không tồn tại', en: 'the address does not exist' }],
  [/^[45]\.2\.2/u, { vi: 'hộp thư người nhận đã đầy', en: 'the mailbox is full' }],
  [/^5\.7\./u, { vi: 'máy chủ người nhận từ chối', en: 'the receiving server refused' }],
];
const UNDELIVERABLE: Said = { vi: 'không giao được', en: 'it could not be delivered' };
const RETURNED: Said = { vi: 'Thư bị trả lại', en: 'The mail came back' };
const DELAYED: Said = {
  vi: 'Thư chưa giao được, máy chủ còn thử tiếp',
  en: 'The mail was not delivered yet, the server goes on trying',
};

function inWords(bounce: Bounce, about: Bounce['recipients'][number] | undefined): Said {
  const status = about?.status ?? '';
  const cause = CAUSES.find(([pattern]) => pattern.test(status))?.[1] ?? UNDELIVERABLE;
  const start = about?.action === 'failed' || bounce.permanent ? RETURNED : DELAYED;
  const words = [status, about?.diagnostic ?? ''].filter(Boolean).join(' – ');
  return saidIn((language) => `${start[language]}: ${cause[language]}${words ? ` (${words})` : ''}.`.slice(0, 500));
}
