import { sql } from 'kysely';
import type { ChannelKind } from '../../contract/cases.ts';
import type { Tx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';

/** A closed chat that is silent for longer than this is over: who writes again begins a new conversation. */
const REJOIN_DAYS = 7;

export interface ThreadKey {
  channel: ChannelKind;
  account: string;
  from: { address: string };
}

/** One transaction at a time decides which thread a person's message joins. Held until the commit. */
export async function lockThread(tx: Tx, key: ThreadKey): Promise<void> {
  const name = `${key.channel}\n${key.account}\n${key.from.address}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 1022))`.execute(tx.db);
}

/** The thread that runs with a person on an account of a chat channel: the open one, or one closed a short time ago. */
export async function latestThread(db: Db, key: ThreadKey, now: Date): Promise<number | null> {
  const row = await db
    .selectFrom('conversations')
    .select(['id', 'state', 'last_message_at'])
    .where('channel', '=', key.channel)
    .where('account', '=', key.account)
    .where('address', '=', key.from.address)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!row) return null;
  const fresh = now.getTime() - row.last_message_at.getTime() < REJOIN_DAYS * 86_400_000;
  return row.state === 'open' || fresh ? row.id : null;
}
