/** Waiting for what a telephone hears. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../until.ts';
import type { SipPhone } from './sip-phone.ts';
import { isThere, type Likeness, likeness } from './sound.ts';

const LATELY_BYTES = 12 * 16_000;
const HEAD_BYTES = 20;

/**
 * Waits until a telephone has heard a sound within the last seconds. The hotline runs in this very process: so it looks
 * at the end of what was heard only, and rests between two looks. What was heard in vain is kept for an ear.
 * @param after what was heard up to here does not count, bytes of `heard()`
 */
export async function hears(
  phone: Pick<SipPhone, 'heard'>,
  sound: string | Buffer,
  what: string,
  after = HEAD_BYTES,
): Promise<void> {
  let looked = 0;
  let heard: Buffer = Buffer.alloc(0);
  let best: Likeness = { alone: 0, together: 0 };
  try {
    await until(
      what,
      async () => {
        if (performance.now() - looked < 1_000) return false;
        heard = await phone.heard();
        const lately = heard.subarray(after).subarray(-LATELY_BYTES);
        const found = await likeness(Buffer.concat([heard.subarray(0, HEAD_BYTES), lately]), sound);
        if (found.alone > best.alone) best = found;
        looked = performance.now();
        return isThere(found);
      },
      60_000,
    );
  } catch (error) {
    const kept = join(await mkdtemp(join(tmpdir(), 'td1022-heard-')), 'heard.wav');
    await writeFile(kept, heard);
    const seconds = (heard.length / 16_000).toFixed(1);
    throw new Error(`${(error as Error).message}; likeness ${JSON.stringify(best)} in ${seconds} s (${kept})`);
  }
}
