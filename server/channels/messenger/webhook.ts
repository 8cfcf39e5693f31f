import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { Said } from '../../platform/said.ts';
import { type HookRoute, storeInbound } from '../accounts/index.ts';
import { recordHealth } from '../health/index.ts';
import { type MessengerAccount, messengerAccount } from './account.ts';
import { sameWord, signatureFits } from './signature.ts';
import { splitDelivery } from './split-delivery.ts';

/** Events of one delivery that are stored at the same time: Meta waits five seconds and may bring a thousand. */
const AT_ONCE = 8;

/** The addresses that Meta calls: once to verify, then for every event. */
export function messengerHooks(ctx: Ctx): HookRoute[] {
  return [
    {
      method: 'GET',
      url: '/hooks/messenger/:channelId',
      handle: async ({ request, reply, account: code }) => {
        const account = await messengerAccount(ctx, code);
        if (!account) throw new AppError('not_found');
        const query = request.query as Record<string, unknown>;
        const text = (name: string) => (typeof query[name] === 'string' ? (query[name] as string) : '');
        const word = account.secrets.verifyToken;
        if (text('hub.mode') !== 'subscribe' || !word || !sameWord(text('hub.verify_token'), word))
          return refuse(ctx, account, {
            vi: 'Mã xác minh webhook không đúng.',
            en: 'The verification code of the webhook is wrong.',
          });
        return reply
          .status(200)
          .type('text/plain; charset=utf-8')
          .header('x-content-type-options', 'nosniff')
          .send(text('hub.challenge').slice(0, 500));
      },
    },
    {
      method: 'POST',
      url: '/hooks/messenger/:channelId',
      handle: async ({ request, reply, raw, account: code }) => {
        const account = await messengerAccount(ctx, code);
        if (!account) throw new AppError('not_found');
        const header = request.headers['x-hub-signature-256'];
        await take(ctx, account, raw, Array.isArray(header) ? header[0] : header);
        return reply.status(200).type('text/plain').send('EVENT_RECEIVED');
      },
    },
  ];
}

function refuse(ctx: Ctx, account: MessengerAccount, detail: Said): never {
  recordHealth(ctx, { channel: 'messenger', account: account.code, what: 'refused', detail });
  throw new AppError('forbidden', { detail });
}

/**
 * Checks one delivery and stores each of its events; returns when it is safe to answer 200. Stored in part only: Meta
 * sends all of it again, and what is known changes nothing. A switched-off account stores too: what comes while somebody
 * repairs its settings must not be lost.
 */
async function take(ctx: Ctx, account: MessengerAccount, raw: Buffer, signature: string | undefined): Promise<void> {
  const { appSecret } = account.secrets;
  // Meta repeats for an hour; nothing that nobody can check is accepted meanwhile.
  if (!appSecret)
    throw new AppError('unavailable', {
      detail: {
        vi: 'The secret of this channel is not known yet.',
        en: 'The secret of this channel is not known yet.',
      },
    });
  if (!signatureFits(raw, signature, appSecret))
    return refuse(ctx, account, { vi: 'The signature is wrong.', en: 'The signature is wrong.' });
  const events = splitDelivery(raw);
  for (let at = 0; at < events.length; at += AT_ONCE) {
    const some = events.slice(at, at + AT_ONCE);
    await Promise.all(some.map(({ key, bytes }) => storeInbound(ctx, { account, dedupeKey: key, raw: bytes })));
  }
}
