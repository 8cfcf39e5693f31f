import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type CtiSettings, ctiSettings } from '../../../contract/cti.ts';
import { type ChannelAccount, defineAccountKind, loadAccount, loadAccounts } from '../../channels/index.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Said } from '../../platform/said.ts';

export type CtiAccountRow = ChannelAccount<CtiSettings, 'key'>;

/** Exchanges of other makers. `key` signs what they send, or is sent along as it is. */
export const ctiKind = defineAccountKind<CtiSettings, 'key'>({ kind: 'cti', settings: ctiSettings, secrets: ['key'] });

export const ctiAccountOf = (ctx: Ctx, code: string): Promise<CtiAccountRow | null> => loadAccount(ctx, ctiKind, code);
export const ctiAccountsOf = (ctx: Ctx): Promise<CtiAccountRow[]> => loadAccounts(ctx, ctiKind);

/** What is still missing before its events can be taken, in words; null when nothing is. */
export function missingIn(account: CtiAccountRow): Said | null {
  if (account.broken) return account.broken;
  if (!account.secrets.key)
    return {
      vi: 'Chưa nhập khóa bí mật, nên sự kiện gửi đến bị từ chối.',
      en: 'The secret key is missing, so events are refused.',
    };
  if (Object.keys(account.settings.extensions).length === 0)
    return {
      vi: 'Chưa khai báo máy lẻ nào của tổng đài viên, nên cuộc gọi không hiện trên bàn làm việc của ai.',
      en: 'No extension of an agent is named, so calls show on nobody’s desk.',
    };
  return null;
}

/**
 * Whether the sender knows the key: `X-Signature-256: sha256=<HMAC of the bytes>`, or `Authorization: Bearer <key>` for
 * exchanges that cannot sign. A signature that is there must fit, whatever else was sent.
 */
export function senderFits(
  raw: Buffer,
  headers: { signature: string | undefined; authorization: string | undefined },
  key: string,
): boolean {
  if (headers.signature !== undefined) {
    const given = /^sha256=([0-9a-fA-F]{64})$/.exec(headers.signature)?.[1];
    return (
      given !== undefined && timingSafeEqual(createHmac('sha256', key).update(raw).digest(), Buffer.from(given, 'hex'))
    );
  }
  const bearer = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  const hash = (word: string) => createHash('sha256').update(word).digest();
  return bearer !== undefined && timingSafeEqual(hash(bearer), hash(key));
}
