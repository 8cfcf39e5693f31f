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
