import type { Tx } from '../platform/context.ts';
import type { Input } from './engine/types.ts';
import { wakeLeader } from './save-call.ts';

/** Says something to a call; the process that leads takes it in after the commit. */
export async function tellCall(tx: Tx, callId: number, input: Input): Promise<void> {
  await tx.db
    .insertInto('call_inputs')
    .values({ call_id: callId, body: JSON.stringify(input), created_at: tx.now })
    .execute();
  await wakeLeader(tx, callId);
}
