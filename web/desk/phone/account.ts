import { deleteMyPhone, getCurrentCalls, postMyPhone } from '../../../contract/calls.ts';
import { call } from '../../lib/api.ts';
import { now } from '../../lib/clock.ts';
import { ApiProblem } from '../../lib/problem.ts';
import type { Account } from './sip-line.ts';

export type Borrowed =
  | {
      account: Account;
      /** Counts up with every account of this person. */
      number: number;
      /** Milliseconds, by the server's clock at the moment of the answer. */
      expiresIn: number;
    }
  | { elsewhere: true }
  | { trouble: 'hotline_off' | 'account_failed' };

/**
 * Asks the server for a SIP account; what it refuses becomes a word.
 * @param take although another browser has the telephone
 */
export async function borrowAccount(take: boolean): Promise<Borrowed> {
  try {
    const lent = await call(postMyPhone, { body: { device: deviceName(), place: thisBrowser(), take } });
    const { uri, username, password, iceServers } = lent;
    // A path leads through the server that this page came from.
    const wsUrl = new URL(lent.wsUrl, location.href.replace(/^http/, 'ws')).href;
    const account = { uri, username, password, wsUrl, iceServers };
    return { account, number: lent.account, expiresIn: Date.parse(lent.expiresAt) - now() };
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 409) return { elsewhere: true };
    if (error instanceof ApiProblem && [404, 503].includes(error.status)) return { trouble: 'hotline_off' };
    return { trouble: 'account_failed' };
  }
}

/** Whether an account was made after this one: then ours was refused because of it. */
export async function takenOver(number: number): Promise<boolean> {
  const desk = await call(getCurrentCalls, {}).catch(() => null);
  return (desk?.phone.account ?? 0) > number;
}

/** The page is being left in a talk: the citizen hears music from now on, and not nothing. Arrives all the same. */
export function leaveAccount(number: number): void {
  void call(deleteMyPhone, { query: { account: number }, keepalive: true, gate: false }).catch(() => {});
}

const PLACE = '1022.phone.place';

/** The same word for every window of this browser, for as long as it keeps its data. */
function thisBrowser(): string {
  try {
    const kept = localStorage.getItem(PLACE);
    if (kept) return kept;
    const made = crypto.randomUUID();
    localStorage.setItem(PLACE, made);
    return made;
  } catch {
    // Private windows forbid it: each page load is a place of its own, and asks before it takes.
    return crypto.randomUUID();
  }
}

/** “Chrome · Windows”: enough for a person to know again where his phone is open. */
function deviceName(): string {
  const agent = navigator.userAgent;
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Firefox\//.test(agent)
      ? 'Firefox'
      : /Chrome\//.test(agent)
        ? 'Chrome'
        : 'Safari';
  const system = /Windows/.test(agent)
    ? 'Windows'
    : /Mac OS/.test(agent)
      ? 'macOS'
      : /Android/.test(agent)
        ? 'Android'
        : 'Linux';
  return `${browser} · ${system}`;
}
