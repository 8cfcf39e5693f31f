import { type RawBuilder, sql } from 'kysely';
import { NOTICE_KINDS, type Notice, type NoticeKind } from '../../contract/notices.ts';
import type { TemplateLanguage } from '../../contract/templates.ts';
import { caseVisible } from '../cases/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { cutPage, idCursor } from '../platform/cursor.ts';
import type { Db } from '../platform/db/index.ts';
import type { NoticeFacts } from './facts.ts';
import { KINDS } from './kinds.ts';
import { noticeWords } from './words.ts';

/** A notice of a case that one may not see any more is not shown, nor counted, nor mailed: sight is asked again. */
export const stillSeen = (actor: Actor) =>
  sql<boolean>`(n.case_id is null or ${caseVisible(actor, sql.ref('n.case_id'))})`;

export interface NoticeRow {
  id: number;
  kind: string;
  caseCode: string | null;
  caseTitle: string | null;
  conversationId: number | null;
  data: NoticeFacts;
  at: Date;
  readAt: Date | null;
}

/** Everything a notice shows, under the aliases n (notices) and c (cases). */
export const noticeColumns = sql`n.id, n.kind, c.code as "caseCode", c.title as "caseTitle",
  n.conversation_id as "conversationId", n.data, n.created_at as "at", n.read_at as "readAt"`;

/** Kinds of a later release that this one does not know are left out. */
export const isKnown = (kind: string): kind is NoticeKind => (NOTICE_KINDS as readonly string[]).includes(kind);

async function present(db: Db, row: NoticeRow, language: TemplateLanguage): Promise<Notice> {
  const kind = row.kind as NoticeKind;
  return {
    id: String(row.id),
    kind,
    ...(await noticeWords(db, kind, row.data, language)),
    caseCode: row.caseCode,
    caseTitle: row.caseTitle,
    conversationId: row.conversationId === null ? null : String(row.conversationId),
    pressing: KINDS[kind].pressing,
    at: isoLocal(row.at),
    read: row.readAt !== null,
  };
}

export interface NoticeFilter {
  unread: boolean;
  cursor?: string | undefined;
  limit: number;
  language: TemplateLanguage;
}

/** What a person was told, newest first, and how much of it is unread. */
export async function listNotices(db: Db, actor: Actor, filter: NoticeFilter) {
  const before = idCursor(filter.cursor);
  const rows = await noticeRows(
    db,
    sql`${listed(actor, filter)} and ${before === null ? sql`true` : sql`n.id < ${before}::bigint`}`,
    filter.limit + 1,
  );
  const { shown, last } = cutPage(rows, filter.limit);
  const unread = await countUnread(db, actor);
  return {
    items: await presentAll(db, shown, filter.language),
    nextCursor: last && String(last.id),
    total: before !== null ? null : filter.unread ? unread : await countNotices(db, actor, filter),
    unread,
  };
}

/** What decides whether a notice belongs to a person's list. */
const listed = (actor: Actor, { unread }: Pick<NoticeFilter, 'unread'>) =>
  sql<boolean>`n.user_id = ${actor.userId} and n.on_desk and n.kind = any(${[...NOTICE_KINDS]}::text[])
    and ${unread ? sql`n.read_at is null` : sql`true`} and ${stillSeen(actor)}`;

async function noticeRows(db: Db, where: RawBuilder<boolean>, limit: number): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`select ${noticeColumns} from notices n left join cases c on c.id = n.case_id
    where ${where} order by n.id desc limit ${limit}`.execute(db);
  return rows;
}

async function presentAll(db: Db, rows: readonly NoticeRow[], language: TemplateLanguage): Promise<Notice[]> {
  const items: Notice[] = [];
  for (const row of rows) items.push(await present(db, row, language));
  return items;
}

async function countNotices(db: Db, actor: Actor, filter: Pick<NoticeFilter, 'unread'>): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from notices n where ${listed(actor, filter)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** The number at the bell. */
export const countUnread = (db: Db, actor: Actor): Promise<number> => countNotices(db, actor, { unread: true });

/** The ids of a person's whole list, newest first. */
export async function noticeIds(db: Db, actor: Actor, filter: Pick<NoticeFilter, 'unread'>): Promise<number[]> {
  const { rows } = await sql<{
    id: number;
  }>`select n.id from notices n where ${listed(actor, filter)} order by n.id desc`.execute(db);
  return rows.map((row) => row.id);
}

/** These of his notices, newest first, as far as he may still see what they are about. */
export async function noticesByIds(
  db: Db,
  actor: Actor,
  ids: readonly number[],
  language: TemplateLanguage,
): Promise<Notice[]> {
  const where = sql<boolean>`${listed(actor, { unread: false })} and n.id = any(${[...ids]}::bigint[])`;
  return presentAll(db, await noticeRows(db, where, ids.length), language);
}

/** Which notices to mark; only one's own are ever touched. */
export type ReadWhat = { ids: string[] } | { case: string } | { all: true; upTo?: string | undefined };

/** Marks notices as read; a mail that still waits for them is not needed any more. Returns what stays unread. */
export async function markRead(ctx: Ctx, actor: Actor, what: ReadWhat): Promise<number> {
  const now = ctx.clock.now();
  const which =
    'ids' in what
      ? sql`n.id = any(${what.ids.map(Number)}::bigint[])`
      : 'case' in what
        ? sql`n.case_id = (select id from cases where code = ${what.case})`
        : sql`n.id <= ${what.upTo === undefined ? Number.MAX_SAFE_INTEGER : Number(what.upTo)}`;
  await sql`update notices n set read_at = ${now}, mail_due_at = null
    where n.user_id = ${actor.userId} and n.read_at is null and ${which}`.execute(ctx.db);
  return countUnread(ctx.db, actor);
}
