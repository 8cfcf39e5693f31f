import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import { keepSaid, type Said } from '../../platform/said.ts';
import type { Gathered } from './record.ts';

/** Adds what was gathered to the rows of the account. */
export async function writeHealth(ctx: Ctx, g: Gathered): Promise<void> {
  const now = ctx.clock.now();
  await sql`insert into channel_health as h
      (channel, account, last_in_at, last_out_at, last_error_at, last_error, errors_in_row, updated_at)
    values (${g.channel}, ${g.account}, ${g.lastInAt}, ${g.lastOutAt}, ${g.lastErrorAt}, ${g.lastError && keepSaid(g.lastError)}, ${g.errorsInRow}, ${now})
    on conflict (channel, account) do update set
      last_in_at = greatest(h.last_in_at, excluded.last_in_at),
      last_out_at = greatest(h.last_out_at, excluded.last_out_at),
      last_error = case when excluded.last_error_at >= coalesce(h.last_error_at, '-infinity') then excluded.last_error else h.last_error end,
      last_error_at = greatest(h.last_error_at, excluded.last_error_at),
      errors_in_row = case when ${g.success} then 0 else h.errors_in_row end + excluded.errors_in_row,
      updated_at = excluded.updated_at`.execute(ctx.db);
  for (const [hour, n] of g.counts) {
    await sql`insert into channel_hours as h (channel, account, hour, received, sent, failed, refused, duplicates, unhandled)
      values (${g.channel}, ${g.account}, ${hour}::timestamptz, ${n.received}, ${n.sent}, ${n.failed}, ${n.refused}, ${n.duplicate}, ${n.unhandled})
      on conflict (channel, account, hour) do update set
        received = h.received + excluded.received, sent = h.sent + excluded.sent, failed = h.failed + excluded.failed,
        refused = h.refused + excluded.refused, duplicates = h.duplicates + excluded.duplicates,
        unhandled = h.unhandled + excluded.unhandled`.execute(ctx.db);
  }
}

/** What a provider last said about letting us in. `detail` in words; `tokenExpiresAt` when it told. */
export interface Access {
  channel: string;
  account: string;
  access: 'ok' | 'reauth_required' | 'blocked';
  detail?: Said | null;
  tokenExpiresAt?: Date | null;
}

/** Notes at once whether the provider lets us in; `access_since` moves only when the answer changes. */
export async function recordAccess(ctx: Ctx, a: Access): Promise<void> {
  const now = ctx.clock.now();
  const expires = a.tokenExpiresAt ?? null;
  await sql`insert into channel_health as h (channel, account, access, access_detail, access_since, token_expires_at, updated_at)
    values (${a.channel}, ${a.account}, ${a.access}, ${a.detail ? keepSaid(a.detail) : null}, ${now}, ${expires}, ${now})
    on conflict (channel, account) do update set
      access = excluded.access, access_detail = excluded.access_detail,
      access_since = case when h.access = excluded.access then h.access_since else excluded.access_since end,
      token_expires_at = coalesce(excluded.token_expires_at, h.token_expires_at),
      updated_at = excluded.updated_at`.execute(ctx.db);
}
