/**
 * A stand-in for Facebook: a page with its Graph API and its webhooks, as documented in docs/channels/messenger.md. Tests
 * drive it; the demonstration runs one, so that a visitor can write as a citizen.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { createDeliverer, type Deliverer } from '../shared/deliver.ts';
import { type StandinServer, serveStandin } from '../shared/serve.ts';
import { answer, errorBody } from './answer.ts';
import {
  createState,
  type FacebookComment,
  type FacebookMessage,
  type FacebookUser,
  type MessengerStandinOptions,
  type MessengerState,
} from './state.ts';

export type { FacebookComment, FacebookMessage, FacebookUser, MessengerStandinOptions } from './state.ts';

type Json = Record<string, unknown>;

export interface SaidContent {
  text?: string;
  /** As Facebook words them: `{type, payload}`. */
  attachments?: { type: string; payload?: Json; title?: string }[];
  quotes?: string;
}

export interface MessengerStandin extends Pick<StandinServer, 'url' | 'faults' | 'calls'> {
  readonly state: MessengerState;
  readonly hooks: Deliverer;
  /** Settings with which an installation reaches this stand-in. */
  readonly env: Record<string, string>;
  /** Whether the page's own messages and their delivery come back as events (default: yes). */
  echoes: boolean;
  addUser(name: string, id?: string): FacebookUser;
  /** One event from a person to the page, ready for a delivery. */
  event(userId: string, more: Json): Json;
  /** A citizen writes; stored as Facebook would. Returns the event, not yet delivered. */
  say(userId: string, content: SaidContent): Json;
  /** A citizen comments on a post of the page; returns the change, not yet delivered. */
  comment(userId: string, text: string, more?: Json): { change: Json; comment: FacebookComment };
  putMedia(bytes: Buffer, type: string, name?: string): string;
  /** Signs and delivers in one call: events of threads, of threads of others, changes. The HTTP status of our side. */
  deliver(...events: Json[]): Promise<number>;
  deliverStandby(...events: Json[]): Promise<number>;
  deliverChanges(...changes: Json[]): Promise<number>;
  /** Signs and delivers a body as it is. */
  deliverRaw(raw: string | Buffer): Promise<number>;
  /** Waits until all echoes that are on their way have arrived. */
  quiet(): Promise<void>;
  thread(userId: string): readonly FacebookMessage[];
  stop(): Promise<void>;
}

/** As Meta writes bodies: every letter beyond ASCII escaped, in small hexadecimal digits. */
export function escapedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `X-Hub-Signature-256` over these bytes. */
export function signMessenger(appSecret: string, raw: string | Buffer): string {
  return `sha256=${createHmac('sha256', appSecret).update(raw).digest('hex')}`;
}

/** Starts it on 127.0.0.1. Ends with `stop`. */
export async function startMessengerStandin(options: MessengerStandinOptions): Promise<MessengerStandin> {
  const state = createState(options);
  const token = `EAAG${randomBytes(24).toString('base64url')}`;
  state.tokens.add(token);
  const hooks = createDeliverer(() => ({}));
  let flying: Promise<unknown> = Promise.resolve();
  const server = await serveStandin((asked) => answer(state, asked, onSent), {
    ...(options.port === undefined ? {} : { port: options.port }),
    errorBody,
  });

  function onSent(userId: string, message: FacebookMessage): void {
    if (!standin.echoes) return;
    const base = { sender: { id: state.pageId }, recipient: { id: userId }, timestamp: message.at };
    const files = message.url
      ? { attachments: [{ type: message.type, payload: { url: `${server.url}${message.url}` } }] }
      : { text: message.text };
    const echo = { mid: message.id, is_echo: true, app_id: Number(state.appId), metadata: message.metadata, ...files };
    const delivery = standin.event(userId, { delivery: { mids: [message.id], watermark: message.at } });
    flying = flying.then(() => standin.deliver({ ...base, message: echo })).then(() => standin.deliver(delivery));
  }
  const envelope = (name: string, list: Json[]) =>
    escapedJson({ object: 'page', entry: [{ id: state.pageId, time: state.now().getTime(), [name]: list }] });

  const standin: MessengerStandin = {
    url: server.url,
    faults: server.faults,
    calls: server.calls,
    state,
    hooks,
    echoes: true,
    env: {
      MESSENGER_PAGE_ID: state.pageId,
      MESSENGER_PAGE_TOKEN: token,
      MESSENGER_APP_SECRET: state.appSecret,
      MESSENGER_VERIFY_TOKEN: state.verifyToken,
      MESSENGER_API_URL: server.url,
    },
    addUser(name, id = state.id()) {
      const user: FacebookUser = { id, name, blocked: false, lastInteraction: null, messages: [] };
      state.users.set(id, user);
      return user;
    },
    event: (userId, more) => ({
      sender: { id: userId },
      recipient: { id: state.pageId },
      timestamp: state.now().getTime(),
      ...more,
    }),
    say(userId, content) {
      const user = state.users.get(userId);
      if (!user) throw new Error(`no such Facebook user: ${userId}`);
      const mid = state.mid();
      const file = content.attachments?.[0];
      const url = file?.payload?.url;
      user.lastInteraction = state.now().getTime();
      user.messages.push({
        id: mid,
        from: 'user',
        at: user.lastInteraction,
        text: content.text ?? '',
        type: file?.type ?? 'text',
        reactions: [],
        ...(typeof url === 'string' ? { url } : {}),
      });
      const { quotes, ...rest } = content;
      return standin.event(userId, { message: { mid, ...rest, ...(quotes ? { reply_to: { mid: quotes } } : {}) } });
    },
    comment(userId, text, more = {}) {
      const postId = `${state.pageId}_${more.post ?? '1'}`;
      const at = state.now().getTime();
      const comment = { id: `${postId}_${state.id()}`, postId, userId, at, text, answered: false };
      state.comments.set(comment.id, comment);
      const from = { id: userId, name: state.users.get(userId)?.name ?? '' };
      const change = {
        field: 'feed',
        value: {
          item: 'comment',
          verb: 'add',
          post_id: postId,
          comment_id: comment.id,
          parent_id: postId,
          from,
          message: text,
          created_time: Math.floor(at / 1000),
        },
      };
      return { change, comment };
    },
    putMedia(bytes, type, name = 'anh.png') {
      const key = state.id();
      state.media.set(key, { bytes, type });
      return `${server.url}/media/${key}/${name}`;
    },
    deliver: (...events) => standin.deliverRaw(envelope('messaging', events)),
    deliverStandby: (...events) => standin.deliverRaw(envelope('standby', events)),
    deliverChanges: (...changes) => standin.deliverRaw(envelope('changes', changes)),
    deliverRaw(body) {
      const raw = Buffer.from(body);
      return hooks.send({ raw, headers: { 'x-hub-signature-256': signMessenger(state.appSecret, raw) }, tries: 0 });
    },
    async quiet() {
      await flying;
    },
    thread: (userId) => state.users.get(userId)?.messages ?? [],
    async stop() {
      await flying;
      await server.stop();
    },
  };
  return standin;
}
