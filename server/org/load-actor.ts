import type { FastifyRequest } from 'fastify';
import { type RawBuilder, sql } from 'kysely';
import type { Actor, HeldRole } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { type Db, PREPARED, type Tx } from '../platform/db/index.ts';
import { hashSecret } from '../platform/ids.ts';
import { standInsOf, validRole } from './acting.ts';
import { permissionsOf } from './permissions.ts';

export const SESSION_COOKIE = 'sid';

/** Idle time after which a session is over, and the longest a session may last. Milliseconds. */
export const SESSION_IDLE = 12 * 3_600_000;
export const SESSION_LONGEST = 7 * 86_400_000;

/** A session's last use is written at most this often. */
const SEEN_EVERY = 60_000;

interface LoadedActor {
  id: number;
  username: string;
  display_name: string;
  must_change_password: boolean;
  session_id: number | null;
  token_id: number | null;
  seen_at: Date | null;
  roles: HeldRole[];
}

/** The secret a request brings: `Authorization: Bearer` wins over the session cookie. */
export function secretOf(
  request: Pick<FastifyRequest, 'headers' | 'cookies'>,
): { kind: 'session' | 'token'; secret: string } | null {
  const bearer = /^Bearer +(\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer) return { kind: 'token', secret: bearer };
  const cookie = request.cookies[SESSION_COOKIE];
  return cookie && cookie.length <= 200 ? { kind: 'session', secret: cookie } : null;
}

/**
 * Who sent a request, with all rights of this moment (so that taking a right away works at once). Null when the
 * secret is missing, unknown, expired or revoked, or the user is disabled.
 * @param options.quiet do not count it as use: a page that only listens must not keep an idle session alive
 */
export async function authenticate(
  ctx: Ctx,
  request: Pick<FastifyRequest, 'headers' | 'cookies'>,
  { quiet = false }: { quiet?: boolean } = {},
): Promise<Actor | null> {
  const given = secretOf(request);
  if (!given) return null;
  const now = ctx.clock.now();
  const row = await load(ctx.db, holderOf(given.kind, given.secret, now), now);
  if (!row) return null;
  if (quiet) return asActor(row);
  if (row.seen_at === null || now.getTime() - row.seen_at.getTime() >= SEEN_EVERY) await touch(ctx, row, now);
  return asActor(row);
}

/** The account behind a secret: a query for `(user_id, session_id, token_id, seen_at)`. */
function holderOf(kind: 'session' | 'token', secret: string, now: Date): RawBuilder<unknown> {
  const hash = hashSecret(secret);
  return kind === 'session'
    ? sql`select s.user_id, s.id as session_id, null::bigint as token_id, s.last_seen_at as seen_at from sessions s
        where s.token_hash = ${hash} and s.expires_at > ${now} and s.last_seen_at > ${new Date(now.getTime() - SESSION_IDLE)}`
    : sql`select t.user_id, null::bigint as session_id, t.id as token_id, t.last_used_at as seen_at from api_tokens t
        where t.token_hash = ${hash} and t.revoked_at is null and (t.expires_at is null or t.expires_at > ${now})`;
}

/**
 * The account with its dated roles in one statement; a second one only for somebody named as a deputy now, because
 * planning the walk along chains of deputies would cost every request more than all the rest.
 */
async function load(db: Db | Tx, holder: RawBuilder<unknown>, now: Date): Promise<LoadedActor | null> {
  const found = await sql<
    LoadedActor & { deputy: boolean }
  >`${PREPARED} select u.id, u.username, u.display_name, u.must_change_password, b.session_id, b.token_id, b.seen_at,
      coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'unitId', t.id, 'unitCode', t.code, 'unitName', t.name) order by t.code, r.role)
        from user_roles r join units t on t.id = r.unit_id where r.user_id = u.id and ${validRole(now)}), '[]') as roles,
      exists (select from delegations d where d.deputy_id = u.id and d.starts_at <= ${now} and d.ends_at > ${now}) as deputy
    from (${holder}) b join users u on u.id = b.user_id where u.disabled_at is null`.execute(db);
  const row = found.rows[0];
  if (!row?.deputy) return row ?? null;
  const own = new Set(row.roles.map((r) => `${r.role}@${r.unitId}`));
  const standIns = (await standInsOf(db, row.id, now)).filter((s) => !own.has(`${s.role}@${s.unitId}`));
  const held = standIns.map(({ role, unitId, unitCode, unitName, absent }) => {
    const inPlaceOf = { userId: absent.userId, displayName: absent.displayName };
    return { role, unitId, unitCode, unitName, inPlaceOf };
  });
  return { ...row, roles: [...row.roles, ...held] };
}

async function touch(ctx: Ctx, row: LoadedActor, now: Date): Promise<void> {
  if (row.session_id !== null) {
    await ctx.db
      .updateTable('sessions')
      .set({ last_seen_at: now })
      .where('id', '=', row.session_id)
      .where('last_seen_at', '<', now)
      .execute();
  } else if (row.token_id !== null) {
    await ctx.db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', row.token_id).execute();
  }
}

function asActor(row: LoadedActor): Actor {
  return {
    kind: 'user',
    userId: row.id,
    username: row.username,
    displayName: row.display_name,
    roles: row.roles,
    permissions: permissionsOf(row.roles.map((r) => r.role)),
    audiences: audiencesOf(row.id, row.roles),
    mustChangePassword: row.must_change_password,
    sessionId: row.session_id,
  };
}

/** What a reader is for event audiences. Publishers and administrators hear of their own kinds only. */
export function audiencesOf(userId: number, roles: readonly HeldRole[]): Set<string> {
  const audiences = new Set([`user:${userId}`]);
  for (const { role, unitId } of roles) {
    // Named by `except` only: a report about the conduct of a unit is kept from everybody who holds any role in it.
    audiences.add(`any_role_in:${unitId}`);
    if (role === 'officer' || role === 'unit_leader') audiences.add(`unit:${unitId}`);
    if (role === 'agent' || role === 'supervisor' || role === 'province_leader') audiences.add('all_cases');
    if (role === 'admin' || role === 'publisher' || role === 'supervisor') audiences.add(role);
  }
  return audiences;
}

/**
 * A person with the rights of this moment, without a session: for commands of the CLI, demonstrations and tests. Null
 * when there is no such user or the account is disabled.
 */
export async function actorOf(db: Db | Tx, username: string, now: Date): Promise<Actor | null> {
  const holder = sql`select id as user_id, null::bigint as session_id, null::bigint as token_id, null::timestamptz as seen_at
    from users where username = ${username}`;
  const row = await load(db, holder, now);
  return row && asActor(row);
}
