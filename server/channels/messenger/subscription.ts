import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import { keepSaid, type Said } from '../../platform/said.ts';
import { field, object, stringOf, stringsOf } from '../shared/values.ts';
import type { MessengerAccount } from './account.ts';
import { callGraph, ofPage } from './api.ts';

/** What the page tells us of. */
export const FIELDS = [
  'messages',
  'messaging_postbacks',
  'message_deliveries',
  'message_reads',
  'message_echoes',
  'message_reactions',
  'message_edits',
  'messaging_referrals',
  'messaging_handovers',
  'standby',
  'messaging_optins',
  'messaging_policy_enforcement',
] as const;

const UNSUBSCRIBED: Said = {
  vi: 'Trang Facebook chưa gửi sự kiện cho hệ thống và đăng ký lại không được.',
  en: 'The Facebook page does not send us its events, and subscribing again did not work.',
};

/** Looked at as often; Facebook ends the subscription of a webhook that did not answer for an hour. Milliseconds. */
const EVERY = 3_600_000;

/**
 * Makes sure that the page sends us its events: asks, and subscribes again where something is missing. Null when all is
 * well or nobody could say, else what is wrong in words.
 */
export async function ensureSubscribed(ctx: Ctx, account: MessengerAccount): Promise<Said | null> {
  const wanted = [...FIELDS, ...(account.settings.comments ? ['feed'] : [])];
  const now = ctx.clock.now();
  const known = await callGraph(ctx, account, { method: 'GET', path: ofPage(account, '/subscribed_apps') });
  if (known.kind === 'unknown' || known.kind === 'unreachable') return null;
  if (known.kind === 'ok' && isSubscribed(account, known.data, wanted)) {
    await note(ctx, account, now, null);
    return null;
  }
  const made = await callGraph(ctx, account, {
    method: 'POST',
    path: ofPage(account, '/subscribed_apps'),
    query: { subscribed_fields: wanted.join(',') },
  });
  // Facebook says true, or the word "true".
  const done = made.kind === 'ok' && String(made.data.success) === 'true';
  const why = done ? null : UNSUBSCRIBED;
  await note(ctx, account, now, why);
  if (done) ctx.log.info({ account: account.code }, 'a Facebook page was subscribed to our webhook again');
  return why;
}

function isSubscribed(account: MessengerAccount, data: Record<string, unknown>, wanted: readonly string[]): boolean {
  const apps = field(data.data).map(object);
  const { appId } = account.settings;
  const ours = appId ? apps.filter((app) => stringOf(app.id) === appId) : apps;
  return ours.some((app) => {
    const has = new Set(stringsOf(app.subscribed_fields));
    return wanted.every((one) => has.has(one));
  });
}

async function note(ctx: Ctx, account: MessengerAccount, now: Date, why: Said | null): Promise<void> {
  const since = why === null ? null : now;
  await sql`insert into messenger_pages as p (account_id, subscription_at, unsubscribed_since, unsubscribed_why)
    values (${account.id}, ${now}, ${since}, ${why && keepSaid(why)})
    on conflict (account_id) do update set subscription_at = excluded.subscription_at,
      unsubscribed_since = case when excluded.unsubscribed_since is null then null
        else coalesce(p.unsubscribed_since, excluded.unsubscribed_since) end,
      unsubscribed_why = excluded.unsubscribed_why`.execute(ctx.db);
}

/** True when it is time to look again. */
export async function subscriptionDue(ctx: Ctx, account: MessengerAccount): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('messenger_pages')
    .select('subscription_at')
    .where('account_id', '=', account.id)
    .executeTakeFirst();
  return !row?.subscription_at || ctx.clock.now().getTime() - row.subscription_at.getTime() >= EVERY;
}
