/** Proof that one sound is in another, also where somebody else talks at the same time. */
import { readFile } from 'node:fs/promises';
import FFT from 'fft.js';

/** Samples a second of all that is compared: half of what a telephone gives is enough to tell speech apart. */
const RATE = 4000;
/** One second: shorter pieces of the same voice look alike. */
const PIECE = RATE;
const PIECES = 5;
/**
 * Pieces of one saying are as far from each other in the recording as they were when it was said, give or take this: a
 * machine under load sends some packets late, and what follows them is later too.
 */
const TOGETHER = RATE / 10;

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

export interface Likeness {
  /** The best normalised cross-correlation of one second of the sound, 0…1. Foreign speech reaches 0.53. */
  alone: number;
  /** The same of the third best of some seconds that stand in order in the recording. Foreign speech reaches 0.26. */
  together: number;
}

/** How surely a sound is in a recording; both 8 kHz, 16 bit, mono. */
export async function likeness(recording: string | Buffer, sound: string | Buffer): Promise<Likeness> {
  const hay = halved(samplesOf(await bytes(recording)));
  const needle = halved(samplesOf(await bytes(sound)));
  const starts = loudest(needle);
  const slots = new Map<number, number[]>();
  let alone = 0;
  const found = correlations(
    hay,
    starts.map((start) => needle.subarray(start, start + PIECE)),
  );
  for (const [nth, alike] of found.entries())
    for (const [at, value] of alike.entries()) {
      if (value < LEAST) continue;
      alone = Math.max(alone, value);
      const slot = Math.floor((at - (starts[nth] as number)) / TOGETHER);
      // Beside the border between two slots is in both.
      for (const one of [slot, slot + 1]) {
        const best = slots.get(one) ?? new Array<number>(starts.length).fill(0);
        best[nth] = Math.max(best[nth] as number, value);
        slots.set(one, best);
      }
    }
  let together = 0;
  for (const best of slots.values()) together = Math.max(together, best.toSorted((a, b) => b - a)[2] ?? 0);
  return { alone, together };
}

/**
 * Whether a sound is in a recording: one second of it clearly, or three in order with somebody talking over them. The
 * limits lie between what 30 mixtures of two voices, the other twice as loud, gave for what is in them (together ≥ 0.36)
 * and for what is not (alone ≤ 0.53, together ≤ 0.26).
 */
export async function isIn(recording: string | Buffer, sound: string | Buffer): Promise<boolean> {
  return isThere(await likeness(recording, sound));
}

/** Whether so much likeness means that it is there. */
export const isThere = ({ alone, together }: Likeness): boolean => alone > 0.75 || together > 0.3;

/** Less is not worth remembering. */
const LEAST = 0.2;

const bytes = async (file: string | Buffer) => (typeof file === 'string' ? await readFile(file) : file);

function halved(samples: Int16Array): Float64Array {
  const half = new Float64Array(samples.length >> 1);
  for (let i = 0; i < half.length; i += 1) half[i] = ((samples[2 * i] as number) + (samples[2 * i + 1] as number)) / 2;
  return half;
}

const energyOf = (samples: Float64Array) => samples.reduce((sum, one) => sum + one * one, 0);

/** Where the loudest pieces of the first six seconds begin; silence is in everything and is left out. */
function loudest(samples: Float64Array): number[] {
  const pieces: { start: number; energy: number }[] = [];
  for (let start = 0; start + PIECE <= Math.min(samples.length, 6 * RATE); start += PIECE)
    pieces.push({ start, energy: energyOf(samples.subarray(start, start + PIECE)) });
  const sorted = pieces.toSorted((a, b) => b.energy - a.energy).slice(0, PIECES);
  return sorted.filter((one) => one.energy > (sorted[0]?.energy ?? 0) / 20).map((one) => one.start);
}

/** For each piece, how alike the recording is from each sample on. */
function correlations(hay: Float64Array, pieces: readonly Float64Array[]): Float64Array[] {
  const places = hay.length - PIECE;
  if (places <= 0) return [];
  const sums = new Float64Array(hay.length + 1);
  for (const [i, one] of hay.entries()) sums[i + 1] = (sums[i] as number) + one * one;
  const fft = new FFT(2 ** Math.ceil(Math.log2(hay.length + PIECE)));
  const whole = transformed(fft, hay);
  return pieces.map((piece) => {
    const own = energyOf(piece);
    const products = timesConjugate(whole, transformed(fft, piece));
    const lags = fft.createComplexArray() as number[];
    fft.inverseTransform(lags, products);
    const alike = new Float64Array(places);
    for (let at = 0; at < places; at += 1) {
      const energy = (sums[at + PIECE] as number) - (sums[at] as number);
      // Noise that is 30 dB softer than the sound is nobody's voice.
      alike[at] = Math.abs(lags[2 * at] as number) / Math.sqrt(own * (energy + own / 1000));
    }
    return alike;
  });
}

function transformed(fft: FFT, samples: Float64Array): number[] {
  const padded = new Array<number>(fft.size).fill(0);
  for (const [i, one] of samples.entries()) padded[i] = one;
  const spectrum = fft.createComplexArray() as number[];
  fft.realTransform(spectrum, padded);
  fft.completeSpectrum(spectrum);
  return spectrum;
}

/** Complex numbers, real and imaginary parts in turn: a · b*. */
function timesConjugate(a: readonly number[], b: readonly number[]): number[] {
  const product = new Array<number>(a.length);
  for (let i = 0; i < a.length; i += 2) {
    const [ar, ai, br, bi] = [a[i] as number, a[i + 1] as number, b[i] as number, b[i + 1] as number];
    product[i] = ar * br + ai * bi;
    product[i + 1] = ai * br - ar * bi;
  }
  return product;
}
