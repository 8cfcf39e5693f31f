/** What may be done with many cases at once: exactly what each of them offers. */
import type { z } from 'zod';
import { ACTION_NAMES } from '../../contract/actions.ts';
import { type bulkOffers, ONE_BY_ONE } from '../../contract/bulk.ts';
import { directory } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { factsOf, loadByCode } from './load.ts';
import { maySee, stancesOf } from './policy.ts';
import { judge } from './workflow.ts';

type BulkCase = z.output<typeof bulkOffers.response>['cases'][number];

/** The versions of the cases that the actor sees, the codes that he does not, and the actions that all of them offer. */
export async function bulkOffersFor(ctx: Ctx, actor: Actor, codes: readonly string[]) {
  const now = ctx.clock.now();
  const d = await directory(ctx.db);
  const cases: BulkCase[] = [];
  const holders = new Map<string, number>();
  const missing: string[] = [];
  let common = ACTION_NAMES.filter((action) => !ONE_BY_ONE.includes(action));
  for (const code of new Set(codes)) {
    const loaded = await loadByCode(ctx.db, code);
    if (!loaded || !maySee(actor, loaded.parties)) {
      missing.push(code);
      continue;
    }
    const facts = await factsOf(ctx.db, loaded, actor, now);
    const stances = stancesOf(actor, loaded.parties);
    common = common.filter((action) => judge(action, facts, stances).ok);
    const { version, lead_unit_id: lead, assignee_id, type, urgency, category_id, area_id } = loaded.row;
    if (assignee_id !== null) holders.set(code, assignee_id);
    cases.push({
      code,
      version,
      leadUnit: lead === null ? null : (d.unitById(lead)?.code ?? null),
      standing: {
        assignee: null,
        type,
        urgency,
        category: category_id === null ? null : (d.categoryById(category_id)?.code ?? null),
        area: area_id === null ? null : (d.areaById(area_id)?.code ?? null),
      },
    });
  }
  const names = await usernames(ctx.db, [...new Set(holders.values())]);
  for (const one of cases) one.standing.assignee = names.get(holders.get(one.code) ?? 0) ?? null;
  return { cases, missing, items: cases.length === 0 ? [] : common.map((action) => ({ action })) };
}

async function usernames(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('users')
    .select(['id', 'username'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row.username]));
}
