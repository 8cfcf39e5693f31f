import type { FastifyInstance } from 'fastify';
import { listAudit } from '../../contract/audit.ts';
import type { Ctx } from '../platform/context.ts';
import { invalidField } from '../platform/errors.ts';
import { route } from '../platform/http/index.ts';
import { presentEntry } from './present.ts';
import { listEvents } from './queries.ts';

/** The audit trail for administrators and supervisors. */
export function registerAudit(app: FastifyInstance, ctx: Ctx): void {
  route(app, listAudit, 'audit.read', async ({ actor, query }) => {
    const { cursor, limit, type, actor: username, case: caseCode, from, to } = query;
    const period = {
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    };
    const rows = await listEvents(
      ctx.db,
      actor.audiences,
      { type, actor: username, caseCode, ...period },
      idOf(cursor),
      limit + 1,
    );
    const items = rows.slice(0, limit);
    return { items: items.map(presentEntry), nextCursor: rows.length > limit ? String(items.at(-1)?.id) : null };
  });
}

function idOf(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (!/^[0-9]{1,15}$/.test(cursor)) throw invalidField('cursor', 'Con trỏ trang không hợp lệ.', 'bad_cursor');
  return Number(cursor);
}
