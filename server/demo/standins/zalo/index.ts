/**
 * A stand-in for Zalo: an Official Account with its API, its OAuth and its webhooks, as documented in
 * docs/channels/zalo.md. Tests drive it; the demonstration runs one, so that a visitor can write as a citizen.
 */
import { createHash } from 'node:crypto';
import { createDeliverer, type Deliverer } from '../shared/deliver.ts';
import { type StandinServer, serveStandin } from '../shared/serve.ts';
import { answer, errorBody } from './answer.ts';
import {
  createState,
  issuePair,
  type StandinMessage,
  type StandinUser,
  type ZaloStandinOptions,
  type ZaloState,
} from './state.ts';

export type { StandinMessage, StandinUser, ZaloStandinOptions } from './state.ts';

export interface SaidContent {
  text?: string;
  /** As Zalo words them: `{type, payload}`. */
  attachments?: { type: string; payload: Record<string, unknown> }[];
  quotes?: string;
  /** Event name; found from the attachments unless given. */
  name?: string;
}

export interface ZaloStandin extends Pick<StandinServer, 'url' | 'faults' | 'calls'> {
  readonly state: ZaloState;
  readonly hooks: Deliverer;
  /** Settings with which an installation reaches this stand-in. */
  readonly env: Record<string, string>;
  /** Whether the OA's own messages and receipts come back as events (default: yes). */
  echoes: boolean;
  addUser(name: string, id?: string): StandinUser;
  /** An event of this kind from or about a person, ready to be signed. */
  event(name: string, userId: string, more?: Record<string, unknown>): Record<string, unknown>;
  /** A citizen writes; stored as Zalo would. Returns the event, not yet delivered. */
  say(userId: string, content: SaidContent): Record<string, unknown>;
  /** Puts a picture or file where citizens' files lie; returns its address. */
  putMedia(bytes: Buffer, type: string): string;
  /** Signs and delivers. Returns the HTTP status of our side, 0 when nobody answered. */
  deliver(event: Record<string, unknown>): Promise<number>;
  /** Waits until all echoes that are on their way have arrived. */
  quiet(): Promise<void>;
  /** Lets the tokens of `env` begin their life now. */
  renew(): void;
  thread(userId: string): readonly StandinMessage[];
  stop(): Promise<void>;
}

/** The header by which Zalo signs: plain SHA-256 over first term, body, timestamp and key. */
export function signZalo(
  state: Pick<ZaloState, 'appId' | 'oaId' | 'oaSecret' | 'options'>,
  raw: string,
  timestamp: string,
): string {
  const term = state.options.macTerm === 'oa_id' ? state.oaId : state.appId;
  return `mac=${createHash('sha256').update(`${term}${raw}${timestamp}${state.oaSecret}`).digest('hex')}`;
}

/** Starts it on 127.0.0.1. Ends with `stop`. */
export async function startZaloStandin(options: ZaloStandinOptions): Promise<ZaloStandin> {
  const state = createState(options);
  const first = issuePair(state);
  const hooks = createDeliverer((tries): Record<string, string> => (tries > 0 ? { num_retry: String(tries) } : {}));
  let flying: Promise<unknown> = Promise.resolve();
  const server = await serveStandin((asked) => answer(state, asked, onSent), {
    ...(options.port === undefined ? {} : { port: options.port }),
    errorBody,
  });

  function onSent(userId: string, message: StandinMessage): void {
    if (!standin.echoes) return;
    const name = message.type === 'photo' ? 'oa_send_image' : `oa_send_${message.type}`;
    const attachment = message.type === 'photo' ? 'image' : message.type;
    const attachments = message.url
      ? [{ type: attachment, payload: { url: `${server.url}${message.url}` } }]
      : undefined;
    later(
      standin.event(name, userId, {
        message: { msg_id: message.id, text: message.text, ...(attachments ? { attachments } : {}) },
      }),
    );
    later(standin.event('user_received_message', userId, { message: { msg_id: message.id } }));
  }
  const later = (event: Record<string, unknown>) => {
    flying = flying.then(() => standin.deliver(event));
  };

  const standin: ZaloStandin = {
    url: server.url,
    faults: server.faults,
    calls: server.calls,
    state,
    hooks,
    echoes: true,
    env: {
      ZALO_APP_ID: state.appId,
      ZALO_APP_SECRET: state.appSecret,
      ZALO_OA_ID: state.oaId,
      ZALO_OA_SECRET: state.oaSecret,
      ZALO_ACCESS_TOKEN: first.access_token,
      ZALO_REFRESH_TOKEN: first.refresh_token,
      ZALO_API_URL: server.url,
      ZALO_OAUTH_URL: server.url,
    },
    addUser(name, id = state.id()) {
      const user: StandinUser = { id, name, follows: false, blocked: false, lastInteraction: null, messages: [] };
      state.users.set(id, user);
      return user;
    },
    event(name, userId, more = {}) {
      const fromOa = /^oa_send/.test(name) || /^user_(received|seen)_message$/.test(name);
      const [sender, recipient] = fromOa ? [state.oaId, userId] : [userId, state.oaId];
      return {
        app_id: state.appId,
        user_id_by_app: userId,
        event_name: name,
        timestamp: String(state.now().getTime()),
        sender: { id: sender },
        recipient: { id: recipient },
        ...more,
      };
    },
    say(userId, content) {
      const user = state.users.get(userId);
      if (!user) throw new Error(`no such Zalo user: ${userId}`);
      const type = content.attachments?.[0]?.type ?? 'text';
      const id = state.id();
      const at = state.now().getTime();
      const url = content.attachments?.[0]?.payload.url;
      user.lastInteraction = at;
      user.messages.push({
        id,
        from: 'user',
        at,
        text: content.text ?? '',
        type: type === 'image' ? 'photo' : type,
        reactions: [],
        ...(typeof url === 'string' ? { url } : {}),
        ...(content.quotes ? { quotes: content.quotes } : {}),
      });
      const message = {
        msg_id: id,
        text: content.text ?? '',
        ...(content.attachments ? { attachments: content.attachments } : {}),
        ...(content.quotes ? { quote_msg_id: content.quotes } : {}),
      };
      return standin.event(content.name ?? `user_send_${type}`, userId, { message });
    },
    putMedia(bytes, type) {
      const key = state.id();
      state.media.set(key, { bytes, type });
      return `${server.url}/media/${key}`;
    },
    deliver(event) {
      const raw = JSON.stringify(event);
      const headers = { 'x-zevent-signature': signZalo(state, raw, String(event.timestamp)) };
      return hooks.send({ raw: Buffer.from(raw), headers, tries: 0 });
    },
    renew() {
      state.access.set(first.access_token, state.now().getTime() + (options.tokenLife ?? 90_000) * 1000);
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
