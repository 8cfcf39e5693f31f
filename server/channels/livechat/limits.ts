import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import { PREPARED } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';

/**
 * Leaky buckets: `burst` at once, then one every `every` milliseconds. Mobile networks here put many people behind one
 * address, so addresses get room; a visitor is one person, so he gets what a person can type.
 */
const LIMITS = {
  /** Messages of one visitor: 20 a minute. */
  message: { burst: 20, every: 3_000 },
  /** Files of one visitor. */
  upload: { burst: 20, every: 15_000 },
  /** Everything else that one visitor asks for. */
  ask: { burst: 60, every: 1_000 },
  /** Transcripts to one mail address, so that nobody is flooded with mail by strangers. */
  transcript: { burst: 3, every: 3_600_000 },
  /** New visitors from one network. */
  visitor: { burst: 60, every: 30_000 },
  /** Visitors that come back, right or wrong, from one network. */
  session: { burst: 300, every: 1_000 },
  /** Threads begun, and cases left, from one network. */
  thread: { burst: 40, every: 60_000 },
} as const;
export type WidgetLimit = keyof typeof LIMITS;

/** The same for all addresses of one IPv6 household, and never the address itself. */
function keyOf(ctx: Pick<Ctx, 'secrets'>, kind: WidgetLimit, subject: string): string {
  const plain = subject.replace(/^::ffff:(?=\d+\.)/, '');
  const network = plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain;
  return `${kind}:${ctx.secrets.mac('livechat.limit', network).toString('base64url').slice(0, 22)}`;
}

/**
 * Takes one drop, in one statement, so that a hundred requests at once count as a hundred.
 * @param subject a visitor's public id, a mail address, or a network address
 * @throws AppError `too_many_requests` with the seconds to wait; then nothing is taken
 */
export async function takeDrop(
  ctx: Pick<Ctx, 'db' | 'clock' | 'secrets'>,
  kind: WidgetLimit,
  subject: string,
): Promise<void> {
  const { burst, every } = LIMITS[kind];
  const now = ctx.clock.now();
  const next = new Date(now.getTime() + every);
  const full = new Date(now.getTime() + (burst - 1) * every);
  const key = keyOf(ctx, kind, subject);
  const taken = await sql`${PREPARED} insert into widget_limits as l (key, full_at) values (${key}, ${next})
    on conflict (key) do update
      set full_at = greatest(l.full_at, ${now}::timestamptz) + make_interval(secs => ${every / 1000}::double precision)
      where l.full_at <= ${full}::timestamptz
    returning full_at`.execute(ctx.db);
  if (taken.rows.length > 0) return;
  const { rows } = await sql<{ full_at: Date }>`select full_at from widget_limits where key = ${key}`.execute(ctx.db);
  const waitMs = Math.max(1_000, (rows[0]?.full_at.getTime() ?? 0) - full.getTime());
  throw new AppError('too_many_requests', { retryAfter: waitMs / 1000 });
}

/** Buckets that have been empty for a day are removed, a few at a time. */
export async function dropEmptyBuckets(ctx: Pick<Ctx, 'db' | 'clock'>): Promise<void> {
  const old = new Date(ctx.clock.now().getTime() - 86_400_000);
  await sql`delete from widget_limits where key in (select key from widget_limits where full_at < ${old} limit 500
    for update skip locked)`.execute(ctx.db);
}
