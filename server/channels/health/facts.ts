import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import { keptSaid, type Said } from '../../platform/said.ts';
import type { ChannelFacts } from './assess.ts';
import { flushHealth } from './record.ts';
import { BASELINE_WEEKS } from './silence.ts';

/** An account that a channel has, with what only the channel itself knows. */
export interface KnownAccount {
  channel: string;
  account: string;
  name: string;
  enabled: boolean;
  problem: Said | null;
  disconnected?: { since: Date; detail: Said } | null;
  /** Stored and not handled yet, or not sent yet; for channels with tables of their own. */
  waiting?: number;
  unhandled?: number;
}

/** Tells the accounts of one channel. Every channel names its own with `onHealth`. */
export type AccountLister = (ctx: Ctx) => Promise<KnownAccount[]>;

const listers = new Map<string, AccountLister>();

/** Makes a channel part of the page of channels and of the watch over them. */
export function onHealth(channel: string, lister: AccountLister): void {
  listers.set(channel, lister);
}

/** The accounts of all channels. */
export async function knownAccounts(ctx: Ctx): Promise<KnownAccount[]> {
  return (await Promise.all([...listers.values()].map((lister) => lister(ctx)))).flat();
}

/** Everything known of every account of every channel, in the order in which the channels were bound. */
export async function channelFacts(ctx: Ctx): Promise<ChannelFacts[]> {
  await flushHealth(ctx);
  const now = ctx.clock.now();
  const accounts = await knownAccounts(ctx);
  const health = await ctx.db.selectFrom('channel_health').selectAll().execute();
  const hours = await ctx.db
    .selectFrom('channel_hours')
    .selectAll()
    .where('hour', '>', new Date(now.getTime() - (BASELINE_WEEKS + 2) * 7 * 86_400_000))
    .execute();
  const first = await ctx.db
    .selectFrom('channel_hours')
    .select((e) => ['channel', 'account', e.fn.min('hour').as('hour')])
    .groupBy(['channel', 'account'])
    .execute();
  const { rows: events } = await sql<{ channel: string; account: string; waiting: number; unhandled: number }>`
    select i.kind as channel, a.code as account, count(*) filter (where i.state = 'stored')::int as waiting,
      count(*) filter (where i.state = 'unhandled')::int as unhandled
    from inbound_events i join channel_accounts a on a.id = i.account_id
    where i.state in ('stored', 'unhandled') group by 1, 2`.execute(ctx.db);
  return accounts.map((known) => {
    const same = (one: { channel: string; account: string }) =>
      one.channel === known.channel && one.account === known.account;
    const h = health.find(same);
    const own = hours.filter(same);
    const since = (milliseconds: number) => own.filter((one) => one.hour.getTime() > now.getTime() - milliseconds);
    const sum = (rows: typeof own, what: 'received' | 'sent' | 'failed' | 'refused' | 'duplicates') =>
      rows.reduce((total, one) => total + one[what], 0);
    const day = since(24 * 3_600_000);
    const event = events.find(same);
    return {
      channel: known.channel,
      account: known.account,
      name: known.name,
      enabled: known.enabled,
      problem: known.problem,
      access: h?.access ?? 'unknown',
      accessDetail: h?.access_detail ? keptSaid(h.access_detail) : null,
      accessSince: h?.access_since ?? null,
      tokenExpiresAt: h?.token_expires_at ?? null,
      disconnected: known.disconnected ?? null,
      lastInAt: h?.last_in_at ?? null,
      lastOutAt: h?.last_out_at ?? null,
      lastErrorAt: h?.last_error_at ?? null,
      lastError: h?.last_error ? keptSaid(h.last_error) : null,
      errorsInRow: h?.errors_in_row ?? 0,
      day: {
        received: sum(day, 'received'),
        sent: sum(day, 'sent'),
        failed: sum(day, 'failed'),
        refused: sum(day, 'refused'),
        duplicates: sum(day, 'duplicates'),
      },
      hourRefused: sum(since(2 * 3_600_000), 'refused'),
      unhandled: (event?.unhandled ?? 0) + (known.unhandled ?? 0),
      waiting: (event?.waiting ?? 0) + (known.waiting ?? 0),
      firstSeen: first.find(same)?.hour ?? null,
      counts: own.map(({ hour, received }) => ({ hour, received })),
    };
  });
}
