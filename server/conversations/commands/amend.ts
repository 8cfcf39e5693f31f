import { sql } from 'kysely';
import type { ChannelKind } from '../../../contract/cases.ts';
import { type Actor, CITIZEN } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/context.ts';
import { storable } from '../../platform/text.ts';
import { centreOf, messageEdited, messageReacted, messageRetracted } from '../events.ts';
import { messageFold } from '../message-fold.ts';

/** A message by the name its provider gave it. */
export interface MessageKey {
  channel: ChannelKind;
  externalId: string;
}

async function lockMessage(tx: Tx, key: MessageKey) {
  return tx.db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .select([
      'm.id',
      'm.conversation_id',
      'm.author_name',
      'm.subject',
      'm.body',
      'm.edited_at',
      'm.retracted_at',
      'm.reactions',
    ])
    .where('m.external_id', '=', key.externalId)
    .where('c.channel', '=', key.channel)
    .forUpdate('m')
    .executeTakeFirst();
}

/**
 * The citizen changed what he wrote: the new wording is shown, the earlier ones are kept. News older than what is known
 * changes nothing. False when there is no such message, or it was taken back.
 */
export async function editMessage(tx: Tx, edit: MessageKey & { text: string; at: Date }): Promise<boolean> {
  const row = await lockMessage(tx, edit);
  if (!row || row.retracted_at) return false;
  const body = storable(edit.text);
  if (body === row.body || (row.edited_at && row.edited_at >= edit.at)) return true;
  const earlier = JSON.stringify([{ at: edit.at.toISOString(), text: row.body }]);
  await tx.db
    .updateTable('messages')
    .set({
      body,
      fold: messageFold(row.author_name, row.subject, body),
      edited_at: edit.at,
      edits: sql`edits || ${earlier}::jsonb`,
    })
    .where('id', '=', row.id)
    .execute();
  await tellAmended(tx, messageEdited.type, row, edit.channel);
  return true;
}

/**
 * The citizen took a message back: its words and files are removed from the thread; that there was one stays. What a
 * case was made of stays on the case. False when there is no such message.
 */
export async function retractMessage(tx: Tx, gone: MessageKey & { at: Date }): Promise<boolean> {
  const row = await lockMessage(tx, gone);
  if (!row) return false;
  if (row.retracted_at) return true;
  await tx.db
    .updateTable('messages')
    .set({ body: '', folded: null, html: null, fold: null, parts: '[]', edits: '[]', retracted_at: gone.at })
    .where('id', '=', row.id)
    .execute();
  await tx.db.deleteFrom('attachments').where('message_id', '=', row.id).execute();
  await tellAmended(tx, messageRetracted.type, row, gone.channel);
  return true;
}

/** A reaction put on a message, changed, or (emoji null) taken away. `by`: who, as shown. One each. */
export async function reactToMessage(
  tx: Tx,
  reaction: MessageKey & { emoji: string | null; by: string; actor?: Actor },
): Promise<boolean> {
  const row = await lockMessage(tx, reaction);
  if (!row) return false;
  const before = row.reactions as unknown as { by: string; emoji: string; at: string }[];
  const known = before.find((one) => one.by === reaction.by);
  if ((known?.emoji ?? null) === reaction.emoji) return true;
  const others = before.filter((one) => one.by !== reaction.by);
  const after =
    reaction.emoji === null
      ? others
      : [...others, { by: reaction.by, emoji: storable(reaction.emoji).slice(0, 40), at: tx.now.toISOString() }];
  await tx.db
    .updateTable('messages')
    .set({ reactions: JSON.stringify(after) })
    .where('id', '=', row.id)
    .execute();
  tx.record({
    type: messageReacted.type,
    actor: reaction.actor ?? CITIZEN,
    data: { conversationId: row.conversation_id, messageId: row.id, channel: reaction.channel, by: reaction.by },
    audience: await centreOf(tx.db, row.conversation_id),
  });
  return true;
}

async function tellAmended(tx: Tx, type: string, row: { id: number; conversation_id: number }, channel: string) {
  tx.record({
    type,
    actor: CITIZEN,
    data: { conversationId: row.conversation_id, messageId: row.id, channel },
    audience: await centreOf(tx.db, row.conversation_id),
  });
}
