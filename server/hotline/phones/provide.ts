/**
 * Soft-phones: an account at Asterisk per signed-in person, made over ARI, as short-lived as his session. Asterisk keeps
 * them in memory only, so they are made again after it has been started anew.
 */
import { randomBytes } from 'node:crypto';
import { SYSTEM } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { giveOutWaiting } from '../../routing/index.ts';
import type { Ari } from '../asterisk/ari.ts';
import { phoneChanged } from '../events.ts';
import { newestPhone, tellPhoneGone, tellPhoneThere } from './in-calls.ts';

/** An account outlives no working day. Milliseconds. */
const LIFE_MS = 12 * 3_600_000;
/** No sound for so long: the line of a telephone is dead, and the citizen is not left alone in it. Seconds. */
const SILENT_SECONDS = 12;

const PURPOSE = 'phone';

export interface Account {
  id: number;
  sipUser: string;
  password: string;
  /** A browser; false: a telephone or program that speaks plain SIP. */
  webrtc: boolean;
  expiresAt: Date;
}

export interface NewPhone {
  device?: string | null;
  webrtc?: boolean;
  /** Which browser; null: a telephone that asks nobody. */
  place?: string | null;
  /** Although another browser has it. */
  take?: boolean;
}

/**
 * A new account for this person; the one before ends, and a talk that it had goes on with this one.
 * @throws AppError `not_now` where another browser has it
 */
