import { getCurrentCalls, postMyPhone } from '../../../contract/calls.ts';
import { call } from '../../lib/api.ts';
import { now } from '../../lib/clock.ts';
import { ApiProblem } from '../../lib/problem.ts';
import type { Account } from './sip-line.ts';

export type Borrowed =
  | { account: Account /** Milliseconds, by the server's clock at the moment of the answer. */; expiresIn: number }
  | { trouble: 'hotline_off' | 'account_failed' };

/** Asks the server for a SIP account; what it refuses becomes a word. */
export async function borrowAccount(): Promise<Borrowed> {
  try {
    const lent = await call(postMyPhone, { body: { device: deviceName() } });
    const { uri, username, password, iceServers } = lent;
    // A path leads through the server that this page came from.
    const wsUrl = new URL(lent.wsUrl, location.href.replace(/^http/, 'ws')).href;
    return { account: { uri, username, password, wsUrl, iceServers }, expiresIn: Date.parse(lent.expiresAt) - now() };
  } catch (error) {
    if (error instanceof ApiProblem && [404, 409, 503].includes(error.status)) return { trouble: 'hotline_off' };
    return { trouble: 'account_failed' };
  }
}

/** Whether another computer's telephone is registered for this person: then ours was refused because of it. */
export async function phoneElsewhere(): Promise<boolean> {
  const desk = await call(getCurrentCalls, {}).catch(() => null);
  return desk?.phone.registered ?? false;
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
