import type { Capabilities } from '../../contract/channels.ts';
import type { Ctx } from '../platform/context.ts';
import type { Said } from '../platform/said.ts';

/** A stored file on its way out. Its bytes: `ctx.files.path(sha256)`. */
export interface OutgoingFile {
  publicId: string;
  sha256: string;
  name: string;
  mediaType: string;
  size: number;
}

/** A message on its way out, with all that an adapter needs to send it. */
export interface OutgoingMessage {
  id: number;
  conversationId: number;
  account: string;
  /** Mail address, or the provider's id of the person. */
  address: string;
  recipientName: string | null;
  subject: string;
  text: string;
  /** `auto`: written by the system (no auto-reply may answer it); `human`: an agent's or the case's answer. */
  kind: 'human' | 'auto';
  purpose: string | null;
  caseCode: string | null;
  createdAt: Date;
  attachments: readonly OutgoingFile[];
  /** The provider's id of the message that this one answers, or null. */
  quotedExternalId: string | null;
  /** When the citizen last did something on this thread: reply windows count from here. */
  lastInAt: Date | null;
  /** What the adapter keeps about the thread (`InboundMessage.threadMeta`). */
  threadMeta: Readonly<Record<string, unknown>>;
}

/**
 * What became of a sending attempt. `later`: the adapter keeps trying by itself and will report by `setMessageState`.
 */
export type SendResult =
  | { state: 'sent'; externalId: string }
  | { state: 'failed'; detail: Said }
  | { state: 'later'; detail: Said; at: Date };

/** Whether one can write now. `until`: when that ends (null: no limit); `advice`: shown before one types. */
export interface ReplyState {
  canReply: boolean;
  until: Date | null;
  advice: Said | null;
}

/** A thread as an adapter sees it. */
export interface ThreadOfChannel {
  id: number;
  account: string;
  address: string;
  lastInAt: Date | null;
}

/** A way to reach citizens. Adapters live in channels/ and register themselves at start. */
export interface Channel {
  readonly kind: string;
  /** `CAPABILITIES[kind]`. */
  readonly capabilities: Capabilities;
  /** Sends one message; must be safe to call again for the same message id after a crash. */
  send(ctx: Ctx, message: OutgoingMessage): Promise<SendResult>;
  /** Absent: what the window of the capabilities says, counted from the citizen's last message. */
  replyState?(ctx: Ctx, conversation: ThreadOfChannel): Promise<ReplyState>;
  /** Tells the citizen that somebody types (or has stopped). Best effort, never stored. */
  typing?(ctx: Ctx, conversationId: number, on: boolean): void | Promise<void>;
  /** A person has read up to this message of the citizen. */
  seen?(ctx: Ctx, conversationId: number, upToMessageId: number): Promise<void>;
  /** Puts our reaction on the citizen's message (null takes it away). Absent: the channel has none. */
  react?(ctx: Ctx, message: { conversationId: number; externalId: string; emoji: string | null }): Promise<void>;
}

const channels = new Map<string, Channel>();

export function registerChannel(channel: Channel): void {
  channels.set(channel.kind, channel);
}

export function channelOf(kind: string): Channel | undefined {
  return channels.get(kind);
}
