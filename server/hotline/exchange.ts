import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../platform/config.ts';

/** Where our own Asterisk keeps its files, as `npm run hotline` wrote it down. */
const file = z.object({
  url: z.string(),
  user: z.string(),
  password: z.string(),
  recordingDir: z.string().optional(),
  fallbackDir: z.string().optional(),
  soundsDir: z.string().optional(),
});
export type ExchangeFile = z.infer<typeof file>;

/** DATA_DIR/telephony/ari.json, or null where this machine runs no Asterisk of ours. */
export async function exchangeFile(config: Pick<Config, 'dataDir'>): Promise<ExchangeFile | null> {
  const text = await readFile(join(config.dataDir, 'telephony/ari.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return file.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
