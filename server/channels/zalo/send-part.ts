import type { OutgoingMessage, SendResult } from '../../conversations/index.ts';
import { realTimeIn } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { type Said, saidWith } from '../../platform/said.ts';
import { recordHealth } from '../health/index.ts';
import type { ZaloAccount } from './account.ts';
import { callZalo, type Outcome } from './api.ts';
import { blockAccount, unblockAccount } from './block-account.ts';
import { textHash } from './echo.ts';
import { errorOf, tellAdmin } from './errors.ts';
import { findSent } from './find-sent.ts';
import type { Part } from './plan-parts.ts';
import { userIdOf } from './reply-state.ts';
import { closeSend, openSend, repeatSend, type SendRow } from './send-rows.ts';
import { upload } from './upload.ts';
import { noteQuota, noteRefusal } from './users.ts';
import { object, stringOf } from './values.ts';

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

const later = (detail: Said, milliseconds: number): SendResult => ({
  state: 'later',
  detail,
  at: realTimeIn(milliseconds),
});

const SENDING: Said = { vi: 'Đang gửi…', en: 'Being sent…' };
const NOT_KNOWN: Said = {
  vi: 'Không rõ Zalo đã nhận tin này hay chưa. Xem cuộc trò chuyện trên Zalo OA trước khi gửi lại.',
  en: 'It is not known whether Zalo took this message. Look at the conversation in Zalo OA before you send it again.',
};
const CHECKING: Said = {
  vi: 'Chưa rõ Zalo đã nhận tin hay chưa; đang kiểm tra.',
  en: 'It is not known yet whether Zalo took the message; being checked.',
};
const AWAITED: Said = {
  vi: 'Chưa rõ Zalo đã nhận tin hay chưa; đang chờ xác nhận.',
  en: 'It is not known yet whether Zalo took the message; its word is awaited.',
};
const UNREACHABLE: Said = {
  vi: 'Không kết nối được với Zalo sau nhiều lần thử. Hãy gửi lại sau hoặc gọi điện.',
  en: 'Zalo could not be reached in many attempts. Send it again later, or call.',
};
const NOT_YET: Said = {
  vi: 'Chưa kết nối được với Zalo; hệ thống tự gửi lại.',
  en: 'Zalo could not be reached yet; it is sent again by itself.',
};
const FRESH_REFUSED: Said = {
  vi: 'Zalo từ chối cả khóa truy cập vừa làm mới. Báo quản trị viên kết nối lại.',
  en: 'Zalo refuses even the access token just renewed. Ask an administrator to connect again.',
};
const TOKEN_REFUSED: Said = {
  vi: 'Zalo từ chối khóa truy cập. Báo quản trị viên kết nối lại kênh Zalo.',
  en: 'Zalo refuses the access token. Ask an administrator to connect the Zalo channel again.',
};

/** Sends part `n` of a message unless it was sent before. */
export async function sendPart(
  ctx: Ctx,
  account: ZaloAccount,
  message: OutgoingMessage,
  n: number,
  part: Part,
): Promise<SendResult> {
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
  if ('result' in content) return finish(ctx, account, message, row, content.result);
  const quote = n === 0 && part.kind === 'text' ? message.quotedExternalId : null;
  let outcome = await post(ctx, account, message.address, content.message, quote);
  // The quoted message may be too old or taken back: the answer matters more than the quotation.
  if (quote && outcome.kind === 'error' && [-201, -210, -233].includes(outcome.code))
    outcome = await post(ctx, account, message.address, content.message, null);
  return finish(ctx, account, message, row, outcome);
}

