import { CASE_TYPES, type CaseType, URGENCIES, type Urgency } from '../../contract/cases.ts';
import { POLICY_STAGES, type Policy } from '../../contract/policies.ts';
import { directory, refOf } from '../org/index.ts';
import { localDay, startOfLocalDay } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import type { Db } from '../platform/db/index.ts';
import { choosePolicy, type DeadlinePolicy, type Stage } from './policy.ts';
import { readRules } from './queries.ts';

/** What every stage of the contract is here, and the other way round: a compile error when one is missing. */
const _same: [Stage] extends [(typeof POLICY_STAGES)[number]]
  ? [(typeof POLICY_STAGES)[number]] extends [Stage]
    ? true
    : never
  : never = true;

/** Every rule, the later first within the same cases. */
export async function listPolicies(db: Db, today: string): Promise<Policy[]> {
  const { policies } = await readRules(db);
  const present = await presenter(db, policies, today);
  const order = (p: DeadlinePolicy) => POLICY_STAGES.indexOf(p.stage);
  return policies
    .toSorted(
      (a, b) => order(a) - order(b) || keyOf(a).localeCompare(keyOf(b)) || b.validFrom.localeCompare(a.validFrom),
    )
    .map(present);
}

/** One rule; null when there is none of this number. */
export async function policyById(db: Db, today: string, id: number): Promise<Policy | null> {
  const { policies } = await readRules(db);
  const found = policies.find((p) => p.id === id);
  return found ? (await presenter(db, policies, today))(found) : null;
}

/** Which rule holds on a day for each type and urgency. */
export async function policyTable(ctx: Ctx, day: string) {
  const { policies } = await readRules(ctx.db);
  const at = startOfLocalDay(day);
  return CASE_TYPES.flatMap((type: CaseType) =>
    URGENCIES.map((urgency: Urgency) => ({
      type,
      urgency,
      cells: POLICY_STAGES.map((stage) => ({
        stage,
        policy: choosePolicy(policies, { type, urgency, stage, at })?.id ?? null,
      })),
    })),
  );
}

/** How rows become JSON, with names of categories and calendars and the state of each today. */
export async function presenter(
  db: Db,
  policies: readonly DeadlinePolicy[],
  today: string,
): Promise<(policy: DeadlinePolicy) => Policy> {
  const known = await directory(db);
  const calendars = await db.selectFrom('calendars').select(['code', 'name']).execute();
  const origins = await db.selectFrom('deadline_policies').select(['id', 'origin']).execute();
  const origin = new Map(origins.map((o) => [o.id, o.origin]));
  const nameOf = new Map(calendars.map((c) => [c.code, c]));
  return (policy) => {
    const category = policy.category === null ? null : known.categoryByCode(policy.category);
    return {
      id: policy.id,
      stage: policy.stage,
      type: policy.type,
      urgency: policy.urgency,
      category:
        policy.category === null ? null : category ? refOf(category) : { code: policy.category, name: policy.category },
      amount: policy.amount,
      unit: policy.unit,
      calendar:
        policy.calendar === null
          ? null
          : refOf(nameOf.get(policy.calendar) ?? { code: policy.calendar, name: policy.calendar }),
      warnShares: [...policy.warnShares],
      validFrom: policy.validFrom,
      validTo: policy.validTo,
      note: policy.note,
      origin: origin.get(policy.id) ?? 'manual',
      state: stateOf(policies, policy, today),
    };
  };
}

function stateOf(policies: readonly DeadlinePolicy[], policy: DeadlinePolicy, today: string): Policy['state'] {
  const holds = (p: DeadlinePolicy) => p.validFrom <= today && (p.validTo === null || today <= p.validTo);
  if (policy.validFrom > today) return 'future';
  if (!holds(policy)) return 'past';
  const later = policies.some((p) => keyOf(p) === keyOf(policy) && holds(p) && p.validFrom > policy.validFrom);
  return later ? 'overridden' : 'in_force';
}

/** Rules with the same key are about the same cases. */
export function keyOf(policy: Pick<DeadlinePolicy, 'stage' | 'type' | 'urgency' | 'category'>): string {
  return [policy.stage, policy.type ?? '*', policy.urgency ?? '*', policy.category ?? '*'].join(' ');
}

/** The installation's day of this moment. */
export function today(ctx: Ctx): string {
  return localDay(ctx.clock.now());
}
