/**
 * The window that any site may show: what it and the server say to each other. Every call but the first two carries
 * `Authorization: Bearer <sessionToken>`; nothing depends on cookies.
 */
import { z } from 'zod';
import { CASE_TYPES } from './case-words.ts';
import { attachmentView } from './cases.ts';
import { isoTime, refCode } from './common.ts';
import { endpoint } from './endpoint.ts';
import type { Said } from './said.ts';
import { AVAILABILITY, LANGUAGES, WIDGET_LIMITS } from './widget-words.ts';

export * from './widget-words.ts';

const language = z.enum(LANGUAGES);

/** Half characters and NUL, which no database text can hold, are taken out; length in code points. */
const chatText = (max: number) =>
  z
    .string()
    .max(max * 4)
    .transform((s) => s.toWellFormed().replaceAll('\u0000', '').normalize('NFC').trim())
    .refine((s) => [...s].length <= max, {
      error: `at most ${max} characters`,
      params: { said: { vi: `Nhiều nhất ${max} ký tự.`, en: `At most ${max} characters.` } satisfies Said },
    });
const line = (max: number) => chatText(max).transform((s) => s.replace(/\s+/g, ' '));
/** Chosen by the window (UUIDv7); the same id again is the same thing. */
const clientId = z.string().regex(/^[A-Za-z0-9-]{16,64}$/);
/** Opaque ids as they come from us. */
const conversationId = z.string().regex(/^c_\d{1,15}$/);
const uploadId = z.string().regex(/^u_[\w-]{10,40}$/);
const seq = z.int().nonnegative();

export const topic = z.object({
  code: refCode,
  type: z.enum(CASE_TYPES),
  vi: z.string().trim().min(1).max(120),
  en: z.string().trim().min(1).max(120),
});
export type WidgetTopic = z.infer<typeof topic>;

/** What a page must know to draw the button. */
export const launcherConfig = z
  .object({
    key: z.string(),
    name: z.string(),
    colour: z.string(),
    side: z.enum(['left', 'right']),
    /** Label of the button per language; null: ours. */
    label: z.object({ vi: z.string().nullable(), en: z.string().nullable() }),
  })
  .meta({ id: 'WidgetLauncher' });
export type LauncherConfig = z.infer<typeof launcherConfig>;

export const widgetConfig = launcherConfig
  .extend({
    title: z.string(),
    greeting: z.string(),
    hours: z.string().nullable(),
    topics: z.array(z.object({ code: z.string(), name: z.string() })),
    province: z.string(),
    availability: z.enum(AVAILABILITY),
    /** When chatting begins again; null while open or unknown. */
    opensAt: isoTime.nullable(),
    canMail: z.boolean(),
    demo: z.boolean(),
  })
  .meta({ id: 'WidgetConfig' });
export type WidgetConfig = z.infer<typeof widgetConfig>;

export const widgetMessage = z
  .object({
    id: z.string(),
    seq,
    /** Set on messages of the visitor. */
    clientId: z.string().nullable(),
    author: z.object({ kind: z.enum(['visitor', 'agent', 'system']), name: z.string().nullable() }),
    type: z.literal('text'),
    text: z.string(),
    replyTo: z.string().nullable(),
    attachments: z.array(attachmentView),
    createdAt: z.iso.datetime({ offset: true }),
    status: z.enum(['sent', 'deleted']),
  })
  .meta({ id: 'WidgetMessage' });
export type WidgetMessage = z.infer<typeof widgetMessage>;

/** One numbered thing that happened in a thread. A reader that has seen 1…n and gets n+1 has missed nothing. */
export const widgetEvent = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('message'), seq, at: isoTime, message: widgetMessage }),
    z.object({ kind: z.literal('edit'), seq, at: isoTime, messageId: z.string(), text: z.string() }),
    z.object({ kind: z.literal('delete'), seq, at: isoTime, messageId: z.string() }),
    /** Somebody of us has read up to that number. */
    z.object({ kind: z.literal('read'), seq, at: isoTime, upToSeq: seq }),
    z.object({
      kind: z.literal('status'),
      seq,
      at: isoTime,
      status: z.enum(['open', 'closing', 'closed']),
      /** With `closing`: when it will be closed unless the visitor says that he is still there. */
      closesAt: isoTime.nullable(),
    }),
    z.object({ kind: z.literal('assignment'), seq, at: isoTime, agent: z.string().nullable() }),
  ])
  .meta({ id: 'WidgetEvent' });
