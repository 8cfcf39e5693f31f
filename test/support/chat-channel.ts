/** A chat channel that only remembers: for tests of what stands behind channels. */
import { CAPABILITIES } from '../../contract/channels.ts';
import type { InboundMessage } from '../../server/conversations/index.ts';
import { type OutgoingMessage, receive, registerChannel, type SendResult } from '../../server/conversations/index.ts';
import type { Ctx } from '../../server/platform/context.ts';
import { unique } from './factories.ts';

export interface ChatChannel {
  sent: OutgoingMessage[];
  seen: number[];
  typed: boolean[];
  reacted: (string | null)[];
  /** What the next sendings come to; `sent` when empty. */
  fate(result: SendResult | null): void;
  /** A message of a citizen; on his running thread. */
  says(from: { id: string; name?: string }, text: string, more?: Partial<InboundMessage>): ReturnType<typeof receive>;
}

/** Takes the place of the adapter of `kind` in this process. */
export function standInChannel(ctx: () => Ctx, kind: 'zalo' | 'messenger' | 'livechat'): ChatChannel {
  let fate: SendResult | null = null;
  const channel: ChatChannel = {
    sent: [],
    seen: [],
    typed: [],
    reacted: [],
    fate: (result) => {
      fate = result;
    },
    says: (from, text, more = {}) =>
      receive(ctx(), {
        channel: kind,
        account: 'default',
        externalId: `${kind}-${unique()}`,
        kind: 'human',
        from: { name: from.name ?? '', address: from.id },
        subject: '',
        text,
        folded: null,
        html: null,
        inReplyTo: null,
        sentAt: ctx().clock.now(),
        attachments: [],
        conversationId: 'latest',
        identity: { kind: kind === 'livechat' ? 'web' : kind, value: from.id, confidence: 'verified' },
        ...more,
      }),
  };
  registerChannel({
    kind,
    capabilities: CAPABILITIES[kind],
    async send(_ctx, message) {
      if (fate) return fate;
      channel.sent.push(message);
      return { state: 'sent', externalId: `out-${message.id}` };
    },
    typing: (_ctx, _id, on) => void channel.typed.push(on),
    async seen(_ctx, _id, upTo) {
      channel.seen.push(upTo);
    },
    async react(_ctx, { emoji }) {
      channel.reacted.push(emoji);
    },
  });
  return channel;
}
