import type { Selectable } from 'kysely';
import type { OutgoingMessage, SendResult } from '../../conversations/index.ts';
import { realTimeIn } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import type { OutboundMails } from '../../platform/db/index.ts';
import { asWritten, keepSaid, keptSaid, type Said } from '../../platform/said.ts';
import { recordHealth } from '../health/record.ts';
import type { MailAccount } from './accounts.ts';
import { accountFor } from './accounts.ts';
import { compose, UnsendableMail } from './compose.ts';
import { refusalOf } from './hold-back.ts';
import { loopId, tokenSecret } from './identity.ts';
import { retryDelay } from './limits.ts';
import { threadIds } from './outgoing-thread.ts';
import { smtpSend } from './smtp.ts';
import { ourMessageId } from './threading.ts';

const NO_MAILBOX: Said = {
  vi: 'Chưa có hộp thư gửi đi: đặt SMTP_URL hoặc thêm hộp thư trong phần quản trị.',
  en: 'There is no mailbox to send from: set SMTP_URL, or add a mailbox in the administration.',
};
const NOT_SENT: Said = { vi: 'Không gửi được.', en: 'It could not be sent.' };

/** One attempt from beginning to end: row, limits, SMTP, what became of it. Safe to call again after a crash. */
export async function tryOnce(ctx: Ctx, message: OutgoingMessage): Promise<SendResult> {
  const account = await accountFor(ctx, message.account);
  if (!account) return { state: 'failed', detail: NO_MAILBOX };
  const thread = await threadIds(ctx.db, message);
  const kind =
    message.kind === 'human'
      ? 'human'
      : message.purpose === 'case.acknowledgement' && thread.inReplyTo
        ? 'acknowledgement'
        : 'notification';
  let mail: ReturnType<typeof compose>;
  try {
    mail = compose(
      {
        conversationId: message.conversationId,
        messageId: message.id,
        from: { name: account.displayName, address: account.address },
        to: { name: message.recipientName, address: message.address },
        subject: message.subject,
        caseCode: message.caseCode,
        text: message.text,
        kind,
        ...thread,
        attachments: message.attachments.map((file) => ({
          filename: file.name,
          contentType: file.mediaType,
          path: ctx.files.path(file.sha256),
        })),
      },
      { secret: tokenSecret(ctx), loopId: loopId(ctx), plusAddressing: account.plusAddressing },
    );
  } catch (error) {
    if (error instanceof UnsendableMail) return { state: 'failed', detail: error.said };
    throw error;
  }
  const row = await openRow(ctx, message, account, kind);
  // Sent before, but the process died before it could say so.
  if (row.state === 'sent' || row.state === 'bounced') return { state: 'sent', externalId: row.rfc_id };
  if (row.state === 'failed') return { state: 'failed', detail: row.error === null ? NOT_SENT : keptSaid(row.error) };
  const refusal = await refusalOf(ctx, message, row, kind);
  if (refusal) {
    await closeRow(ctx, row.id, { state: 'failed', error: keepSaid(refusal) });
    return { state: 'failed', detail: refusal };
  }
  return attempt(ctx, account, row, mail);
}

async function attempt(
  ctx: Ctx,
  account: MailAccount,
  row: Selectable<OutboundMails>,
  mail: ReturnType<typeof compose>,
): Promise<SendResult> {
  const n = row.attempts + 1;
  await ctx.db.updateTable('outbound_mails').set({ state: 'sending', attempts: n }).where('id', '=', row.id).execute();
  await ctx.db
    .insertInto('outbound_attempts')
    .values({ outbound_id: row.id, n, started_at: ctx.clock.now() })
    .execute();
  const outcome = await smtpSend(ctx.config.dataDir, account, mail);
  const delay = outcome.ok || !outcome.temporary ? null : retryDelay(n);
  const ended = outcome.ok ? 'sent' : delay === null ? 'refused' : 'later';
  await ctx.db
    .updateTable('outbound_attempts')
    .set({ ended_at: ctx.clock.now(), outcome: ended, response: outcome.response })
    .where('outbound_id', '=', row.id)
    .where('n', '=', n)
    .execute();
  await noteServer(ctx, account, outcome.ok ? null : outcome.server ? outcome.response : null);
  noteHealth(ctx, account, outcome);
  if (outcome.ok) {
    await closeRow(ctx, row.id, { state: 'sent', response: outcome.response, sent_at: ctx.clock.now(), error: null });
    return { state: 'sent', externalId: row.rfc_id };
  }
  if (delay === null) {
    const detail = outcome.temporary
      ? {
          vi: `Đã thử ${n} lần, không gửi được: ${outcome.response}`,
          en: `Tried ${n} times in vain: ${outcome.response}`,
        }
      : { vi: `Máy chủ nhận từ chối: ${outcome.response}`, en: `The receiving server refused: ${outcome.response}` };
    await closeRow(ctx, row.id, { state: 'failed', error: keepSaid(detail), response: outcome.response });
    return { state: 'failed', detail };
  }
  // Waiting for a server is a matter of real time, not of the installation's clock.
  const at = realTimeIn(delay);
  const detail = {
    vi: `Lần ${n} chưa gửi được, sẽ thử lại: ${outcome.response}`,
    en: `Attempt ${n} failed, it is tried again: ${outcome.response}`,
  };
  await closeRow(ctx, row.id, { state: 'queued', next_attempt_at: at, error: keepSaid(detail) });
  return { state: 'later', detail, at };
}

async function openRow(
  ctx: Ctx,
  message: OutgoingMessage,
  account: MailAccount,
  kind: 'human' | 'acknowledgement' | 'notification',
) {
  const domain = account.address.slice(account.address.lastIndexOf('@') + 1);
  await ctx.db
    .insertInto('outbound_mails')
    .values({
      message_id: message.id,
      conversation_id: message.conversationId,
      mailbox_id: account.id,
      rfc_id: ourMessageId(message.conversationId, message.id, domain, tokenSecret(ctx)),
      recipient: message.address.trim().toLowerCase(),
      kind,
      state: 'queued',
      created_at: ctx.clock.now(),
    })
    .onConflict((conflict) => conflict.column('message_id').doNothing())
    .execute();
  return ctx.db.selectFrom('outbound_mails').selectAll().where('message_id', '=', message.id).executeTakeFirstOrThrow();
}

type RowChange = {
  state: 'queued' | 'sent' | 'failed';
  response?: string;
  error?: string | null;
  sent_at?: Date;
  next_attempt_at?: Date;
};

async function closeRow(ctx: Ctx, id: number, change: RowChange): Promise<void> {
  await ctx.db
    .updateTable('outbound_mails')
    .set({ next_attempt_at: null, ...change })
    .where('id', '=', id)
    .where('state', '<>', 'bounced')
    .execute();
}

/** A refused recipient says nothing about the channel; a server that does not take mail does. */
function noteHealth(ctx: Ctx, account: MailAccount, outcome: Awaited<ReturnType<typeof smtpSend>>): void {
  const about = { channel: 'email', account: account.code };
  if (outcome.ok) recordHealth(ctx, { ...about, what: 'sent' });
  else if (outcome.server)
    recordHealth(ctx, { ...about, what: 'failed', detail: asWritten(outcome.response.slice(0, 200)) });
}

async function noteServer(ctx: Ctx, account: MailAccount, error: string | null): Promise<void> {
  await ctx.db
    .updateTable('mailboxes')
    .set({ smtp_error: error, smtp_error_at: error ? ctx.clock.now() : null })
    .where('id', '=', account.id)
    .where('smtp_error', 'is distinct from', error)
    .execute();
}