/** A part whose answer was lost: look for its echo and in the history before it is sent again. Null: send it. */
async function clearUp(ctx: Ctx, account: ZaloAccount, row: SendRow): Promise<SendResult | null> {
  // Another worker may be at it (an upload takes long): asking the history now would be too early.
  if (row.state === 'sending' && ctx.clock.now().getTime() - row.started_at.getTime() < STILL_SENDING)
    return later(SENDING, SOON);
  const found = await findSent(ctx, account, row);
  if (found.kind === 'found') {
    await closeSend(ctx, row.id, { state: 'sent', externalId: found.externalId });
    recordHealth(ctx, { channel: 'zalo', account: account.code, what: 'sent' });
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
  account: ZaloAccount,
  part: Part,
): Promise<{ message: Record<string, unknown> } | { result: Outcome }> {
  if (part.kind === 'text') return { message: { text: part.text } };
  const uploaded = await upload(ctx, account, part.kind, part.file);
  if (uploaded.kind === 'ok') return { message: { attachment: uploaded.attachment } };
  if (uploaded.kind === 'unreadable') return { result: { kind: 'error', code: -201, text: part.file.name } };
  return { result: uploaded.kind === 'unknown' ? { ...uploaded, kind: 'unreachable' } : uploaded };
}

function post(
  ctx: Ctx,
  account: ZaloAccount,
  address: string,
  content: Record<string, unknown>,
  quote: string | null,
): Promise<Outcome> {
  const anonymous = /^anonymous:([^:]+):(.+)$/.exec(address);
  return callZalo(ctx, account, {
    method: 'POST',
    path: anonymous && 'text' in content ? '/v2.0/oa/message' : '/v3.0/oa/message/cs',
    json: {
      recipient: anonymous
        ? { anonymous_id: anonymous[2], conversation_id: anonymous[1] }
        : { user_id: userIdOf(address) },
      message: quote ? { ...content, quote_message_id: quote } : content,
    },
  });
}

async function finish(
  ctx: Ctx,
  account: ZaloAccount,
  message: OutgoingMessage,
  row: SendRow,
  outcome: Outcome,
): Promise<SendResult> {
  if (outcome.kind === 'ok') {
    const externalId = stringOf(outcome.data.message_id) ?? `zalo:${row.id}`;
    await closeSend(ctx, row.id, { state: 'sent', externalId });
    await noteQuota(ctx, account, userIdOf(message.address), object(outcome.data).quota);
    await unblockAccount(ctx, account);
    recordHealth(ctx, { channel: 'zalo', account: account.code, what: 'sent' });
    return { state: 'sent', externalId };
  }
  const detail =
    outcome.kind === 'error'
      ? { vi: `Zalo báo lỗi ${outcome.code}`, en: `Zalo reports error ${outcome.code}` }
      : saidWith(outcome.detail, (text) => text.slice(0, 200));
  recordHealth(ctx, { channel: 'zalo', account: account.code, what: 'failed', detail });
  if (outcome.kind === 'unknown') {
    await closeSend(ctx, row.id, { state: 'unknown' });
    return later(AWAITED, WAIT_FOR_ECHO);
  }
  await closeSend(ctx, row.id, { state: 'failed', code: outcome.kind === 'error' ? outcome.code : null });
  if (outcome.kind === 'no_token' && !outcome.again) return { state: 'failed', detail: tellAdmin(outcome.detail) };
  if (outcome.kind === 'unreachable' || outcome.kind === 'no_token') {
    if (row.attempts >= MOST_UNREACHABLE)
      return {
        state: 'failed',
        detail: UNREACHABLE,
      };
    return later(NOT_YET, Math.min(SOON * 2 ** row.attempts, 3_600_000));
  }
  return refused(ctx, account, message, row, outcome);
}

async function refused(
  ctx: Ctx,
  account: ZaloAccount,
  message: OutgoingMessage,
  row: SendRow,
  { code, text }: { code: number; text: string },
): Promise<SendResult> {
  const { action, advice } = errorOf(code, text);
  const failed: SendResult = { state: 'failed', detail: advice };
  switch (action) {
    case 'backoff':
      return row.attempts >= MOST_UNREACHABLE ? failed : later(advice, RATE_PAUSE);
    case 'retry':
    case 'upload':
      return row.attempts >= MOST_RETRIES ? failed : later(advice, SOON * row.attempts);
    case 'person':
      await noteRefusal(ctx, account, userIdOf(message.address), code);
      return failed;
    case 'quota':
      if (code === -218) await noteRefusal(ctx, account, userIdOf(message.address), code);
      else await blockAccount(ctx, account, advice);
      return failed;
    case 'account':
      await blockAccount(ctx, account, advice);
      return failed;
    // A token that is refused again straight after its renewal: something is wrong with the app.
    case 'renew':
      await blockAccount(ctx, account, FRESH_REFUSED);
      return { state: 'failed', detail: TOKEN_REFUSED };
    case 'message':
      return failed;
  }
}
