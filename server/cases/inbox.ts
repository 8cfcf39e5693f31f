/** The inbox as one reader sees it: what is hidden from him, and conversations as JSON with their cases. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Conversation, ConversationFilter } from '../../contract/conversations.ts';
import { citizensById } from '../citizens/index.ts';
import {
  authorName,
  type ConversationRow,
  conversationById,
  inShort,
  lastAuthors,
  told,
} from '../conversations/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import type { SpokenLanguage } from '../platform/said.ts';
import { caseVisible, keptCases } from './visible.ts';

/** Conversations (`c.id`) one of whose cases this reader must not see: a report about his own unit. */
export function hiddenFrom(actor: Actor, column = 'c.id'): RawBuilder<SqlBool> {
  const id = sql.ref(column);
  const hidden = actor.audiences.has('all_cases')
    ? sql`l.case_id in (${keptCases(actor)})`
    : sql`not ${caseVisible(actor, sql.ref('l.case_id'))}`;
  return sql<SqlBool>`(${id} in (select l.conversation_id from case_conversations l where ${hidden}))`;
}

/** What the reader asks of the inbox, as the filter of its lists. */
export function listFilter(
  actor: Actor,
  query: Pick<ConversationFilter, 'channel' | 'state' | 'whose' | 'waiting' | 'withoutCase' | 'q'>,
) {
  return {
    channel: query.channel,
    state: query.state,
    owner:
      query.whose === 'mine'
        ? { mine: actor.userId ?? 0 }
        : query.whose === 'unassigned'
          ? ('nobody' as const)
          : undefined,
    waiting: query.waiting,
    withoutCase: query.withoutCase,
    q: query.q || undefined,
  };
}

/** One conversation for this reader. @throws AppError `not_found` also when it is hidden from him */
export async function findConversation(db: Db, actor: Actor, id: string | number): Promise<ConversationRow> {
  const row = await conversationById(db, Number(id));
  const missing = new AppError('not_found', {
    detail: { vi: 'Không có hội thoại này.', en: 'There is no such conversation.' },
  });
  if (!row) throw missing;
  const hidden = await sql<{ hidden: boolean }>`select ${hiddenFrom(actor)} as hidden
    from conversations c where c.id = ${row.id}`.execute(db);
  if (hidden.rows[0]?.hidden !== false) throw missing;
  return row;
}

/** The newest case of a conversation, whose number a reply carries. */
export async function newestCase(db: Db, conversationId: number): Promise<{ id: number; code: string } | undefined> {
  return db
    .selectFrom('case_conversations as l')
    .innerJoin('cases as k', 'k.id', 'l.case_id')
    .select(['k.id', 'k.code'])
    .where('l.conversation_id', '=', conversationId)
    .orderBy('k.id', 'desc')
    .executeTakeFirst();
}

async function codesOf(db: Db, ids: readonly number[]): Promise<Map<number, string[]>> {
  const codes = new Map<number, string[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return codes;
  const rows = await db
    .selectFrom('case_conversations as l')
    .innerJoin('cases as k', 'k.id', 'l.case_id')
    .select(['l.conversation_id', 'k.code'])
    .where('l.conversation_id', 'in', [...ids])
    .orderBy('k.id', 'desc')
    .execute();
  for (const row of rows) codes.get(row.conversation_id)?.push(row.code);
  return codes;
}

/** Rows as JSON; the reader may see them all. */
export async function presentConversations(
  db: Db,
  rows: readonly ConversationRow[],
  language: SpokenLanguage,
): Promise<Conversation[]> {
  const ids = rows.map((r) => r.id);
  const authors = await lastAuthors(db, ids);
  const citizens = new Map(
    (await citizensById(db, [...new Set(rows.flatMap((r) => r.citizen_id ?? []))])).map((one) => [one.id, one]),
  );
  const codes = await codesOf(db, [...new Set([...ids, ...rows.flatMap((r) => r.related_to ?? [])])]);
  return rows.map((r) => {
    const citizen = r.citizen_id === null ? undefined : citizens.get(r.citizen_id);
    const name = authors.get(r.id) ?? citizen?.name ?? null;
    return {
      id: String(r.id),
      channel: r.channel,
      subject: r.subject,
      citizenName: name && authorName(name)[language],
      address: r.address,
      cases: codes.get(r.id) ?? [],
      related: r.related_to === null ? [] : (codes.get(r.related_to) ?? []),
      lastMessageAt: isoLocal(r.last_message_at),
      state: r.state,
      owner: r.owner_username === null ? null : { code: r.owner_username, name: r.owner_name ?? r.owner_username },
      disposition: r.disposition === null ? null : { code: r.disposition, name: r.disposition_name ?? r.disposition },
      waitingSince: r.waiting_since && isoLocal(r.waiting_since),
      unread: r.unread,
      citizenId: citizen ? String(citizen.merged_into ?? citizen.id) : null,
      preview: previewOf(r, language),
      failed: r.n_direction === 'out' && (r.n_state === 'failed' || r.n_state === 'bounced'),
    };
  });
}

function previewOf(r: ConversationRow, language: SpokenLanguage): Conversation['preview'] {
  if (r.n_direction === null || r.n_kind === null) return null;
  return {
    direction: r.n_direction,
    kind: r.n_retracted ? 'retracted' : r.n_kind,
    text: inShort(told({ kind: r.n_kind, body: r.n_body ?? '' })[language], 120),
  };
}
