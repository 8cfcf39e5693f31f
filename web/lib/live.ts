import type { LiveEvent, LiveFrame } from '../../contract/live.ts';
import { heardTyping } from './citizen-typing.ts';
import { forgetCompany, heardPresent, openPlaces } from './places.ts';
import { createStore } from './store.ts';

export type LiveStatus = 'connecting' | 'live' | 'lost';
export const liveStatus = createStore<LiveStatus>('connecting');

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const CLOSED_NOT_SIGNED_IN = 4401;

export interface LiveListener {
  onEvent(event: LiveEvent): void;
  /** Too much was missed to replay (or the first connection): read everything again. */
  onResync(): void;
  /** The server refused or could not be reached; a good moment to ask whether the session still lives. */
  onRefused(): void;
}

/**
 * Keeps one WebSocket open and tells what happens; after a break it goes on from the last `seq` it has seen. Waits
 * longer after each failure (1 s … 30 s, with jitter, so that a restarted server is not stormed). Returns the stop.
 */
export function startLive(listener: LiveListener): () => void {
  let afterSeq: number | undefined;
  let failures = 0;
  let stopped = false;
  let socket: WebSocket | null = null;
  let said = '[]';
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    if (stopped) return;
    const opened = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/live`);
    socket = opened;
    said = '[]';
    opened.onopen = () => {
      opened.send(JSON.stringify(afterSeq === undefined ? {} : { afterSeq }));
      sayPlaces();
    };
    opened.onmessage = (message) => receive(JSON.parse(String(message.data)) as LiveFrame);
    opened.onclose = (event) => {
      if (stopped || socket !== opened) return;
      liveStatus.set('lost');
      forgetCompany();
      if (failures > 0 || event.code === CLOSED_NOT_SIGNED_IN) listener.onRefused();
      const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures++);
      timer = setTimeout(connect, wait / 2 + (Math.random() * wait) / 2);
    };
  }

  /** Tells what this window has open: at once, and whenever it changes. */
  function sayPlaces(): void {
    const places = openPlaces.get();
    if (socket?.readyState !== WebSocket.OPEN || places === said) return;
    said = places;
    socket.send(`{"kind":"here","places":${places}}`);
  }

  function receive(frame: LiveFrame): void {
    if (frame.kind === 'event') {
      afterSeq = Math.max(afterSeq ?? 0, frame.event.seq);
      listener.onEvent(frame.event);
      return;
    }
    if (frame.kind === 'typing') {
      heardTyping(frame);
      return;
    }
    if (frame.kind === 'present') {
      heardPresent(frame);
      return;
    }
    if (frame.kind === 'resync' || afterSeq === undefined) listener.onResync();
    afterSeq = frame.kind === 'resync' ? frame.seq : Math.max(afterSeq ?? 0, frame.seq);
    failures = 0;
    liveStatus.set('live');
  }

  const hurry = () => {
    if (liveStatus.get() !== 'lost') return;
    clearTimeout(timer);
    failures = 0;
    connect();
  };
  window.addEventListener('online', hurry);
  const unsubscribe = openPlaces.subscribe(sayPlaces);
  connect();
  return () => {
    stopped = true;
    unsubscribe();
    forgetCompany();
    clearTimeout(timer);
    window.removeEventListener('online', hurry);
    socket?.close();
  };
}
