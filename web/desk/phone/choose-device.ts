/** The three places of sound; the ring has one of its own, so that it is heard when the headset lies on the table. */
export const DEVICE_USES = ['microphone', 'speaker', 'ring'] as const;
export type DeviceUse = (typeof DEVICE_USES)[number];

export interface Device {
  id: string;
  label: string;
  kind: 'audioinput' | 'audiooutput';
}
/** What somebody chose; null: whatever the computer uses. The label is kept because ids change with the browser's data. */
export type Chosen = { id: string; label: string } | null;

export const KIND_OF: Record<DeviceUse, Device['kind']> = {
  microphone: 'audioinput',
  speaker: 'audiooutput',
  ring: 'audiooutput',
};

/** The computer's standard device under its two names, which are no devices of their own. */
const ALIASES = ['default', 'communications', ''];

/** What can be chosen for a use, without the aliases. Pure. */
export function choicesFor(use: DeviceUse, devices: readonly Device[]): Device[] {
  return devices.filter((one) => one.kind === KIND_OF[use] && !ALIASES.includes(one.id));
}

/** What a talk's devices are at one moment. */
export interface TalkDevices {
  /** The chosen one is not plugged in. */
  microphone: boolean;
  speaker: boolean;
  /** The microphone that is spoken into gives nothing any more. */
  ended: boolean;
}

/**
 * What follows for a talk when devices came or went: whether the microphone is to be opened anew, and which device is
 * to be told as gone; `null` when the person need not know. Pure.
 */
export function followDevices(
  before: TalkDevices,
  now: TalkDevices,
): { reopen: boolean; gone: 'microphone' | 'speaker' | null } {
  const reopen = now.ended || now.microphone !== before.microphone;
  // Also the computer's own microphone, which nobody chose, may be pulled out.
  const lost = (now.microphone && !before.microphone) || (now.ended && !before.ended);
  return { reopen, gone: lost ? 'microphone' : now.speaker && !before.speaker ? 'speaker' : null };
}

export interface Found {
  /** To give to the browser; empty: its standard. */
  id: string;
  /** The chosen one is not there (unplugged): the standard stands in. */
  missing: boolean;
}

/** Which device to use: the chosen one by id, else by its name, else the computer's standard. Pure. */
export function findDevice(use: DeviceUse, chosen: Chosen, devices: readonly Device[]): Found {
  if (!chosen) return { id: '', missing: false };
  const there = choicesFor(use, devices);
  const found =
    there.find((one) => one.id === chosen.id) ?? there.find((one) => one.label !== '' && one.label === chosen.label);
  return found ? { id: found.id, missing: false } : { id: '', missing: true };
}
