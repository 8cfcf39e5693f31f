import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/messenger.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { route } from '../../platform/http/index.ts';
import { type SpokenLanguage, spoken } from '../../platform/said.ts';
import { saveAccount } from '../accounts/index.ts';
import { type MessengerAccount, messengerAccount, messengerAccounts, messengerKind, missing } from './account.ts';
import { testAccount } from './test-account.ts';
import { tokenDead } from './token.ts';

/** Administration of Facebook pages. Secrets come in and never go out. */
export function messengerRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, contract.listMessengerAccounts, 'channel.failures', async ({ language }) => ({
    items: await Promise.all((await messengerAccounts(ctx)).map((account) => present(ctx, account, language))),
  }));
  route(app, contract.putMessengerAccount, 'admin.channels', async ({ actor, params, body }) => {
    await saveAccount(ctx, actor, messengerKind, { code: params.code, ...body });
    return null;
  });
  route(app, contract.testMessengerAccount, 'admin.channels', async ({ params, language }) => {
    const account = await messengerAccount(ctx, params.code);
    if (!account) throw new AppError('not_found');
    return spoken(await testAccount(ctx, account), language);
  });
}

async function present(
  ctx: Ctx,
  account: MessengerAccount,
  language: SpokenLanguage,
): Promise<contract.MessengerAccountView> {
  const page = await ctx.db
    .selectFrom('messenger_pages')
    .select(['dead_since', 'dead_why', 'unsubscribed_since'])
    .where('account_id', '=', account.id)
    .executeTakeFirst();
  const dead = (await tokenDead(ctx, account)) !== null;
  const time = (at: Date | null | undefined) => (at ? isoLocal(at) : null);
  return {
    code: account.code,
    name: account.name,
    source: account.source,
    enabled: account.enabled,
    settings: { ...contract.messengerSettings.parse({}), ...account.settings },
    stored: contract.MESSENGER_SECRETS.filter((name) => account.secrets[name] !== undefined),
    webhookUrl: `${ctx.config.publicUrl ?? ''}/hooks/messenger/${account.code}`,
    problem: missing(account)?.[language] ?? null,
    tokenDeadSince: dead ? time(page?.dead_since) : null,
    tokenDeadWhy: dead ? (page?.dead_why ?? null) : null,
    unsubscribedSince: time(page?.unsubscribed_since),
  };
}
