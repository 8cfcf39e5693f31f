import type { Said } from '../../platform/said.ts';
import { ZALO_OAUTH, type ZaloAccount } from './account.ts';
import { askJson } from './http.ts';
import { numberOf, stringOf } from './values.ts';

/** `refused`: Zalo said no, asking again is useless. `failed`: nobody knows, or try again later. */
export type TokenAnswer =
  | { kind: 'ok'; access: string; refresh: string | null; lifeMs: number }
  | { kind: 'refused'; detail: Said }
  | { kind: 'failed'; detail: Said };

/** Zalo's usual life of an access token, when the answer does not say: 25 hours, in seconds. */
const USUAL_LIFE = 90_000;
/** Milliseconds. */
const PATIENCE = 15_000;

const NO_SECRET: Said = { vi: 'chưa nhập khóa bí mật của ứng dụng', en: 'the secret of the application is missing' };
const NO_TOKEN: Said = { vi: 'câu trả lời không có access_token', en: 'the answer has no access_token' };

/** Asks Zalo's OAuth v4 for a pair of tokens (form-encoded body, app secret in a header of its own). */
export async function askForTokens(account: ZaloAccount, grant: Record<string, string>): Promise<TokenAnswer> {
  const { appSecret } = account.secrets;
  if (!appSecret) return { kind: 'refused', detail: NO_SECRET };
  const outcome = await askJson(new URL(`${account.settings.oauthUrl || ZALO_OAUTH}/v4/oa/access_token`), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: appSecret },
    body: new URLSearchParams({ ...grant, app_id: account.settings.appId }).toString(),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (outcome.kind === 'error') {
    const told = `${outcome.code}${outcome.text ? `: ${outcome.text.slice(0, 150)}` : ''}`;
    const detail = { vi: `lỗi ${told}`, en: `error ${told}` };
    return { kind: outcome.code === -32 ? 'failed' : 'refused', detail };
  }
  if (outcome.kind !== 'ok') return { kind: 'failed', detail: outcome.detail };
  const access = stringOf(outcome.data.access_token);
  if (!access) return { kind: 'failed', detail: NO_TOKEN };
  const seconds = numberOf(outcome.data.expires_in) ?? USUAL_LIFE;
  return {
    kind: 'ok',
    access,
    refresh: stringOf(outcome.data.refresh_token) ?? null,
    lifeMs: Math.min(Math.max(seconds, 60), 100 * 86_400) * 1000,
  };
}
