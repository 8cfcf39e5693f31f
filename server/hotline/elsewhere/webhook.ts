import type { FastifyRequest } from 'fastify';
import { ctiEvent } from '../../../contract/cti.ts';
import { type HookRoute, recordHealth, storeInbound } from '../../channels/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { Said } from '../../platform/said.ts';
import { ctiAccountOf, senderFits } from './account.ts';

/**
 * The address that a foreign exchange calls for every event. Checked over the bytes as they came, stored, then
 * acknowledged; understood afterwards by a job. A repeated event is acknowledged and changes nothing.
 */
export function ctiHooks(ctx: Ctx): HookRoute[] {
  return [
    {
      method: 'POST',
      url: '/hooks/cti/:channelId',
      handle: async ({ request, reply, raw, account: code }) => {
        const account = await ctiAccountOf(ctx, code);
        if (!account) throw new AppError('not_found');
        const refuse = (detail: Said, error: 'forbidden' | 'invalid'): never => {
          recordHealth(ctx, { channel: 'cti', account: code, what: 'refused', detail });
          throw new AppError(error, { detail });
        };
        const { key } = account.secrets;
        // The exchange repeats later; nothing that nobody can check is accepted meanwhile.
        if (!key)
          throw new AppError('unavailable', {
            detail: {
              vi: 'Chưa biết khóa của tài khoản này.',
              en: 'The key of this account is not known yet.',
            },
          });
        const headers = {
          signature: one(request, 'x-signature-256'),
          authorization: one(request, 'authorization'),
        };
        if (!senderFits(raw, headers, key))
          return refuse({ vi: 'The signature or key is wrong.', en: 'The signature or key is wrong.' }, 'forbidden');
        const parsed = ctiEvent.safeParse(jsonOf(raw));
        if (!parsed.success) {
          const issue = parsed.error.issues[0];
          return refuse(
            {
              vi: `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not understood'}`,
              en: `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not understood'}`,
            },
            'invalid',
          );
        }
        const { duplicate } = await storeInbound(ctx, { account, dedupeKey: parsed.data.id, raw });
        return reply.status(202).send({ stored: true, duplicate });
      },
    },
  ];
}

function one(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function jsonOf(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return null;
  }
}
