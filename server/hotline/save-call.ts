/** A decision → rows: the call, its telephones, its stretches of time, and the orders to Asterisk. */
import { sql } from 'kysely';
import { type Actor, SYSTEM } from '../platform/auth/index.ts';
import type { Tx } from '../platform/context.ts';
import { keepSaid } from '../platform/said.ts';
import { causeText } from './engine/causes.ts';
import { spansOf } from './engine/spans.ts';
import type { CallNow, Decision } from './engine/types.ts';
import { type CallChange, callAudience, callChanged, callEnded } from './events.ts';
import { keptMenu } from './load-call.ts';
import type { CallRow } from './present.ts';

const json = (value: unknown) => JSON.stringify(value);
const at = (ms: number | null) => (ms === null ? null : new Date(ms));

/** Writes what differs. The call row is locked by the caller. */
export async function saveCall(tx: Tx, row: CallRow, before: CallNow, decision: Decision): Promise<void> {
  const { call } = decision;
  const over = call.state === 'ended';
  const gone = decision.ended.find((leg) => leg.cause !== null);
  await tx.db
    .updateTable('calls')
    .set({
      state: call.state,
      topic: call.topic,
      agent_id: call.agentId,
      engine: json(call.memory),
      menu: row.menu === null ? null : json({ version: keptMenu(row)?.version ?? 0, state: call.menu }),
      timer_at: over ? null : at(call.timerAt),
      queued_at: at(call.queuedAt),
      connected_at: at(call.connectedAt),
      outcome: call.outcome,
      ended_by: call.endedBy,
      ...(row.answered_at === null && answered(before, decision) ? { answered_at: tx.now } : {}),
      ...(over && row.ended_at === null
        ? { ended_at: tx.now, cause: gone?.cause ?? null, cause_text: keptCause(gone?.cause ?? null) }
        : {}),
    })
    .where('id', '=', call.id)
    .execute();
  await saveLegs(tx, before, decision);
  await saveSpans(tx, call);
  if (decision.orders.length > 0)
    await tx.db
      .insertInto('call_orders')
      .values(
        decision.orders.map((body) => ({ call_id: call.id, body: json(body), state: 'waiting', created_at: tx.now })),
      )
      .execute();
  if (decision.orders.length > 0) await wakeLeader(tx, call.id);
}

function answered(before: CallNow, { call, orders }: Decision): boolean {
  if (call.direction === 'inbound') return orders.some((order) => order.do === 'answer');
  return before.connectedAt === null && call.connectedAt !== null;
}

/** Tells the process that leads, after the commit, that a call has something for it. */
export async function wakeLeader(tx: Tx, callId: number): Promise<void> {
  await sql`select pg_notify('hotline', ${String(callId)})`.execute(tx.db);
}

/** Tells the process that leads that the settings are others now. */
export async function tellSettings(tx: Tx): Promise<void> {
  await sql`select pg_notify('hotline', '')`.execute(tx.db);
}

async function saveLegs(tx: Tx, before: CallNow, { call, ended }: Decision): Promise<void> {
  for (const leg of call.legs) {
    const was = before.legs.find((one) => one.channel === leg.channel);
    if (was && was.state === leg.state && was.place === leg.place && was.kind === leg.kind) continue;
    const values = { kind: leg.kind, state: leg.state, place: leg.place, user_id: leg.userId };
    if (was)
      await tx.db
        .updateTable('call_legs')
        .set({ ...values, ...(was.state === 'ringing' && leg.state === 'up' ? { answered_at: tx.now } : {}) })
        .where('channel_id', '=', leg.channel)
        .execute();
    else
      await tx.db
        .insertInto('call_legs')
        .values({
          call_id: call.id,
          channel_id: leg.channel,
          number: leg.number,
          offer_id: leg.offerId,
          started_at: tx.now,
          ...values,
        })
        .execute();
  }
  for (const { channel, outcome, cause, techCause } of ended) {
    // Rung and given up within one decision: it never came to be.
    if (!before.legs.some((leg) => leg.channel === channel)) continue;
    await tx.db
      .updateTable('call_legs')
      .set({ state: 'ended', ended_at: tx.now, outcome, cause, tech_cause: techCause })
      .where('channel_id', '=', channel)
      .execute();
  }
}

/** Opens and closes stretches until they are those of this state. */
async function saveSpans(tx: Tx, call: CallNow): Promise<void> {
  const wanted = spansOf(call);
  const open = await tx.db
    .selectFrom('call_spans')
    .select(['id', 'kind', 'user_id'])
    .where('call_id', '=', call.id)
    .where('ended_at', 'is', null)
    .where('kind', '<>', 'wrap_up')
    .execute();
  const same = (a: { kind: string; user_id: number | null }, b: { kind: string; userId: number | null }) =>
    a.kind === b.kind && a.user_id === b.userId;
  const over = open.filter((span) => !wanted.some((one) => same(span, one))).map((span) => span.id);
  if (over.length > 0)
    await tx.db.updateTable('call_spans').set({ ended_at: tx.now }).where('id', 'in', over).execute();
  const fresh = wanted.filter((one) => !open.some((span) => same(span, one)));
  if (fresh.length > 0)
    await tx.db
      .insertInto('call_spans')
      .values(fresh.map(({ kind, userId }) => ({ call_id: call.id, kind, user_id: userId, started_at: tx.now })))
      .execute();
}

/** Events of a decision: desks read the call again. Says nothing where nothing that is shown has changed. */
export function recordTurn(tx: Tx, before: CallNow, call: CallNow, actor: Actor = SYSTEM): void {
  const users = [...before.legs, ...call.legs].flatMap((leg) => leg.userId ?? []);
  const audience = callAudience([...users, ...(call.agentId === null ? [] : [call.agentId])]);
  const subject = { type: 'call', id: String(call.id) };
  if (call.state === 'ended' && before.state !== 'ended') {
    const data = { callId: call.id, outcome: call.outcome ?? 'failed' };
    tx.record({ type: callEnded.type, actor, subject, data, audience });
    return;
  }
  const what = changeOf(before, call);
  if (what !== null)
    tx.record({ type: callChanged.type, actor, subject, data: { callId: call.id, what, state: call.state }, audience });
}

function changeOf(before: CallNow, call: CallNow): CallChange | null {
  if (before.state !== call.state || before.agentId !== call.agentId) return 'state';
  const shape = (one: CallNow) => one.legs.map((leg) => `${leg.channel}${leg.state}${leg.place}`).join();
  if (shape(before) !== shape(call)) return 'legs';
  if (before.memory.recording?.paused !== call.memory.recording?.paused) return 'recording';
  return null;
}

function keptCause(cause: number | null): string | null {
  const said = causeText(cause);
  return said && keepSaid(said);
}
