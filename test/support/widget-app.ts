/** The application with live chat in it, and visitors who speak to it as their windows do. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { CONSENT_VERSION, type WidgetEvent, type WidgetServerFrame } from '../../contract/widget.ts';
import {
  type HubTimes,
  type QueueDoor,
  registerChannels,
  registerEmail,
  registerLivechat,
} from '../../server/channels/index.ts';
import { authenticate } from '../../server/org/index.ts';
import { registerLive } from '../../server/platform/realtime/index.ts';
import type { StartOptions } from './app.ts';
import { type CasesApp, startCasesApp } from './cases-app.ts';
import type { Answer } from './client.ts';
import { multipart, type Upload } from './portal-app.ts';
import { until } from './until.ts';

/** The site that every installation begins with. */
export const SITE_KEY = 'wk_cong-dan';

export interface Visitor {
  readonly token: string;
  readonly opened: Answer['body'];
  send(method: 'GET' | 'POST', path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  say(text: string, more?: Record<string, unknown>): Promise<Answer>;
  upload(file: Omit<Upload, 'field'>, clientId?: string): Promise<Answer>;
  events(conversationId: string, after?: number): Promise<WidgetEvent[]>;
}

export interface WidgetApp extends CasesApp {
  /** What routing says; a test may change it. */
  readonly queue: { staffed: boolean; place: { position: number; expectedWait: number } | null };
  open(body?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
  visitor(body?: Record<string, unknown>): Promise<Visitor>;
  as1(token: string): Visitor;
}

export const START = { topic: 'hoi-thong-tin', name: 'Nguyễn Thị Sen', consent: CONSENT_VERSION };

export async function startWidgetApp(options: StartOptions & { times?: Partial<HubTimes> } = {}): Promise<WidgetApp> {
  const queue: WidgetApp['queue'] = { staffed: true, place: null };
  const door: QueueDoor = { isStaffed: async () => queue.staffed, placeOf: async () => queue.place };
  const app = await startCasesApp({
    ...options,
    register: async (fastify, ctx) => {
      registerEmail(fastify, ctx);
      registerChannels(fastify, ctx);
      const live = registerLive(fastify, ctx, (request) => authenticate(ctx, request, { quiet: true }));
      registerLivechat(fastify, ctx, { door, desks: live, ...(options.times ? { times: options.times } : {}) });
      await options.register?.(fastify, ctx);
    },
  });
  const open: WidgetApp['open'] = (body = {}, headers = {}) =>
    app.anonymous.raw({ method: 'POST', url: '/api/v1/widget/sessions', payload: { key: SITE_KEY, ...body }, headers });
  const as1 = (token: string, opened: Answer['body'] = null): Visitor => {
    const send: Visitor['send'] = (method, path, body, headers = {}) =>
      app.anonymous.raw({
        method,
        url: `/api/v1/widget${path}`,
        headers: { authorization: `Bearer ${token}`, ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
    return {
      token,
      opened,
      send,
      say: (text, more = {}) => send('POST', '/messages', { clientId: randomUUID(), text, ...more }),
      upload: (file, clientId = randomUUID()) =>
        app.anonymous.raw({
          method: 'POST',
          url: '/api/v1/widget/uploads',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=xYz' },
          payload: multipart({ clientId }, [{ field: 'file', ...file }]),
        }),
      async events(conversationId, after = 0) {
        const answer = await send('GET', `/events?conversationId=${conversationId}&after=${after}`);
        if (answer.status !== 200) throw new Error(`events: ${answer.status} ${JSON.stringify(answer.body)}`);
        return answer.body.items;
      },
    };
  };
  return {
    ...app,
    queue,
    open,
    as1,
    async visitor(body = {}) {
      const answer = await open(body);
      if (answer.status !== 201) throw new Error(`session: ${answer.status} ${JSON.stringify(answer.body)}`);
      return as1(answer.body.sessionToken, answer.body);
    },
  };
}

export interface ChatWire {
  readonly frames: WidgetServerFrame[];
  send(frame: unknown): void;
  events(): WidgetEvent[];
  has(what: string, look: (frame: WidgetServerFrame) => boolean): Promise<WidgetServerFrame>;
  readonly closed: Promise<number>;
  close(): Promise<void>;
}

/** Opens the socket of a window at an application that listens; sends `hello` unless it is null. */
export async function openWire(url: string, hello: unknown, headers: Record<string, string> = {}): Promise<ChatWire> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/widget/ws`, { headers });
  const frames: WidgetServerFrame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(String(data)) as WidgetServerFrame));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await once(socket, 'open');
  const send = (frame: unknown) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  if (hello !== null) send(hello);
  return {
    frames,
    send,
    events: () => frames.flatMap((f) => (f.t === 'event' ? [f.event] : [])),
    has: (what, look) => until(what, async () => frames.find(look)),
    closed,
    async close() {
      socket.close();
      await closed;
    },
  };
}
