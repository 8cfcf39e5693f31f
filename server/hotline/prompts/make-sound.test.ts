import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { AppError } from '../../platform/errors.ts';
import { samplesOf, secondsOf, speak, studioFormats, takeIn } from './make-sound.ts';
import { soundProgram } from './programs.ts';

const sox = soundProgram('sox');
assert.ok(sox && soundProgram('espeak-ng'), 'scripts/debian-packages.ts names both programs');

/** A sound made by sox: `effects` say which. */
function made(type: string, ...effects: string[]): Buffer {
  const result = spawnSync(sox?.path ?? 'sox', ['-n', '-r', '44100', '-c', '2', '-t', type, '-', ...effects], {
    env: sox?.env,
    maxBuffer: 64_000_000,
  });
  assert.equal(result.status, 0, result.stderr.toString());
  return result.stdout;
}

/** Root mean square of 16-bit samples, from 0 to 1. */
function loudness(wav: Buffer): number {
  const samples = samplesOf(wav);
  let sum = 0;
  for (let at = 0; at + 1 < samples.length; at += 2) sum += (samples.readInt16LE(at) / 32_768) ** 2;
  return Math.sqrt(sum / (samples.length / 2));
}

const refusal = (code: string, words: RegExp) => (error: unknown) => {
  assert.ok(error instanceof AppError);
  assert.equal(error.code, code);
  assert.match(error.message + error.extra.detail, words);
  return true;
};

test('a text becomes speech in both rates, also one that looks like an option', async () => {
  const sound = await speak('Xin chào quý khách.');
  assert.equal(sound.wide.readUInt32LE(24), 16_000);
  assert.equal(sound.narrow.readUInt32LE(24), 8_000);
  assert.ok(sound.seconds > 0.6 && sound.seconds < 4, `${sound.seconds}`);
  assert.ok(Math.abs(secondsOf(sound.narrow) - sound.seconds) < 0.05);
  assert.ok(loudness(sound.wide) > 0.03);
  assert.ok((await speak('-v xin chào')).seconds > 0.3);
});

test('a studio recording of any rate and loudness comes out in one channel and at one level', async () => {
  const formats = await studioFormats();
  assert.ok(formats.includes('wav') && formats.includes('flac'), formats.join());
  for (const type of ['wav', 'flac']) {
    const sound = await takeIn(made(type, 'synth', '2', 'sine', '440', 'gain', '-30'), `thu âm.${type}`);
    assert.equal(sound.wide.readUInt16LE(22), 1);
    assert.ok(Math.abs(sound.seconds - 2) < 0.02);
    assert.ok(loudness(sound.wide) > 0.3, 'quiet studio sound was lifted');
    assert.ok(loudness(sound.narrow) > 0.3);
  }
});

test('what cannot be played to callers is refused with the reason', async () => {
  const tone = (seconds: string) => made('wav', 'synth', seconds, 'sine', '440');
  await assert.rejects(takeIn(tone('0.1'), 'a.wav'), refusal('invalid', /chỉ dài 0,1 giây/));
  await assert.rejects(takeIn(tone('130'), 'a.wav'), refusal('invalid', /dài nhất 120 giây/));
  await assert.rejects(takeIn(made('wav', 'trim', '0', '2'), 'a.wav'), refusal('invalid', /gần như không có tiếng/));
  await assert.rejects(takeIn(Buffer.from('no sound'), 'a.wav'), refusal('unsupported_media', /hỏng/));
  await assert.rejects(takeIn(Buffer.from('x'), 'a.docx'), refusal('unsupported_media', /không đọc được tệp \.docx/));
});

test('without the programs the answer says which one to install', async () => {
  await assert.rejects(
    speak('Xin chào', () => null),
    refusal('unavailable', /apt-get install espeak-ng/),
  );
});
