/** What the page of a site and our window say to each other. Each side knows exactly who the other is. */

/** Version of these messages; another one is not understood and not answered. */
export const PROTOCOL = 1;

export interface SignedIdentity {
  id: string;
  exp: number;
  hash: string;
  name?: string;
  email?: string;
  phone?: string;
}

export type ToFrame =
  | {
      type: 'hello';
      identity: SignedIdentity | null;
      /** What the page has kept for a window that may keep nothing itself. */
      kept: Record<string, string>;
      page: { url: string; title: string; referrer: string };
      small: boolean;
    }
  | { type: 'shown'; on: boolean; small: boolean }
  | { type: 'identity'; identity: SignedIdentity | null }
  /** Another tab of the page has kept (or, with null, dropped) something. */
  | { type: 'kept'; name: string; value: string | null };

export type FromFrame =
  /** `lasting`: the window can keep things itself; else it asks the page to. */
  | { type: 'ready'; lasting: boolean }
  | { type: 'keep'; name: string; value: string | null }
  | { type: 'close' }
  /** Messages that nobody has seen, and whether a conversation runs. */
  | { type: 'unread'; count: number; talking: boolean };

export const wrap = <T extends ToFrame | FromFrame>(message: T): T & { td1022: number } => ({
  ...message,
  td1022: PROTOCOL,
});

/** The message in an event, or null when it is none of ours. The caller has checked origin and source. */
export function unwrap<T extends { type: string }>(data: unknown, types: readonly T['type'][]): T | null {
  if (typeof data !== 'object' || data === null) return null;
  const { td1022, type } = data as { td1022?: unknown; type?: unknown };
  return td1022 === PROTOCOL && types.includes(type as T['type']) ? (data as T) : null;
}
