import { createHash } from 'node:crypto';
import { type MessengerSecretName, type MessengerSettings, messengerSettings } from '../../../contract/messenger.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Said } from '../../platform/said.ts';
import { type ChannelAccount, defineAccountKind, loadAccount, loadAccounts } from '../accounts/index.ts';

export type MessengerAccount = ChannelAccount<MessengerSettings, MessengerSecretName>;

/** Meta's own address, unless a stand-in takes its place. */
export const GRAPH_API = 'https://graph.facebook.com';

export const messengerKind = defineAccountKind<MessengerSettings, MessengerSecretName>({
  kind: 'messenger',
  settings: messengerSettings,
  secrets: ['pageToken', 'appSecret', 'verifyToken'],
  environment({ messenger, provinceName }) {
    if (!messenger.pageId) return null;
    const { pageId, apiUrl, pageToken, appSecret, verifyToken } = messenger;
    const some = (values: Record<string, string | null>) =>
      Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== null));
    return {
      name: `Facebook 1022 ${provinceName}`,
      settings: some({ pageId, apiUrl }),
      secrets: some({ pageToken, appSecret, verifyToken }),
    };
  },
});

export const messengerAccount = (ctx: Ctx, code: string): Promise<MessengerAccount | null> =>
  loadAccount(ctx, messengerKind, code);
export const messengerAccounts = (ctx: Ctx): Promise<MessengerAccount[]> => loadAccounts(ctx, messengerKind);

/** What is still missing before the account can work, in words; null when nothing is. */
export function missing(account: MessengerAccount): Said | null {
  if (account.broken) return account.broken;
  if (!account.enabled) return { vi: 'Kênh Messenger này đang tắt.', en: 'This Messenger channel is switched off.' };
  if (!account.settings.pageId)
    return { vi: 'Chưa nhập mã trang Facebook (Page ID).', en: 'The Page ID of the Facebook page is missing.' };
  if (!account.secrets.pageToken)
    return { vi: 'Chưa nhập mã truy cập của trang (Page access token).', en: 'The Page access token is missing.' };
  if (!account.secrets.appSecret)
    return {
      vi: 'Chưa nhập khóa bí mật của ứng dụng (App Secret), nên tin đến chưa được nhận.',
      en: 'The App Secret of the application is missing, so messages that come are not taken in.',
    };
  return null;
}

/** By this a token is recognised without being kept. */
export function tokenMark(token: string): string {
  return createHash('sha256').update(`messenger-token\n${token}`).digest('hex').slice(0, 32);
}