export async function newAccount(
  ctx: Ctx,
  who: { userId: number; sessionId: number | null },
  { device = null, webrtc = true, place = null, take = false }: NewPhone = {},
): Promise<Account> {
  const password = randomBytes(18).toString('base64url');
  const sipUser = `a${who.userId}-${randomBytes(4).toString('hex')}`;
  return transact(ctx, async (tx) => {
    await tx.db.selectFrom('users').select('id').where('id', '=', who.userId).forUpdate().execute();
    const before = await newestPhone(tx, who.userId);
    if (before && place !== null && before.place !== place && before.inUse && !take)
      throw new AppError('not_now', {
        detail: {
          vi: `Điện thoại của bạn đang mở ở ${before.device ?? 'máy khác'}.`,
          en: `Your telephone is open on ${before.device ?? 'another machine'}.`,
        },
        data: { device: before.device },
      });
    await putAway(tx, who.userId);
    const expiresAt = new Date(tx.now.getTime() + LIFE_MS);
    const row = await tx.db
      .insertInto('phone_accounts')
      .values({
        user_id: who.userId,
        session_id: who.sessionId,
        sip_user: sipUser,
        secret: ctx.secrets.seal(password, PURPOSE),
        device,
        place,
        webrtc,
        created_at: tx.now,
        expires_at: expiresAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { id: row.id, sipUser, password, webrtc, expiresAt };
  });
}

/**
 * Ends the account of a person in the database; the process that leads takes it out of Asterisk. What this telephone
 * was in is told: its line is dead from here on, whatever Asterisk still believes.
 * @param only nothing happens when it is another one by now
 */
export async function putAway(tx: Tx, userId: number, only?: number): Promise<boolean> {
  const ended = await tx.db
    .updateTable('phone_accounts')
    .set({ removed_at: tx.now })
    .where('user_id', '=', userId)
    .where('removed_at', 'is', null)
    .$if(only !== undefined, (q) => q.where('id', '=', only as number))
    .returning('id')
    .executeTakeFirst();
  if (!ended) return false;
  await tellPhoneGone(tx, userId);
  tellPhone(tx, userId, false);
  return true;
}

const fields = (values: Record<string, string>) => ({
  fields: Object.entries(values).map(([attribute, value]) => ({ attribute, value })),
});

/** Makes an account at Asterisk; making it again changes nothing. */
export async function provide(
  ari: Pick<Ari, 'call' | 'url'>,
  { sipUser, password, webrtc }: Pick<Account, 'sipUser' | 'password' | 'webrtc'>,
): Promise<void> {
  const at = (kind: string) => `/asterisk/config/dynamic/res_pjsip/${kind}/${sipUser}`;
  const loopback = /\/\/127\./.test(ari.url);
  await ari.call('PUT', at('auth'), {}, fields({ auth_type: 'digest', username: sipUser, password }));
  await ari.call(
    'PUT',
    at('aor'),
    {},
    fields({ max_contacts: '1', remove_existing: 'yes', qualify_frequency: '15', minimum_expiration: '30' }),
  );
  await ari.call(
    'PUT',
    at('endpoint'),
    {},
    fields({
      context: 'from-agents',
      aors: sipUser,
      auth: sipUser,
      disallow: 'all',
      allow: 'alaw,ulaw,opus',
      ...(webrtc
        ? { webrtc: 'yes', dtls_auto_generate_cert: 'yes' }
        : { rtp_symmetric: 'yes', force_rport: 'yes', rewrite_contact: 'yes' }),
      direct_media: 'no',
      language: 'vi',
      rtp_timeout: String(SILENT_SECONDS),
      ...(loopback ? { media_address: new URL(ari.url).hostname, bind_rtp_to_media_address: 'yes' } : {}),
    }),
  );
}

export async function withdraw(ari: Ari, sipUser: string): Promise<void> {
  for (const kind of ['endpoint', 'aor', 'auth'])
    await ari.attempt('DELETE', `/asterisk/config/dynamic/res_pjsip/${kind}/${sipUser}`);
}

/** After a connect: every living account is at Asterisk, and who is registered is known. */
export async function provideAll(ctx: Ctx, ari: Ari): Promise<void> {
  const accounts = await ctx.db.selectFrom('phone_accounts').selectAll().where('removed_at', 'is', null).execute();
  const endpoints = await ari.call<{ resource: string; state?: string }[]>('GET', '/endpoints/PJSIP');
  const online = new Map(endpoints.map((one) => [one.resource, one.state === 'online']));
  for (const account of accounts) {
    if (!online.has(account.sip_user))
      await provide(ari, {
        sipUser: account.sip_user,
        password: ctx.secrets.open(account.secret, PURPOSE),
        webrtc: account.webrtc,
      });
    await phoneHeard(ctx, account.sip_user, online.get(account.sip_user) ?? false);
  }
  const known = new Set(accounts.map((account) => account.sip_user));
  for (const name of online.keys()) if (/^a\d+-[0-9a-f]{8}$/.test(name) && !known.has(name)) await withdraw(ari, name);
}

/** A telephone has come or gone. Who is there again gets what waits. */
export async function phoneHeard(ctx: Ctx, sipUser: string, there: boolean): Promise<void> {
  await transact(ctx, async (tx) => {
    const account = await tx.db
      .selectFrom('phone_accounts')
      .select(['id', 'user_id', 'registered_at'])
      .where('sip_user', '=', sipUser)
      .where('removed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!account || (account.registered_at !== null) === there) return;
    await tx.db
      .updateTable('phone_accounts')
      .set(there ? { registered_at: tx.now, lost_at: null } : { registered_at: null, lost_at: tx.now })
      .where('id', '=', account.id)
      .execute();
    tellPhone(tx, account.user_id, there);
    if (!there) return;
    await tellPhoneThere(tx, account.user_id);
    await giveOutWaiting(tx);
  });
}

export function tellPhone(tx: Tx, userId: number, registered: boolean): void {
  tx.record({
    type: phoneChanged.type,
    actor: SYSTEM,
    subject: { type: 'user', id: String(userId) },
    data: { user: userId, registered },
    audience: { to: ['supervisor', `user:${userId}`] },
  });
}

/** Accounts whose session or time is over end; what ended elsewhere is taken out of Asterisk. */
export async function expirePhones(ctx: Ctx, ari: Ari): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db
    .updateTable('phone_accounts')
    .set({ removed_at: now })
    .where('removed_at', 'is', null)
    .where((e) => e.or([e('session_id', 'is', null), e('expires_at', '<=', now)]))
    .execute();
  const over = await ctx.db
    .selectFrom('phone_accounts')
    .select(['id', 'sip_user'])
    .where('removed_at', 'is not', null)
    .where('secret', '<>', '')
    .limit(50)
    .execute();
  for (const { id, sip_user } of over) {
    await withdraw(ari, sip_user);
    // Nothing to make it again from.
    await ctx.db.updateTable('phone_accounts').set({ secret: '', registered_at: null }).where('id', '=', id).execute();
  }
}
