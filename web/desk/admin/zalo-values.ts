import type { ZaloAccountView, ZaloSettings } from '../../../contract/channel-accounts.ts';

/** Numbers as they are typed. */
export const NUMBERS = [
  'freeHours',
  'lateHours',
  'freeMessages',
  'staleHours',
  'renewHours',
  'imageKilobytes',
  'fileMegabytes',
] as const;
export type ZaloNumber = (typeof NUMBERS)[number];

export type ZaloValues = Omit<ZaloSettings, ZaloNumber | 'mediaHosts'> &
  Record<ZaloNumber, string> & { code: string; name: string; enabled: boolean; mediaHosts: string };

/** Where the form begins for a new account; the server's own defaults. */
const FRESH: ZaloSettings = {
  appId: '',
  oaId: '',
  apiUrl: '',
  oauthUrl: '',
  macFirstTerm: 'either',
  macKey: 'oa_secret',
  staleHours: 12,
  freeHours: 48,
  lateHours: 168,
  sendLate: true,
  freeMessages: 0,
  imageKilobytes: 1000,
  fileMegabytes: 5,
  appSecretProof: false,
  renewHours: 5,
  mediaHosts: ['zdn.vn', 'zadn.vn', 'zalo.me', 'zaloapp.com', 'zalo.cloud'],
};

export function zaloValues(account: ZaloAccountView | null): ZaloValues {
  const settings = account?.settings ?? FRESH;
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, String(settings[name])])) as Record<
    ZaloNumber,
    string
  >;
  return {
    ...settings,
    ...numbers,
    mediaHosts: settings.mediaHosts.join('\n'),
    code: account?.code ?? 'oa',
    name: account?.name ?? '',
    enabled: account?.enabled ?? true,
  };
}

/** What is sent of it; the server says what is wrong. */
export function settingsBody(values: ZaloValues): ZaloSettings {
  const { code: _code, name: _name, enabled: _enabled, mediaHosts, ...rest } = values;
  const numbers = Object.fromEntries(NUMBERS.map((name) => [name, Number(values[name] || Number.NaN)])) as Record<
    ZaloNumber,
    number
  >;
  const hosts = mediaHosts
    .split(/\s+/)
    .map((host) => host.toLowerCase())
    .filter(Boolean);
  return { ...rest, ...numbers, mediaHosts: hosts };
}
