import { ZALO_OAUTH, type ZaloAccount } from './account.ts';
import { askJson } from './http.ts';
import { numberOf, stringOf } from './values.ts';

/** `refused`: Zalo said no, asking again is useless. `failed`: nobody knows, or try again later. */
export type TokenAnswer =
  | { kind: 'ok'; access: string; refresh: string | null; lifeMs: number }
  | { kind: 'refused'; detail: string }
  | { kind: 'failed'; detail: string };

/** Zalo's usual life of an access token, when the answer does not say: 25 hours, in seconds. */
const USUAL_LIFE = 90_000;
/** Milliseconds. */
const PATIENCE = 15_000;

/** Asks Zalo's OAuth v4 for a pair of tokens (form-encoded body, app secret in a header of its own). */
export async function askForTokens(account: ZaloAccount, grant: Record<string, string>): Promise<TokenAnswer> {
  const { appSecret } = account.secrets;
  if (!appSecret) return { kind: 'refused', detail: 'chưa nhập khóa bí mật của ứng dụng' };
  const outcome = await askJson(new URL(`${account.settings.oauthUrl || ZALO_OAUTH}/v4/oa/access_token`), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', secret_key: appSecret },
    body: new URLSearchParams({ ...grant, app_id: account.settings.appId }).toString(),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (outcome.kind === 'error') {
    const detail = `lỗi ${outcome.code}${outcome.text ? `: ${outcome.text.slice(0, 150)}` : ''}`;
    return { kind: outcome.code === -32 ? 'failed' : 'refused', detail };
  }
  if (outcome.kind !== 'ok') return { kind: 'failed', detail: outcome.detail };
  const access = stringOf(outcome.data.access_token);
  if (!access) return { kind: 'failed', detail: 'câu trả lời không có access_token' };
  const seconds = numberOf(outcome.data.expires_in) ?? USUAL_LIFE;
  return {
    kind: 'ok',
    access,
    refresh: stringOf(outcome.data.refresh_token) ?? null,
    lifeMs: Math.min(Math.max(seconds, 60), 100 * 86_400) * 1000,
  };
}
