import { closeConversation } from '../../../conversations/index.ts';
import { CITIZEN } from '../../../platform/auth/index.ts';
import type { Ctx } from '../../../platform/context.ts';
import { transact } from '../../../platform/transact.ts';
import { grew } from '../grew.ts';
import type { Visitor } from '../sessions.ts';
import { addEvent } from '../thread-events.ts';
import type { Thread } from '../threads.ts';

/** The visitor ends the conversation. The reaction to `conversation.closed` ends the thread and tells the windows. */
export async function endChat(ctx: Ctx, thread: Thread): Promise<void> {
  await transact(ctx, (tx) =>
    closeConversation(tx, CITIZEN, { conversationId: thread.conversationId, disposition: null }),
  );
}

/** “I am still here”: the thread stays open, the warning is gone. */
export async function stayInChat(ctx: Ctx, visitor: Visitor, thread: Thread): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await tx.db
      .selectFrom('widget_threads')
      .select(['warned_at', 'closed_at'])
      .where('conversation_id', '=', thread.conversationId)
      .where('visitor_id', '=', visitor.id)
      .forUpdate()
      .executeTakeFirst();
    if (!row || row.closed_at !== null) return;
    await tx.db
      .updateTable('widget_threads')
      .set({ active_at: tx.now, warned_at: null })
      .where('conversation_id', '=', thread.conversationId)
      .execute();
    if (row.warned_at !== null) {
      await addEvent(tx, thread.conversationId, { kind: 'status', data: { status: 'open' } });
      tx.record(grew(thread.conversationId));
    }
  });
}
