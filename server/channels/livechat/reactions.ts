import { isoLocal } from '../../platform/clock.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import type { LoggedEvent } from '../../platform/events/index.ts';
import { grew } from './grew.ts';
import { addEvent } from './thread-events.ts';

/** What happens to a conversation at the desks, as its visitor is told of it. */
export function reactToConversations(ctx: Ctx): void {
  ctx.reactions.on({
    name: 'livechat',
    types: [
      'conversation.assigned',
      'conversation.closed',
      'conversation.reopened',
      'message.edited',
      'message.retracted',
    ],
    async handle(tx, event) {
      if (event.data.channel !== 'livechat') return;
      const conversationId = Number(event.data.conversationId);
      if (await apply(tx, conversationId, event)) tx.record(grew(conversationId));
    },
  });
}

async function apply(tx: Tx, conversationId: number, event: LoggedEvent): Promise<boolean> {
  const messageId = Number(event.data.messageId);
  switch (event.type) {
    case 'conversation.assigned':
      return added(
        await addEvent(tx, conversationId, { kind: 'assignment', data: { agent: await nameOf(tx, event) } }),
      );
    case 'conversation.closed':
      return close(tx, conversationId);
    case 'conversation.reopened':
      return reopen(tx, conversationId);
    case 'message.edited':
      return added(await addEvent(tx, conversationId, { kind: 'edit', messageId }));
    case 'message.retracted':
      return added(await addEvent(tx, conversationId, { kind: 'delete', messageId }));
    default:
      return false;
  }
}

const added = (seq: number | null): boolean => seq !== null;

async function nameOf(tx: Tx, event: LoggedEvent): Promise<string | null> {
  if (typeof event.data.to !== 'number') return null;
  const user = await tx.db
    .selectFrom('users')
    .select('display_name')
    .where('id', '=', event.data.to)
    .executeTakeFirst();
  return user?.display_name ?? null;
}

/** The state that counts is the conversation's now: the visitor may have written again since it was closed. */
async function close(tx: Tx, conversationId: number): Promise<boolean> {
  const row = await tx.db
    .updateTable('widget_threads as t')
    .from('conversations as c')
    .set((e) => ({ closed_at: e.ref('c.closed_at'), warned_at: null }))
    .whereRef('c.id', '=', 't.conversation_id')
    .where('c.state', '=', 'closed')
    .where('t.conversation_id', '=', conversationId)
    .where('t.closed_at', 'is', null)
    .returning('t.conversation_id')
    .executeTakeFirst();
  if (!row) return false;
  return added(await addEvent(tx, conversationId, { kind: 'status', data: { status: 'closed' } }));
}

/** By hand at the desk; when the visitor wrote, his message has opened the thread already. */
async function reopen(tx: Tx, conversationId: number): Promise<boolean> {
  const row = await tx.db
    .updateTable('widget_threads as t')
    .from('conversations as c')
    .set({ closed_at: null, warned_at: null, active_at: tx.now })
    .whereRef('c.id', '=', 't.conversation_id')
    .where('c.state', '=', 'open')
    .where('t.conversation_id', '=', conversationId)
    .where('t.closed_at', 'is not', null)
    // He may have begun another one meanwhile: a visitor has one open thread.
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('widget_threads as o')
            .select('o.conversation_id')
            .whereRef('o.visitor_id', '=', 't.visitor_id')
            .where('o.closed_at', 'is', null),
        ),
      ),
    )
    .returning('t.conversation_id')
    .executeTakeFirst();
  if (!row) return false;
  return added(await addEvent(tx, conversationId, { kind: 'status', data: { status: 'open' } }));
}

/** When a thread that was warned will be closed. */
export function closesAt(warnedAt: Date, graceMs: number): string {
  return isoLocal(new Date(warnedAt.getTime() + graceMs));
}
