/** The window's heart: session, thread, outbox and line, and what the screens show of them. */

import type {
  WidgetClientFrame,
  WidgetConversation,
  WidgetEvent,
  WidgetLanguage,
  WidgetPresence,
  WidgetServerFrame,
} from '../../../contract/widget.ts';
import type { SignedIdentity } from '../protocol.ts';
import { ask, Refusal } from './api.ts';
import { dropUnsent, putUnsent, type Start, type Unsent, unsent } from './outbox.ts';
import { Sender, type StoredMessage } from './sender.ts';
import { INITIAL, type Session, type State } from './state.ts';
import { keep, kept } from './storage.ts';
import { joinTabs, type TabNews, type Tabs } from './tabs.ts';
import { apply, EMPTY, unreadAfter } from './thread.ts';
import { timeUuid } from './uuid.ts';
import { openWire, type Wire } from './wire.ts';

export interface Boot {
  key: string;
  language: WidgetLanguage;
}

export class Engine {
  readonly key: string;
  readonly #language: WidgetLanguage;
  readonly #listeners = new Set<() => void>();
  #tabs: Tabs | null = null;
  #wire: Wire | null = null;
  #identity: SignedIdentity | null = null;
  #page: object = {};
  #token: string | null = null;
  #opening: Promise<void> | null = null;
  #typingEnds: ReturnType<typeof setTimeout> | undefined;
  #catching: Promise<void> | null = null;
  state: State = INITIAL;

