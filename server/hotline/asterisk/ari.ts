import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Logger } from '../../platform/log.ts';
import type { AriEvent } from './ari-types.ts';
import { type AriAddress, type AriRequests, ariRequests, basicAuth } from './request.ts';

export { type AriAddress, AriError } from './request.ts';

export interface Ari extends AriRequests {
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

/**
 * `hotline` has the calls. `hotline-watch` hears of telephones that come and go, and why a channel ended: that word comes
 * after a channel has left `hotline`. Two, because one would hear everything twice.
 */
export const APP = 'hotline';
export const WATCH = 'hotline-watch';
/** No word for this long: the connection is dead although nobody said so. Milliseconds. */
const SILENT_MS = 15_000;

/**
 * Our connection to Asterisk: one WebSocket for events, HTTP for requests, reconnected for ever. Own code, because the
 * libraries there are delay events by 100 ms and keep only the last of a kind: quick key presses would be lost.
 */
export function connectAri(address: AriAddress, listener: AriListener, log: Logger): Ari {
  const authorization = basicAuth(address);
  let socket: WebSocket | null = null;
  let closed = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let heard = 0;

  const ari: Ari = {
    ...ariRequests(address),
    get connected() {
      return socket?.readyState === WebSocket.OPEN;
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

  function open(): void {
    const url = `${address.url.replace(/^http/, 'ws')}/events?app=${APP},${WATCH}&subscribeAll=false`;
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
