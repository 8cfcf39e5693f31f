import { CAPABILITIES } from '../../../contract/channels.ts';
import type { Channel, OutgoingMessage, SendResult } from '../../conversations/index.ts';
import { setMessageState } from '../../conversations/index.ts';
import { realTimeIn } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Said } from '../../platform/said.ts';
import { tryOnce } from './send-attempt.ts';

/** After so many real milliseconds a sending job lets go of its worker; the attempt goes on and reports by itself. */
const LET_GO = 3000;
/** When to look again at an attempt that was let go, should the process die in the middle of it. */
const LOOK_AGAIN = 120_000;

const SENDING: Said = { vi: 'Đang gửi…', en: 'Being sent…' };

/** Attempts in the air, per installation (several live side by side in tests). */
const inTheAir = new WeakMap<Ctx, Map<number, Promise<SendResult>>>();

/** Mail as a channel: registered with conversations, which call `send` from the sending job. */
export const emailChannel: Channel = {
  kind: 'email',
  capabilities: CAPABILITIES.email,
  send: (ctx, message) => sendMail(ctx, message),
};

/**
 * Sends one message, at most once at a time in this process. A slow server keeps a worker for three seconds only, so
 * it cannot hold up the mail of other mailboxes.
 */
async function sendMail(ctx: Ctx, message: OutgoingMessage): Promise<SendResult> {
  const later: SendResult = { state: 'later', detail: SENDING, at: realTimeIn(LOOK_AGAIN) };
  const flying = inTheAir.get(ctx) ?? new Map<number, Promise<SendResult>>();
  inTheAir.set(ctx, flying);
  if (flying.has(message.id)) return later;
  const attempt = tryOnce(ctx, message).finally(() => flying.delete(message.id));
  flying.set(message.id, attempt);
  let timer: NodeJS.Timeout | undefined;
  const letGo = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), LET_GO);
  });
  const result = await Promise.race([attempt, letGo]);
  clearTimeout(timer);
  if (result) return result;
  attempt
    .then((late) => report(ctx, message.id, late))
    .catch((err) => ctx.log.error({ err, message: message.id }, 'a late sending was not noted'));
  return later;
}

async function report(ctx: Ctx, messageId: number, result: SendResult): Promise<void> {
  if (result.state === 'later')
    await setMessageState(ctx, messageId, { state: 'queued', detail: result.detail, retryAt: result.at });
  else if (result.state === 'failed') await setMessageState(ctx, messageId, { state: 'failed', detail: result.detail });
  else await setMessageState(ctx, messageId, { state: 'sent', detail: null, externalId: result.externalId });
}

/** Waits for attempts that were let go; called when the channel stops. */
export async function settleSending(ctx: Ctx): Promise<void> {
  await Promise.allSettled(inTheAir.get(ctx)?.values() ?? []);
}
