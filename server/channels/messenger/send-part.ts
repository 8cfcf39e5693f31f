import type { OutgoingMessage, SendResult } from '../../conversations/index.ts';
import { realTimeIn } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { type Said, saidWith } from '../../platform/said.ts';
import { recordHealth } from '../health/index.ts';
import { stringOf } from '../shared/values.ts';
import type { MessengerAccount } from './account.ts';
import { callGraph, type Outcome, ofPage } from './api.ts';
import { errorKey, errorOf } from './errors.ts';
import { findSent } from './find-sent.ts';
import { metadataOf } from './metadata.ts';
import type { Part } from './plan-parts.ts';
import { closeSend, openSend, repeatSend, type SendRow, textHash } from './send-rows.ts';
import { blockPage, tokenLives } from './token.ts';
import { upload } from './upload.ts';
import { noteRefusal } from './users.ts';

/** Tries of one part, by why it has to be tried again. */
const MOST_RETRIES = 4;
const MOST_UNREACHABLE = 7;
/** Real milliseconds until the next try. */
const SOON = 15_000;
const RATE_PAUSE = 60_000;
/** An echo of what was sent comes within seconds; after this the history is asked. */
const WAIT_FOR_ECHO = 20_000;
/** Milliseconds in which a request, uploads included, has ended or its process is dead. */
const STILL_SENDING = 90_000;

/** Whom a part goes to and under which rule: the fields of the request beside the message. */
export interface Addressing {
  recipient: { id: string } | { comment_id: string } | { post_id: string };
  rule: { messaging_type: 'RESPONSE' | 'UPDATE' } | { messaging_type: 'MESSAGE_TAG'; tag: 'HUMAN_AGENT' } | null;
}

/** `personId`: whom Facebook sent it to, when it said so. */
export type PartResult = SendResult & { personId?: string | undefined; replied?: boolean };

const later = (detail: Said, milliseconds: number): SendResult => ({
  state: 'later',
  detail,
  at: realTimeIn(milliseconds),
});

const SENDING: Said = { vi: 'Đang gửi…', en: 'Being sent…' };
const NOT_KNOWN: Said = {
  vi: 'Không rõ Facebook đã nhận tin này hay chưa. Xem hộp thư của trang trên Facebook trước khi gửi lại.',
  en: 'It is not known whether Facebook took this message. Look at the inbox of the page before you send it again.',
};
const CHECKING: Said = {
  vi: 'Chưa rõ Facebook đã nhận tin hay chưa; đang kiểm tra.',
  en: 'It is not known yet whether Facebook took the message; being checked.',
};
const AWAITED: Said = {
  vi: 'Chưa rõ Facebook đã nhận tin hay chưa; đang chờ xác nhận.',
  en: 'It is not known yet whether Facebook took the message; its word is awaited.',
};
const UNREACHABLE: Said = {
  vi: 'Không kết nối được với Facebook sau nhiều lần thử. Hãy gửi lại sau hoặc gọi điện.',
  en: 'Facebook could not be reached in many attempts. Send it again later, or call.',
};
const NOT_YET: Said = {
  vi: 'Chưa kết nối được với Facebook; hệ thống tự gửi lại.',
  en: 'Facebook could not be reached yet; it is sent again by itself.',
};

/** Sends part `n` of a message unless it was sent before. */
export async function sendPart(
  ctx: Ctx,
  account: MessengerAccount,
  message: OutgoingMessage,
  n: number,
  part: Part,
  to: Addressing,
): Promise<PartResult> {
  const hash = part.kind === 'text' ? textHash(part.text) : null;
  const opened = await openSend(ctx, account, message, n, part.kind, hash);
  let { row } = opened;
  if (opened.known) {
    if (row.state === 'sent') return { state: 'sent', externalId: row.external_id ?? '' };
    const cleared = await clearUp(ctx, account, row);
    if (cleared) return cleared;
    row = await repeatSend(ctx, row.id);
  }
  const content = await contentOf(ctx, account, part);
  if ('result' in content) return finish(ctx, account, row, content.result);
  const body = {
    recipient: to.recipient,
    ...to.rule,
    message: { ...content.message, metadata: metadataOf(row.id) },
  };
  const quoted = n === 0 && part.kind === 'text' ? message.quotedExternalId : null;
  const quote = quoted?.startsWith('m_') ? { reply_to: { mid: quoted } } : null;
  const post = (json: object) => callGraph(ctx, account, { method: 'POST', path: ofPage(account, '/messages'), json });
  let outcome = await post({ ...body, ...quote });
  // The quoted message may be too old or taken back: the answer matters more than the quotation.
  if (quote && outcome.kind === 'error' && [100, 9000001].includes(outcome.code)) outcome = await post(body);
  return finish(ctx, account, row, outcome);
}

