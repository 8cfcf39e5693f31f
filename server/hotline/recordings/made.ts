/** Rows of recordings as Asterisk makes them; `fetch.ts` brings the sound home. */
import type { Tx } from '../../platform/context.ts';

export async function beginRecording(
  tx: Tx,
  callId: number,
  { name, what }: { name: string; what: 'talk' | 'voicemail' },
): Promise<void> {
  await tx.db
    .insertInto('call_recordings')
    .values({ call_id: callId, name, kind: what, started_at: tx.now, state: 'making' })
    .onConflict((c) => c.column('name').doNothing())
    .execute();
}

/** It is whole. `seconds` null: Asterisk refused to make it. */
export async function recordingMade(
  tx: Tx,
  { name, seconds }: { name: string; seconds: number | null },
): Promise<void> {
  await tx.db
    .updateTable('call_recordings')
    .set({ state: seconds === null ? 'missing' : 'made', seconds, ended_at: tx.now })
    .where('name', '=', name)
    .where('state', '=', 'making')
    .execute();
}
