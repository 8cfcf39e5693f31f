import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { Said } from '../../platform/said.ts';
import { type HookRoute, parseExactJson, storeInbound } from '../accounts/index.ts';
import { recordHealth } from '../health/index.ts';
import { webhookKey, type ZaloAccount, zaloAccount } from './account.ts';
import { isStale, matchSignature } from './signature.ts';
import { object, stringOf } from './values.ts';

/** The addresses that Zalo calls. A GET answers 200: some consoles look whether the address lives. */
export function zaloHooks(ctx: Ctx): HookRoute[] {
  return [
    { method: 'GET', url: '/hooks/zalo/:channelId', handle: async ({ reply }) => ok(reply) },
    {
      method: 'POST',
      url: '/hooks/zalo/:channelId',
      handle: async ({ request, reply, raw, account: code }) => {
        const account = await zaloAccount(ctx, code);
        if (!account) throw new AppError('not_found');
        await take(ctx, account, raw, {
          signature: header(request.headers['x-zevent-signature']),
          repeat: header(request.headers.num_retry),
        });
        return ok(reply);
      },
    },
  ];
}

const header = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
const ok = (reply: FastifyReply) => reply.status(200).type('application/json').send('{"error":0}');

/**
 * Checks and stores one delivery; returns when it is safe to answer 200. A switched-off account stores too: what comes
 * while somebody repairs its settings must not be lost.
 */
async function take(
  ctx: Ctx,
  account: ZaloAccount,
  raw: Buffer,
  given: { signature: string | undefined; repeat: string | undefined },
): Promise<void> {
  const key = webhookKey(account);
  // The console tries the address before it shows the key: until one is stored, pings are answered and not kept.
  if (key === null && account.broken === null) return;
  const refuse = (detail: Said): never => {
    recordHealth(ctx, { channel: 'zalo', account: account.code, what: 'refused', detail });
    throw new AppError('forbidden', { detail });
  };
  if (key === null)
    throw new AppError('unavailable', {
      detail: { vi: 'Không đọc được khóa của kênh này.', en: 'The key of this channel cannot be read.' },
    });
  const body = readBody(raw);
  if (body === null) return refuse({ vi: 'The body is no JSON object.', en: 'The body is no JSON object.' });
  const timestamp = stringOf(body.timestamp) ?? '';
  const { appId, oaId, macFirstTerm } = account.settings;
  const apps = [appId, stringOf(body.app_id)];
  const oas = [oaId, stringOf(body.oa_id)];
  const matched = matchSignature({
    raw,
    header: given.signature,
    timestamp,
    key,
    firstTerms: macFirstTerm === 'app_id' ? apps : macFirstTerm === 'oa_id' ? oas : [...apps, ...oas],
  });
  if (matched === null) return refuse({ vi: 'The signature is wrong.', en: 'The signature is wrong.' });
  if (isStale(timestamp, ctx.clock.now(), account.settings.staleHours * 3_600_000))
    return refuse({ vi: 'The event is too old or from the future.', en: 'The event is too old or from the future.' });
  await storeInbound(ctx, {
    account,
    dedupeKey: dedupeKey(body, raw),
    raw,
    headers: {
      signedWith: matched === appId ? 'app_id' : matched === oaId ? 'oa_id' : 'other',
      ...(given.repeat ? { repeat: given.repeat.slice(0, 10) } : {}),
    },
  });
}

function readBody(raw: Buffer): Record<string, unknown> | null {
  try {
    const body = object(parseExactJson(raw));
    return Object.keys(body).length > 0 ? body : null;
  } catch {
    return null;
  }
}

/**
 * A message has an id that stays when the delivery is repeated, whatever else in the body may change. All other events
 * are equal when their bytes are.
 */
function dedupeKey(body: Record<string, unknown>, raw: Buffer): string {
  const name = stringOf(body.event_name) ?? '';
  const msgId = stringOf(object(body.message).msg_id);
  if (msgId && /_send_|^user_received_message$/.test(name)) return `${name}:${msgId}`.slice(0, 200);
  return `sha256:${createHash('sha256').update(raw).digest('hex')}`;
}
