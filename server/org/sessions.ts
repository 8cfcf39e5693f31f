import type { FastifyReply } from 'fastify';
import type { Actor } from '../platform/auth/index.ts';
import type { Config } from '../platform/config.ts';
import type { Tx } from '../platform/context.ts';
import { hashSecret, randomToken } from '../platform/ids.ts';
import { storable } from '../platform/text.ts';
import { aboutUser, sessionsEnded } from './events.ts';
import { SESSION_COOKIE, SESSION_IDLE, SESSION_LONGEST } from './load-actor.ts';

/** From where somebody signs in; shown to that person in the list of sessions. */
export interface Device {
  address: string;
  userAgent: string;
}

export interface OpenedSession {
  id: number;
  /** Goes into the cookie; only its hash is kept. */
  secret: string;
  expiresAt: Date;
}

/** Opens a session and clears the expired ones of the same person. */
export async function openSession(tx: Tx, userId: number, device: Device): Promise<OpenedSession> {
  const idleSince = new Date(tx.now.getTime() - SESSION_IDLE);
  await tx.db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where((e) => e.or([e('expires_at', '<=', tx.now), e('last_seen_at', '<=', idleSince)]))
    .execute();
  const secret = randomToken(32);
  const expiresAt = new Date(tx.now.getTime() + SESSION_LONGEST);
  const row = await tx.db
    .insertInto('sessions')
    .values({
      token_hash: hashSecret(secret),
      user_id: userId,
      created_at: tx.now,
      last_seen_at: tx.now,
      expires_at: expiresAt,
      address: device.address,
      user_agent: storable(device.userAgent).slice(0, 300),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id, secret, expiresAt };
}

/** Ends the sessions of a person, all or all but one. One event, if there was anything to end. */
export async function closeSessions(
  tx: Tx,
  actor: Actor,
  userId: number,
  reason: 'signed_out_everywhere' | 'password_changed' | 'password_reset' | 'disabled' | 'ended_by_admin',
  except: number | null = null,
): Promise<void> {
  let ended = tx.db.deleteFrom('sessions').where('user_id', '=', userId);
  if (except !== null) ended = ended.where('id', '<>', except);
  const count = (await ended.returning('id').execute()).length;
  if (count > 0) tx.record({ type: sessionsEnded.type, actor, data: { reason, count }, ...aboutUser(userId) });
}

const cookieOptions = (config: Config) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  // On plain http (first start on one's own machine) a Secure cookie would never come back.
  secure: config.publicUrl?.startsWith('https:') ?? false,
});

export function giveCookie(reply: FastifyReply, config: Config, session: OpenedSession): void {
  reply.setCookie(SESSION_COOKIE, session.secret, { ...cookieOptions(config), expires: session.expiresAt });
}

export function takeCookie(reply: FastifyReply, config: Config): void {
  reply.clearCookie(SESSION_COOKIE, cookieOptions(config));
}
