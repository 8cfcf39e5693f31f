/** Where unsent texts are kept: this browser, under names that begin with the person. */
import { freshId } from './fresh-id.ts';

export const PREFIX = '1022.kept.';
const KEEP_DAYS = 14;

export interface Kept<T> {
  at: number;
  /** The same in every window and after a reload: by it the server knows that two sendings are one. */
  id?: string;
  value: T;
}

/** Whether two kept values are the same text. */
export const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What is kept under `key`, by whichever window wrote it last. */
export function read<T>(key: string): Kept<T> | undefined {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text ? (JSON.parse(text) as Kept<T>) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps `value` under `key`. */
export function write<T>(key: string, id: string, value: T): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), id, value } satisfies Kept<T>));
  } catch {
    // A full or forbidden store must not stop anybody from typing.
  }
}

/** Under which name the text of another window is kept that this one has gone past. */
export const otherOf = (key: string) => `${key}.other`;

/** True when an unsent text is kept under `key`. */
export function isKept(key: string): boolean {
  return localStorage.getItem(PREFIX + key) !== null;
}

/** Forgets the text kept under `key`: it has been sent. */
export function forgetOne(key: string): void {
  localStorage.removeItem(PREFIX + key);
}

/**
 * Forgets what was sent, as it was kept when it was. What has been typed since, here or in another window, stays under a
 * name of its own. @returns whether nothing is left
 */
export function forgetSent(key: string, sent: Kept<unknown> | undefined): boolean {
  const now = read(key);
  if (!now || !sent || same(now.value, sent.value)) {
    forgetOne(key);
    return true;
  }
  write(key, freshId(), now.value);
  return false;
}

/** How many unsent texts `owner` has in this browser. */
export function countKept(owner: string): number {
  return Object.keys(localStorage).filter((k) => k.startsWith(`${PREFIX}${owner}.`)).length;
}

/** Forgets every kept text of `owner`: called on sign-out, because desks are shared. */
export function forgetKept(owner: string): void {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`${PREFIX}${owner}.`)) localStorage.removeItem(key);
  }
}

/** Drops kept texts older than two weeks. */
export function sweepKept(): void {
  const limit = Date.now() - KEEP_DAYS * 86_400_000;
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    try {
      if ((JSON.parse(localStorage.getItem(key) ?? '') as Kept<unknown>).at >= limit) continue;
    } catch {
      // Unreadable: dropped below.
    }
    localStorage.removeItem(key);
  }
}