export type WidgetEvent = z.infer<typeof widgetEvent>;

/** Where the visitor stands before somebody has taken his thread. */
export const widgetPresence = z
  .object({
    state: z.enum(['none', 'waiting', 'with_agent', 'nobody']),
    agent: z.string().nullable(),
    /** 1 = next; null when unknown. */
    position: z.int().nullable(),
    /** Seconds; null when unknown. */
    expectedWait: z.int().nullable(),
  })
  .meta({ id: 'WidgetPresence' });
export type WidgetPresence = z.infer<typeof widgetPresence>;

export const widgetConversation = z
  .object({
    id: conversationId,
    status: z.enum(['open', 'closed']),
    canReopen: z.boolean(),
    rating: z.object({ score: z.int(), comment: z.string().nullable() }).nullable(),
    lastSeq: seq,
    readSeq: seq,
  })
  .meta({ id: 'WidgetConversation' });
export type WidgetConversation = z.infer<typeof widgetConversation>;

const key = z.string().regex(/^wk_[a-z0-9_-]{4,60}$/);
const tag = 'widget';

export const getWidgetSite = endpoint({
  method: 'GET',
  path: '/widget/sites/:key',
  tag,
  summary: 'What a page needs to draw the button; only for pages of the allowed sites',
  params: z.object({ key }),
  response: launcherConfig,
});

export const openWidgetSession = endpoint({
  method: 'POST',
  path: '/widget/sessions',
  tag,
  summary: 'Begin, or come back with the token of last time: gives a new token',
  body: z.object({
    key,
    locale: language.default('vi'),
    page: z
      .object({ url: z.string().max(2000), title: z.string().max(500), referrer: z.string().max(2000) })
      .partial()
      .optional(),
    resume: z.string().max(200).optional(),
    /** `hash` = HMAC-SHA256(secret of the site, `id + "." + exp`) in hex; `exp` in seconds, at most 10 minutes ahead. */
    identity: z
      .object({
        id: z.string().min(1).max(200),
        name: line(200).optional(),
        email: z.email().max(254).optional(),
        phone: z.string().max(30).optional(),
        exp: z.int().positive(),
        hash: z.string().max(128),
      })
      .optional(),
  }),
  status: 201,
  response: z.object({
    sessionToken: z.string(),
    expiresAt: isoTime,
    visitorId: z.string(),
    /** What we know of him, so that nobody is asked twice. */
    known: z.object({ name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable() }),
    config: widgetConfig,
    conversation: widgetConversation.nullable(),
    lastSeq: seq,
  }),
});

export const sendWidgetMessage = endpoint({
  method: 'POST',
  path: '/widget/messages',
  tag,
  summary: 'Say something. `clientId` makes a retry safe; without `conversationId`, `start` begins a thread',
  body: z.object({
    clientId,
    conversationId: conversationId.nullish(),
    type: z.literal('text').default('text'),
    text: chatText(WIDGET_LIMITS.text),
    replyTo: z
      .string()
      .regex(/^m_\d{1,15}$/)
      .nullish(),
    attachments: z.array(uploadId).max(WIDGET_LIMITS.files).default([]),
    start: z
      .object({
        topic: refCode.optional(),
        name: line(200).optional(),
        phone: z.string().max(30).optional(),
        email: z.union([z.literal(''), z.email().max(254)]).optional(),
        /** The wording that was agreed to. */
        consent: z.string().max(40),
      })
      .optional(),
  }),
  status: 201,
  response: widgetMessage.extend({ conversationId }),
});

