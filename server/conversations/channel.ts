import type { Ctx } from '../platform/context.ts';

/** A message on its way out, with all that an adapter needs to send it. */
export interface OutgoingMessage {
  id: number;
  conversationId: number;
  account: string;
  address: string;
  recipientName: string | null;
  subject: string;
  text: string;
  /** `auto`: written by the system (no auto-reply may answer it); `human`: an agent's or the case's answer. */
  kind: 'human' | 'auto';
  purpose: string | null;
  caseCode: string | null;
  createdAt: Date;
}

/**
 * What became of a sending attempt. `later`: the adapter keeps trying by itself and will report by `setMessageState`.
 */
export type SendResult =
  | { state: 'sent'; externalId: string }
  | { state: 'failed'; detail: string }
  | { state: 'later'; detail: string; at: Date };

/** A way to reach citizens. Adapters live in channels/ and register themselves at start. */
export interface Channel {
  readonly kind: string;
  /** Sends one message; must be safe to call again for the same message id after a crash. */
  send(ctx: Ctx, message: OutgoingMessage): Promise<SendResult>;
}

const channels = new Map<string, Channel>();

export function registerChannel(channel: Channel): void {
  channels.set(channel.kind, channel);
}

export function channelOf(kind: string): Channel | undefined {
  return channels.get(kind);
}
