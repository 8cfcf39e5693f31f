/** Sounds of test calls: speech to say, and proof that one sound is in another. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
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

/**
 * Samples of a mono 16-bit WAV. A file that is still being written has a wrong length in its head: everything behind
 * the head counts.
 */
export function samplesOf(wav: Buffer): Int16Array {
  let at = 12;
  while (at + 8 <= wav.length && wav.toString('latin1', at, at + 4) !== 'data') at += 8 + wav.readUInt32LE(at + 4);
  const body = wav.subarray(Math.min(at + 8, wav.length));
  const samples = new Int16Array(body.length >> 1);
  for (let i = 0; i < samples.length; i += 1) samples[i] = body.readInt16LE(i * 2);
  return samples;
}

/**
 * How surely a sound is in a recording: the best normalised cross-correlation of some pieces of a second of it, from
 * 0 (not there; foreign speech reaches 0.3) to 1 (there, nobody talks over it). Both 8 kHz, 16 bit, mono.
 */
export async function likeness(recording: string | Buffer, sound: string | Buffer): Promise<number> {
  const hay = halved(samplesOf(await bytes(recording)));
  const needle = halved(samplesOf(await bytes(sound)));
  let best = 0;
  // Loud pieces only: silence is in everything.
  for (const start of loudest(needle)) best = Math.max(best, bestMatch(hay, needle.subarray(start, start + RATE / 2)));
  return best;
}

/** Whether a sound is in a recording: what is not there stays below 0.6, also in the same voice. */
export async function isIn(recording: string | Buffer, sound: string | Buffer): Promise<boolean> {
  return (await likeness(recording, sound)) > 0.75;
}

/** The same where somebody else may be talking over it: two equally loud voices are each 0.7 alike at best. */
export async function isInTalk(recording: string | Buffer, sound: string | Buffer): Promise<boolean> {
  return (await likeness(recording, sound)) > 0.62;
}

const bytes = async (file: string | Buffer) => (typeof file === 'string' ? await readFile(file) : file);

/** One second at half the rate: shorter pieces of the same voice look alike. */
const PIECE = RATE / 2;
const PIECES = 5;

/** Half the rate: enough to tell speech apart, and four times as quick. */
function halved(samples: Int16Array): Float64Array {
  const half = new Float64Array(samples.length >> 1);
  for (let i = 0; i < half.length; i += 1) half[i] = ((samples[2 * i] as number) + (samples[2 * i + 1] as number)) / 2;
  return half;
}

/** Where the loudest pieces of the first six seconds begin, the loudest first. */
function loudest(samples: Float64Array): number[] {
  const energies: { start: number; energy: number }[] = [];
  for (let start = 0; start + PIECE <= Math.min(samples.length, 3 * RATE); start += PIECE) {
    let energy = 0;
    for (let i = start; i < start + PIECE; i += 1) energy += (samples[i] as number) ** 2;
    energies.push({ start, energy });
  }
  const sorted = energies.toSorted((a, b) => b.energy - a.energy).slice(0, PIECES);
  return sorted.map((one) => one.start);
}

function bestMatch(hay: Float64Array, piece: Float64Array): number {
  const length = piece.length;
  if (hay.length < length) return 0;
  let own = 0;
  for (const one of piece) own += one * one;
  let energy = 0;
  for (let i = 0; i < length; i += 1) energy += (hay[i] as number) ** 2;
  let best = 0;
  for (let at = 0; at + length <= hay.length; at += 1) {
    let sum = 0;
    for (let i = 0; i < length; i += 1) sum += (hay[at + i] as number) * (piece[i] as number);
    best = Math.max(best, Math.abs(sum) / Math.sqrt(own * (energy + 1)));
    if (best > 0.98) return best;
    energy += ((hay[at + length] ?? 0) as number) ** 2 - (hay[at] as number) ** 2;
  }
  return best;
}

/** Root mean square of the last `seconds` of a recording, 0…1: whether anything is heard at all. */
export async function loudness(recording: string | Buffer, seconds = 1): Promise<number> {
  const samples = samplesOf(await bytes(recording)).slice(-seconds * RATE);
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const one of samples) sum += (one / 32768) ** 2;
  return Math.sqrt(sum / samples.length);
}
