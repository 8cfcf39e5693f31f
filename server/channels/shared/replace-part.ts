import type { MessagePart } from '../../../contract/channels.ts';
import { centreOf } from '../../conversations/index.ts';
import { SYSTEM } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/context.ts';

/**
 * Puts something in the place that was kept for a file (null: nothing). False when the place is not there any more: done
 * before, or the message was taken back.
 */
export async function replacePart(
  tx: Tx,
  messageId: number,
  from: MessagePart,
  to: MessagePart | null,
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .select(['m.parts', 'm.conversation_id', 'c.channel'])
    .where('m.id', '=', messageId)
    .forUpdate('m')
    .executeTakeFirst();
  const parts = (row?.parts ?? []) as unknown as MessagePart[];
  const at = parts.findIndex(
    (part) => part.kind === 'unsupported' && from.kind === 'unsupported' && part.what === from.what,
  );
  if (!row || at < 0) return false;
  const after = [...parts.slice(0, at), ...(to ? [to] : []), ...parts.slice(at + 1)];
  await tx.db
    .updateTable('messages')
    .set({ parts: JSON.stringify(after) })
    .where('id', '=', messageId)
    .execute();
  tx.record({
    type: 'message.edited',
    actor: SYSTEM,
    data: { conversationId: row.conversation_id, messageId, channel: row.channel },
    audience: await centreOf(tx.db, row.conversation_id),
  });
  return true;
}
