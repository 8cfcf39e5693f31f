/** The numbered record of a thread: what a window shows, in the order in which it happened. */
import { sql } from 'kysely';
import { WIDGET_LIMITS, type WidgetEvent, type WidgetMessage } from '../../../contract/widget.ts';
import { attachmentsOfMessages, presentAttachment } from '../../conversations/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Tx } from '../../platform/context.ts';
import { type Db, PREPARED } from '../../platform/db/index.ts';

export type EventKind = WidgetEvent['kind'];

/**
 * Adds an event; the thread's row is locked until the commit, so numbers become visible in order. A message that is
 * there already is not added again. Returns its number, or null when there is no such thread or it was there.
 */
export async function addEvent(
  tx: Tx,
  conversationId: number,
  event: { kind: EventKind; messageId?: number; data?: Record<string, unknown> },
): Promise<number | null> {
  const { rows } = await sql<{ seq: number }>`${PREPARED} with thread as (
      update widget_threads set last_seq = last_seq + 1 where conversation_id = ${conversationId}
        and not (${event.kind} = 'message' and exists (
          select 1 from widget_events where message_id = ${event.messageId ?? null}::bigint and kind = 'message'))
      returning last_seq)
    insert into widget_events (conversation_id, seq, kind, message_id, data, at)
    select ${conversationId}, last_seq, ${event.kind}, ${event.messageId ?? null}, ${JSON.stringify(event.data ?? {})}::jsonb, ${tx.now}
    from thread returning seq`.execute(tx.db);
  return rows[0]?.seq ?? null;
}

interface Row {
  seq: number;
  kind: EventKind;
  at: Date;
  data: Record<string, unknown>;
  message_id: number | null;
  direction: 'in' | 'out';
  message_kind: string;
  author_name: string;
  body: string;
  sent_at: Date;
  retracted_at: Date | null;
  quoted_id: number | null;
  client_id: string | null;
}

/** Events after `after`, oldest first, at most a page. */
export async function readEvents(
  db: Db,
  conversationId: number,
  after: number,
  limit: number = WIDGET_LIMITS.page,
): Promise<WidgetEvent[]> {
  const { rows } = await sql<Row>`${PREPARED} select e.seq, e.kind, e.at, e.data, e.message_id, m.direction,
      m.kind as message_kind, m.author_name, m.body, m.sent_at, m.retracted_at, m.quoted_id, w.client_id
    from widget_events e left join messages m on m.id = e.message_id left join widget_messages w on w.message_id = m.id
    where e.conversation_id = ${conversationId} and e.seq > ${after} order by e.seq limit ${limit}`.execute(db);
  const ids = rows.flatMap((r) => (r.kind === 'message' && r.message_id !== null ? [r.message_id] : []));
  const files = await attachmentsOfMessages(db, ids);
  return rows.map((row) =>
    present(row, files.filter((f) => f.message_id === row.message_id && !f.inline).map(presentAttachment)),
  );
}

function present(row: Row, attachments: WidgetMessage['attachments']): WidgetEvent {
  const head = { seq: row.seq, at: isoLocal(row.at) };
  const messageId = `m_${row.message_id}`;
  switch (row.kind) {
    case 'message':
      return { kind: 'message', ...head, message: presentMessage(row, attachments) };
    case 'edit':
      return { kind: 'edit', ...head, messageId, text: row.retracted_at ? '' : row.body };
    case 'delete':
      return { kind: 'delete', ...head, messageId };
    case 'read':
      return { kind: 'read', ...head, upToSeq: Number(row.data.upToSeq) };
    case 'status':
      return {
        kind: 'status',
        ...head,
        status: row.data.status as 'open' | 'closing' | 'closed',
        closesAt: typeof row.data.closesAt === 'string' ? row.data.closesAt : null,
      };
    case 'assignment':
      return { kind: 'assignment', ...head, agent: typeof row.data.agent === 'string' ? row.data.agent : null };
  }
}

/** Files go out under the widget's own address: a visitor has no session at the desk's. */
function presentMessage(row: Row, attachments: WidgetMessage['attachments']): WidgetMessage {
  const mine = row.direction === 'in';
  const deleted = row.retracted_at !== null;
  return {
    id: `m_${row.message_id}`,
    seq: row.seq,
    clientId: row.client_id,
    author: {
      kind: mine ? 'visitor' : row.message_kind === 'auto' ? 'system' : 'agent',
      name: mine ? null : row.author_name,
    },
    type: 'text',
    text: deleted ? '' : row.body,
    replyTo: row.quoted_id === null ? null : `m_${row.quoted_id}`,
    attachments: deleted ? [] : attachments.map((a) => ({ ...a, url: `/api/v1/widget/files/${a.id}` })),
    createdAt: row.sent_at.toISOString(),
    status: deleted ? 'deleted' : 'sent',
  };
}

/** One message as the visitor sees it. */
export async function messageEvent(db: Db, conversationId: number, messageId: number): Promise<WidgetMessage | null> {
  const { rows } = await sql<{ seq: number }>`${PREPARED} select seq from widget_events
    where message_id = ${messageId} and kind = 'message' and conversation_id = ${conversationId}`.execute(db);
  const seq = rows[0]?.seq;
  if (seq === undefined) return null;
  const [event] = await readEvents(db, conversationId, seq - 1, 1);
  return event?.kind === 'message' ? event.message : null;
}
