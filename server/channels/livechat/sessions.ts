import { type Selectable, sql } from 'kysely';
import type { WidgetLanguage } from '../../../contract/widget.ts';
import type { Ctx } from '../../platform/context.ts';
import { type Tx as DbTx, PREPARED, type WidgetVisitors } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import { hashSecret, randomToken } from '../../platform/ids.ts';
import { loadSites, type Site } from './sites.ts';

/** A token lives for 30 days after it was last used. */
const LIFE_MS = 30 * 86_400_000;
/** How long an old token still works after the new one has been used: other tabs are on their way. */
const GRACE_MS = 120_000;
/** Life is lengthened at most this often, so that reading does not write. */
const LENGTHEN_MS = 3_600_000;

export interface Visitor {
  id: number;
  publicId: string;
  site: Site;
  name: string | null;
  phone: string | null;
  email: string | null;
  /** Proved by the site's signature. */
  externalId: string | null;
  language: WidgetLanguage;
  sessionId: number;
  /** The page that shows the window. */
  origin: string | null;
}

/** A fresh token for a visitor, following the one with which he came (if any). Only its hash is kept. */
export async function giveToken(
  db: DbTx,
  visitorId: number,
  at: Date,
  from: { origin: string | null; followsId: number | null },
): Promise<{ token: string; expiresAt: Date }> {
  const token = `ws_${randomToken(32)}`;
  const expiresAt = new Date(at.getTime() + LIFE_MS);
  await db
    .insertInto('widget_sessions')
    .values({
      token_hash: hashSecret(token),
      visitor_id: visitorId,
      origin: from.origin,
      follows_id: from.followsId,
      created_at: at,
      expires_at: expiresAt,
    })
    .execute();
  return { token, expiresAt };
}

type Row = Selectable<WidgetVisitors> & {
  session_id: number;
  follows_id: number | null;
  used_at: Date | null;
  origin: string | null;
};

/**
 * Who holds this token. Its first use ends the token before it; later ones lengthen its life.
 * @param looking true: who has just been given the token has not used it yet (the answer may get lost on its way)
 * @throws AppError `session_expired` for every token that is not good, whatever the reason
 */
export async function visitorOf(ctx: Pick<Ctx, 'db' | 'clock'>, token: string, looking = false): Promise<Visitor> {
  const now = ctx.clock.now();
  const { rows } = await sql<Row>`${PREPARED} select v.*, s.id as session_id, s.follows_id, s.used_at, s.origin
    from widget_sessions s join widget_visitors v on v.id = s.visitor_id
    where s.token_hash = ${hashSecret(token)} and s.expires_at > ${now}`.execute(ctx.db);
  const row = rows[0];
  const site = row && (await loadSites(ctx)).find((one) => one.id === row.site_id && one.enabled);
  if (!row || !site) throw new AppError('session_expired');
  if (!looking && (row.used_at === null || now.getTime() - row.used_at.getTime() > LENGTHEN_MS))
    await use(ctx, row, now);
  return {
    id: row.id,
    publicId: row.public_id,
    site,
    name: row.name,
    phone: row.phone,
    email: row.email,
    externalId: row.external_id,
    language: row.language as WidgetLanguage,
    sessionId: row.session_id,
    origin: row.origin,
  };
}

async function use(ctx: Pick<Ctx, 'db'>, row: Row, now: Date): Promise<void> {
  const end = new Date(now.getTime() + GRACE_MS);
  await sql`with used as (
      update widget_sessions s set used_at = ${now}, expires_at = case
        -- Superseded: it ends when it was told to.
        when exists (select 1 from widget_sessions n where n.follows_id = s.id and n.used_at is not null) then s.expires_at
        else greatest(s.expires_at, ${new Date(now.getTime() + LIFE_MS)}::timestamptz) end
      where s.id = ${row.session_id}),
    ended as (
      update widget_sessions set expires_at = least(expires_at, ${end}::timestamptz) where id = ${row.follows_id}::bigint)
    update widget_visitors set last_seen_at = greatest(last_seen_at, ${now}::timestamptz) where id = ${row.id}`.execute(
    ctx.db,
  );
}

/** Ends every token of a visitor: another person sits at the site now. */
export async function endSessions(db: DbTx, visitorId: number, at: Date): Promise<void> {
  await db
    .updateTable('widget_sessions')
    .set((e) => ({ expires_at: e.fn('least', ['expires_at', e.val(at)]) }))
    .where('visitor_id', '=', visitorId)
    .execute();
}
