import type { FastifyInstance } from 'fastify';
import { listAudit } from '../../contract/audit.ts';
import type { Ctx } from '../platform/context.ts';
import { invalidField } from '../platform/errors.ts';
import { exportRoute } from '../platform/exports/index.ts';
import { route } from '../platform/http/index.ts';
import { auditExport } from './export.ts';
import { presentEntry } from './present.ts';
import { filterOf, listEvents } from './queries.ts';

/** The audit trail for administrators and supervisors. */
export function registerAudit(app: FastifyInstance, ctx: Ctx): void {
  route(app, listAudit, 'audit.read', async ({ actor, query }) => {
    const { cursor, limit } = query;
    const rows = await listEvents(ctx.db, actor.audiences, filterOf(query), idOf(cursor), limit + 1);
    const items = rows.slice(0, limit);
    return { items: items.map(presentEntry), nextCursor: rows.length > limit ? String(items.at(-1)?.id) : null };
  });
  exportRoute(app, ctx, auditExport(ctx));
}

function idOf(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (!/^[0-9]{1,15}$/.test(cursor)) throw invalidField('cursor', 'Con trỏ trang không hợp lệ.', 'bad_cursor');
  return Number(cursor);
}
