import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Logger } from '../../platform/log.ts';
import type { AriEvent } from './ari-types.ts';

/** Where an Asterisk is and how to be let in. */
export interface AriAddress {
  /** `http://127.0.0.1:8088/ari` */
  url: string;
  user: string;
  password: string;
}

/** A refused request, with Asterisk's own words. */
export class AriError extends Error {
  readonly status: number;

  constructor(what: string, status: number, said: string) {
    super(`${what}: ${status} ${said}`);
    this.status = status;
  }
}

export interface Ari {
  /**
   * One request; `undefined` when there is no content. @throws AriError with the status: 404 gone, 409 not in our
   * hands (or there already), 412 wrong state, 422 cannot be done; status 0 when Asterisk cannot be reached.
   */
  call<T = unknown>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    query?: Record<string, string | number | boolean | undefined>,
    body?: unknown,
  ): Promise<T>;
  /** The same where the thing may be gone, or done already, by the time we ask: 404 and 409 give null. */
  attempt<T = unknown>(...request: Parameters<Ari['call']>): Promise<T | null>;
  /** The bytes of a stored recording. */
  bytes(path: string): Promise<Buffer>;
  readonly connected: boolean;
  close(): Promise<void>;
}

export interface AriListener {
  /** After every connect, the first included: events of the time between are lost, so the caller reconciles. */
  connected(ari: Ari): Promise<void>;
  /** In the order in which Asterisk sent them, none left out; the next waits until this one was taken over. */
  event(event: AriEvent, ari: Ari): void;
  /** The connection is lost; calls in Asterisk go on. */
  lost(why: string): void;
}

const APP = 'hotline';
/** No word for this long: the connection is dead although nobody said so. Milliseconds. */
const SILENT_MS = 15_000;
const REQUEST_MS = 10_000;

/**
 * Our connection to Asterisk: one WebSocket for events, HTTP for requests, reconnected for ever. Own code, because the
 * libraries there are delay events by 100 ms and keep only the last of a kind: quick key presses would be lost.
 */
export function connectAri(address: AriAddress, listener: AriListener, log: Logger): Ari {
  const authorization = `Basic ${Buffer.from(`${address.user}:${address.password}`).toString('base64')}`;
  let socket: WebSocket | null = null;
  let closed = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let heard = 0;

  const ari: Ari = {
    get connected() {
      return socket?.readyState === WebSocket.OPEN;
    },
    async call(method, path, query = {}, body) {
      const response = await request(method, path, query, body);
      if (response.status === 204) return undefined as never;
      return (await response.json()) as never;
    },
    async attempt(...args) {
      try {
        return ((await ari.call(...args)) ?? {}) as never;
      } catch (error) {
        if (error instanceof AriError && (error.status === 404 || error.status === 409)) return null;
        throw error;
      }
    },
    async bytes(path) {
      return Buffer.from(await (await request('GET', path, {})).arrayBuffer());
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const open = socket;
      if (!open || open.readyState === WebSocket.CLOSED) return;
      const gone = once(open, 'close');
      open.close();
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
      open.terminate();
    },
  };

  async function request(method: string, path: string, query: Record<string, unknown>, body?: unknown) {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    const what = `${method} ${path}`;
    let response: Response;
    try {
      response = await fetch(`${address.url}${path}${search ? `?${search}` : ''}`, {
        method,
        signal: AbortSignal.timeout(REQUEST_MS),
        headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      throw new AriError(what, 0, (error as Error).message);
    }
    if (!response.ok) throw new AriError(what, response.status, (await response.text()).slice(0, 300));
    return response;
  }

  function open(): void {
    const url = `${address.url.replace(/^http/, 'ws')}/events?app=${APP}&subscribeAll=false`;
    const own = new WebSocket(url, ['ari'], { headers: { authorization }, handshakeTimeout: 5000 });
    socket = own;
    let opened = false;
    const watch = setInterval(() => {
      if (performance.now() - heard > SILENT_MS) own.terminate();
      else if (own.readyState === WebSocket.OPEN) own.ping();
    }, SILENT_MS / 3).unref();
    own.on('open', () => {
      opened = true;
      failures = 0;
      heard = performance.now();
      void listener.connected(ari).catch((error) => {
        log.error({ err: error }, 'taking over the calls of Asterisk failed; connecting again');
        own.terminate();
      });
    });
    own.on('pong', () => {
      heard = performance.now();
    });
    own.on('message', (data) => {
      heard = performance.now();
      const event = JSON.parse(String(data)) as AriEvent;
      // Another process of ours took the application over: it leads now, and we come back if it goes.
      if (event.type === 'ApplicationReplaced') return own.close();
      listener.event(event, ari);
    });
    own.on('error', (error) => {
      if (!opened) log.debug({ err: error }, 'Asterisk cannot be reached');
    });
    own.on('close', (code) => {
      clearInterval(watch);
      if (opened) listener.lost(`closed with ${code}`);
      if (closed) return;
      failures += 1;
      timer = setTimeout(open, Math.min(10_000, 250 * 2 ** Math.min(failures, 6))).unref();
    });
    heard = performance.now();
  }

  open();
  return ari;
}