export const listWidgetEvents = endpoint({
  method: 'GET',
  path: '/widget/events',
  tag,
  summary: 'What happened after a number, oldest first; the way without a WebSocket',
  query: z.object({ conversationId, after: z.coerce.number().pipe(seq).default(0) }),
  response: z.object({ items: z.array(widgetEvent), lastSeq: seq, presence: widgetPresence }),
});

export const readWidget = endpoint({
  method: 'POST',
  path: '/widget/read',
  tag,
  summary: 'The visitor has seen everything up to this number',
  body: z.object({ conversationId, upToSeq: seq }),
  status: 204,
  response: z.null(),
});

export const uploadWidgetFile = endpoint({
  method: 'POST',
  path: '/widget/uploads',
  tag,
  summary: 'One file (multipart: `clientId`, then `file`), to be named in a message afterwards',
  multipart: true,
  status: 201,
  response: z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.int() }),
});

export const getWidgetFile = endpoint({
  method: 'GET',
  path: '/widget/files/:id',
  tag,
  summary: 'A file of one of the visitor’s own threads',
  params: z.object({ id: z.string().regex(/^[\w-]{8,64}$/) }),
  response: z.any(),
});

export const endWidgetChat = endpoint({
  method: 'POST',
  path: '/widget/end',
  tag,
  summary: 'The visitor ends the conversation, or (`stay`) says that he is still there',
  body: z.object({ conversationId, stay: z.boolean().default(false) }),
  status: 204,
  response: z.null(),
});

export const rateWidgetChat = endpoint({
  method: 'POST',
  path: '/widget/rating',
  tag,
  summary: 'Rate an ended conversation; may be changed for 14 days',
  body: z.object({ conversationId, score: z.int().min(1).max(5), comment: chatText(1000).optional() }),
  response: widgetConversation,
});

export const mailWidgetTranscript = endpoint({
  method: 'POST',
  path: '/widget/transcript',
  tag,
  summary: 'Send the conversation to a mail address',
  body: z.object({ conversationId, email: z.email().max(254) }),
  status: 202,
  response: z.object({ email: z.string() }),
});

export const leaveWidgetCase = endpoint({
  method: 'POST',
  path: '/widget/offline',
  tag,
  summary: 'Outside hours, or when nobody is there: make a case instead of chatting',
  body: z.object({
    clientId,
    topic: refCode.optional(),
    text: chatText(WIDGET_LIMITS.text).pipe(z.string().min(1)),
    place: line(300).optional(),
    name: line(200).optional(),
    phone: z.string().max(30).optional(),
    email: z.union([z.literal(''), z.email().max(254)]).optional(),
    consent: z.string().max(40),
    attachments: z.array(uploadId).max(WIDGET_LIMITS.files).default([]),
  }),
  status: 201,
  response: z.object({ code: z.string(), lookupSecret: z.string(), dueAt: isoTime.nullable() }),
});

/** First frame of the WebSocket `/api/v1/widget/ws`, then what the window may say. No token ever stands in an address. */
export const widgetHello = z.object({
  t: z.literal('hello'),
  token: z.string().max(200),
  conversationId: conversationId.nullish(),
  afterSeq: seq.default(0),
});
export const widgetClientFrame = z.discriminatedUnion('t', [
  /** A thread has begun meanwhile (here or in another tab). */
  z.object({ t: z.literal('watch'), conversationId, afterSeq: seq }),
  /** Everything up to this number has arrived. */
  z.object({ t: z.literal('ack'), seq }),
  z.object({ t: z.literal('typing'), on: z.boolean() }),
  z.object({ t: z.literal('ping') }),
]);
export type WidgetClientFrame = z.infer<typeof widgetHello> | z.infer<typeof widgetClientFrame>;

export type WidgetServerFrame =
  | { t: 'event'; event: WidgetEvent }
  | { t: 'ready'; seq: number }
  | { t: 'typing'; actor: string | null; on: boolean; ttl: number }
  | { t: 'presence'; presence: WidgetPresence }
  | { t: 'pong' };
