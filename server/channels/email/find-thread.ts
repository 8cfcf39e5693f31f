import type { Db } from '../../platform/db/index.ts';
import type { CaseDoor } from './case-door.ts';
import type { ThreadHints, ThreadMatch } from './threading.ts';
import { readOurMessageId } from './threading.ts';

/** Looks up every hint; the result keeps their order (token, header, code) and names each thread once per kind. */
export async function findThreads(
  db: Db,
  hints: ThreadHints,
  secret: Buffer,
  door: Pick<CaseDoor, 'threadsOf'>,
): Promise<ThreadMatch[]> {
  const found: { conversationId: number; via: ThreadMatch['via'] }[] = [];
  for (const token of hints.tokens) {
    const id = token.kind === 'c' ? token.id : await threadOfMessage(db, token.id);
    if (id !== null) found.push({ conversationId: id, via: 'token' });
  }
  for (const conversationId of await threadsOfIds(db, hints.messageIds, secret))
    found.push({ conversationId, via: 'header' });
  for (const conversationId of await door.threadsOf(db, hints.caseCodes)) found.push({ conversationId, via: 'code' });
  if (found.length === 0) return [];
  const participants = await participantsOf(db, [...new Set(found.map((match) => match.conversationId))]);
  return found.flatMap((match) => {
    const addresses = participants.get(match.conversationId);
    // A thread of another channel, or one that does not exist, is no thread of ours.
    return addresses ? [{ ...match, participants: addresses }] : [];
  });
}

async function threadOfMessage(db: Db, messageId: number): Promise<number | null> {
  const row = await db.selectFrom('messages').select('conversation_id').where('id', '=', messageId).executeTakeFirst();
  return row?.conversation_id ?? null;
}

async function threadsOfIds(db: Db, ids: readonly string[], secret: Buffer): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('messages')
    .select(['external_id', 'conversation_id'])
    .where('external_id', 'in', [...ids])
    .execute();
  const known = new Map(rows.map((row) => [row.external_id, row.conversation_id]));
  const threads = ids.map((id) => known.get(id) ?? readOurMessageId(id, secret)?.conversationId ?? null);
  return [...new Set(threads.filter((id) => id !== null))];
}

/** Who takes part in each mail thread: those who wrote or were copied by a participant, and whom we write to. */
export async function participantsOf(db: Db, conversationIds: readonly number[]): Promise<Map<number, Set<string>>> {
  const threads = await db
    .selectFrom('conversations')
    .select(['id', 'address'])
    .where('id', 'in', [...conversationIds])
    .where('channel', '=', 'email')
    .execute();
  const people = new Map(
    threads.map((thread) => [thread.id, new Set(thread.address ? [thread.address.toLowerCase()] : [])]),
  );
  const rows = await db
    .selectFrom('mail_participants')
    .select(['conversation_id', 'address'])
    .where('conversation_id', 'in', [...conversationIds])
    .execute();
  for (const row of rows) people.get(row.conversation_id)?.add(row.address);
  return people;
}
