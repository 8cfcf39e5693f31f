import { createStore } from './store.ts';

/** Conversations in which the citizen writes just now. */
export const citizenTyping = createStore<ReadonlySet<string>>(new Set());
const ends = new Map<string, ReturnType<typeof setTimeout>>();

/** A sign of typing; without another one it is forgotten after `ttl` seconds. */
export function heardTyping({ conversationId, on, ttl }: { conversationId: string; on: boolean; ttl: number }): void {
  clearTimeout(ends.get(conversationId));
  const next = new Set(citizenTyping.get());
  if (on) {
    next.add(conversationId);
    ends.set(
      conversationId,
      setTimeout(() => heardTyping({ conversationId, on: false, ttl }), ttl * 1000),
    );
  } else next.delete(conversationId);
  citizenTyping.set(next);
}
