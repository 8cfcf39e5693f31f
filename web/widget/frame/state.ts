import type { z } from 'zod';
import type { openWidgetSession, WidgetConfig, WidgetConversation, WidgetPresence } from '../../../contract/widget.ts';
import type { Unsent } from './outbox.ts';
import { EMPTY, type Thread } from './thread.ts';

export type Session = z.output<NonNullable<(typeof openWidgetSession)['response']>>;

/** What the screens show. */
export interface State {
  phase: 'loading' | 'failed' | 'ready';
  failure: string | null;
  config: WidgetConfig | null;
  known: Session['known'];
  conversation: WidgetConversation | null;
  thread: Thread;
  /** True until the history has been read: it is shown, not announced. */
  reading: boolean;
  outbox: readonly Unsent[];
  presence: WidgetPresence | null;
  typing: boolean;
  online: boolean;
  readSeq: number;
}

export const INITIAL: State = {
  phase: 'loading',
  failure: null,
  config: null,
  known: { name: null, phone: null, email: null },
  conversation: null,
  thread: EMPTY,
  reading: true,
  outbox: [],
  presence: null,
  typing: false,
  online: true,
  readSeq: 0,
};

/** The state, and who is told when it changes. */
export class StateStore {
  readonly #listeners = new Set<() => void>();
  #typingEnds: ReturnType<typeof setTimeout> | undefined;
  now: State = INITIAL;

  set(change: Partial<State>): void {
    this.now = { ...this.now, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Returns how to stop listening. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param ttl seconds after which nobody types any more, unless it is said again */
  showTyping(on: boolean, ttl = 6): void {
    clearTimeout(this.#typingEnds);
    this.set({ typing: on });
    if (on) this.#typingEnds = setTimeout(() => this.set({ typing: false }), ttl * 1000);
  }
}
