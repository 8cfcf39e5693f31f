import { z } from 'zod';
import { ACTION_FORMS, ACTION_NAMES, type ActionName, type ActionOffer } from '../../contract/actions.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { factsOf, type LoadedCase } from './load.ts';
import { inPlaceOf, stancesOf } from './policy.ts';
import { type Preparation, prepareOffer } from './prepare-offer.ts';
import { judge, type Stance } from './workflow.ts';

/** The natural next step per status, in order of preference: the desk's main button. */
const PRIMARY: Record<string, readonly ActionName[]> = {
  received: ['forward'],
  forwarded: ['accept', 'give_opinion'],
  processing: ['grant', 'accept_report', 'submit', 'give_opinion'],
  awaiting_approval: ['approve', 'accept_report', 'give_opinion'],
  escalated: ['direct', 'recall'],
  awaiting_citizen: ['citizen_replied', 'accept_report'],
  approved: ['deliver'],
  closed: ['publish'],
};

/** With what will happen still in both languages. */
export type UnspokenOffer = Omit<ActionOffer, keyof Preparation> & Preparation;

/** What this actor may do now, each with its form, what to start it with and what will happen. */
export async function offersFor(ctx: Ctx, actor: Actor, loaded: LoadedCase): Promise<UnspokenOffer[]> {
  const now = ctx.clock.now();
  const facts = await factsOf(ctx.db, loaded, actor, now);
  const stances = stancesOf(actor, loaded.parties);
  const possible = ACTION_NAMES.flatMap((action) => {
    const verdict = judge(action, facts, stances);
    return verdict.ok ? [{ action, stance: verdict.stance }] : [];
  });
  const primary = PRIMARY[loaded.row.status]?.find((action) => possible.some((one) => one.action === action));
  const absent = (stance: Stance) => {
    const id = inPlaceOf(actor, stance, loaded.parties);
    return actor.roles.find((r) => r.inPlaceOf?.userId === id)?.inPlaceOf?.displayName ?? null;
  };
  return Promise.all(
    possible.map(async ({ action, stance }) => ({
      action,
      primary: action === primary,
      inPlaceOf: absent(stance),
      form: z.toJSONSchema(ACTION_FORMS[action], { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
      ...(await prepareOffer(action, { ctx, actor, loaded, facts, now })),
    })),
  );
}
