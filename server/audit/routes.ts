import type { FastifyInstance } from 'fastify';
import { checkChain, getChainState, listAudit, listAuditTypes } from '../../contract/audit.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { idCursor } from '../platform/cursor.ts';
import { eventDefinitions } from '../platform/events/index.ts';
import { exportRoute } from '../platform/exports/index.ts';
import { route } from '../platform/http/index.ts';
import { askForCheck, chainState, handleChainCheck } from './chain-check.ts';
import { auditExport } from './export.ts';
import { presentEntry } from './present.ts';
import { countEvents, filterOf, listEvents, stretchBelow } from './queries.ts';

/** The audit trail for administrators and supervisors. */
export function registerAudit(app: FastifyInstance, ctx: Ctx): void {
  handleChainCheck(ctx);
  route(app, listAudit, 'audit.read', async ({ actor, query, language }) => {
    const { cursor, limit } = query;
    const before = idCursor(cursor);
    const filter = filterOf(query);
    // A search for words reads every event on its way, so it goes back a stretch at a time and says how far it came.
    const stretch = filter.q ? await stretchBelow(ctx.db, before) : null;
    const rows = await listEvents(ctx.db, actor.audiences, filter, before, limit + 1, stretch?.id ?? null);
    const items = rows.slice(0, limit);
    const full = rows.length > limit;
    const periodOver = stretch !== null && filter.from !== undefined && stretch.at < filter.from;
    const next = full ? items.at(-1)?.id : periodOver ? undefined : stretch?.id;
    return {
      items: items.map((row) => presentEntry(row, language)),
      nextCursor: next === undefined ? null : String(next),
      // The number of hits would be known only after the whole trail was read.
      total: before === null && !filter.q ? await countEvents(ctx.db, actor.audiences, filter) : null,
      searchedTo: stretch !== null && !full && !periodOver ? isoLocal(stretch.at) : null,
    };
  });
  route(app, listAuditTypes, 'audit.read', () => ({ items: [...eventDefinitions().keys()].sort() }));
  route(app, getChainState, 'audit.read', () => chainState(ctx));
  route(app, checkChain, 'admin.system', async ({ actor }) => {
    await askForCheck(ctx, actor);
    return chainState(ctx);
  });
  exportRoute(app, ctx, auditExport(ctx));
}