/** A part whose answer was lost: look for its echo and in the history before it is sent again. Null: send it. */
async function clearUp(ctx: Ctx, account: MessengerAccount, row: SendRow): Promise<SendResult | null> {
  // Another worker may be at it (an upload takes long): asking the history now would be too early.
  if (row.state === 'sending' && ctx.clock.now().getTime() - row.started_at.getTime() < STILL_SENDING)
    return later(SENDING, SOON);
  const found = await findSent(ctx, account, row);
  if (found.kind === 'found') {
    await closeSend(ctx, row.id, { state: 'sent', externalId: found.externalId });
    recordHealth(ctx, { channel: 'messenger', account: account.code, what: 'sent' });
    return { state: 'sent', externalId: found.externalId };
  }
  if (found.kind === 'absent' && row.attempts < MOST_RETRIES) return null;
  if (row.attempts >= MOST_RETRIES) {
    await closeSend(ctx, row.id, { state: 'failed' });
    return {
      state: 'failed',
      detail: NOT_KNOWN,
    };
  }
  await closeSend(ctx, row.id, { state: 'unknown', again: true });
  return later(CHECKING, SOON * 2 ** row.attempts);
}

async function contentOf(
  ctx: Ctx,
  account: MessengerAccount,
  part: Part,
): Promise<{ message: Record<string, unknown> } | { result: Outcome }> {
  if (part.kind === 'text') return { message: { text: part.text } };
  const uploaded = await upload(ctx, account, part.kind, part.file);
  if (uploaded.kind !== 'ok') return { result: uploaded };
  return { message: { attachment: { type: part.kind, payload: { attachment_id: uploaded.attachmentId } } } };
}

async function finish(ctx: Ctx, account: MessengerAccount, row: SendRow, outcome: Outcome): Promise<PartResult> {
  if (outcome.kind === 'ok') {
    const externalId = stringOf(outcome.data.message_id) ?? `messenger:${row.id}`;
    await closeSend(ctx, row.id, { state: 'sent', externalId });
    await tokenLives(ctx, account);
    recordHealth(ctx, { channel: 'messenger', account: account.code, what: 'sent' });
    return { state: 'sent', externalId, personId: stringOf(outcome.data.recipient_id) };
  }
  const key = outcome.kind === 'error' ? errorKey(outcome.code, outcome.subcode) : null;
  const detail =
    outcome.kind === 'error'
      ? { vi: `Facebook báo lỗi ${key}`, en: `Facebook reports error ${key}` }
      : saidWith(outcome.detail, (text) => text.slice(0, 200));
  recordHealth(ctx, { channel: 'messenger', account: account.code, what: 'failed', detail });
  if (outcome.kind === 'unknown') {
    await closeSend(ctx, row.id, { state: 'unknown' });
    return later(AWAITED, WAIT_FOR_ECHO);
  }
  if (outcome.kind === 'error') return refused(ctx, account, row, outcome);
  await closeSend(ctx, row.id, { state: 'failed' });
  if (outcome.kind === 'no_token') return { state: 'failed', detail: outcome.detail };
  if (row.attempts >= MOST_UNREACHABLE)
    return {
      state: 'failed',
      detail: UNREACHABLE,
    };
  return later(NOT_YET, Math.min(SOON * 2 ** row.attempts, 3_600_000));
}

async function refused(
  ctx: Ctx,
  account: MessengerAccount,
  row: SendRow,
  error: Extract<Outcome, { kind: 'error' }>,
): Promise<PartResult> {
  const { action, advice } = errorOf(error.code, error.subcode, error.text);
  const key = errorKey(error.code, error.subcode);
  // The first request of ours had arrived after all.
  if (action === 'replied' && row.attempts > 1) {
    const externalId = `private:${row.id}`;
    await closeSend(ctx, row.id, { state: 'sent', externalId });
    return { state: 'sent', externalId };
  }
  await closeSend(ctx, row.id, { state: 'failed', code: key });
  const failed: PartResult = { state: 'failed', detail: advice };
  switch (action) {
    case 'backoff':
      return row.attempts >= MOST_UNREACHABLE ? failed : later(advice, RATE_PAUSE * Math.min(row.attempts, 10));
    case 'retry':
      return row.attempts >= MOST_RETRIES ? failed : later(advice, SOON * row.attempts);
    case 'person':
      if (!row.address.startsWith('comment:')) await noteRefusal(ctx, account, row.address, key);
      return failed;
    case 'account':
      await blockPage(ctx, account, advice);
      return failed;
    case 'replied':
      return { ...failed, replied: true };
    // A dead token was noted where it was noticed.
    case 'token':
    case 'message':
      return failed;
  }
}
