import { z } from 'zod';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { invalidField } from '../../platform/errors.ts';
import { defineEvent } from '../../platform/events/index.ts';
import { transact } from '../../platform/transact.ts';
import type { DialRule } from './dial-rules.ts';

const rule = z.object({ prefix: z.string(), allowed: z.boolean(), name: z.string() });
/** Somebody changed what may be called: both wordings, so that the trail shows the difference. */
export const dialRulesChanged = defineEvent(
  'hotline.dial_rules_changed',
  z.object({ before: z.array(rule), after: z.array(rule) }),
);

/** Replaces all rules. @throws AppError `invalid` when a beginning stands twice */
export async function saveDialRules(ctx: Ctx, actor: Actor, rules: readonly DialRule[]): Promise<void> {
  const doubled = rules.findIndex((one, index) => rules.findIndex((other) => other.prefix === one.prefix) < index);
  if (doubled >= 0)
    throw invalidField(`items.${doubled}.prefix`, {
      vi: 'Đầu số này đã có ở một quy tắc trên.',
      en: 'A rule above has this prefix already.',
    });
  await transact(ctx, async (tx) => {
    const before = await tx.db.deleteFrom('dial_rules').returning(['position', 'prefix', 'allowed', 'name']).execute();
    await tx.db
      .insertInto('dial_rules')
      .values(rules.map((one, index) => ({ ...one, position: (index + 1) * 10 })))
      .execute();
    tx.record({
      type: dialRulesChanged.type,
      actor,
      data: {
        before: before.toSorted((a, b) => a.position - b.position).map(({ position: _, ...one }) => one),
        after: rules.map(({ prefix, allowed, name }) => ({ prefix, allowed, name })),
      },
      audience: { to: ['supervisor', 'admin'] },
    });
  });
}
