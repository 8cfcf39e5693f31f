import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ChannelKind } from '../../contract/cases.ts';
import type { Db } from '../platform/db/index.ts';
import { fold } from '../platform/text.ts';

export interface ListFilter {
  channel?: ChannelKind | undefined;
  state?: 'open' | 'closed' | 'all';
  owner?: { mine: number } | 'nobody' | undefined;
  waiting?: boolean;
  withoutCase?: boolean;
  q?: string | undefined;
  /** The last row of the previous page: newest message, or with `waiting` since when. */
  after?: { at: Date; id: number } | undefined;
  limit: number;
}

/** What a reader must not come to know of, as a condition on `c.id`. */
export type Hidden = RawBuilder<SqlBool>;

/** Conversations, newest message first (`waiting`: longest waiting first); one row more than `limit` tells of a next page. */
export async function listConversations(db: Db, hidden: Hidden, filter: ListFilter) {
  const at = filter.waiting ? 'c.waiting_since' : 'c.last_message_at';
  const way = filter.waiting ? 'asc' : 'desc';
  let query = conversationRows(db)
    .select(sql<string>`to_json(${sql.ref(at)}) #>> '{}'`.as('cursor_key'))
    .where(belongs(hidden, filter))
    .orderBy(at, way)
    .orderBy('c.id', way)
    .limit(filter.limit + 1);
  const { after } = filter;
  if (after)
    query = query.where((e) => e(e.refTuple(at, 'c.id'), filter.waiting ? '>' : '<', e.tuple(after.at, after.id)));
  return query.execute();
}

/** The ids of the whole list in its order: what a file of it holds. */
export async function conversationIds(db: Db, hidden: Hidden, filter: Omit<ListFilter, 'limit' | 'after'>) {
  const order = filter.waiting ? sql`c.waiting_since, c.id` : sql`c.last_message_at desc, c.id desc`;
  const found = await sql<{ id: number }>`
    select c.id from conversations c where ${belongs(hidden, filter)} order by ${order}`.execute(db);
  return found.rows.map((row) => row.id);
}

/** How many conversations a list holds, exactly. */
export async function countListed(db: Db, hidden: Hidden, filter: Omit<ListFilter, 'limit' | 'after'>) {
  const found = await sql<{ total: number }>`
    select count(*)::int as total from conversations c where ${belongs(hidden, filter)}`.execute(db);
  return found.rows[0]?.total ?? 0;
}

/** These conversations in this order, as far as the reader may still see them. */
export async function conversationsByIds(db: Db, hidden: Hidden, ids: readonly number[]): Promise<ConversationRow[]> {
  const rows = await conversationRows(db)
    .where(sql<SqlBool>`c.id = any(${[...ids]}::bigint[]) and not ${hidden}`)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** What decides whether a conversation (`c`) belongs to a list: sight and filters. */
function belongs(hidden: Hidden, filter: Omit<ListFilter, 'limit' | 'after'>): RawBuilder<SqlBool> {
  const conditions: RawBuilder<SqlBool>[] = [sql`not ${hidden}`];
  if (filter.channel) conditions.push(sql`c.channel = ${filter.channel}`);
  if (filter.state === 'open' || filter.state === 'closed') conditions.push(sql`c.state = ${filter.state}`);
  if (filter.owner === 'nobody') conditions.push(sql`c.owner_id is null`);
  else if (filter.owner) conditions.push(sql`c.owner_id = ${filter.owner.mine}`);
  if (filter.waiting) conditions.push(sql`c.waiting_since is not null`);
  if (filter.withoutCase)
    conditions.push(sql`not exists (select from case_conversations l where l.conversation_id = c.id)`);
  if (filter.q) conditions.push(searched(filter.q));
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

/** Every word somewhere in one message, or the address, or the case code. */
function searched(q: string): RawBuilder<SqlBool> {
  const words = fold(q)
    .replace(/[\\%_]/g, (c) => `\\${c}`)
    .split(' ')
    .slice(0, 8);
  const all = sql.join(
    words.map((word) => sql`m.fold like ${`%${word}%`}`),
    sql` and `,
  );
  return sql<SqlBool>`(c.id in (select m.conversation_id from messages m where ${all})
    or c.address = ${q.toLowerCase()} or c.id in (select l.conversation_id from case_conversations l
      join cases k on k.id = l.case_id where k.code = ${q.trim()}))`;
}

const conversationRows = (db: Db) =>
  db
    .selectFrom('conversations as c')
    .leftJoin('users as o', 'o.id', 'c.owner_id')
    .leftJoin('dispositions as d', 'd.code', 'c.disposition')
    .leftJoinLateral(
      (e) =>
        e
          .selectFrom('messages as n')
          .select([
            'n.direction as n_direction',
            'n.kind as n_kind',
            'n.state as n_state',
            'n.retracted_at as n_retracted',
          ])
          .select(sql<string>`left(n.body, 300)`.as('n_body'))
          .select(sql<number>`jsonb_array_length(n.parts)`.as('n_parts'))
          .whereRef('n.conversation_id', '=', 'c.id')
          .orderBy('n.id', 'desc')
          .limit(1)
          .as('n'),
      (join) => join.onTrue(),
    )
    .select([
      'c.id',
      'c.channel',
      'c.account',
      'c.subject',
      'c.address',
      'c.last_message_at',
      'c.last_in_at',
      'c.meta',
      'c.related_to',
      'c.related_why',
      'c.state',
      'c.owner_id',
      'c.citizen_id',
      'c.disposition',
      'c.waiting_since',
      'c.unread',
      'o.username as owner_username',
      'o.display_name as owner_name',
      'd.name as disposition_name',
      'n.n_direction',
      'n.n_kind',
      'n.n_state',
      'n.n_body',
      'n.n_parts',
      'n.n_retracted',
    ]);

export type ConversationRow = Awaited<ReturnType<typeof conversationById>> & object;

export async function conversationById(db: Db, id: number) {
  return conversationRows(db).where('c.id', '=', id).executeTakeFirst();
}

/** How many open conversations there are: all, of this person, of nobody, and waiting for us. */
export async function countConversations(db: Db, hidden: Hidden, userId: number | null) {
  const { rows } = await sql<{ open: number; mine: number; unassigned: number; waiting: number }>`
    select count(*)::int as open, count(*) filter (where c.owner_id = ${userId})::int as mine,
      count(*) filter (where c.owner_id is null)::int as unassigned,
      count(*) filter (where c.waiting_since is not null)::int as waiting
    from conversations c where c.state = 'open' and not ${hidden}`.execute(db);
  return rows[0] ?? { open: 0, mine: 0, unassigned: 0, waiting: 0 };
}

/** Author of the newest message that came in, per conversation: the name that the inbox shows. */
export async function lastAuthors(db: Db, ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('messages')
    .distinctOn('conversation_id')
    .select(['conversation_id', 'author_name'])
    .where('conversation_id', 'in', ids)
    .where('direction', '=', 'in')
    .orderBy('conversation_id')
    .orderBy('id', 'desc')
    .execute();
  return new Map(rows.map((r) => [r.conversation_id, r.author_name]));
}
