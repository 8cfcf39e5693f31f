/**
 * Recordings come home: the sound is fetched from Asterisk, sealed into our store, and only then erased there. What is
 * whole is fetched at once; whose end nobody heard of (the event was lost, Asterisk was started anew) is looked for.
 */
import type { Ctx } from '../../platform/context.ts';
import { type Ari, AriError } from '../asterisk/ari.ts';
import { storeRecording } from './store.ts';

const BATCH = 50;
/** So long after its call has ended a recording must be whole. Milliseconds. */
const LATE_MS = 10_000;
/** Bytes of a second of it: 8000 samples of 16 bit. */
const BYTES_PER_SECOND = 16_000;
const HEAD_BYTES = 44;
/** After so many looks it is given up as missing. */
const MOST_TRIES = 20;

export async function fetchRecordings(ctx: Ctx, ari: Ari): Promise<void> {
  const now = ctx.clock.now();
  const rows = await ctx.db
    .selectFrom('call_recordings as r')
    .innerJoin('calls as k', 'k.id', 'r.call_id')
    .select(['r.id', 'r.name', 'r.tries'])
    .where((e) =>
      e.or([
        e('r.state', '=', 'made'),
        e.and([e('r.state', '=', 'making'), e('k.ended_at', '<', new Date(now.getTime() - LATE_MS))]),
      ]),
    )
    .orderBy('r.id')
    .limit(BATCH)
    .execute();
  for (const row of rows) {
    try {
      await fetchOne(ctx, ari, row);
    } catch (error) {
      if (error instanceof AriError && error.status === 0) return;
      ctx.log.error({ err: error, recording: row.id }, 'a recording could not be taken over; trying again');
    }
  }
}

async function fetchOne(ctx: Ctx, ari: Ari, row: { id: number; name: string; tries: number }): Promise<void> {
  const path = `/recordings/stored/${encodeURIComponent(row.name)}`;
  const sound = await soundOf(ari, path);
  if (sound === null) return notThere(ctx, ari, row);
  await storeRecording(ctx, sound, { name: row.name.replaceAll('/', '.') });
  const seconds = Math.max(0, (sound.length - HEAD_BYTES) / BYTES_PER_SECOND);
  await ctx.db
    .updateTable('call_recordings')
    .set((e) => ({ state: 'fetched', seconds, ended_at: e.fn.coalesce('ended_at', e.val(ctx.clock.now())) }))
    .where('id', '=', row.id)
    .where('state', 'in', ['making', 'made'])
    .execute();
  await ari.attempt('DELETE', path);
}

async function soundOf(ari: Ari, path: string): Promise<Buffer | null> {
  try {
    return await ari.bytes(`${path}/file`);
  } catch (error) {
    if (error instanceof AriError && error.status === 404) return null;
    throw error;
  }
}

/** Still being made by a talk that goes on is no loss. */
async function notThere(ctx: Ctx, ari: Ari, row: { id: number; name: string; tries: number }): Promise<void> {
  if ((await ari.attempt('GET', `/recordings/live/${encodeURIComponent(row.name)}`)) !== null)
    return void (await ari.attempt('POST', `/recordings/live/${encodeURIComponent(row.name)}/stop`));
  const given = row.tries + 1 >= MOST_TRIES;
  await ctx.db
    .updateTable('call_recordings')
    .set(given ? { state: 'missing', ended_at: ctx.clock.now() } : { tries: row.tries + 1 })
    .where('id', '=', row.id)
    .execute();
  if (given) ctx.log.error({ recording: row.id }, 'a recording is missing at Asterisk');
}
