import { z } from 'zod';
import { attachmentView, CHANNELS } from './cases.ts';
import { isoTime, page, paging, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

export const DELIVERY_STATES = ['received', 'queued', 'sent', 'delivered', 'read', 'failed', 'bounced'] as const;

export const message = z
  .object({
    id: z.string(),
    direction: z.enum(['in', 'out']),
    /** `auto`: sent by the system; `notice`: an automatic mail of the other side, shown folded. */
    kind: z.enum(['human', 'auto', 'notice', 'note']),
    author: z.string(),
    at: isoTime,
    subject: z.string().nullable(),
    text: z.string(),
    /** Quoted earlier mail and signature, folded away; null when there is none. */
    folded: z.string().nullable(),
    /** Cleaned HTML, to be shown in a sandboxed frame only. */
    html: z.string().nullable(),
    state: z.enum(DELIVERY_STATES),
    /** Why it failed or bounced, in words for the agent. */
    stateDetail: z.string().nullable(),
    attachments: z.array(attachmentView),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof message>;

export const conversation = z
  .object({
    id: z.string(),
    channel: z.enum(CHANNELS),
    subject: z.string(),
    citizenName: z.string().nullable(),
    address: z.string().nullable(),
    cases: z.array(z.string()),
    related: z.array(z.string()),
    lastMessageAt: isoTime,
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof conversation>;

const params = z.object({ id: z.string().regex(/^\d{1,18}$/) });
export const listConversations = endpoint({
  method: 'GET',
  path: '/conversations',
  tag: 'conversations',
  summary: 'Conversations, newest message first',
  query: z.object({ ...paging, channel: z.enum(CHANNELS).optional(), withoutCase: z.coerce.boolean().optional() }),
  response: page(conversation),
});
export const listMessages = endpoint({
  method: 'GET',
  path: '/conversations/:id/messages',
  tag: 'conversations',
  summary: 'The messages, oldest first',
  params,
  response: z.object({ conversation, items: z.array(message) }),
});
export const sendMessage = endpoint({
  method: 'POST',
  path: '/conversations/:id/messages',
  tag: 'conversations',
  summary: 'Reply on the channel of the conversation',
  params,
  body: z.object({ text: typedText(20_000) }),
  status: 201,
  response: message,
});
export const conversationCase = endpoint({
  method: 'POST',
  path: '/conversations/:id/case',
  tag: 'conversations',
  summary: 'Make a case of a conversation, or link it to one',
  params,
  body: z.object({ link: z.string().optional(), type: z.string().optional(), title: typedText(300).optional() }),
  response: z.object({ code: z.string() }),
});
