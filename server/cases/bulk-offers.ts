/** What may be done with many cases at once: exactly what each of them offers. */
import { ACTION_NAMES } from '../../contract/actions.ts';
import { ONE_BY_ONE } from '../../contract/case-lists.ts';
import { directory } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { factsOf, loadByCode } from './load.ts';
import { maySee, stancesOf } from './policy.ts';
import { judge } from './workflow.ts';

/** The versions of the cases that the actor sees, the codes that he does not, and the actions that all of them offer. */
export async function bulkOffersFor(ctx: Ctx, actor: Actor, codes: readonly string[]) {
  const now = ctx.clock.now();
  const d = await directory(ctx.db);
  const cases: { code: string; version: number; leadUnit: string | null }[] = [];
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
    const lead = loaded.row.lead_unit_id;
    cases.push({
      code,
      version: loaded.row.version,
      leadUnit: lead === null ? null : (d.unitById(lead)?.code ?? null),
    });
  }
  return { cases, missing, items: cases.length === 0 ? [] : common.map((action) => ({ action })) };
}
