/** What the process that leads does with a call: take its inputs in, carry its orders out. */
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import { transact } from '../../platform/transact.ts';
import type { Ari } from '../asterisk/ari.ts';
import { type Carried, carryOut, type Surroundings } from '../asterisk/carry-out.ts';
import type { Input, Order } from '../engine/types.ts';
import { takeTurn, turnWithin } from '../take-turn.ts';

/** Words of other domains and processes, in order, each in the transaction that removes it. */
export async function takeInputs(ctx: Ctx, callId: number): Promise<void> {
  for (;;) {
    const taken = await transact(ctx, async (tx) => {
      const next = await tx.db
        .selectFrom('call_inputs')
        .select(['id', 'body'])
        .where('call_id', '=', callId)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (!next) return false;
      await turnWithin(ctx, tx, callId, next.body as unknown as Input);
      await tx.db.deleteFrom('call_inputs').where('id', '=', next.id).execute();
      return true;
    });
    if (!taken) return;
  }
}

/**
 * Carries out what is written down for a call, in order, until nothing is left. A refusal goes back to the engine,
 * which may have further orders. Stops where Asterisk cannot be reached: the rest is done after the next connect.
 */
export async function carryOutOrders(ctx: Ctx, ari: Ari, callId: number, around: Surroundings): Promise<void> {
  for (;;) {
    const orders = await ctx.db
      .selectFrom('call_orders')
      .select(['id', 'body'])
      .where('call_id', '=', callId)
      .where('state', '=', 'waiting')
      .orderBy('id')
      .execute();
    if (orders.length === 0) return;
    const results: { id: number; order: Order; carried: Exclude<Carried, { result: 'unreachable' }> }[] = [];
    let reachable = true;
    for (const { id, body } of orders) {
      const order = body as unknown as Order;
      const carried = await carryOut(ari, order, around);
      reachable = carried.result !== 'unreachable';
      if (carried.result === 'unreachable') break;
      results.push({ id, order, carried });
      // What follows was decided without knowing this; the engine looks first.
      if (carried.result === 'refused') break;
    }
    await noteResults(ctx, results);
    const refusal = results.find((one) => one.carried.result === 'refused');
    if (refusal?.carried.result === 'refused') {
      const { status, said } = refusal.carried;
      ctx.log.warn({ callId, order: refusal.order.do, status, said }, 'Asterisk refused an order');
      await takeTurn(ctx, callId, { kind: 'refused', order: refusal.order, status });
    }
    if (!reachable) return;
  }
}

async function noteResults(ctx: Ctx, results: readonly { id: number; carried: Carried }[]): Promise<void> {
  if (results.length === 0) return;
  const rows = results.map(({ id, carried }) => ({
    id,
    state: carried.result,
    said: carried.result === 'refused' ? carried.said : null,
  }));
  await sql`update call_orders o set state = r.state, said = r.said, done_at = ${ctx.clock.now()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id bigint, state text, said text) where o.id = r.id`.execute(
    ctx.db,
  );
}
