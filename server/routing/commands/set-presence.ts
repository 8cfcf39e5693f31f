import { type Actor, SYSTEM } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { lockPresence } from '../duty.ts';
import { presenceChanged } from '../events.ts';
import { giveOutWaiting } from '../give-out.ts';
import { backToQueue, lockItem } from './place.ts';

export const PRESENCE_STATES = ['available', 'busy', 'away', 'reassigning', 'offline'] as const;
export type PresenceState = (typeof PRESENCE_STATES)[number];

export interface PresenceChoice {
  state: PresenceState;
  reason?: string | null;
}

/**
 * Sets where a person is, by himself or by a supervisor, and does what follows: who is not available is asked nothing
 * more, who reassigns gives away all he can, who leaves loses his chats; who becomes available gets what waits.
 * @throws AppError `invalid` for a reason that is unknown, closed or belongs to another state
 */
export async function setPresence(ctx: Ctx, actor: Actor, userId: number, choice: PresenceChoice): Promise<void> {
  await transact(ctx, async (tx) => {
    await checkReason(tx, choice);
    await applyPresence(tx, actor, userId, choice);
    if (actor.userId === userId) await seen(tx, userId);
    await giveOutWaiting(tx);
  });
}

async function checkReason(tx: Tx, { state, reason }: PresenceChoice): Promise<void> {
  if (!reason) return;
  const known = await tx.db
    .selectFrom('presence_reasons')
    .select('state')
    .where('code', '=', reason)
    .where('active', '=', true)
    .where('system', '=', false)
    .executeTakeFirst();
  if (known?.state !== state)
    throw invalidField('reason', {
      vi: 'Chọn một lý do trong danh sách của trạng thái này.',
      en: 'Choose one of the reasons of this state.',
    });
}

async function seen(tx: Tx, userId: number): Promise<void> {
  await tx.db.updateTable('presence').set({ seen_at: tx.now, missed: 0 }).where('user_id', '=', userId).execute();
}

/** The change itself, without giving out. Takes the lock of the person; items come after it. */
export async function applyPresence(tx: Tx, actor: Actor, userId: number, choice: PresenceChoice): Promise<void> {
  const { state, reason = null } = choice;
  const values = { state, reason, since: tx.now, seen_at: tx.now, missed: 0 };
  await tx.db
    .insertInto('presence')
    .values({ user_id: userId, ...values, state: 'offline', reason: null })
    .onConflict((c) => c.column('user_id').doNothing())
    .execute();
  const before = await lockPresence(tx.db, userId);
  if (!before || (before.state === state && before.reason === reason)) return;
  await tx.db
    .updateTable('presence')
    .set({ state, reason, since: tx.now, missed: 0 })
    .where('user_id', '=', userId)
    .execute();
  await log(tx, actor, userId, { state, reason });
  tx.record({
    type: presenceChanged.type,
    actor,
    subject: { type: 'user', id: String(userId) },
    data: { user: userId, state, reason, from: before.state },
    audience: { to: ['all_cases', `user:${userId}`] },
  });
  if (state !== 'available') await withdrawOffers(tx, actor, userId);
  if (state === 'reassigning' || state === 'offline') await giveAway(tx, actor, userId, state);
}

async function log(tx: Tx, actor: Actor, userId: number, choice: { state: string; reason: string | null }) {
  await tx.db
    .updateTable('presence_log')
    .set({ ended_at: tx.now })
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .execute();
  await tx.db
    .insertInto('presence_log')
    .values({ user_id: userId, ...choice, started_at: tx.now, set_by: actor.userId })
    .execute();
}

async function withdrawOffers(tx: Tx, actor: Actor, userId: number): Promise<void> {
  const open = await tx.db
    .selectFrom('offers')
    .select('item_id')
    .where('user_id', '=', userId)
    .where('ended_at', 'is', null)
    .orderBy('item_id')
    .execute();
  for (const { item_id } of open) {
    const item = await lockItem(tx, item_id);
    if (item?.state === 'offered') await backToQueue(tx, actor, item, 'away');
  }
}

/** Reassigning: all but what cannot be taken away (a running call). Offline: what cannot wait for him. */
async function giveAway(tx: Tx, actor: Actor, userId: number, why: 'reassigning' | 'offline'): Promise<void> {
  const owned = await tx.db
    .selectFrom('routing_items as i')
    .innerJoin('routing_kinds as k', 'k.kind', 'i.kind')
    .select('i.id')
    .where('i.owner_id', '=', userId)
    .where('i.state', '=', 'owned')
    .where('k.keep_seconds', 'is not', null)
    .$if(why === 'offline', (query) => query.where('k.keep_seconds', '=', 0))
    .orderBy('i.id')
    .execute();
  for (const { id } of owned) {
    const item = await lockItem(tx, id);
    if (item?.state === 'owned' && item.owner_id === userId) await backToQueue(tx, actor, item, why);
  }
}

/** Signs of life of the people whose desks are open here. Cheap: rows older than a few seconds only. */
export async function beat(ctx: Ctx, userIds: readonly number[]): Promise<void> {
  if (userIds.length === 0) return;
  const now = ctx.clock.now();
  await ctx.db
    .updateTable('presence')
    .set({ seen_at: now })
    .where('user_id', 'in', [...userIds])
    .where('state', '!=', 'offline')
    .where('seen_at', '<', new Date(now.getTime() - 5_000))
    .execute();
}

/** Nobody has seen him for too long: offline, by the system. False when he is back. */
export async function loseSight(ctx: Ctx, userId: number, before: Date): Promise<boolean> {
  return transact(ctx, async (tx) => {
    const presence = await lockPresence(tx.db, userId);
    if (!presence || presence.state === 'offline' || presence.seen_at >= before) return false;
    await applyPresence(tx, SYSTEM, userId, { state: 'offline' });
    await giveOutWaiting(tx);
    return true;
  });
}
