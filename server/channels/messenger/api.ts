import type { Ctx } from '../../platform/context.ts';
import type { Said } from '../../platform/said.ts';
import { GRAPH_API, type MessengerAccount } from './account.ts';
import { errorOf } from './errors.ts';
import { type Answer, askJson } from './http.ts';
import { appSecretProof } from './signature.ts';
import { tokenDead, tokenDied } from './token.ts';

/** `no_token`: we may not even ask until an administrator has entered another token. */
export type Outcome = Answer | { kind: 'no_token'; detail: Said };

export interface ApiRequest {
  method: 'GET' | 'POST';
  /** Below the version: `/me`, `/<page>/messages`. */
  path: string;
  query?: Record<string, string>;
  json?: unknown;
  form?: FormData;
  /** Milliseconds. */
  patience?: number;
  /** Asks even with a token that was refused: the test of the connection. */
  evenDead?: boolean;
}

const PATIENCE = 10_000;

const NO_TOKEN: Said = {
  vi: 'Chưa nhập mã truy cập của trang Facebook.',
  en: 'The access token of the Facebook page is missing.',
};

/** Calls the Graph API as the page. An answer that the token is dead is remembered and raises the alarm of the channel. */
export async function callGraph(ctx: Ctx, account: MessengerAccount, request: ApiRequest): Promise<Outcome> {
  const { pageToken, appSecret } = account.secrets;
  if (!pageToken) return { kind: 'no_token', detail: NO_TOKEN };
  const dead = request.evenDead ? null : await tokenDead(ctx, account);
  if (dead) return { kind: 'no_token', detail: dead };
  const { apiUrl, graphVersion } = account.settings;
  const url = new URL(`${apiUrl || GRAPH_API}/${graphVersion}${request.path}`);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  if (account.settings.appSecretProof && appSecret)
    url.searchParams.set('appsecret_proof', appSecretProof(appSecret, pageToken));
  // The token goes in a header: addresses end up in logs.
  const headers: Record<string, string> = { authorization: `Bearer ${pageToken}` };
  if (request.json !== undefined) headers['content-type'] = 'application/json';
  const answer = await askJson(url, {
    method: request.method,
    headers,
    body: request.form ?? (request.json === undefined ? null : JSON.stringify(request.json)),
    signal: AbortSignal.timeout(request.patience ?? PATIENCE),
  });
  if (answer.kind === 'error' && errorOf(answer.code, answer.subcode, answer.text).action === 'token')
    await tokenDied(ctx, account, pageToken, answer.text);
  return answer;
}

/** `/<page><rest>`. */
export const ofPage = (account: MessengerAccount, rest: string) => `/${account.settings.pageId}${rest}`;
