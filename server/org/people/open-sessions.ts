import { type RawBuilder, sql } from 'kysely';
import type { ApiToken } from '../../../contract/people-admin.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { cutPage, momentCursor } from '../../platform/cursor.ts';
import type { Db } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import { fold } from '../../platform/text.ts';
import { transact } from '../../platform/transact.ts';
import { aboutUser, sessionsEnded } from '../events.ts';
import { SESSION_IDLE } from '../load-actor.ts';
import { userByUsername } from '../queries.ts';
import { closeSessions } from '../sessions.ts';

export interface SessionRow {
  id: number;
  user: { code: string; name: string };
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  address: string;
  userAgent: string;
}

/** What decides whether a session belongs to the list: still good, of people whose name matches `q` without accents. */
function listed(now: Date, q: string | undefined): RawBuilder<unknown> {
  const words = q === undefined ? '' : fold(q);
  return sql`sessions s join users u on u.id = s.user_id
    where s.expires_at > ${now} and s.last_seen_at > ${new Date(now.getTime() - SESSION_IDLE)}
      and (${words} = '' or strpos(lower(unaccent(normalize(u.display_name, NFC))), ${words}) > 0 or strpos(u.username, ${words}) > 0)`;
}

// Kept in milliseconds in the cursor, so compared in milliseconds.
const SEEN = sql`date_trunc('milliseconds', s.last_seen_at)`;

async function sessionRows(db: Db, from: RawBuilder<unknown>, limit: number | null): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select s.id, jsonb_build_object('code', u.username, 'name', u.display_name) as user, s.created_at as "createdAt",
      ${SEEN} as "lastSeenAt", s.expires_at as "expiresAt", s.address, s.user_agent as "userAgent"
    from ${from} order by 4 desc, s.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Sessions, last seen first; the first page also says how many there are. */
export async function openSessions(
  db: Db,
  now: Date,
  { q, cursor, limit }: { q?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: SessionRow[]; nextCursor: string | null; total: number | null }> {
  const after = momentCursor(cursor);
  const whole = listed(now, q);
  const page = after === null ? whole : sql`${whole} and (${SEEN}, s.id) < (${after.at}, ${after.id})`;
  const { shown, last } = cutPage(await sessionRows(db, page, limit + 1), limit);
  const counted = after === null ? await sql<{ n: number }>`select count(*)::int as n from ${whole}`.execute(db) : null;
  return {
    items: shown,
    nextCursor: last && `${last.lastSeenAt.getTime()}_${last.id}`,
    total: counted?.rows[0]?.n ?? null,
  };
}

/** Every one of them: as many as there are people at work. */
export const everySession = (db: Db, now: Date, q: string | undefined): Promise<SessionRow[]> =>
  sessionRows(db, listed(now, q), null);

/** Ends one session of somebody. Ending what is over already is no error and not recorded. */
export async function endOneSession(ctx: Ctx, actor: Actor, id: number): Promise<void> {
  await transact(ctx, async (tx) => {
    const gone = await tx.db.deleteFrom('sessions').where('id', '=', id).returning('user_id').executeTakeFirst();
    if (!gone) return;
    tx.record({
      type: sessionsEnded.type,
      actor,
      data: { reason: 'ended_by_admin', count: 1 },
      ...aboutUser(gone.user_id),
    });
  });
}

/** Signs somebody out everywhere. */
export async function endAllSessionsOf(ctx: Ctx, actor: Actor, username: string): Promise<void> {
  const user = await userByUsername(ctx.db, username);
  if (!user)
    throw new AppError('not_found', {
      detail: { vi: `Không có người dùng ${username}.`, en: `There is no user ${username}.` },
    });
  await transact(ctx, (tx) => closeSessions(tx, actor, user.id, 'ended_by_admin'));
}

interface TokenRow {
  id: number;
  user: { code: string; name: string };
  name: string;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}
/** API tokens without their secrets, the valid ones first; an installation has some dozens. */
export async function apiTokens(db: Db, now: Date): Promise<ApiToken[]> {
  const { rows } = await sql<TokenRow>`
    select k.id, jsonb_build_object('code', u.username, 'name', u.display_name) as user, k.name, k.created_at as "createdAt",
      k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt"
    from api_tokens k join users u on u.id = k.user_id
    order by (k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now})) desc, k.id desc`.execute(db);
  const when = (at: Date | null) => at && isoLocal(at);
  return rows.map(({ revokedAt, ...k }) => ({
    ...k,
    createdAt: isoLocal(k.createdAt),
    expiresAt: when(k.expiresAt),
    lastUsedAt: when(k.lastUsedAt),
    state: revokedAt ? 'revoked' : k.expiresAt && k.expiresAt <= now ? 'expired' : 'valid',
  }));
}
