import type { DeviceUse } from './choose-device.ts';
import { playOn, soundChoices } from './devices.ts';

/**
 * Tones are made, not fetched, and go through a player, because only a player can be sent to a chosen device. The
 * stream is no `blob:`, which the content security policy would refuse.
 */
let context: AudioContext | null = null;

interface Note {
  at: number;
  pitch: number;
  seconds: number;
}
const RING: readonly Note[] = [
  { at: 0, pitch: 659, seconds: 0.5 },
  { at: 0.22, pitch: 784, seconds: 0.7 },
];
const RING_EVERY_MS = 2_500;
const TEST: readonly Note[] = [
  { at: 0, pitch: 523, seconds: 0.35 },
  { at: 0.3, pitch: 659, seconds: 0.35 },
  { at: 0.6, pitch: 784, seconds: 0.6 },
];
const SOFT = 0.14;

async function play(notes: readonly Note[], use: DeviceUse): Promise<void> {
  context ??= new AudioContext();
  if (context.state === 'suspended') await context.resume().catch(() => {});
  const out = context.createMediaStreamDestination();
  const player = new Audio();
  player.srcObject = out.stream;
  await playOn(player, use);
  await player.play().catch(() => {});
  const start = context.currentTime + 0.05;
  let end = 0;
  for (const note of notes) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = note.pitch;
    volume.gain.setValueAtTime(0, start + note.at);
    volume.gain.linearRampToValueAtTime(SOFT, start + note.at + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.001, start + note.at + note.seconds);
    tone.connect(volume).connect(out);
    tone.start(start + note.at);
    tone.stop(start + note.at + note.seconds);
    end = Math.max(end, note.at + note.seconds);
  }
  setTimeout(() => player.pause(), (end + 0.3) * 1000);
}

/** Three notes on the device of a use, so that one hears where it is. */
export const playTest = (use: DeviceUse): void => void play(TEST, use);

let ringing: ReturnType<typeof setInterval> | null = null;

/** Rings softly until told to stop; silent when this person has switched it off. */
export function ring(on: boolean): void {
  if (ringing) clearInterval(ringing);
  ringing = null;
  if (!on || !soundChoices.get().rings) return;
  const once = () => void play(RING, 'ring');
  once();
  ringing = setInterval(once, RING_EVERY_MS);
}
