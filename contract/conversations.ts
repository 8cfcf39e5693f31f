import { z } from 'zod';
import { attachmentView, CASE_TYPES, CHANNELS, createCaseBody, URGENCIES } from './cases.ts';
import { messagePart, replyState } from './channels.ts';
import { countedPage, isoTime, nothing, paging, ref, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

export const DELIVERY_STATES = ['received', 'queued', 'sent', 'delivered', 'read', 'failed', 'bounced'] as const;

export const message = z
  .object({
    id: z.string(),
    direction: z.enum(['in', 'out']),
    /** `auto`: sent by the system; `notice`: an automatic mail of the other side, shown folded; `note`: among colleagues. */
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
    /** The message that this one answers, in short. */
    quoted: z.object({ id: z.string(), author: z.string(), text: z.string() }).nullable(),
    parts: z.array(messagePart),
    editedAt: isoTime.nullable(),
    /** Earlier wordings, oldest first. */
    edits: z.array(z.object({ at: isoTime, text: z.string() })),
    /** Taken back by its author: nothing of it is left. */
    retractedAt: isoTime.nullable(),
    /** `ours`: the centre's own, which it may take back. */
    reactions: z.array(z.object({ by: z.string(), ours: z.boolean(), emoji: z.string() })),
    /** It repeats a message that could not be delivered on another way. */
    standsFor: z.string().nullable(),
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
    state: z.enum(['open', 'closed']),
    owner: ref.nullable(),
    disposition: ref.nullable(),
    /** Since when the citizen waits for an answer of ours; null: it is not our turn. */
    waitingSince: isoTime.nullable(),
    /** Messages of the citizen since somebody last looked. */
    unread: z.number().int(),
    citizenId: z.string().nullable(),
    /** The newest message in one line. */
    preview: z.object({ direction: z.enum(['in', 'out']), kind: z.string(), text: z.string() }).nullable(),
    /** The newest message of ours did not arrive. */
    failed: z.boolean(),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof conversation>;

const params = z.object({ id: z.string().regex(/^\d{1,15}$/) });
const messageParams = params.extend({ messageId: z.string().regex(/^\d{1,15}$/) });
/** `true`, `1` or nothing; `?withoutCase=false` must not mean yes. */
const flag = z
  .enum(['true', '1', 'false', '0'])
  .or(z.boolean())
  .optional()
  .transform((value) => value === true || value === 'true' || value === '1');

export const CONVERSATION_WHOSE = ['all', 'mine', 'unassigned'] as const;
export const CONVERSATION_STATES = ['open', 'closed', 'all'] as const;
export const conversationFilter = z.object({
  ...paging,
  channel: z.enum(CHANNELS).optional(),
  state: z.enum(CONVERSATION_STATES).default('all'),
  whose: z.enum(CONVERSATION_WHOSE).default('all'),
  /** Only those in which the citizen waits for us, longest first. */
  waiting: flag,
  withoutCase: flag,
  /** Words of names, addresses, subjects and messages; accents do not matter. */
  q: z.string().trim().max(200).optional(),
});
export type ConversationFilter = z.infer<typeof conversationFilter>;

export const listConversations = endpoint({
  method: 'GET',
  path: '/conversations',
  tag: 'conversations',
  summary: 'Conversations of all channels, newest message first (with `waiting`: longest waiting first)',
  query: conversationFilter,
  response: countedPage(conversation),
});
export const conversationCounts = endpoint({
  method: 'GET',
  path: '/conversations/counts',
  tag: 'conversations',
  summary: 'How many open conversations there are, exactly: all, mine, nobody’s, waiting for us; and open call-backs',
  response: z.object({
    open: z.number().int(),
    mine: z.number().int(),
    unassigned: z.number().int(),
    waiting: z.number().int(),
    callbacks: z.number().int(),
  }),
});
export const listDispositions = endpoint({
  method: 'GET',
  path: '/dispositions',
  tag: 'conversations',
  summary: 'Words by which a conversation is closed',
  response: z.object({ items: z.array(ref) }),
});
export const listMessages = endpoint({
  method: 'GET',
  path: '/conversations/:id/messages',
  tag: 'conversations',
  summary: 'The messages, oldest first, and whether one can reply now; `before` pages back',
  params,
  query: z.object({
    before: z
      .string()
      .regex(/^\d{1,15}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
  }),
  response: z.object({ conversation, items: z.array(message), reply: replyState, earlier: z.boolean() }),
});
export const sendMessage = endpoint({
  method: 'POST',
  path: '/conversations/:id/messages',
  tag: 'conversations',
  summary: 'Reply on the channel of the conversation; 422 with advice where the channel does not allow it',
  params,
  body: z.object({
    text: typedText(20_000).optional(),
    /** Ids of files put up before (`POST …/files`). */
    files: z.array(z.string().max(64)).max(20).optional(),
    /** The message that is answered. */
    quoted: z
      .string()
      .regex(/^\d{1,15}$/)
      .optional(),
    /** The same key again is the same message: makes a retry after a lost answer safe. */
    clientKey: z.string().min(8).max(64).optional(),
  }),
  status: 201,
  response: message,
});
export const putFiles = endpoint({
  method: 'POST',
  path: '/conversations/:id/files',
  tag: 'conversations',
  summary: 'Put up files for the next reply (multipart field `file`, repeated)',
  params,
  multipart: true,
  status: 201,
  response: z.object({ items: z.array(attachmentView) }),
});
export const writeNote = endpoint({
  method: 'POST',
  path: '/conversations/:id/notes',
  tag: 'conversations',
  summary: 'A note among colleagues; never sent',
  params,
  /** The same `clientKey` again is the same note. */
  body: z.object({ text: typedText(5_000), clientKey: z.string().min(8).max(64).optional() }),
  status: 201,
  response: message,
});
export const retryMessage = endpoint({
  method: 'POST',
  path: '/conversations/:id/messages/:messageId/retry',
  tag: 'conversations',
  summary: 'Send a failed message once more, as a new message',
  params: messageParams,
  status: 201,
  response: message,
});
export const reactMessage = endpoint({
  method: 'PUT',
  path: '/conversations/:id/messages/:messageId/reaction',
  tag: 'conversations',
  summary: 'Put our reaction on a message of the citizen, or take it away',
  params: messageParams,
  body: z.object({ emoji: z.string().max(20).nullable() }),
  status: 204,
  response: nothing,
});
export const assignConversation = endpoint({
  method: 'PUT',
  path: '/conversations/:id/owner',
  tag: 'conversations',
  summary: 'Give the conversation to a colleague, take it, or give it back (null)',
  params,
  body: z.object({ username: z.string().max(100).nullable(), reason: typedText(300).optional() }),
  response: conversation,
});
export const endConversation = endpoint({
  method: 'POST',
  path: '/conversations/:id/close',
  tag: 'conversations',
  summary: 'Close with a disposition; a new message of the citizen opens it again',
  params,
  body: z.object({ disposition: z.string().max(50) }),
  response: conversation,
});
export const takeUpConversation = endpoint({
  method: 'POST',
  path: '/conversations/:id/reopen',
  tag: 'conversations',
  summary: 'Take a closed conversation up again',
  params,
  response: conversation,
});
export const seeConversation = endpoint({
  method: 'POST',
  path: '/conversations/:id/seen',
  tag: 'conversations',
  summary: 'I have read it: nothing is unread, and the channel may tell the citizen',
  params,
  status: 204,
  response: nothing,
});
export const typeInConversation = endpoint({
  method: 'POST',
  path: '/conversations/:id/typing',
  tag: 'conversations',
  summary: 'Show the citizen that somebody types, where the channel can; never stored',
  params,
  body: z.object({ on: z.boolean() }),
  status: 204,
  response: nothing,
});

/** What a case made of the conversation would begin with; everything is a guess to be looked at. */
export const casePrefill = z
  .object({
    type: z.enum(CASE_TYPES),
    urgency: z.enum(URGENCIES).nullable(),
    category: ref.nullable(),
    area: ref.nullable(),
    place: z.string().nullable(),
    title: z.string(),
    content: z.string(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    /** Words of the text by which it was guessed. */
    because: z.array(z.string()),
    /** Open cases of this citizen: perhaps it belongs to one of them. */
    openCases: z.array(z.object({ code: z.string(), title: z.string() })),
  })
  .meta({ id: 'CasePrefill' });
export type CasePrefill = z.infer<typeof casePrefill>;
export const prefillCase = endpoint({
  method: 'GET',
  path: '/conversations/:id/prefill',
  tag: 'conversations',
  summary: 'Fields of a case guessed from the text of the conversation',
  params,
  response: casePrefill,
});
const caseFields = createCaseBody.omit({ channel: true }).partial();
export const conversationCase = endpoint({
  method: 'POST',
  path: '/conversations/:id/case',
  tag: 'conversations',
  summary: 'Make a case of a conversation, or link it to one',
  params,
  body: caseFields.extend({ link: z.string().max(40).optional() }),
  response: z.object({ code: z.string() }),
});
