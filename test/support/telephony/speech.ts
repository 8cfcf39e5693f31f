/** What test telephones say. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { requireProgram } from '../../../scripts/debian-packages.ts';
import { CACHE } from '../../../scripts/telephony/paths.ts';
import { mustRun } from '../../../scripts/telephony/run-tool.ts';

const RATE = 8000;
/** Between two sayings, so that two who talk at the same time are heard alone now and then. Seconds. */
const PAUSE = 2;

/**
 * A sentence as a WAV file, spoken again and again for two minutes so that a call never outlives it; made once, kept.
 * @param rate samples a second: 8000 for SIP phones, 48000 for a browser's microphone
 */
export async function speech(text: string, rate: 8000 | 48000 = RATE): Promise<string> {
  const dir = join(CACHE, 'speech');
  const path = join(dir, `${createHash('sha256').update(`${text} ${PAUSE}`).digest('hex').slice(0, 16)}-${rate}.wav`);
  if (existsSync(path)) return path;
  await mkdir(dir, { recursive: true });
  const own = `${path}.${process.pid}`;
  const espeak = requireProgram('espeak-ng');
  const sox = requireProgram('sox');
  const env = (program: typeof sox) => ({ env: { ...process.env, ...program.env } });
  await mustRun(espeak.path, ['-v', 'vi', '-s', '150', '-w', `${own}.said.wav`, text], env(espeak));
  const seconds = Number(await mustRun(sox.path, ['--i', '-D', `${own}.said.wav`], env(sox)));
  const times = String(Math.ceil(120 / (seconds + PAUSE)));
  await mustRun(
    sox.path,
    // Same level every time.
    [
      `${own}.said.wav`,
      '-r',
      String(rate),
      '-c',
      '1',
      '-b',
      '16',
      `${own}.wav`,
      'gain',
      '-6',
      'highpass',
      '80',
      'norm',
      '-3',
      'pad',
      '0',
      String(PAUSE),
      'repeat',
      times,
    ],
    env(sox),
  );
  await rename(`${own}.wav`, path);
  return path;
}
