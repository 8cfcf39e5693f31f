/** What the visitor has sent and the server has not acknowledged yet: kept over reloads, shared by the tabs. */
import { keep, kept, keptNames } from './storage.ts';

export interface Start {
  topic?: string;
  name?: string;
  phone?: string;
  consent: string;
}

export interface Unsent {
  clientId: string;
  text: string;
  attachments: { id: string; name: string; type: string; size: number }[];
  replyTo: string | null;
  /** Set on the message that begins a thread. */
  start: Start | null;
  at: string;
  /** Why the server will not take it; null while it is only waiting. */
  problem: string | null;
}

/** How the names of its entries begin. */
export const outboxName = (key: string): string => `td1022:${key}:out:`;

/** In the order of typing (client ids grow with time). */
export function unsent(key: string): Unsent[] {
  return keptNames(outboxName(key)).flatMap((name) => {
    try {
      return [JSON.parse(kept(name) ?? '') as Unsent];
    } catch {
      return [];
    }
  });
}

/** One entry of its own per message: two tabs never overwrite each other's. */
export function putUnsent(key: string, item: Unsent): void {
  keep(outboxName(key) + item.clientId, JSON.stringify(item));
}

export function dropUnsent(key: string, clientId: string): void {
  keep(outboxName(key) + clientId, null);
}
