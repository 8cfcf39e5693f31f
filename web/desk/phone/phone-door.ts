/**
 * What the rest of the desk knows of the phone. It is small and in the first load; the phone itself (JsSIP, devices)
 * comes later and only for who answers calls. What is told before it has come is kept for it.
 */
import { createStore } from '../../lib/store.ts';
import type { DeviceUse } from './choose-device.ts';
import type { Quality } from './quality.ts';
import { type Input, type PhoneState, START } from './state.ts';

/** The phone as this window shows it; in a window that is not the phone a mirror of the one that is. */
export const phone = createStore<PhoneState>(START);
/** How the line sounds; null while nobody talks. */
export const lineQuality = createStore<Quality | null>(null);
/** A word that is said once: a device was unplugged, another stands in. */
export const phoneNotice = createStore<{ use: DeviceUse; gone: string; instead: string | null } | null>(null);

/** The call that was answered in this window: it opens its page here, not in all. */
export const answeredHere = createStore<string | null>(null);

/** What can be asked of the phone from any page. */
export type Wish =
  | Extract<Input, { is: 'answer' | 'decline' | 'expect' | 'mute' | 'hang_up' | 'calm' }>
  | { is: 'digits'; digits: string }
  | { is: 'take_here' }
  | { is: 'allow_microphone' }
  | { is: 'sound' };

let kept: Wish[] = [];
let driver: ((wish: Wish) => void) | null = null;

/** Asks the phone for something. */
export function tellPhone(wish: Wish): void {
  if (driver) driver(wish);
  else kept.push(wish);
}

/** The phone has come and takes what was asked meanwhile. Returns the way to part again. */
export function bindPhone(take: (wish: Wish) => void): () => void {
  driver = take;
  for (const wish of kept) take(wish);
  kept = [];
  return () => {
    if (driver === take) driver = null;
  };
}
