import type { WidgetConversation, WidgetEvent, WidgetPresence } from '../../../contract/widget.ts';
import { dropUnsent, unsent } from './outbox.ts';
import type { StateStore } from './state.ts';
import { apply, EMPTY } from './thread.ts';
import type { VisitorSession } from './visitor-session.ts';

/** Brings the thread up to date, from events that are told and from those that were missed. */
export class ThreadReader {
  readonly #key: string;
  readonly #state: StateStore;
  readonly #session: VisitorSession;
  #catching: Promise<void> | null = null;

  constructor(key: string, state: StateStore, session: VisitorSession) {
    this.#key = key;
    this.#state = state;
    this.#session = session;
  }

  /** Shows this conversation from now on; null: none. */
  follow(conversation: WidgetConversation | null): void {
    const same = conversation?.id === this.#state.now.conversation?.id;
    this.#state.set({ conversation, ...(same ? {} : { thread: EMPTY, readSeq: conversation?.readSeq ?? 0 }) });
  }

  take(event: WidgetEvent): void {
    const before = this.#state.now.thread;
    const thread = apply(before, event);
    if (thread === 'gap') {
      void this.catchUp();
      return;
    }
    if (thread === before) return;
    // What stands in the thread is acknowledged, whoever of the tabs sent it.
    if (event.kind === 'message' && event.message.clientId) dropUnsent(this.#key, event.message.clientId);
    if (event.kind === 'message' && event.message.author.kind !== 'visitor') this.#state.showTyping(false);
    const { conversation } = this.#state.now;
    const status = thread.closed ? 'closed' : 'open';
    this.#state.set({
      thread,
      outbox: unsent(this.#key),
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
      const { conversation, thread } = this.#state.now;
      if (!conversation) return;
      const path = `/events?conversationId=${conversation.id}&after=${thread.lastSeq}`;
      const answer = await this.#session
        .call<{ items: WidgetEvent[]; lastSeq: number; presence: WidgetPresence }>('GET', path)
        .catch(() => null);
      if (!answer || this.#state.now.conversation?.id !== conversation.id) return;
      for (const event of answer.items) this.take(event);
      this.#state.set({ presence: answer.presence });
      if (answer.items.length === 0 || this.#state.now.thread.lastSeq >= answer.lastSeq) return;
    }
  }
}
