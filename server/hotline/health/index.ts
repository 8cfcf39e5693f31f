import type { FastifyInstance } from 'fastify';
import { getHotlineHealth } from '../../../contract/hotline-health.ts';
import { onHealth } from '../../channels/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { route } from '../../platform/http/index.ts';
import { keepSaid, keptSaid, type Said, spoken } from '../../platform/said.ts';
import { ariAddress } from '../asterisk/address.ts';
import { PROBE_PATH } from '../phones/ws-proxy.ts';
import { assessHotline } from './assess.ts';
import { hotlineFacts } from './facts.ts';

/** The page, and the line “điện thoại” among the channels: its dot in the header is the connection to Asterisk. */
export function hotlineHealthRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, getHotlineHealth, 'admin.hotline', async ({ request, language }) => {
    const facts = await hotlineFacts(ctx);
    const lines = assessHotline(facts, ctx.clock.now());
    return {
      configured: facts.configured,
      lines: spoken(lines, language).map((line) => ({ ...line, since: line.since && isoLocal(new Date(line.since)) })),
      wsUrl: facts.configured ? phoneSocket(ctx, request) : null,
    };
  });
  onHealth('phone', async (context) => {
    const status = await context.db.selectFrom('hotline_status').selectAll().executeTakeFirst();
    const configured = status !== undefined || (await ariAddress(context.config)) !== null;
    // A centre that has no Asterisk has no channel that could be broken.
    if (!configured) return [];
    const down = {
      since: status?.since ?? new Date(0),
      detail: lostWords(status?.why ?? null),
    };
    return [
      {
        channel: 'phone',
        account: 'asterisk',
        name: keepSaid(HOTLINE_NAME),
        enabled: true,
        problem: null,
        disconnected: status?.connected ? null : down,
      },
    ];
  });
}

function phoneSocket(ctx: Ctx, request: { host: string; protocol: string }): string {
  const base = ctx.config.publicUrl ?? `${request.protocol}://${request.host}`;
  return `${base.replace(/^http/, 'ws')}${PROBE_PATH}`;
}

const HOTLINE_NAME: Said = { vi: 'Tổng đài thoại', en: 'Telephone' };
const NOBODY: Said = { vi: 'chưa tiến trình nào nối', en: 'no process is connected yet' };

function lostWords(why: string | null): Said {
  const told = why === null ? NOBODY : keptSaid(why);
  return {
    vi: `Mất kết nối với Asterisk: ${told.vi}.`,
    en: `The connection to Asterisk is lost: ${told.en}.`,
  };
}
