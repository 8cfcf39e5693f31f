import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/channel-accounts.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { route } from '../../platform/http/index.ts';
import type { SpokenLanguage } from '../../platform/said.ts';
import { retryInbound } from '../accounts/inbound.ts';
import { assess, type ChannelFacts } from './assess.ts';
import { channelFacts } from './facts.ts';
import { channelMarks } from './marks.ts';
import { dismissInbound, rawEvent, unhandledEvents } from './unhandled.ts';
import { handleIncidentMail } from './watch.ts';

/** How the channels fare, and what only a person can make sense of. */
export function registerHealthRoutes(app: FastifyInstance, ctx: Ctx): void {
  handleIncidentMail(ctx);
  route(app, contract.channelStates, 'channel.failures', async ({ language }) => {
    const now = ctx.clock.now();
    return { items: (await channelFacts(ctx)).map((facts) => presentState(facts, now, language)) };
  });
  route(app, contract.channelMarks, 'channel.watch', async () => ({ items: await channelMarks(ctx) }));
  route(app, contract.listUnhandled, 'channel.failures', async ({ query }) => {
    const before = query.cursor === undefined ? undefined : Number(query.cursor);
    if (before !== undefined && !Number.isSafeInteger(before)) throw new AppError('bad_request');
    const rows = await unhandledEvents(ctx, { before, limit: query.limit + 1 });
    const items = rows.slice(0, query.limit);
    return {
      items: items.map(presentUnhandled),
      nextCursor: rows.length > query.limit ? String(items.at(-1)?.id) : null,
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
    name: f.name,
    state,
    lastInAt: time(f.lastInAt),
    lastOutAt: time(f.lastOutAt),
    lastErrorAt: time(f.lastErrorAt),
    lastError: f.lastError,
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

function presentUnhandled(row: Awaited<ReturnType<typeof unhandledEvents>>[number]): contract.UnhandledEvent {
  return {
    id: String(row.id),
    channel: row.kind,
    account: row.code,
    receivedAt: isoLocal(row.received_at),
    reason: row.reason ?? 'stuck',
    detail: row.error ?? 'Sự kiện đã lưu nhưng chưa xử lý được; xem nhật ký máy chủ.',
    size: row.size,
    attempts: row.attempts,
  };
}
