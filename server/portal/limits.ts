import { sql } from 'kysely';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';

/**
 * Leaky buckets: `burst` at once, then one every `every` milliseconds. Mobile networks here put many people behind one
 * address, so addresses get room; a code belongs to one citizen, so it gets little.
 */
export const LIMITS = {
  /** Forms sent, right or wrong. */
  post: { burst: 60, every: 5_000 },
  /** Cases made. */
  report: { burst: 30, every: 30_000 },
  /** Failed look-ups from one address. */
  lookup: { burst: 20, every: 30_000 },
  /** Failed look-ups of one code: at most 720 guesses a day at 887 million secrets. */
  code: { burst: 10, every: 120_000 },
} as const;
export type LimitKind = keyof typeof LIMITS;

/** The same for all addresses of one IPv6 household, and never the address itself. */
function keyOf(ctx: Ctx, kind: LimitKind, subject: string): string {
  const plain = subject.replace(/^::ffff:(?=\d+\.)/, '');
  const network = plain.includes(':') && kind !== 'code' ? plain.split(':').slice(0, 4).join(':') : plain;
  return `${kind}:${ctx.secrets.mac('portal.limit', network).toString('base64url').slice(0, 22)}`;
}

/**
 * Takes one drop, in one statement, so that a hundred requests at once count as a hundred.
 * @throws AppError `too_many_requests` with the seconds to wait; then nothing is taken.
 */
export async function take(ctx: Ctx, kind: LimitKind, subject: string): Promise<void> {
  const { burst, every } = LIMITS[kind];
  const now = ctx.clock.now();
  const next = new Date(now.getTime() + every);
  const full = new Date(now.getTime() + (burst - 1) * every);
  const key = keyOf(ctx, kind, subject);
  const taken = await sql<{ full_at: Date }>`
    insert into portal_limits as l (key, full_at) values (${key}, ${next})
    on conflict (key) do update
      set full_at = greatest(l.full_at, ${now}::timestamptz) + make_interval(secs => ${every / 1000})
      where l.full_at <= ${full}::timestamptz
    returning full_at`.execute(ctx.db);
  if (taken.rows.length > 0) return;
  const { rows } = await sql<{ full_at: Date }>`select full_at from portal_limits where key = ${key}`.execute(ctx.db);
  const waitMs = Math.max(1_000, (rows[0]?.full_at.getTime() ?? 0) - full.getTime());
  throw new AppError('too_many_requests', {
    detail: {
      vi: `Bạn đã gửi quá nhiều lần. Xin thử lại sau ${Math.ceil(waitMs / 60_000)} phút, hoặc gọi 1022.`,
      en: `You have sent too often. Please try again in ${Math.ceil(waitMs / 60_000)} minutes, or call 1022.`,
    },
    retryAfter: waitMs / 1000,
  });
}

/** Gives a drop back: the attempt was right. */
export async function giveBack(ctx: Ctx, kind: LimitKind, subject: string): Promise<void> {
  await sql`update portal_limits set full_at = full_at - make_interval(secs => ${LIMITS[kind].every / 1000})
    where key = ${keyOf(ctx, kind, subject)}`.execute(ctx.db);
}

/** Buckets that have been empty for a day are removed, a few at a time. */
export async function dropEmptyBuckets(ctx: Ctx): Promise<void> {
  const old = new Date(ctx.clock.now().getTime() - 86_400_000);
  await sql`delete from portal_limits where key in (select key from portal_limits where full_at < ${old} limit 100
    for update skip locked)`.execute(ctx.db);
}
