/** Sound for callers: spoken by espeak-ng or taken from a recording, brought to 8 and 16 kHz and one loudness by sox. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../platform/errors.ts';
import { mustRun, runTool } from '../../platform/run-tool.ts';
import type { Said } from '../../platform/said.ts';
import { soundProgram } from './programs.ts';

/** A voice of the south, where Đồng Tháp lies. */
const VOICE = 'vi-vn-x-south';
/** Shortest and longest prompt. Seconds. */
const LENGTH = { from: 0.3, to: 120 };
/** After levelling, whatever is quieter than this on the whole is silence or noise. Decibels. */
const QUIETEST = -42;
/** Formats that a studio may deliver, where this sox reads them. */
const STUDIO = ['wav', 'flac', 'mp3', 'ogg', 'opus', 'aiff', 'au'];

/** One prompt in the two forms that the exchange plays. */
export interface PromptSound {
  /** WAV, 16 kHz, 16 bit, one channel */
  wide: Buffer;
  /** WAV, 8 kHz */
  narrow: Buffer;
  seconds: number;
}

const missing = (program: string) =>
  new AppError('unavailable', {
    detail: {
      vi: `Máy chủ chưa có chương trình ${program} nên chưa làm được lời nhắc. Cài bằng lệnh: apt-get install ${program}.`,
      en: `The server does not have the program ${program}, so it cannot make prompts. Install it with: apt-get install ${program}.`,
    },
  });

/** The endings that can be taken in on this machine; none without sox. */
export async function studioFormats(): Promise<string[]> {
  const sox = soundProgram('sox');
  if (!sox) return [];
  const { stdout } = await runTool(sox.path, ['--help'], { env: sox.env });
  const known = new Set((/AUDIO FILE FORMATS:(.*)/.exec(stdout)?.[1] ?? '').trim().split(/\s+/));
  return STUDIO.filter((format) => known.has(format));
}

/**
 * Speaks a text.
 * @throws AppError `unavailable` when espeak-ng or sox is missing on this machine
 */
export async function speak(text: string, find = soundProgram): Promise<PromptSound> {
  const espeak = find('espeak-ng');
  if (!espeak) throw missing('espeak-ng');
  return inFolder(async (dir) => {
    const raw = join(dir, 'raw.wav');
    // Over standard input: a text may begin with a dash.
    await mustRun(espeak.path, ['-v', VOICE, '-s', '150', '--stdin', '-w', raw], { env: espeak.env, input: text });
    return level(raw, dir);
  });
}

/**
 * Takes in a studio recording: one channel, both rates, levelled.
 * @throws AppError `unsupported_media` when sox cannot read it, `invalid` when it is too short, too long or silent,
 * `unavailable` without sox
 */
export async function takeIn(bytes: Buffer, fileName: string): Promise<PromptSound> {
  const ending = /\.([a-z0-9]{2,5})$/i.exec(fileName)?.[1]?.toLowerCase() ?? 'wav';
  const formats = await studioFormats();
  if (formats.length === 0) throw missing('sox');
  if (!formats.includes(ending))
    throw new AppError('unsupported_media', {
      detail: {
        vi: `Máy chủ không đọc được tệp .${ending}. Hãy gửi một trong các loại: ${formats.join(', ')}.`,
        en: `The server cannot read .${ending} files. Send one of these: ${formats.join(', ')}.`,
      },
    });
  return inFolder(async (dir) => {
    const given = join(dir, `given.${ending}`);
    await writeFile(given, bytes);
    const sound = await level(given, dir).catch((cause: Error) => {
      throw new AppError('unsupported_media', {
        detail: {
          vi: `Tệp “${fileName}” hỏng hoặc không phải âm thanh .${ending}. Hãy xuất lại từ phần mềm thu âm.`,
          en: `The file “${fileName}” is damaged or is not .${ending} sound. Export it again from the recording software.`,
        },
        cause,
      });
    });
    await check(sound, join(dir, 'wide.wav'));
    return sound;
  });
}

async function check(sound: PromptSound, wide: string): Promise<void> {
  const wrong = (message: Said) =>
    new AppError('invalid', { detail: message, fields: [{ path: 'file', message, code: 'sound' }] });
  const seconds = sound.seconds.toFixed(1).replace('.', ',');
  if (sound.seconds < LENGTH.from)
    throw wrong({
      vi: `Bản thu chỉ dài ${seconds} giây, quá ngắn để nghe được.`,
      en: `The recording is only ${sound.seconds.toFixed(1)} seconds long, too short to be heard.`,
    });
  if (sound.seconds > LENGTH.to)
    throw wrong({
      vi: `Bản thu dài ${seconds} giây; lời nhắc dài nhất ${LENGTH.to} giây. Hãy cắt bớt.`,
      en: `The recording is ${sound.seconds.toFixed(1)} seconds long; a prompt has at most ${LENGTH.to} seconds. Shorten it.`,
    });
  const { stderr } = await sox([wide, '-n', 'stats']);
  const loudness = Number(/RMS lev dB\s+(\S+)/.exec(stderr)?.[1]?.replace('-inf', '-120') ?? Number.NaN);
  if (!(loudness > QUIETEST))
    throw wrong({
      vi: 'Bản thu gần như không có tiếng. Hãy kiểm tra micro và mức âm lượng rồi thu lại.',
      en: 'There is almost no sound in the recording. Check the microphone and the volume and record it again.',
    });
}

async function level(from: string, dir: string): Promise<PromptSound> {
  const wide = join(dir, 'wide.wav');
  const narrow = join(dir, 'narrow.wav');
  // Room first, then the level: levelling a clipped peak would keep the clipping.
  const effects = ['gain', '-6', 'highpass', '80', 'norm', '-3'];
  for (const [rate, to] of [
    ['16000', wide],
    ['8000', narrow],
  ] as const)
    await sox([from, '-r', rate, '-c', '1', '-b', '16', '-e', 'signed', to, ...effects]);
  const bytes = await readFile(wide);
  return { wide: bytes, narrow: await readFile(narrow), seconds: secondsOf(bytes) };
}

async function sox(args: readonly string[]): Promise<{ stderr: string }> {
  const program = soundProgram('sox');
  if (!program) throw missing('sox');
  const result = await runTool(program.path, args, { env: program.env });
  if (result.code !== 0) throw new Error(result.stderr.trim().split('\n').at(-1) ?? 'sox failed');
  return result;
}

async function inFolder<T>(work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'td1022-sound-'));
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The samples of a WAV file, without its headers: what Asterisk calls sln16 at 16 kHz. */
export function samplesOf(wav: Buffer): Buffer {
  for (let at = 12; at + 8 <= wav.length; ) {
    const size = wav.readUInt32LE(at + 4);
    if (wav.toString('latin1', at, at + 4) === 'data') return wav.subarray(at + 8, Math.min(wav.length, at + 8 + size));
    at += 8 + size + (size % 2);
  }
  throw new Error('a WAV file without samples');
}

/** Length of a 16-bit WAV of one channel. */
export function secondsOf(wav: Buffer): number {
  return samplesOf(wav).length / (wav.readUInt32LE(24) * 2);
}
