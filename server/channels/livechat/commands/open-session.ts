import { sql } from 'kysely';
import type { WidgetLanguage } from '../../../../contract/widget.ts';
import { toE164 } from '../../../citizens/index.ts';
import type { Ctx, Tx } from '../../../platform/context.ts';
import { AppError } from '../../../platform/errors.ts';
import { hashSecret, randomToken } from '../../../platform/ids.ts';
import { storable } from '../../../platform/text.ts';
import { transact } from '../../../platform/transact.ts';
import { isVouchedFor } from '../identity.ts';
import { endSessions, giveToken } from '../sessions.ts';
import { type Site, secretPurpose } from '../sites.ts';

export interface Identity {
  id: string;
  name?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  exp: number;
  hash: string;
}

export interface OpenSession {
  site: Site;
  language: WidgetLanguage;
  /** The token of last time. */
  resume: string | null;
  identity: Identity | null;
  /** The page that shows the window. */
  origin: string | null;
  /** Takes a drop of the network's bucket; only who is new pays. */
  payForNew?: () => Promise<void>;
}

/**
 * A visitor begins or comes back. A signed identity wins over the token: another person at the same browser gets
 * another visitor, and the same person at another browser finds his threads again.
 * @throws AppError `identity_invalid`
 */
export async function openSession(
  ctx: Ctx,
  input: OpenSession,
): Promise<{ token: string; expiresAt: Date; isNew: boolean }> {
  const { site, identity } = input;
  if (identity ? !vouched(ctx, site, identity) : site.identityRequired)
    throw new AppError('identity_invalid', {
      detail: identity
        ? {
            vi: 'Chữ ký nhận biết người dùng không đúng hoặc đã hết hạn.',
            en: 'The signature that identifies the user is wrong or too old.',
          }
        : { vi: 'Trang này cần đăng nhập để trò chuyện.', en: 'You must sign in on this site to chat.' },
    });
  const before = input.resume ? await holderOf(ctx, site, input.resume) : null;
  const known = identity ? await byExternalId(ctx, site, identity.id) : before;
  const fits = known ?? (before?.external_id === null ? before : null);
  if (!fits) await input.payForNew?.();
  return transact(ctx, async (tx) => {
    const visitorId = fits?.id ?? (await insertVisitor(tx, site, input.language));
    // Somebody else has signed in at this browser: what the former one said is his.
    if (identity && before?.external_id && before.id !== visitorId) await endSessions(tx.db, before.id, tx.now);
    await describe(tx, visitorId, input);
    const followsId = before && before.id === visitorId ? before.session_id : null;
    const given = await giveToken(tx.db, visitorId, tx.now, { origin: input.origin, followsId });
    return { ...given, isNew: !fits };
  });
}

function vouched(ctx: Ctx, site: Site, identity: Identity): boolean {
  if (!site.identitySecret) return false;
  const secret = ctx.secrets.open(site.identitySecret, secretPurpose(site.code));
  return isVouchedFor(secret, identity, ctx.clock.now());
}

interface Known {
  id: number;
  external_id: string | null;
}

async function holderOf(ctx: Ctx, site: Site, token: string): Promise<(Known & { session_id: number }) | null> {
  const { rows } = await sql<Known & { session_id: number }>`
    select v.id, v.external_id, s.id as session_id from widget_sessions s join widget_visitors v on v.id = s.visitor_id
    where s.token_hash = ${hashSecret(token)} and s.expires_at > ${ctx.clock.now()} and v.site_id = ${site.id}`.execute(
    ctx.db,
  );
  return rows[0] ?? null;
}

async function byExternalId(ctx: Ctx, site: Site, externalId: string): Promise<Known | null> {
  const row = await ctx.db
    .selectFrom('widget_visitors')
    .select(['id', 'external_id'])
    .where('site_id', '=', site.id)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  return row ?? null;
}

async function insertVisitor(tx: Tx, site: Site, language: WidgetLanguage): Promise<number> {
  const row = await tx.db
    .insertInto('widget_visitors')
    .values({
      site_id: site.id,
      public_id: `v_${randomToken(15)}`,
      language,
      created_at: tx.now,
      last_seen_at: tx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Language, and what the site told of him; the signature covers the id alone, so the rest counts as said. */
async function describe(tx: Tx, visitorId: number, { language, identity }: OpenSession): Promise<void> {
  const told = {
    ...(identity?.name ? { name: storable(identity.name) } : {}),
    ...(identity?.email ? { email: identity.email.toLowerCase() } : {}),
    ...(toE164(identity?.phone) ? { phone: toE164(identity?.phone) } : {}),
  };
  await tx.db
    .updateTable('widget_visitors')
    .set({ language, last_seen_at: tx.now, ...told, ...(identity ? { external_id: identity.id } : {}) })
    .where('id', '=', visitorId)
    .execute();
}
