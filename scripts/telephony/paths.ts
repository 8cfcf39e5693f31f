import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the unpacked Asterisk and its packages are kept between runs; ignored by git, safe to delete. */
export const CACHE = process.env.TELEPHONY_CACHE ?? join(root, '.cache/telephony');

/** Everything of the phone side that belongs to one installation: settings, sounds, recordings in the making. */
export function telephonyDir(dataDir: string): string {
  return join(dataDir, 'telephony');
}
