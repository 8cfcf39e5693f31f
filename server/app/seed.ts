import { seedCalendars } from '../calendar/index.ts';
import { seedDeadlinePolicies } from '../deadlines/index.ts';
import { type SeedCounts, seedReference } from '../org/index.ts';
import type { Ctx } from '../platform/context.ts';

export interface SeedReport extends SeedCounts {
  calendars: number;
  days: number;
  policies: number;
}

/** Brings in the reference data of this release; what people have written or changed is left alone. Idempotent. */
export async function seed(ctx: Pick<Ctx, 'db' | 'clock'>): Promise<SeedReport> {
  const counts = await seedReference(ctx.db, ctx.clock.now());
  const { calendars, days } = await seedCalendars(ctx.db);
  const policies = await seedDeadlinePolicies(ctx.db);
  return { ...counts, calendars, days, policies };
}
