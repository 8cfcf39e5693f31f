/** Messages that callers left with Asterisk while none of our processes was there become calls with a case. */
import type { Ctx } from '../../platform/context.ts';
import { transact } from '../../platform/transact.ts';
import type { Ari } from '../asterisk/ari.ts';
import { findByPhone } from '../caller.ts';
import { missedCall } from '../owed-calls.ts';
import { storeRecording } from '../recordings/store.ts';
import { hotlineSettings } from '../settings.ts';
import { voicemailCase } from '../voicemail-case.ts';

const HEAD_BYTES = 44;
const BYTES_PER_SECOND = 16_000;

/** `fallback/<system>-<seconds since 1970>.<n>_<number>` */
const NAME = /^fallback\/(?:.*-)?(\d{9,11})\.(\d+)_([0-9+]*)$/;

/** Takes every message in: stored first, then written down, then erased at Asterisk; any step may be repeated. */
export async function importFallback(ctx: Ctx, ari: Ari): Promise<number> {
  const stored = await ari.call<{ name: string; format: string }[]>('GET', '/recordings/stored');
  let taken = 0;
  for (const { name } of stored) {
    const parts = NAME.exec(name);
    if (!parts) continue;
    const path = `/recordings/stored/${encodeURIComponent(name)}`;
    const sound = await ari.bytes(`${path}/file`);
    const seconds = Math.max(0, (sound.length - HEAD_BYTES) / BYTES_PER_SECOND);
    const own = name.replaceAll('/', '.');
    await storeRecording(ctx, sound, { name: own });
    await takeIn(ctx, own, { at: new Date(Number(parts[1]) * 1000), number: parts[3] || null, seconds });
    await ari.attempt('DELETE', path);
    taken += 1;
  }
  return taken;
}

async function takeIn(
  ctx: Ctx,
  name: string,
  message: { at: Date; number: string | null; seconds: number },
): Promise<void> {
  await transact(ctx, async (tx) => {
    const known = await tx.db.selectFrom('call_recordings').select('id').where('name', '=', name).executeTakeFirst();
    if (known) return;
    const { number, citizenId } = await findByPhone(tx.db, message.number);
    const { voicemailMinSeconds } = await hotlineSettings(tx.db);
    const spoken = message.seconds >= voicemailMinSeconds;
    const end = new Date(message.at.getTime() + message.seconds * 1000);
    const row = await tx.db
      .insertInto('calls')
      .values({
        direction: 'inbound',
        origin: 'asterisk',
        state: 'ended',
        number,
        citizen_id: citizenId,
        started_at: message.at,
        answered_at: message.at,
        ended_at: end,
        ended_by: 'citizen',
        outcome: spoken ? 'voicemail' : 'abandoned',
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await tx.db
      .insertInto('call_recordings')
      .values({
        call_id: row.id,
        name,
        kind: 'fallback',
        started_at: message.at,
        ended_at: end,
        seconds: message.seconds,
        state: 'fetched',
      })
      .execute();
    if (spoken) await voicemailCase(ctx, tx, row, { name, seconds: message.seconds });
    else await missedCall(tx, row);
  });
}
