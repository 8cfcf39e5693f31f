/** The window's heart: puts session, thread, outbox and line together, and does what the visitor asks for. */

import type { WidgetClientFrame, WidgetConversation, WidgetEvent, WidgetLanguage } from '../../../contract/widget.ts';
import type { SignedIdentity } from '../protocol.ts';
import { Refusal } from './api.ts';
import { Line } from './line.ts';
import { dropUnsent, putUnsent, type Start, type Unsent, unsent } from './outbox.ts';
import { Sender, type StoredMessage } from './sender.ts';
import { type Session, type State, StateStore } from './state.ts';
import { EMPTY, unreadAfter } from './thread.ts';
import { ThreadReader } from './thread-reader.ts';
import { timeUuid } from './uuid.ts';
import { VisitorSession } from './visitor-session.ts';

export interface Boot {
  key: string;
  language: WidgetLanguage;
}

export class Engine {
  readonly key: string;
  readonly #state = new StateStore();
  readonly #session: VisitorSession;
  readonly #reader: ThreadReader;
  readonly #line: Line;
  readonly #sender: Sender;

  constructor({ key, language }: Boot) {
    this.key = key;
    this.#session = new VisitorSession({ key, language, opened: (session) => this.#opened(session) });
    this.#reader = new ThreadReader(key, this.#state, this.#session);
    this.#line = new Line({
      key,
      state: this.#state,
      session: this.#session,
      reader: this.#reader,
      flush: () => this.#sender.flush(),
      outboxChanged: () => this.outboxChanged(),
    });
    this.#sender = new Sender({
      next: () =>
        this.#line.leads && this.state.phase !== 'failed' ? unsent(key).find((one) => one.problem === null) : undefined,
      conversation: () => this.state.conversation,
      post: (body) => this.call('POST', '/messages', body),
      stored: (item, message) => this.#stored(item, message),
      refused: async (item, problem, code) => {
        // Nobody is there any more: ask again what is possible, and show the form for that.
        if (code === 'offline_only') await this.#session.open().catch(() => {});
        putUnsent(key, { ...item, problem });
        this.#tellOutbox();
      },
    });
  }

  get state(): State {
    return this.#state.now;
  }

  subscribe(listener: () => void): () => void {
    return this.#state.subscribe(listener);
  }

  get token(): string | null {
    return this.#session.token;
  }

  call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    return this.#session.call<T>(method, path, body);
  }

  sendFrame(frame: WidgetClientFrame): void {
    this.#line.send(frame);
  }

  // — the visitor —

  async start(page: object, identity: SignedIdentity | null): Promise<void> {
    this.#session.page = page;
    this.#session.identity = identity;
    try {
      await this.#session.open();
    } catch (error) {
      this.#state.set({ phase: 'failed', failure: error instanceof Refusal ? error.message : '' });
      return;
    }
    this.#line.join();
    await this.#reader.catchUp();
    this.#state.set({ phase: 'ready', reading: false });
    this.#sender.flush();
  }

  #opened(session: Session): void {
    this.#reader.follow(session.conversation);
    this.#state.set({
      config: session.config,
      known: session.known,
      outbox: unsent(this.key),
      readSeq: Math.max(this.state.readSeq, session.conversation?.readSeq ?? 0),
    });
  }

  /** Somebody else is signed in at the site now, or nobody. */
  async identify(identity: SignedIdentity | null): Promise<void> {
    const before = this.#session.identity;
    if (JSON.stringify(identity) === JSON.stringify(before)) return;
    // Who signs out leaves nothing behind for the next one at this machine.
    if (before && !identity) this.#forget();
    this.#line.disconnect();
    this.#state.set({ phase: 'loading', reading: true, conversation: null, thread: EMPTY, readSeq: 0 });
    await this.start(this.#session.page, identity);
    this.#line.connect();
  }

  #forget(): void {
    this.#session.forget();
    for (const { clientId } of unsent(this.key)) dropUnsent(this.key, clientId);
    this.#state.set({ outbox: [] });
  }

  // — the outbox —

  /** Puts a message in the outbox; it stays there until the server has it, whatever happens to the line or the page. */
  send(text: string, attachments: Unsent['attachments'], replyTo: string | null, start: Start | null): void {
    const at = new Date().toISOString();
    putUnsent(this.key, { clientId: timeUuid(), text, attachments, replyTo, start, at, problem: null });
    this.#tellOutbox();
    this.#sender.flush();
  }

  retry(clientId: string): void {
    const item = unsent(this.key).find((one) => one.clientId === clientId);
    if (!item) return;
    putUnsent(this.key, { ...item, problem: null });
    this.#tellOutbox();
    this.#sender.flush();
  }

  discard(clientId: string): void {
    dropUnsent(this.key, clientId);
    this.#tellOutbox();
  }

  #tellOutbox(): void {
    this.#state.set({ outbox: unsent(this.key) });
    this.#line.tell({ kind: 'outbox' });
  }

  /** Another tab has put something into the outbox, or taken it out. */
  outboxChanged(): void {
    this.#state.set({ outbox: unsent(this.key) });
    this.#sender.flush();
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
      this.#reader.follow(conversation);
      this.#line.tell({ kind: 'conversation', conversation });
      this.#line.watch();
    }
    dropUnsent(this.key, item.clientId);
    const event: WidgetEvent = { kind: 'message', seq: message.seq, at: message.createdAt, message };
    this.#line.tell({ kind: 'event', conversationId, event });
    this.#reader.take(event);
    this.#state.set({ outbox: unsent(this.key) });
  }

  // — what the visitor does with the thread —

  /** The visitor has seen everything that is shown. */
  async markRead(): Promise<void> {
    const { conversation, thread, readSeq } = this.state;
    if (!conversation || unreadAfter(thread, readSeq) === 0) return;
    const upToSeq = thread.lastSeq;
    this.#state.set({ readSeq: upToSeq });
    this.#line.tell({ kind: 'live', readSeq: upToSeq });
    await this.call('POST', '/read', { conversationId: conversation.id, upToSeq }).catch(() => {
      // Lost on the way: the next reading says it again.
      this.#state.set({ readSeq });
    });
  }

  async end(stay = false): Promise<void> {
    const { conversation } = this.state;
    if (conversation) await this.call('POST', '/end', { conversationId: conversation.id, stay });
    await this.#reader.catchUp();
  }

  async rate(score: number, comment: string): Promise<void> {
    const { conversation } = this.state;
    if (!conversation) return;
    const body = { conversationId: conversation.id, score, comment };
    this.#state.set({ conversation: await this.call<WidgetConversation>('POST', '/rating', body) });
  }

  /** Puts the ended thread away; the form stands there again. */
  async anew(): Promise<void> {
    await this.#session.open().catch(() => {});
    this.#reader.follow(null);
    this.#line.tell({ kind: 'anew' });
  }
}
