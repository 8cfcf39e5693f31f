/** What lies on the desk of one person: calls offered to him, his talks, and those he is finishing. */
import { sql } from 'kysely';
import type { CallView, CurrentCall } from '../../contract/calls.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { EMPTY, type Memory } from './engine/types.ts';
import { type CallRow, presentCalls, presentLegs } from './present.ts';
import { callSeenBy } from './sight.ts';

interface Mine {
  callId: number;
  offer: { id: number; expires_at: Date } | null;
  wrapUpUntil: Date | null;
}

/** Calls that concern this person now, oldest first. */
export async function currentCalls(db: Db, userId: number, now: Date, only?: number): Promise<CurrentCall[]> {
  const mine = await mineOf(db, userId);
  const ids = [...mine.keys()].filter((id) => only === undefined || id === only);
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('calls').selectAll().where('id', 'in', ids).orderBy('id').execute();
  const views = await presentCalls(db, rows, now);
  const legs = await presentLegs(db, ids);
  return rows.map((row, index) => {
    const own = legs.filter((leg) => leg.callId === row.id);
    return presentCurrent(row, views[index] as CallView, own, mine.get(row.id) as Mine, userId, now);
  });
}

async function mineOf(db: Db, userId: number): Promise<Map<number, Mine>> {
  const found = new Map<number, Mine>();
  const at = (callId: number) => {
    const known = found.get(callId) ?? { callId, offer: null, wrapUpUntil: null };
    found.set(callId, known);
    return known;
  };
  const legs = await db
    .selectFrom('call_legs')
    .select('call_id')
    .where('user_id', '=', userId)
    .where('state', '<>', 'ended')
    .execute();
  for (const leg of legs) at(leg.call_id);
  // His telephone begins anew: nothing of his is in it at this moment, and it is his all the same.
  const resuming = await db
    .selectFrom('calls')
    .select('id')
    .where('state', '=', 'transferring')
    .where(sql<boolean>`(engine -> 'resume' ->> 'userId')::bigint = ${userId}`)
    .execute();
  for (const { id } of resuming) at(id);
  const offers = await db
    .selectFrom('offers as o')
    .innerJoin('routing_items as i', 'i.id', 'o.item_id')
    .select(['o.id', 'o.expires_at', 'i.subject'])
    .where('o.user_id', '=', userId)
    .where('o.ended_at', 'is', null)
    .where('i.kind', '=', 'call')
    .execute();
  for (const { id, expires_at, subject } of offers)
    at(Number(subject.replace(/^call:/, ''))).offer = { id, expires_at };
  const spans = await db
    .selectFrom('call_spans')
    .select(['call_id', 'until_at'])
    .where('user_id', '=', userId)
    .where('kind', '=', 'wrap_up')
    .where('ended_at', 'is', null)
    .execute();
  for (const span of spans) at(span.call_id).wrapUpUntil = span.until_at;
  return found;
}

type Leg = Awaited<ReturnType<typeof presentLegs>>[number];

function presentCurrent(row: CallRow, view: CallView, legs: Leg[], mine: Mine, userId: number, now: Date): CurrentCall {
  const memory: Memory = { ...EMPTY, ...(row.engine as Partial<Memory>) };
  const open = legs.filter((leg) => leg.view.state !== 'ended');
  const me = open.find((leg) => leg.userId === userId);
  const held = open.some((leg) => leg.view.kind === 'citizen' && leg.view.place === 'hold');
  const asked = memory.consult;
  const asking = asked !== null && asked.by === userId;
  const consulted = asked !== null && asked.by !== userId && me !== undefined;
  const consultLeg =
    asked === null ? undefined : open.find((leg) => leg.view.number !== null || leg.userId !== asked.by);
  // In a call that we make he is in the bridge alone until the other side answers.
  const talking = me?.view.state === 'up' && me.view.place === 'talk' && row.state === 'talking';
  const stage: CurrentCall['mine'] =
    me?.view.kind === 'supervisor'
      ? 'listening'
      : consulted
        ? 'consult'
        : talking || memory.resume?.userId === userId
          ? 'talking'
          : mine.offer !== null || (row.origin === 'cti' && row.direction === 'inbound' && me !== undefined)
            ? 'offered'
            : me !== undefined
              ? 'dialling'
              : 'wrap_up';
  const seconds = (until: Date | null) =>
    until === null ? null : Math.max(0, (until.getTime() - now.getTime()) / 1000);
  const recording = memory.recording === null ? 'none' : memory.recording.paused === 'no' ? 'on' : 'paused';
  return {
    ...view,
    mine: stage,
    offerId: mine.offer === null ? null : String(mine.offer.id),
    offerSecondsLeft: seconds(mine.offer?.expires_at ?? null),
    held,
    recording,
    legs: open.map((leg) => leg.view),
    consulting:
      asked === null || !asking
        ? null
        : { name: asked.name, state: consultLeg?.view.state === 'up' ? 'up' : 'ringing' },
    wrapUpUntil: mine.wrapUpUntil && isoLocal(mine.wrapUpUntil),
    wrapUpSecondsLeft: seconds(mine.wrapUpUntil),
    // A foreign exchange tells us; it takes no orders.
    can:
      row.origin !== 'asterisk' && stage !== 'wrap_up'
        ? []
        : memory.resume !== null
          ? []
          : possible(stage, { held, asking, asked: consultLeg?.view.state === 'up', recording, memory }),
  };
}

function possible(
  stage: CurrentCall['mine'],
  at: { held: boolean; asking: boolean; asked: boolean; recording: CurrentCall['recording']; memory: Memory },
): CurrentCall['can'] {
  if (stage === 'wrap_up') return ['wrap', 'extend'];
  if (stage !== 'talking') return stage === 'offered' ? [] : ['hangup'];
  if (at.asking) return at.asked ? ['complete', 'conference', 'cancel', 'hangup'] : ['cancel', 'hangup'];
  const can: CurrentCall['can'] = [at.held ? 'resume' : 'hold', 'transfer', 'park', 'hangup'];
  if (at.recording === 'on') can.push('record_pause');
  if (at.memory.recording?.paused === 'hand') can.push('record_resume');
  return can;
}

/** Parked calls, for everybody who takes calls; the telephone of this person, and whether the line is there. */
export async function deskOf(db: Db, actor: Actor, now: Date) {
  const userId = actor.userId ?? 0;
  const parked = await db
    .selectFrom('calls as k')
    .selectAll('k')
    .where('k.state', '=', 'parked')
    .where(callSeenBy(actor))
    .orderBy('k.id')
    .execute();
  const account = await db
    .selectFrom('phone_accounts')
    .selectAll()
    .where('user_id', '=', userId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  const status = await db.selectFrom('hotline_status').select('connected').executeTakeFirst();
  return {
    calls: await currentCalls(db, userId, now),
    parked: await presentCalls(db, parked, now),
    phone: {
      registered: account?.registered_at != null && account.expires_at > now,
      since: account?.registered_at ? isoLocal(account.registered_at) : null,
      device: account?.device ?? null,
      account: account?.id ?? null,
      line: status?.connected ?? false,
    },
  };
}
