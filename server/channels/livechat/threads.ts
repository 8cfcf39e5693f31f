import { sql } from 'kysely';
import type { WidgetConversation } from '../../../contract/widget.ts';
import type { Ctx } from '../../platform/context.ts';
import { type Db, PREPARED } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Visitor } from './sessions.ts';

/** A thread as its visitor may know it. */
export interface Thread {
  conversationId: number;
  lastSeq: number;
  readSeq: number;
  deliveredSeq: number;
  closedAt: Date | null;
  ownerId: number | null;
  rating: { score: number; comment: string | null; rated_at: Date } | null;
}

interface Row {
  conversation_id: number;
  last_seq: number;
  read_seq: number;
  delivered_seq: number;
  closed_at: Date | null;
  owner_id: number | null;
  score: number | null;
  comment: string | null;
  rated_at: Date | null;
}

const toThread = (row: Row): Thread => ({
  conversationId: row.conversation_id,
  lastSeq: row.last_seq,
  readSeq: row.read_seq,
  deliveredSeq: row.delivered_seq,
  closedAt: row.closed_at,
  ownerId: row.owner_id,
  rating:
    row.score === null || row.rated_at === null
      ? null
      : { score: row.score, comment: row.comment, rated_at: row.rated_at },
});

/** The visitor's newest thread, or null before the first one. */
export async function latestThread(db: Db, visitorId: number): Promise<Thread | null> {
  const { rows } = await sql<Row>`${PREPARED} select t.*, c.owner_id, r.score, r.comment, r.rated_at
    from widget_threads t join conversations c on c.id = t.conversation_id
    left join conversation_ratings r on r.conversation_id = t.conversation_id
    where t.visitor_id = ${visitorId} order by t.conversation_id desc limit 1`.execute(db);
  return rows[0] ? toThread(rows[0]) : null;
}

/** `c_12` → 12. */
export const numberOf = (conversationId: string): number => Number(conversationId.slice(2));

/** A thread by its public id. @throws AppError `not_found` when it is not this visitor's */
export async function ownThread(db: Db, visitor: Visitor, conversationId: string): Promise<Thread> {
  const { rows } = await sql<Row>`${PREPARED} select t.*, c.owner_id, r.score, r.comment, r.rated_at
    from widget_threads t join conversations c on c.id = t.conversation_id
    left join conversation_ratings r on r.conversation_id = t.conversation_id
    where t.conversation_id = ${numberOf(conversationId)} and t.visitor_id = ${visitor.id}`.execute(db);
  if (!rows[0])
    throw new AppError('not_found', {
      detail: { vi: 'Không có cuộc trò chuyện này.', en: 'There is no such conversation.' },
    });
  return toThread(rows[0]);
}

/** Whether a closed thread may be taken up again. */
export function canReopen(visitor: Visitor, thread: Thread, now: Date): boolean {
  return thread.closedAt !== null && now.getTime() - thread.closedAt.getTime() < visitor.site.reopenDays * 86_400_000;
}

export function presentThread(ctx: Pick<Ctx, 'clock'>, visitor: Visitor, thread: Thread): WidgetConversation {
  return {
    id: `c_${thread.conversationId}`,
    status: thread.closedAt === null ? 'open' : 'closed',
    canReopen: canReopen(visitor, thread, ctx.clock.now()),
    rating: thread.rating && { score: thread.rating.score, comment: thread.rating.comment },
    lastSeq: thread.lastSeq,
    readSeq: thread.readSeq,
  };
}
