import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/cti.ts';
import { accountsForHealth, hookRoutes, onHealth, onInbound, saveAccount } from '../../channels/index.ts';
import { userByUsername } from '../../org/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { route } from '../../platform/http/index.ts';
import type { Said, SpokenLanguage } from '../../platform/said.ts';
import { presentCalls } from '../present.ts';
import { type CtiAccountRow, ctiAccountOf, ctiAccountsOf, ctiKind, missingIn } from './account.ts';
import { handleCtiEvent } from './handle-event.ts';
import { logCall } from './manual.ts';
import { ctiHooks } from './webhook.ts';

/** Calls over other equipment: written down by hand, or told by a foreign exchange. */
export function elsewhereRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, contract.postManualCall, 'call.work', async ({ actor, body }) => {
    const row = await logCall(ctx, actor, body);
    const [view] = await presentCalls(ctx.db, [row], ctx.clock.now());
    if (!view) throw new AppError('internal');
    return view;
  });
  route(app, contract.listCtiAccounts, 'admin.hotline', async ({ language }) => ({
    items: await Promise.all((await ctiAccountsOf(ctx)).map((account) => present(ctx, account, language))),
  }));
  route(app, contract.putCtiAccount, 'admin.hotline', async ({ actor, params, body, language }) => {
    for (const [extension, username] of Object.entries(body.extensions)) {
      if (await userByUsername(ctx.db, username)) continue;
      const message: Said = {
        vi: `Máy lẻ ${extension}: không có người dùng “${username}”.`,
        en: `Extension ${extension}: there is no user “${username}”.`,
      };
      throw new AppError('invalid', { detail: message, fields: [{ path: 'extensions', message, code: 'unknown' }] });
    }
    await saveAccount(ctx, actor, ctiKind, {
      code: params.code,
      name: body.name,
      enabled: body.enabled,
      settings: { extensions: body.extensions },
      secrets: body.key === undefined ? {} : { key: body.key },
    });
    const saved = await ctiAccountOf(ctx, params.code);
    if (!saved) throw new AppError('internal');
    return present(ctx, saved, language);
  });
  hookRoutes(app, ctiHooks(ctx));
  onInbound('cti', handleCtiEvent);
  onHealth('cti', (context) => accountsForHealth(context, ctiKind, missingIn));
}

async function present(ctx: Ctx, account: CtiAccountRow, language: SpokenLanguage) {
  const last = await ctx.db
    .selectFrom('inbound_events')
    .select('received_at')
    .where('account_id', '=', account.id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    code: account.code,
    name: account.name,
    enabled: account.enabled,
    extensions: account.settings.extensions,
    hasKey: account.secrets.key !== undefined,
    webhookUrl: `${ctx.config.publicUrl ?? ''}/hooks/cti/${account.code}`,
    problem: missingIn(account)?.[language] ?? null,
    lastEventAt: last ? isoLocal(last.received_at) : null,
  };
}
