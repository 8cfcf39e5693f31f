/** Several tabs of one visitor: one of them has the line to the server, all are told the same. */

export type TabNews =
  | { kind: 'event'; conversationId: string; event: unknown }
  | { kind: 'outbox' }
  | { kind: 'conversation'; conversation: unknown }
  | { kind: 'frame'; frame: unknown }
  | { kind: 'live'; typing?: boolean; presence?: unknown; online?: boolean; readSeq?: number }
  | { kind: 'anew' };

export interface Tabs {
  tell(news: TabNews): void;
  stop(): void;
}

/**
 * @param lead called when this tab becomes the one that has the line: at once, or when the one before has gone. The
 * browser itself keeps the lock, so a tab that was killed gives it back.
 */
export function joinTabs(key: string, hear: (news: TabNews) => void, lead: () => void): Tabs {
  const channel = openChannel(`td1022:${key}`);
  if (channel) channel.onmessage = (event) => hear(event.data as TabNews);
  let giveBack: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    giveBack = resolve;
  });
  if (channel && navigator.locks) {
    navigator.locks
      .request(`td1022:${key}`, async () => {
        lead();
        await held;
      })
      // A browser that forbids locks in windows of other sites: each tab has a line of its own.
      .catch(lead);
  } else lead();
  return {
    tell: (news) => channel?.postMessage(news),
    stop() {
      giveBack();
      channel?.close();
    },
  };
}

/** Null where the browser gives windows of other sites none. */
function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
