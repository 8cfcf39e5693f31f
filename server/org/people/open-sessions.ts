import { sql } from 'kysely';
import type { ApiToken } from '../../../contract/people-admin.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/index.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { fold } from '../../platform/text.ts';
import { transact } from '../../platform/transact.ts';
import { aboutUser, sessionsEnded } from '../events.ts';
import { SESSION_IDLE } from '../load-actor.ts';
import { userByUsername } from '../queries.ts';
import { closeSessions } from '../sessions.ts';

interface SessionRow {
  id: number;
  user: { code: string; name: string };
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  address: string;
  userAgent: string;
}

/** Last seen and id of the last row of a page: the place after which the next one begins. */
function placeOf(cursor: string | undefined): { at: Date; id: number } | null {
  if (cursor === undefined) return null;
  const [, ms, id] = /^(\d{1,15})-(\d{1,18})$/.exec(cursor) ?? [];
  if (ms === undefined || id === undefined)
    throw invalidField(
      'cursor',
      { vi: 'Con trỏ trang không hợp lệ.', en: 'The page cursor is not valid.' },
      'bad_cursor',
    );
  return { at: new Date(Number(ms)), id: Number(id) };
}

/** Sessions that are still good, last seen first, of people whose name matches `q` without accents. */
export async function openSessions(
  db: Db,
  now: Date,
  { q, cursor, limit }: { q?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: SessionRow[]; nextCursor: string | null }> {
  const after = placeOf(cursor);
  const words = q === undefined ? '' : fold(q);
  // Kept in milliseconds in the cursor, so compared in milliseconds.
  const seen = sql`date_trunc('milliseconds', s.last_seen_at)`;
  const { rows } = await sql<SessionRow>`
    select s.id, jsonb_build_object('code', u.username, 'name', u.display_name) as user, s.created_at as "createdAt",
      ${seen} as "lastSeenAt", s.expires_at as "expiresAt", s.address, s.user_agent as "userAgent"
    from sessions s join users u on u.id = s.user_id
    where s.expires_at > ${now} and s.last_seen_at > ${new Date(now.getTime() - SESSION_IDLE)}
      and (${words} = '' or strpos(lower(unaccent(normalize(u.display_name, NFC))), ${words}) > 0 or strpos(u.username, ${words}) > 0)
      ${after === null ? sql`` : sql`and (${seen}, s.id) < (${after.at}, ${after.id})`}
    order by 4 desc, s.id desc limit ${limit + 1}`.execute(db);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const nextCursor = rows.length > limit && last ? `${last.lastSeenAt.getTime()}-${last.id}` : null;
  return { items, nextCursor };
}

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
const TOKENS_SHOWN = 500;

/** API tokens without their secrets, the valid ones first. */
export async function apiTokens(db: Db, now: Date): Promise<ApiToken[]> {
  const { rows } = await sql<TokenRow>`
    select k.id, jsonb_build_object('code', u.username, 'name', u.display_name) as user, k.name, k.created_at as "createdAt",
      k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt"
    from api_tokens k join users u on u.id = k.user_id
    order by (k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now})) desc, k.id desc limit ${TOKENS_SHOWN}`.execute(
    db,
  );
  const when = (at: Date | null) => at && isoLocal(at);
  return rows.map(({ revokedAt, ...k }) => ({
    ...k,
    createdAt: isoLocal(k.createdAt),
    expiresAt: when(k.expiresAt),
    lastUsedAt: when(k.lastUsedAt),
    state: revokedAt ? 'revoked' : k.expiresAt && k.expiresAt <= now ? 'expired' : 'valid',
  }));
}