  readonly #sender = new Sender({
    next: () =>
      this.#leads && this.state.phase !== 'failed' ? unsent(this.key).find((one) => one.problem === null) : undefined,
    conversation: () => this.state.conversation,
    post: (body) => this.call('POST', '/messages', body),
    stored: (item, message) => this.#stored(item, message),
    refused: async (item, problem, code) => {
      // Nobody is there any more: ask again what is possible, and show the form for that.
      if (code === 'offline_only') await this.#open().catch(() => {});
      putUnsent(this.key, { ...item, problem });
      this.#set({ outbox: unsent(this.key) });
      this.#tabs?.tell({ kind: 'outbox' });
    },
  });

  constructor({ key, language }: Boot) {
    this.key = key;
    this.#language = language;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Always the newest one: another tab may have been given it. */
  get token(): string | null {
    return kept(this.#tokenName) ?? this.#token;
  }
  get #tokenName(): string {
    return `td1022:${this.key}:token`;
  }

  async start(page: object, identity: SignedIdentity | null): Promise<void> {
    this.#page = page;
    this.#identity = identity;
    try {
      await this.#open();
    } catch (error) {
      this.#set({ phase: 'failed', failure: error instanceof Refusal ? error.message : '' });
      return;
    }
    this.#tabs ??= joinTabs(
      this.key,
      (news) => this.#hear(news),
      () => this.#lead(),
    );
    await this.catchUp();
    this.#set({ phase: 'ready', reading: false });
    this.#sender.flush();
  }

  /** Somebody else is signed in at the site now, or nobody. */
  async identify(identity: SignedIdentity | null): Promise<void> {
    if (JSON.stringify(identity) === JSON.stringify(this.#identity)) return;
    // Who signs out leaves nothing behind for the next one at this machine.
    if (this.#identity && !identity) this.forget();
    this.#wire?.stop();
    this.#wire = null;
    this.#set({ phase: 'loading', reading: true, conversation: null, thread: EMPTY, readSeq: 0 });
    await this.start(this.#page, identity);
    if (this.#leads) this.#connect();
  }

  forget(): void {
    keep(this.#tokenName, null);
    this.#token = null;
    for (const { clientId } of unsent(this.key)) dropUnsent(this.key, clientId);
    this.#set({ outbox: [] });
  }

  #open(): Promise<void> {
    this.#opening ??= this.#openSession().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #openSession(): Promise<void> {
    const resume = this.token;
    const session = await ask<Session>('POST', '/sessions', null, {
      key: this.key,
      locale: this.#language,
      page: this.#page,
      ...(resume ? { resume } : {}),
      ...(this.#identity ? { identity: this.#identity } : {}),
    });
    this.#token = session.sessionToken;
    keep(this.#tokenName, session.sessionToken);
    this.#follow(session.conversation);
    this.#set({
      config: session.config,
      known: session.known,
      outbox: unsent(this.key),
      readSeq: Math.max(this.state.readSeq, session.conversation?.readSeq ?? 0),
    });
  }

  #follow(conversation: WidgetConversation | null): void {
    const same = conversation?.id === this.state.conversation?.id;
    this.#set({ conversation, ...(same ? {} : { thread: EMPTY, readSeq: conversation?.readSeq ?? 0 }) });
  }

  /** A call in the visitor's name; a token that has ended is replaced once. */
  async call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    const used = this.token;
    try {
      return await ask<T>(method, path, used, body);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 401) throw error;
      if (this.token === used) await this.#open();
      return ask<T>(method, path, this.token, body);
    }
  }

  // — the line —

  #leads = false;
  #lead(): void {
    this.#leads = true;
    this.#connect();
    this.#sender.flush();
  }

  #connect(): void {
    this.#wire ??= openWire({
      hello: () => ({
        token: this.token ?? '',
        conversationId: this.state.conversation?.id ?? null,
        afterSeq: this.state.thread.lastSeq,
      }),
      onFrame: (frame) => this.#frame(frame),
      onOnline: (online) => {
        this.#set({ online });
        this.#tabs?.tell({ kind: 'live', online });
        if (online) this.#sender.flush();
      },
      onRefused: () => (this.token === this.#token ? this.#open() : this.#adopt()),
      poll: () => this.catchUp(),
    });
  }

  async #adopt(): Promise<void> {
    this.#token = this.token;
  }

  #frame(frame: WidgetServerFrame): void {
    switch (frame.t) {
      case 'event': {
        const { conversation } = this.state;
        if (!conversation) return;
        this.#tabs?.tell({ kind: 'event', conversationId: conversation.id, event: frame.event });
        this.#apply(frame.event);
        if (frame.event.kind === 'message') this.sendFrame({ t: 'ack', seq: frame.event.seq });
        return;
      }
      case 'typing':
        this.#showTyping(frame.on, frame.ttl);
        this.#tabs?.tell({ kind: 'live', typing: frame.on });
        return;
      case 'presence':
        this.#set({ presence: frame.presence });
        this.#tabs?.tell({ kind: 'live', presence: frame.presence });
        return;
      default:
    }
  }

  #showTyping(on: boolean, ttl = 6): void {
    clearTimeout(this.#typingEnds);
    this.#set({ typing: on });
    if (on) this.#typingEnds = setTimeout(() => this.#set({ typing: false }), ttl * 1000);
  }

  sendFrame(frame: WidgetClientFrame): void {
    if (this.#leads) this.#wire?.send(frame);
    else this.#tabs?.tell({ kind: 'frame', frame });
  }

  #hear(news: TabNews): void {
    switch (news.kind) {
      case 'event':
        if (news.conversationId === this.state.conversation?.id) this.#apply(news.event as WidgetEvent);
        return;
      case 'outbox':
        this.outboxChanged();
        return;
      case 'conversation':
        this.#follow(news.conversation as WidgetConversation);
        if (this.#leads) this.#watch();
        void this.catchUp();
        return;
      case 'frame':
        if (this.#leads) this.#wire?.send(news.frame as WidgetClientFrame);
        return;
      case 'live':
        if (news.typing !== undefined) this.#showTyping(news.typing);
        if (news.presence !== undefined) this.#set({ presence: news.presence as WidgetPresence });
        if (news.online !== undefined) this.#set({ online: news.online });
        if (news.readSeq !== undefined) this.#set({ readSeq: Math.max(this.state.readSeq, news.readSeq) });
        return;
      case 'anew':
        this.#follow(null);
    }
  }

  /** Another tab has put something into the outbox, or taken it out. */
  outboxChanged(): void {
    this.#set({ outbox: unsent(this.key) });
    this.#sender.flush();
  }

  #watch(): void {
    const { conversation, thread } = this.state;
    if (conversation) this.#wire?.send({ t: 'watch', conversationId: conversation.id, afterSeq: thread.lastSeq });
  }

  #apply(event: WidgetEvent): void {
    const thread = apply(this.state.thread, event);
    if (thread === 'gap') {
      void this.catchUp();
      return;
    }
    if (thread === this.state.thread) return;
    // What stands in the thread is acknowledged, whoever of the tabs sent it.
    if (event.kind === 'message' && event.message.clientId) dropUnsent(this.key, event.message.clientId);
    if (event.kind === 'message' && event.message.author.kind !== 'visitor') this.#showTyping(false);
    const { conversation } = this.state;
    const status = thread.closed ? 'closed' : 'open';
    this.#set({
      thread,
      outbox: unsent(this.key),
      ...(conversation && event.kind === 'status'
        ? { conversation: { ...conversation, status, canReopen: conversation.canReopen || thread.closed } }
        : {}),
    });
  }

  /** Reads the record on from where this tab stands, page by page. One reading at a time. */
  catchUp(): Promise<void> {
    this.#catching ??= this.#readOn().finally(() => {
      this.#catching = null;
    });
    return this.#catching;
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const { conversation, thread } = this.state;
      if (!conversation) return;
      const path = `/events?conversationId=${conversation.id}&after=${thread.lastSeq}`;
      const answer = await this.call<{ items: WidgetEvent[]; lastSeq: number; presence: WidgetPresence }>(
        'GET',
        path,
      ).catch(() => null);
      if (!answer || this.state.conversation?.id !== conversation.id) return;
      for (const event of answer.items) this.#apply(event);
      this.#set({ presence: answer.presence });
      if (answer.items.length === 0 || this.state.thread.lastSeq >= answer.lastSeq) return;
    }
  }

  // — the outbox —

  /** Puts a message in the outbox; it stays there until the server has it, whatever happens to the line or the page. */
  send(text: string, attachments: Unsent['attachments'], replyTo: string | null, start: Start | null): void {
    putUnsent(this.key, {
      clientId: timeUuid(),
      text,
      attachments,
      replyTo,
      start,
      at: new Date().toISOString(),
      problem: null,
    });
    this.#set({ outbox: unsent(this.key) });
    this.#tabs?.tell({ kind: 'outbox' });
    this.#sender.flush();
  }

  retry(clientId: string): void {
    const item = unsent(this.key).find((one) => one.clientId === clientId);
    if (!item) return;
    putUnsent(this.key, { ...item, problem: null });
    this.#tabs?.tell({ kind: 'outbox' });
    this.#set({ outbox: unsent(this.key) });
    this.#sender.flush();
  }

  discard(clientId: string): void {
    dropUnsent(this.key, clientId);
    this.#tabs?.tell({ kind: 'outbox' });
    this.#set({ outbox: unsent(this.key) });
  }

  #stored(item: Unsent, { conversationId, ...message }: StoredMessage): void {
    if (this.state.conversation?.id !== conversationId) {
      const conversation: WidgetConversation = {
        id: conversationId,
        status: 'open',
        canReopen: false,
        rating: null,
        lastSeq: message.seq,
        readSeq: 0,
      };
      this.#follow(conversation);
      this.#tabs?.tell({ kind: 'conversation', conversation });
      this.#watch();
    }
    dropUnsent(this.key, item.clientId);
    const event: WidgetEvent = { kind: 'message', seq: message.seq, at: message.createdAt, message };
    this.#tabs?.tell({ kind: 'event', conversationId, event });
    this.#apply(event);
    this.#set({ outbox: unsent(this.key) });
  }

  // — what the visitor does —

  /** The visitor has seen everything that is shown. */
  async markRead(): Promise<void> {
    const { conversation, thread, readSeq } = this.state;
    if (!conversation || unreadAfter(thread, readSeq) === 0) return;
    const upToSeq = thread.lastSeq;
    this.#set({ readSeq: upToSeq });
    this.#tabs?.tell({ kind: 'live', readSeq: upToSeq });
    await this.call('POST', '/read', { conversationId: conversation.id, upToSeq }).catch(() => {
      // Lost on the way: the next reading says it again.
      this.#set({ readSeq });
    });
  }

  async end(stay = false): Promise<void> {
    const { conversation } = this.state;
    if (conversation) await this.call('POST', '/end', { conversationId: conversation.id, stay });
    await this.catchUp();
  }

  async rate(score: number, comment: string): Promise<void> {
    const { conversation } = this.state;
    if (!conversation) return;
    const rated = await this.call<WidgetConversation>('POST', '/rating', {
      conversationId: conversation.id,
      score,
      comment,
    });
    this.#set({ conversation: rated });
  }

  /** Puts the ended thread away; the form stands there again. */
  async anew(): Promise<void> {
    await this.#open().catch(() => {});
    this.#follow(null);
    this.#tabs?.tell({ kind: 'anew' });
  }
}
