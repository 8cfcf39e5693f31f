import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { LiveEvent, LiveFrame } from '../../contract/live.ts';
import { SESSION_COOKIE } from '../../server/org/index.ts';
import { until } from './until.ts';

/** A client of the live feed, as the desk is one. */
export interface LiveSocket {
  readonly frames: LiveFrame[];
  /** The events among the frames. */
  events(): LiveEvent[];
  /** Waits for a frame that was not there yet when this is called, or was. */
  has(what: string, look: (frame: LiveFrame) => boolean): Promise<LiveFrame>;
  /** The code with which the server closed. */
  readonly closed: Promise<number>;
  /** Sends a later frame, as the desk does. */
  say(frame: unknown): void;
  close(): Promise<void>;
}

/** Opens the feed of an application that listens at `url`, with a session's secret, and says where to begin. */
export async function openLive(
  url: string,
  secret: string,
  hello: unknown = {},
  headers: Record<string, string> = {},
): Promise<LiveSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live`, {
    headers: { cookie: `${SESSION_COOKIE}=${secret}`, ...headers },
  });
  const frames: LiveFrame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as LiveFrame));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await once(socket, 'open');
  socket.send(JSON.stringify(hello));
  return {
    frames,
    events: () => frames.flatMap((f) => (f.kind === 'event' ? [f.event] : [])),
    has: (what, look) => until(what, async () => frames.find(look)),
    closed,
    say: (frame) => socket.send(JSON.stringify(frame)),
    async close() {
      socket.close();
      await closed;
    },
  };
}

/** The HTTP status with which the server refuses to open the feed. */
export async function refusedLive(url: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live`, { headers });
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('open', () => reject(new Error('the feed was opened')));
    socket.on('error', () => {});
  });
}
