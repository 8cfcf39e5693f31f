/** What follows from a decision elsewhere: in routing, presence, call-backs, cases. In the transaction of the turn. */
import { nationalPhone } from '../citizens/index.ts';
import { type Actor, SYSTEM } from '../platform/auth/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { asWritten, keepSaid, type Said, saidWith } from '../platform/said.ts';
import {
  applyPresence,
  enqueue,
  finishItem,
  type NewItem,
  ownWithin,
  passWithin,
  releaseWithin,
  transferItem,
} from '../routing/index.ts';
import type { CallNow, Effect } from './engine/types.ts';
import { keepCallback, missedCall } from './owed-calls.ts';
import type { CallRow } from './present.ts';
import { beginRecording, recordingMade } from './recordings/made.ts';
import { hotlineSettings } from './settings.ts';
import { voicemailCase } from './voicemail-case.ts';

type Of<K extends Effect['do']> = Extract<Effect, { do: K }>;

/** An agent as the one who acts, where only his id counts. */
export const actorFor = (userId: number): Actor => ({ ...SYSTEM, kind: 'user', userId });

/** Carries out one effect. `row` is the call as it was before the decision, `call` as it is now. */
export async function carryOutEffect(ctx: Ctx, tx: Tx, row: CallRow, call: CallNow, effect: Effect): Promise<void> {
  const which = { kind: 'call', ref: String(call.id) } as const;
  switch (effect.do) {
    case 'enqueue':
      return noteItem(tx, call.id, await enqueue(tx, await newItem(tx, call, effect)));
    case 'finish_item':
      return void (await finishItem(tx, which, effect.why));
    case 'requeue':
      return requeue(tx, row, call, effect);
    case 'transfer_item':
      return transfer(tx, row, call, effect);
    case 'own_item': {
      const item = await ownWithin(tx, SYSTEM, await newItem(tx, call, {}), effect.userId);
      return noteItem(tx, call.id, item.id);
    }
    case 'pass_offer':
      return void (await passWithin(tx, actorFor(effect.userId), effect.offerId));
    case 'wrap_up':
      return wrapUp(tx, call.id, effect.userId);
    case 'missed':
      return missedCall(tx, row);
    case 'keep_callback':
      return keepCallback(tx, row);
    case 'voicemail':
      return voicemailCase(ctx, tx, row, effect);
    case 'recording':
      return beginRecording(tx, call.id, effect);
    case 'recorded':
      return recordingMade(tx, effect);
  }
}

const HIDDEN: Said = { vi: 'Số ẩn', en: 'Hidden number' };

/** The wording of the offer card; the number is shown to the people of the centre only. */
async function newItem(tx: Tx, call: CallNow, wanted: Partial<Of<'enqueue'>>): Promise<NewItem> {
  const queue = wanted.queue ?? call.memory.wants?.queue ?? null;
  const known =
    queue === null
      ? undefined
      : await tx.db.selectFrom('queues').select('code').where('code', '=', queue).executeTakeFirst();
  const number = call.number === null ? HIDDEN : asWritten(nationalPhone(call.number));
  return {
    kind: 'call',
    ref: String(call.id),
    title: keepSaid(saidWith(number, (text) => [text, call.topic].filter(Boolean).join(' · '))),
    channel: 'phone',
    skills: wanted.skills ?? call.memory.wants?.skills ?? [],
    ...(known ? { queue: known.code } : {}),
    ...(call.queuedAt === null ? {} : { waitingSince: new Date(call.queuedAt) }),
  };
}

async function noteItem(tx: Tx, callId: number, itemId: number): Promise<void> {
  const item = await tx.db.selectFrom('routing_items').select('queue_id').where('id', '=', itemId).executeTakeFirst();
  await tx.db
    .updateTable('calls')
    .set({ item_id: itemId, queue_id: item?.queue_id ?? null })
    .where('id', '=', callId)
    .execute();
}

/** Back to the front: he keeps the time at which he began to wait, and comes before those who have not talked yet. */
async function requeue(tx: Tx, row: CallRow, call: CallNow, { why }: Of<'requeue'>): Promise<void> {
  const which = { kind: 'call', ref: String(call.id) } as const;
  if (await releaseWithin(tx, SYSTEM, which, why === 'unanswered' ? 'given_back' : 'away')) return;
  const item = await newItem(tx, call, {});
  await noteItem(
    tx,
    call.id,
    await enqueue(tx, { ...item, priority: 9, waitingSince: row.queued_at ?? row.started_at }),
  );
}

async function transfer(tx: Tx, row: CallRow, call: CallNow, to: Of<'transfer_item'>): Promise<void> {
  const which = { kind: 'call', ref: String(call.id) } as const;
  const target = {
    ...(to.agentId === null ? {} : { agentId: to.agentId }),
    ...(to.queue === null ? {} : { queue: to.queue }),
  };
  if (await transferItem(tx, which, target, SYSTEM)) {
    if (row.item_id !== null) await noteItem(tx, call.id, row.item_id);
    return;
  }
  const item = await newItem(tx, call, to.queue === null ? {} : { queue: to.queue });
  await noteItem(tx, call.id, await enqueue(tx, { ...item, priority: 9, preferAgentId: to.agentId }));
}

/** Nothing new for him until he has written up what was said, or his time for it is over. */
async function wrapUp(tx: Tx, callId: number, userId: number): Promise<void> {
  const { wrapUpSeconds } = await hotlineSettings(tx.db);
  if (wrapUpSeconds === 0) return;
  await tx.db
    .insertInto('call_spans')
    .values({
      call_id: callId,
      kind: 'wrap_up',
      user_id: userId,
      started_at: tx.now,
      until_at: new Date(tx.now.getTime() + wrapUpSeconds * 1000),
    })
    .onConflict((c) => c.doNothing())
    .execute();
  const presence = await tx.db.selectFrom('presence').select('state').where('user_id', '=', userId).executeTakeFirst();
  if (presence?.state === 'available') await applyPresence(tx, SYSTEM, userId, { state: 'busy', reason: 'wrap_up' });
}
