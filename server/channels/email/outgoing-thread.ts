import type { OutgoingMessage } from '../../conversations/index.ts';
import type { Db } from '../../platform/db/index.ts';

/**
 * The thread headers of an outgoing message: it answers the newest mail of a person, else our own previous one; the
 * references are the ids of the whole conversation from the first on.
 */
export async function threadIds(
  db: Db,
  message: OutgoingMessage,
): Promise<{ inReplyTo: string | null; references: string[] }> {
  const rows = await db
    .selectFrom('messages')
    .select(['external_id', 'direction', 'kind'])
    .where('conversation_id', '=', message.conversationId)
    .where('external_id', 'is not', null)
    .where('id', '<', message.id)
    .where('kind', 'in', ['human', 'auto'])
    .orderBy('id')
    .execute();
  // An id made up for a mail without one, or told apart by its content, is no id of the mail itself.
  const ids = rows
    .map((row) => ({ ...row, id: (row.external_id ?? '').split('#')[0] ?? '' }))
    .filter((row) => !row.id.endsWith('@made.invalid'));
  const newest = ids.findLast((row) => row.direction === 'in') ?? ids.at(-1);
  const references = ids.map((row) => row.id);
  // What we answer stands last, as mail programs expect.
  return newest
    ? { inReplyTo: newest.id, references: [...references.filter((id) => id !== newest.id), newest.id] }
    : { inReplyTo: null, references: [] };
}
