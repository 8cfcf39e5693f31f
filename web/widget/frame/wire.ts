import type { WidgetClientFrame, WidgetServerFrame } from '../../../contract/widget.ts';
import { WIDGET_CLOSE, WIDGET_LIMITS } from '../../../contract/widget-words.ts';

export interface WireOptions {
  hello(): { token: string; conversationId: string | null; afterSeq: number };
  onFrame(frame: WidgetServerFrame): void;
  onOnline(online: boolean): void;
  /** The token is good no more; resolves when there may be another one. */
  onRefused(): Promise<void>;
  /** The way without a socket: called every ten seconds while there is none. */
  poll(): Promise<void>;
}

export interface Wire {
  send(frame: WidgetClientFrame): void;
  stop(): void;
}

const POLL_MS = 10_000;
/** 1, 2, 4 … 30 s, by half more or less, so that a thousand windows do not come back in the same instant. */
const wait = (failures: number) => Math.min(30_000, 1000 * 2 ** failures) * (0.5 + Math.random());

/** Keeps one socket to the server open as long as the page stands. */
export function openWire(options: WireOptions): Wire {
  let socket: WebSocket | null = null;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let isReady = false;
  let heardAt = 0;

  const polling = setInterval(() => {
    if (!isReady)
      options.poll().then(
        () => {},
        () => {},
      );
  }, POLL_MS);
  const pinging = setInterval(() => {
    if (socket?.readyState !== WebSocket.OPEN) return;
    // A line that was cut without a word: nothing was heard over two questions.
    if (Date.now() - heardAt > WIDGET_LIMITS.ping * 2000) return socket.close();
    send({ t: 'ping' });
  }, WIDGET_LIMITS.ping * 1000);

  function connect(): void {
    clearTimeout(retry);
    if (stopped || socket) return;
    const mine = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/widget/ws`);
    socket = mine;
    mine.onopen = () => {
      heardAt = Date.now();
      mine.send(JSON.stringify({ t: 'hello', ...options.hello() }));
    };
    mine.onmessage = (event) => {
      heardAt = Date.now();
      const frame = JSON.parse(String(event.data)) as WidgetServerFrame;
      if (frame.t === 'ready') {
        failures = 0;
        isReady = true;
        options.onOnline(true);
      }
      options.onFrame(frame);
    };
    mine.onclose = ({ code }) => {
      if (socket !== mine) return;
      lost(code);
    };
  }

  function lost(code: number): void {
    socket = null;
    isReady = false;
    if (stopped) return;
    options.onOnline(false);
    if (code === WIDGET_CLOSE.notKnown) {
      failures += 1;
      options.onRefused().then(
        () => again(failures > 3 ? wait(failures) : 0),
        () => again(wait(failures)),
      );
      return;
    }
    // Too many windows: this one comes back when somebody looks at it.
    if (code === WIDGET_CLOSE.superseded) return;
    again(wait(failures));
    failures += 1;
  }

  function again(ms: number): void {
    clearTimeout(retry);
    retry = setTimeout(connect, ms);
  }

  const now = () => {
    if (document.visibilityState === 'hidden' || !navigator.onLine) return;
    failures = 0;
    connect();
  };
  const gone = () => {
    // The browser knows before the socket does.
    const old = socket;
    if (!old) return;
    old.onclose = null;
    old.close();
    lost(1006);
  };
  addEventListener('online', now);
  addEventListener('offline', gone);
  document.addEventListener('visibilitychange', now);
  connect();

  function send(frame: WidgetClientFrame): void {
    if (isReady && socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame));
  }
  return {
    send,
    stop() {
      stopped = true;
      clearTimeout(retry);
      clearInterval(polling);
      clearInterval(pinging);
      removeEventListener('online', now);
      removeEventListener('offline', gone);
      document.removeEventListener('visibilitychange', now);
      socket?.close();
    },
  };
}
