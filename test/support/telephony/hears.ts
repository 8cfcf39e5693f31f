/** Waiting for what a telephone hears. */
import { until } from '../until.ts';
import type { SipPhone } from './sip-phone.ts';
import { isIn } from './sound.ts';

const LATELY_BYTES = 12 * 16_000;
const HEAD_BYTES = 20;

/**
 * Waits until a telephone has heard a sound within the last seconds. The hotline runs in this very process: so it looks
 * at the end of what was heard only, and rests between two looks.
 * @param after what was heard up to here does not count, bytes of `heard()`
 */
export async function hears(
  phone: Pick<SipPhone, 'heard'>,
  sound: string | Buffer,
  what: string,
  after = HEAD_BYTES,
): Promise<void> {
  let looked = 0;
  await until(
    what,
    async () => {
      if (performance.now() - looked < 1_000) return false;
      const heard = await phone.heard();
      const lately = heard.subarray(after).subarray(-LATELY_BYTES);
      const found = await isIn(Buffer.concat([heard.subarray(0, HEAD_BYTES), lately]), sound);
      looked = performance.now();
      return found;
    },
    60_000,
  );
}
