/** Telephones that come and go while they are wanted: what the calls concerned are told. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/context.ts';
import { tellCall } from '../tell-call.ts';

/** The telephone of a person as it stands, and whether somebody would miss it. */
export async function newestPhone(
  tx: Tx,
  userId: number,
): Promise<{ place: string | null; device: string | null; inUse: boolean } | null> {
  const account = await tx.db
    .selectFrom('phone_accounts')
    .select(['place', 'device', 'registered_at'])
    .where('user_id', '=', userId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!account) return null;
  const { place, device, registered_at } = account;
  return { place, device, inUse: registered_at !== null || (await callsWith(tx, userId)).length > 0 };
}

/** Calls in which a soft-phone of this person is. Officers are called on the number in their record, not here. */
async function callsWith(tx: Tx, userId: number): Promise<number[]> {
  const rows = await tx.db
    .selectFrom('call_legs')
    .select('call_id')
    .distinct()
    .where('user_id', '=', userId)
    .where('state', '<>', 'ended')
    .where('kind', 'in', ['agent', 'supervisor'])
    .where('channel_id', 'is not', null)
    .execute();
  return rows.map((row) => row.call_id);
}

/** His page was left or loads anew, or another telephone takes its place. */
export async function tellPhoneGone(tx: Tx, userId: number): Promise<void> {
  for (const callId of await callsWith(tx, userId)) await tellCall(tx, callId, { kind: 'phone_gone', userId });
}

/** His telephone is there (again): talks that wait for it, and offers that rang at the one before. */
export async function tellPhoneThere(tx: Tx, userId: number): Promise<void> {
  const waiting = await tx.db
    .selectFrom('calls')
    .select('id')
    .where('state', '=', 'transferring')
    .where(sql<boolean>`(engine -> 'resume' ->> 'userId')::bigint = ${userId}`)
    .execute();
  for (const { id } of waiting) await tellCall(tx, id, { kind: 'phone_there', userId, phone: null });
  const offers = await tx.db
    .selectFrom('offers as o')
    .innerJoin('routing_items as i', 'i.id', 'o.item_id')
    .select(['o.id', 'o.expires_at', 'i.subject'])
    .where('o.user_id', '=', userId)
    .where('o.ended_at', 'is', null)
    .where('i.kind', '=', 'call')
    .execute();
  for (const { id, expires_at, subject } of offers)
    await tellCall(tx, Number(subject.replace(/^call:/, '')), {
      kind: 'offered',
      offerId: id,
      userId,
      phone: null,
      seconds: (expires_at.getTime() - tx.now.getTime()) / 1000,
      again: true,
    });
}
