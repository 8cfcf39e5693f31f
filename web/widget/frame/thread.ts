/** What the window knows of a thread, from its numbered events. Pure. */
import type { WidgetEvent, WidgetMessage } from '../../../contract/widget.ts';

export interface Thread {
  messages: readonly WidgetMessage[];
  /** Everything up to this number has been applied. */
  lastSeq: number;
  /** An agent has read up to here. */
  seenSeq: number;
  agent: string | null;
  closed: boolean;
  /** When it will be closed unless the visitor says that he is still there. */
  closesAt: string | null;
}

export const EMPTY: Thread = { messages: [], lastSeq: 0, seenSeq: 0, agent: null, closed: false, closesAt: null };

/** `gap`: something before this event is missing; the caller reads on from `thread.lastSeq`. */
export function apply(thread: Thread, event: WidgetEvent): Thread | 'gap' {
  if (event.seq <= thread.lastSeq) return thread;
  if (event.seq > thread.lastSeq + 1) return 'gap';
  const next = { ...thread, lastSeq: event.seq };
  const changed = (id: string, change: Partial<WidgetMessage>) =>
    thread.messages.map((m) => (m.id === id ? { ...m, ...change } : m));
  switch (event.kind) {
    case 'message':
      return { ...next, messages: [...thread.messages, event.message] };
    case 'edit':
      return { ...next, messages: changed(event.messageId, { text: event.text }) };
    case 'delete':
      return { ...next, messages: changed(event.messageId, { text: '', attachments: [], status: 'deleted' }) };
    case 'read':
      return { ...next, seenSeq: Math.max(thread.seenSeq, event.upToSeq) };
    case 'status':
      return {
        ...next,
        closed: event.status === 'closed',
        closesAt: event.status === 'closing' ? event.closesAt : null,
      };
    case 'assignment':
      return { ...next, agent: event.agent };
  }
}

/** How many messages of ours come after a number: what the visitor has not read. */
export function unreadAfter(thread: Thread, readSeq: number): number {
  return thread.messages.filter((m) => m.seq > readSeq && m.author.kind !== 'visitor' && m.status === 'sent').length;
}
