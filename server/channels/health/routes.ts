import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/channel-accounts.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { cutPage, idCursor } from '../../platform/cursor.ts';
import { exportRoute } from '../../platform/exports/index.ts';
import { route } from '../../platform/http/index.ts';
import { keptSaid, type SpokenLanguage } from '../../platform/said.ts';
import { retryInbound } from '../accounts/inbound.ts';
import { assess, type ChannelFacts } from './assess.ts';
import { channelFacts } from './facts.ts';
import { channelMarks } from './marks.ts';
import { countUnhandled, dismissInbound, rawEvent, unhandledEvents } from './unhandled.ts';
import { presentUnhandled, unhandledExport } from './unhandled-export.ts';
import { handleIncidentMail } from './watch.ts';

/** How the channels fare, and what only a person can make sense of. */
export function registerHealthRoutes(app: FastifyInstance, ctx: Ctx): void {
  handleIncidentMail(ctx);
  exportRoute(app, ctx, unhandledExport(ctx));
  route(app, contract.channelStates, 'channel.failures', async ({ language }) => {
    const now = ctx.clock.now();
    return { items: (await channelFacts(ctx)).map((facts) => presentState(facts, now, language)) };
  });
  route(app, contract.channelMarks, 'channel.watch', async ({ language }) => ({
    items: await channelMarks(ctx, language),
  }));
  route(app, contract.listUnhandled, 'channel.failures', async ({ query, language }) => {
    const before = idCursor(query.cursor);
    const { shown, last } = cutPage(await unhandledEvents(ctx, { before, limit: query.limit + 1 }), query.limit);
    return {
      items: shown.map((row) => presentUnhandled(row, language)),
      nextCursor: last && String(last.id),
      total: before === null ? await countUnhandled(ctx) : null,
    };
  });
  route(app, contract.rawInbound, 'channel.failures', async ({ params, reply }) => {
    const raw = await rawEvent(ctx, Number(params.id));
    // Never shown in a page: what strangers sent is only ever a download.
    reply
      .header('content-type', 'application/octet-stream')
      .header('content-disposition', `attachment; filename="su-kien-${params.id}.json"`)
      .header('x-content-type-options', 'nosniff');
    return raw;
  });
  route(app, contract.retryInboundEvent, 'channel.failures', async ({ params }) => {
    await retryInbound(ctx, Number(params.id));
    return { id: params.id };
  });
  route(app, contract.dismissInboundEvent, 'channel.failures', async ({ actor, params, body }) => {
    await dismissInbound(ctx, actor, Number(params.id), body.reason);
    return null;
  });
}

const time = (at: Date | null) => at && isoLocal(at);

function presentState(f: ChannelFacts, now: Date, language: SpokenLanguage): contract.ChannelStateView {
  const { state, findings } = assess(f, now);
  return {
    channel: f.channel,
    account: f.account,
    name: keptSaid(f.name)[language],
    state,
    lastInAt: time(f.lastInAt),
    lastOutAt: time(f.lastOutAt),
    lastErrorAt: time(f.lastErrorAt),
    lastError: f.lastError?.[language] ?? null,
    tokenExpiresAt: time(f.tokenExpiresAt),
    day: f.day,
    unhandled: f.unhandled,
    waiting: f.waiting,
    troubles: findings.map(({ what, detail, advice, since }) => ({
      what,
      detail: detail[language],
      advice: advice[language],
      since: time(since),
    })),
  };
}
