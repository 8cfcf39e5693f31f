import { sql } from 'kysely';
import { ENDED } from '../../cases/index.ts';
import { SYSTEM } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { type SweepClock, startSweep } from '../../platform/sweep-clock.ts';
import { transact } from '../../platform/transact.ts';
import { hotlineSettings } from '../settings.ts';
import { KEEPERS, recordingsErased } from './events.ts';
import { daysOf } from './retention.ts';
import { recordingStore } from './store.ts';

const DAY = 86_400_000;
/** At most so many in one transaction, and so in one entry of the trail. */
const BATCH = 200;
/** How long after an erasure the disk is looked at again: a crash may come between the row and the file. */
const AGAIN = 7 * DAY;

/**
 * Erases recordings whose days are over: first the key (from then on nobody can read the sound, also not from an old
 * copy of the disk), with the entry in the trail that names each by its hash; then the bytes. Those of open cases and
 * those marked stay. Returns how many went.
 */
export async function eraseOldRecordings(ctx: Ctx): Promise<number> {
  let erased = 0;
  for (let batch = BATCH; batch === BATCH; erased += batch) batch = await eraseSome(ctx);
  await removeBytes(ctx);
  return erased;
}

async function eraseSome(ctx: Ctx): Promise<number> {
  const settings = await hotlineSettings(ctx.db);
  return transact(ctx, async (tx) => {
    const before = (kind: 'talk' | 'voicemail' | 'fallback') =>
      new Date(tx.now.getTime() - daysOf(kind, settings) * DAY);
    const { rows } = await sql<{ id: number; call_id: number; name: string; sha256: string }>`
      select r.id, r.call_id, r.name, f.plain_sha256 as sha256
      from call_recordings r join recording_files f on f.name = r.name
      where r.state = 'fetched' and f.erased_at is null
        and r.started_at < case r.kind when 'talk' then ${before('talk')}::timestamptz
          when 'voicemail' then ${before('voicemail')}::timestamptz else ${before('fallback')}::timestamptz end
        and not exists (select from recording_holds h where h.recording_id = r.id and h.lifted_at is null)
        and not exists (select from calls k join cases c on c.id = k.case_id
          where k.id = r.call_id and c.status <> all(${[...ENDED]}::text[]))
      order by r.started_at, r.id limit ${BATCH} for update of r skip locked`.execute(tx.db);
    if (rows.length === 0) return 0;
    const names = rows.map((row) => row.name);
    await tx.db.updateTable('call_recordings').set({ state: 'erased' }).where('name', 'in', names).execute();
    await tx.db
      .updateTable('recording_files')
      .set({ sealed_key: null, erased_at: tx.now })
      .where('name', 'in', names)
      .execute();
    tx.record({
      type: recordingsErased.type,
      actor: SYSTEM,
      data: { recordings: rows.map(({ id, call_id, sha256 }) => ({ id, callId: call_id, sha256 })) },
      audience: KEEPERS,
    });
    return rows.length;
  });
}

/** Deletes the bytes of what was erased; again for a week, which costs nothing where they are gone. */
async function removeBytes(ctx: Ctx): Promise<void> {
  const store = recordingStore(ctx.config.dataDir);
  const rows = await ctx.db
    .selectFrom('recording_files')
    .select('sha256')
    .where('erased_at', '>', new Date(ctx.clock.now().getTime() - AGAIN))
    .execute();
  for (const { sha256 } of rows) await store.remove(sha256);
}

/** Real milliseconds between two looks. */
const LOOK = 10 * 60_000;

/** Erases what is due while a worker runs; several may do it at once. */
export function startErasing(ctx: Ctx): SweepClock {
  const failed = 'old recordings could not be erased';
  return startSweep(ctx, { everyMs: LOOK, look: () => eraseOldRecordings(ctx), failed, atOnce: true });
}
