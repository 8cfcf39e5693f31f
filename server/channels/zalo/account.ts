import type { z } from 'zod';
import { zaloSettings } from '../../../contract/channel-accounts.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Said } from '../../platform/said.ts';
import { type ChannelAccount, defineAccountKind, loadAccount, loadAccounts } from '../accounts/index.ts';

export type ZaloSettings = z.output<typeof zaloSettings>;
export type ZaloSecret = 'appSecret' | 'oaSecret' | 'accessToken' | 'refreshToken';
export type ZaloAccount = ChannelAccount<ZaloSettings, ZaloSecret>;

/** Zalo's own addresses, unless a stand-in takes their place. */
export const ZALO_API = 'https://openapi.zalo.me';
export const ZALO_OAUTH = 'https://oauth.zaloapp.com';

export const zaloKind = defineAccountKind<ZaloSettings, ZaloSecret>({
  kind: 'zalo',
  settings: zaloSettings,
  secrets: ['appSecret', 'oaSecret', 'accessToken', 'refreshToken'],
  environment({ zalo, provinceName }) {
    if (!zalo.appId && !zalo.oaId) return null;
    const given = { appId: zalo.appId, oaId: zalo.oaId, apiUrl: zalo.apiUrl, oauthUrl: zalo.oauthUrl };
    const { appSecret, oaSecret, accessToken, refreshToken } = zalo;
    const some = (values: Record<string, string | null>) =>
      Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== null));
    return {
      name: `Zalo 1022 ${provinceName}`,
      settings: some(given),
      secrets: some({ appSecret, oaSecret, accessToken, refreshToken }),
    };
  },
});

export const zaloAccount = (ctx: Ctx, code: string): Promise<ZaloAccount | null> => loadAccount(ctx, zaloKind, code);
export const zaloAccounts = (ctx: Ctx): Promise<ZaloAccount[]> => loadAccounts(ctx, zaloKind);

/** The key of the webhook's signature: by most sources its own, by one the app's. */
export function webhookKey(account: ZaloAccount): string | null {
  const { oaSecret, appSecret } = account.secrets;
  return (account.settings.macKey === 'app_secret' ? appSecret : oaSecret) ?? null;
}

/** What is still missing before the account can work, in words; null when nothing is. */
export function missing(account: ZaloAccount): Said | null {
  if (account.broken) return account.broken;
  if (!account.enabled) return { vi: 'Kênh Zalo này đang tắt.', en: 'This Zalo channel is switched off.' };
  if (!account.settings.appId)
    return { vi: 'Chưa nhập mã ứng dụng Zalo (App ID).', en: 'The App ID of Zalo is missing.' };
  if (!account.settings.oaId)
    return { vi: 'Chưa nhập mã Official Account (OA ID).', en: 'The OA ID of the Official Account is missing.' };
  return null;
}
