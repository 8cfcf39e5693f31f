import { createStore } from '../../lib/store.ts';

const KEY = '1022.ring';

function load(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Whether offers ring in this browser. */
export const ringing = createStore(load());

export function setRinging(on: boolean): void {
  ringing.set(on);
  try {
    localStorage.setItem(KEY, on ? 'on' : 'off');
  } catch {
    // Private windows forbid it; the choice then lasts until the tab closes.
  }
}

let context: AudioContext | null = null;

/** One soft ring of two notes; silent when switched off or while the browser still forbids sound. */
export function ring(): void {
  if (!ringing.get() || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume().catch(() => {});
  const start = context.currentTime;
  for (const [offset, pitch] of [
    [0, 659],
    [0.22, 784],
  ] as const) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start + offset);
    volume.gain.linearRampToValueAtTime(0.12, start + offset + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.001, start + offset + 0.5);
    tone.connect(volume).connect(context.destination);
    tone.start(start + offset);
    tone.stop(start + offset + 0.55);
  }
}
