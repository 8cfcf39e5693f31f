import { createStore, useStore } from '../../lib/store.ts';

/** What this browser may do to be noticed; both are off until somebody switches them on. */
export interface Attention {
  browser: boolean;
  sound: boolean;
}

const KEY = '1022.attention';

function load(): Attention {
  const off = { browser: false, sound: false };
  try {
    return { ...off, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Attention>) };
  } catch {
    return off;
  }
}

const store = createStore(load());

export const useAttention = (): Attention => useStore(store);

export function chooseAttention(change: Partial<Attention>): void {
  const next = { ...store.get(), ...change };
  store.set(next);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Private windows forbid it; the choice then lasts until the tab closes.
  }
}

/** `unsupported`: this browser has none (or the page is not served securely). */
export function permission(): NotificationPermission | 'unsupported' {
  return 'Notification' in window ? Notification.permission : 'unsupported';
}

/** Two soft notes of a fifth, a third of a second. Silent when the browser does not allow it yet. */
export function ring(): void {
  try {
    const audio = new AudioContext();
    const loud = audio.createGain();
    loud.gain.setValueAtTime(0.0001, audio.currentTime);
    loud.gain.exponentialRampToValueAtTime(0.08, audio.currentTime + 0.02);
    loud.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.35);
    loud.connect(audio.destination);
    for (const [hertz, at] of [
      [660, 0],
      [880, 0.12],
    ] as const) {
      const note = audio.createOscillator();
      note.frequency.value = hertz;
      note.connect(loud);
      note.start(audio.currentTime + at);
      note.stop(audio.currentTime + 0.4);
    }
    setTimeout(() => void audio.close(), 600);
  } catch {
    // No sound is no harm: the bell shows it.
  }
}

/** Outside the page only heading and code: a screen may be seen by others. */
export function showOutside(title: string, code: string | null, open: () => void): void {
  if (permission() !== 'granted') return;
  const shown = new Notification(title, { body: code ?? '', tag: code ?? 'notice', icon: '/favicon.ico' });
  shown.onclick = () => {
    window.focus();
    open();
    shown.close();
  };
}
