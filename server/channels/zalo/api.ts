import type { Ctx } from '../../platform/context.ts';
import type { Said } from '../../platform/said.ts';
import { ZALO_API, type ZaloAccount } from './account.ts';
import { type Answer, askJson } from './http.ts';
import { appSecretProof } from './signature.ts';
import { accessToken, renewAfterRefusal } from './tokens.ts';

/** `no_token`: we may not even ask; `again`: it may be better in some minutes by itself. */
export type Outcome = Answer | { kind: 'no_token'; detail: Said; again: boolean };

export interface ApiRequest {
  method: 'GET' | 'POST';
  path: string;
  json?: unknown;
  form?: FormData;
  /** Becomes `?data=<json>`, as Zalo's reading calls want it. */
  data?: unknown;
  /** Milliseconds. */
  patience?: number;
}

const PATIENCE = 10_000;
const TOKEN_REFUSED = new Set([-216, -220, -124]);

/** Calls Zalo as the Official Account. A refused access token is renewed once and the call repeated once. */
export async function callZalo(ctx: Ctx, account: ZaloAccount, request: ApiRequest): Promise<Outcome> {
  const token = await accessToken(ctx, account);
  if (token.token === null) return { kind: 'no_token', detail: token.why, again: token.again };
  const outcome = await ask(account, request, token.token);
  if (outcome.kind !== 'error' || !TOKEN_REFUSED.has(outcome.code)) return outcome;
  const renewed = await renewAfterRefusal(ctx, account, token.token);
  if (renewed.token === null) return { kind: 'no_token', detail: renewed.why, again: renewed.again };
  return ask(account, request, renewed.token);
}

async function ask(account: ZaloAccount, request: ApiRequest, token: string): Promise<Answer> {
  const url = new URL(`${account.settings.apiUrl || ZALO_API}${request.path}`);
  if (request.data !== undefined) url.searchParams.set('data', JSON.stringify(request.data));
  const headers: Record<string, string> = { access_token: token };
  if (request.json !== undefined) headers['content-type'] = 'application/json';
  if (account.settings.appSecretProof && account.secrets.appSecret)
    headers.appsecret_proof = appSecretProof(account.secrets.appSecret, token);
  return askJson(url, {
    method: request.method,
    headers,
    body: request.form ?? (request.json === undefined ? null : JSON.stringify(request.json)),
    signal: AbortSignal.timeout(request.patience ?? PATIENCE),
  });
}
