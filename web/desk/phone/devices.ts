import { createStore } from '../../lib/store.ts';
import { type Chosen, type Device, type DeviceUse, findDevice, KIND_OF } from './choose-device.ts';
import type { Mic } from './state.ts';

const KEY = '1022.phone';

/** What is remembered in this browser about its sound. */
export interface SoundChoices {
  microphone: Chosen;
  speaker: Chosen;
  ring: Chosen;
  /** Rings at all. */
  rings: boolean;
  /** Echo and noise taken out by the browser; a headset that does so itself sounds better without. */
  clean: boolean;
}

const FIRST: SoundChoices = { microphone: null, speaker: null, ring: null, rings: true, clean: true };

function load(): SoundChoices {
  try {
    return { ...FIRST, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<SoundChoices>) };
  } catch {
    return FIRST;
  }
}

export const soundChoices = createStore(load());
/** What is plugged in now; names are known once the microphone was allowed. */
export const devices = createStore<readonly Device[]>([]);

/** Keeps a choice, for this browser. */
export function chooseSound(change: Partial<SoundChoices>): void {
  const next = { ...soundChoices.get(), ...change };
  soundChoices.set(next);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Private windows forbid it; the choice then lasts until the tab closes.
  }
}

/** Reads again what is plugged in. */
export async function readDevices(): Promise<readonly Device[]> {
  const found = await navigator.mediaDevices.enumerateDevices();
  const list = found.flatMap(({ deviceId, label, kind }) =>
    kind === 'videoinput' ? [] : [{ id: deviceId, label, kind } satisfies Device],
  );
  devices.set(list);
  return list;
}

/** The device for a use now: the chosen one, or the standard when it is not plugged in. */
export function deviceFor(use: DeviceUse) {
  return findDevice(use, soundChoices.get()[use], devices.get());
}

/** Whether the microphone may be used, without asking for it. */
export async function microphoneState(): Promise<Mic> {
  if (!window.isSecureContext || !navigator.mediaDevices?.getUserMedia) return 'insecure';
  const list = await readDevices();
  if (!list.some((one) => one.kind === KIND_OF.microphone)) return 'none';
  // Firefox before 131 does not know the name; there the first call asks.
  const allowed = await navigator.permissions?.query({ name: 'microphone' as PermissionName }).catch(() => null);
  if (!allowed) return list.some((one) => one.label !== '') ? 'granted' : 'ask';
  return { granted: 'granted', prompt: 'ask', denied: 'denied' }[allowed.state] as Mic;
}

/** Tells when devices are plugged in or out, or the permission changes. Returns the stop. */
export function watchDevices(changed: () => void): () => void {
  const media = navigator.mediaDevices;
  media?.addEventListener('devicechange', changed);
  let permission: PermissionStatus | null = null;
  void navigator.permissions
    ?.query({ name: 'microphone' as PermissionName })
    .then((status) => {
      permission = status;
      status.addEventListener('change', changed);
    })
    .catch(() => {});
  return () => {
    media?.removeEventListener('devicechange', changed);
    permission?.removeEventListener('change', changed);
  };
}

/** The chosen microphone, open. @throws what the browser throws (NotAllowedError, NotFoundError, NotReadableError) */
export function openMicrophone(): Promise<MediaStream> {
  const { id } = deviceFor('microphone');
  const { clean } = soundChoices.get();
  return navigator.mediaDevices.getUserMedia({
    video: false,
    audio: {
      ...(id ? { deviceId: { exact: id } } : {}),
      echoCancellation: clean,
      noiseSuppression: clean,
      autoGainControl: clean,
    },
  });
}

/** Sends a player's sound to the device of a use; where the browser cannot choose, it stays on the standard one. */
export async function playOn(player: HTMLAudioElement, use: DeviceUse): Promise<void> {
  if (typeof player.setSinkId !== 'function') return;
  await player.setSinkId(deviceFor(use).id).catch(() => player.setSinkId('').catch(() => {}));
}

/** Whether this browser lets a page choose where sound comes out. */
export const canChooseOutput = (): boolean => 'setSinkId' in HTMLMediaElement.prototype;
