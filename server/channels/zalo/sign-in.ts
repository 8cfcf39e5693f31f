import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { randomToken } from '../../platform/ids.ts';
import { loadAccountById } from '../accounts/index.ts';
import { ZALO_OAUTH, type ZaloAccount, zaloKind } from './account.ts';
import { askForTokens } from './ask-tokens.ts';
import { storePair, tokenRow } from './tokens.ts';

/** A sign-in that was begun must come back within this time; Zalo's code lives ten minutes. Milliseconds. */
const LIFE = 15 * 60_000;

export const CALLBACK_PATH = '/hooks/zalo-callback';

/** Proof key of RFC 7636 (S256), which Zalo's OAuth v4 asks for. */
export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier, 'ascii').digest('base64url');
}

/**
 * Begins the consent of the OA's administrator at Zalo; returns the address that his browser opens.
 * @throws AppError `not_now` while the settings are not complete
 */
export async function beginSignIn(ctx: Ctx, actor: Actor, account: ZaloAccount): Promise<string> {
  if (!account.settings.appId || !account.secrets.appSecret)
    throw new AppError('not_now', {
      detail: {
        vi: 'Hãy nhập App ID và khóa bí mật của ứng dụng trước.',
        en: 'Enter the App ID and the secret of the application first.',
      },
    });
  if (ctx.config.publicUrl === null)
    throw new AppError('not_now', {
      detail: {
        vi: 'Máy chủ chưa có địa chỉ công khai (PUBLIC_URL), Zalo không gọi lại được.',
        en: 'The server has no public address (PUBLIC_URL), so Zalo cannot call back.',
      },
    });
  const verifier = randomToken(32);
  const state = randomToken(18);
  const now = ctx.clock.now();
  await ctx.db
    .deleteFrom('zalo_sign_ins')
    .where('begun_at', '<', new Date(now.getTime() - LIFE))
    .execute();
  await ctx.db
    .insertInto('zalo_sign_ins')
    .values({
      state,
      account_id: account.id,
      verifier: ctx.secrets.seal(verifier, `zalo-sign-in:${state}`),
      begun_by: actor.userId,
      begun_at: now,
    })
    .execute();
  const url = new URL(`${account.settings.oauthUrl || ZALO_OAUTH}/v4/oa/permission`);
  url.searchParams.set('app_id', account.settings.appId);
  url.searchParams.set('redirect_uri', `${ctx.config.publicUrl}${CALLBACK_PATH}`);
  url.searchParams.set('code_challenge', challengeOf(verifier));
  url.searchParams.set('state', state);
  return url.href;
}

/** Where Zalo sends the administrator's browser back to; it goes on to the desk, with how it went. */
export function signInCallback(app: FastifyInstance, ctx: Ctx): void {
  app.get<{ Querystring: Record<string, unknown> }>(
    CALLBACK_PATH,
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const text = (name: string) => (typeof request.query[name] === 'string' ? (request.query[name] as string) : '');
      const how = await finishSignIn(ctx, { state: text('state'), code: text('code'), oaId: text('oa_id') });
      return reply.redirect(`/desk/admin/channels?zalo=${how}`, 303);
    },
  );
}

type How = 'connected' | 'expired' | 'other_oa' | 'refused' | 'failed';

async function finishSignIn(ctx: Ctx, given: { state: string; code: string; oaId: string }): Promise<How> {
  // Taken away at the first look: a code and a state work once.
  const begun = await ctx.db
    .deleteFrom('zalo_sign_ins')
    .where('state', '=', given.state)
    .returningAll()
    .executeTakeFirst();
  if (!begun || begun.begun_at.getTime() < ctx.clock.now().getTime() - LIFE) return 'expired';
  if (!given.code) return 'refused';
  const account = await loadAccountById(ctx, zaloKind, begun.account_id);
  if (!account) return 'expired';
  const { oaId } = account.settings;
  // Somebody consented for another OA: its messages would come under the wrong name.
  if (oaId && given.oaId && given.oaId !== oaId) return 'other_oa';
  const verifier = ctx.secrets.open(begun.verifier, `zalo-sign-in:${begun.state}`);
  const grant = { grant_type: 'authorization_code', code: given.code, code_verifier: verifier };
  const answer = await askForTokens(account, grant);
  if (answer.kind !== 'ok') {
    ctx.log.warn({ account: account.code, detail: answer.detail }, 'signing in at Zalo did not work');
    return answer.kind;
  }
  await tokenRow(ctx, account);
  await storePair(ctx, account, answer);
  return 'connected';
}
