/** One turn of a call: lock, load, decide, write, let follow. The only door for every change of a running call. */

import { type Actor, CITIZEN } from '../platform/auth/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { transact } from '../platform/transact.ts';
import { acceptWithin, ownedBy } from '../routing/index.ts';
import { findByPhone } from './caller.ts';
import { actorFor, carryOutEffect } from './effects.ts';
import { decide } from './engine/decide.ts';
import type { Command, Input } from './engine/types.ts';
import { callAudience, callStarted, callWatched } from './events.ts';
import { callNow, factsFor, lockCall, newMenu } from './load-call.ts';
import { paidBy, triedInVain } from './owed-calls.ts';
import { phoneOf } from './phones/registered.ts';
import { whileDeciding } from './routing-door.ts';
import { recordTurn, saveCall } from './save-call.ts';

/** The other side was called and did not answer. */
const IN_VAIN: ReadonlySet<string> = new Set(['no_answer', 'busy', 'rejected', 'failed']);

/** Something has happened to a call. False when there is no such call. */
export async function takeTurn(ctx: Ctx, callId: number, input: Input): Promise<boolean> {
  return transact(ctx, (tx) => turnWithin(ctx, tx, callId, input));
}

/** Somebody wants something of a call. @throws AppError `not_found`, or `not_now` with why */
export async function commandCall(ctx: Ctx, actor: Actor, callId: number, command: Command): Promise<void> {
  const input: Input = { kind: 'command', userId: actor.userId ?? 0, command };
  const done = await transact(ctx, (tx) => turnWithin(ctx, tx, callId, input, actor));
  if (!done)
    throw new AppError('not_found', { detail: { vi: 'Không có cuộc gọi này.', en: 'There is no such call.' } });
}

/** The same inside a transaction of the caller's. Locks the call first; presence and items come after it. */
export async function turnWithin(ctx: Ctx, tx: Tx, callId: number, input: Input, actor?: Actor): Promise<boolean> {
  const locked = await lockCall(tx.db, callId);
  if (!locked) return false;
  const { row, legs } = locked;
  const before = callNow(row, legs);
  return whileDeciding(tx, callId, async () => {
    const known = await complete(tx, before.legs, input, callId);
    if (known === null) return true;
    const decision = decide(before, known, await factsFor(tx.db, tx.now, row, known));
    if (decision.refused !== null) throw new AppError('not_now', { detail: decision.refused });
    await saveCall(tx, row, before, decision);
    if (known.kind === 'moved')
      await tx.db
        .updateTable('calls')
        .set((e) => ({ queue_id: e.selectFrom('queues').select('id').where('code', '=', known.queue) }))
        .where('id', '=', callId)
        .execute();
    for (const effect of decision.effects) await carryOutEffect(ctx, tx, row, decision.call, effect);
    if (before.connectedAt === null && decision.call.connectedAt !== null) await paidBy(tx, row);
    if (IN_VAIN.has(decision.call.outcome ?? '') && before.outcome === null) await triedInVain(tx, row);
    recordTurn(tx, before, decision.call, actor);
    if (known.kind === 'command' && known.command.name === 'watch' && actor)
      tx.record({
        type: callWatched.type,
        actor,
        subject: { type: 'call', id: String(callId) },
        data: { callId, mode: known.command.mode },
        audience: callAudience([]),
      });
    return true;
  });
}

/** Adds what only the database knows. Null: the news is old. */
async function complete(
  tx: Tx,
  legs: ReturnType<typeof callNow>['legs'],
  input: Input,
  callId: number,
): Promise<Input | null> {
  if (input.kind === 'offered') {
    const open = await tx.db
      .selectFrom('offers')
      .select('id')
      .where('id', '=', input.offerId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    return open ? { ...input, phone: await phoneOf(tx.db, input.userId) } : null;
  }
  if (input.kind === 'given' || input.kind === 'phone_there')
    return { ...input, phone: await phoneOf(tx.db, input.userId) };
  if (input.kind !== 'leg_up') return input;
  const leg = legs.find((one) => one.channel === input.channel);
  if (leg?.kind !== 'agent' || leg.userId === null) return input;
  const owned =
    leg.offerId === null
      ? await ownedBy(tx, { kind: 'call', ref: String(callId) }, leg.userId)
      : await acceptWithin(tx, actorFor(leg.userId), leg.offerId);
  return { ...input, owned };
}

export interface Arrival {
  channel: string;
  /** As the exchange gives it. */
  number: string | null;
  dialled: string | null;
  admitted: boolean;
}

/** A new call from outside; the same channel again is the same call. Returns its id. */
export async function arrive(ctx: Ctx, arrival: Arrival): Promise<number> {
  return transact(ctx, async (tx) => {
    const known = await tx.db
      .selectFrom('call_legs')
      .select('call_id')
      .where('channel_id', '=', arrival.channel)
      .executeTakeFirst();
    if (known) return known.call_id;
    const { number, citizenId } = await findByPhone(tx.db, arrival.number);
    const row = await tx.db
      .insertInto('calls')
      .values({
        direction: 'inbound',
        origin: 'asterisk',
        state: 'menu',
        number,
        dialled: arrival.dialled,
        citizen_id: citizenId,
        menu: JSON.stringify(await newMenu(tx.db)),
        started_at: tx.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.db
      .insertInto('call_legs')
      .values({
        call_id: row.id,
        channel_id: arrival.channel,
        kind: 'citizen',
        number,
        state: 'up',
        place: 'alone',
        started_at: tx.now,
        answered_at: tx.now,
      })
      .execute();
    tx.record({
      type: callStarted.type,
      actor: CITIZEN,
      subject: { type: 'call', id: String(row.id) },
      data: { callId: row.id, direction: 'inbound' },
      audience: callAudience([]),
    });
    await turnWithin(ctx, tx, row.id, { kind: 'arrived', channel: arrival.channel, admitted: arrival.admitted });
    return row.id;
  });
}
