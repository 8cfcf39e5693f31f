import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/channel-accounts.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { route } from '../../platform/http/index.ts';
import { keptSaid, type SpokenLanguage, spoken } from '../../platform/said.ts';
import { saveAccount } from '../accounts/index.ts';
import { missing, webhookKey, type ZaloAccount, zaloAccount, zaloAccounts, zaloKind } from './account.ts';
import { beginSignIn, CALLBACK_PATH } from './sign-in.ts';
import { testAccount } from './test-account.ts';

/** Administration of Zalo accounts. Secrets come in and never go out. */
export function zaloRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, contract.listZaloAccounts, 'channel.failures', async ({ language }) => ({
    items: await Promise.all((await zaloAccounts(ctx)).map((account) => present(ctx, account, language))),
  }));
  route(app, contract.putZaloAccount, 'admin.channels', async ({ actor, params, body }) => {
    await saveAccount(ctx, actor, zaloKind, { code: params.code, ...body });
    return null;
  });
  route(app, contract.testZaloAccount, 'admin.channels', async ({ params, language }) =>
    spoken(await testAccount(ctx, await known(ctx, params.code)), language),
  );
  route(app, contract.beginZaloSignIn, 'admin.channels', async ({ actor, params }) => ({
    url: await beginSignIn(ctx, actor, await known(ctx, params.code)),
  }));
}

async function known(ctx: Ctx, code: string): Promise<ZaloAccount> {
  const account = await zaloAccount(ctx, code);
  if (!account) throw new AppError('not_found');
  return account;
}

async function present(ctx: Ctx, account: ZaloAccount, language: SpokenLanguage): Promise<contract.ZaloAccountView> {
  const token = await ctx.db
    .selectFrom('zalo_tokens')
    .select(['access_expires_at', 'renewed_at', 'reauth_since', 'reauth_why'])
    .where('account_id', '=', account.id)
    .executeTakeFirst();
  const time = (at: Date | null | undefined) => (at ? isoLocal(at) : null);
  const base = ctx.config.publicUrl ?? '';
  return {
    code: account.code,
    name: account.name,
    source: account.source,
    enabled: account.enabled,
    settings: { ...contract.zaloSettings.parse({}), ...account.settings },
    stored: contract.ZALO_SECRETS.filter((name) => account.secrets[name] !== undefined),
    webhookUrl: `${base}/hooks/zalo/${account.code}`,
    callbackUrl: `${base}${CALLBACK_PATH}`,
    problem:
      (missing(account) ??
        (webhookKey(account) === null
          ? {
              vi: 'Chưa nhập khóa bí mật OA, nên tin đến chưa được nhận.',
              en: 'The OA secret is missing, so messages that come are not taken in.',
            }
          : null))?.[language] ?? null,
    token: {
      expiresAt: time(token?.access_expires_at),
      renewedAt: time(token?.renewed_at),
      reauthSince: time(token?.reauth_since),
      reauthWhy: token?.reauth_why ? keptSaid(token.reauth_why)[language] : null,
    },
  };
}
