/** What each channel can do, as data: the composer obeys it, the server enforces it, docs/channels is drawn from it. */

import { z } from 'zod';
import type { ChannelKind } from './case-words.ts';
import { isoTime } from './common.ts';
import type { Said } from './said.ts';

const MB = 1_000_000;

/** Kinds of file that channels tell apart. */
export const FILE_KINDS = ['image', 'gif', 'audio', 'video', 'document', 'other'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export interface AttachmentRule {
  kind: FileKind;
  /** Media types, `image/*` for a whole family, or `*` for any. */
  types: readonly string[];
  /** Largest size in bytes. */
  maxBytes: number;
}

export interface Capabilities {
  /** Whether one can write to the citizen on this channel at all. */
  writes: boolean;
  /** Longest text of one message, in characters as people count them (code points); 0 when nothing can be written. */
  textMax: number;
  /** The message has a subject line of its own. */
  subject: boolean;
  /** Files that may go out; an empty list: none. A file that fits no rule is sent as a link where `filesAsLink`. */
  attachments: { rules: readonly AttachmentRule[]; maxCount: number; maxTotalBytes: number; filesAsLink: boolean };
  /** Which news of an outgoing message the channel can bring. */
  receipts: { sent: boolean; delivered: boolean; read: boolean; bounced: boolean };
  /** Typing marks: of the citizen shown to us, of us shown to the citizen. */
  typing: { in: boolean; out: boolean };
  /** Answering one message in particular. */
  quote: { in: boolean; out: boolean };
  reactions: { in: boolean; out: boolean };
  /** The citizen may change or take back what he wrote. */
  edits: boolean;
  retracts: boolean;
  stickers: boolean;
  locations: boolean;
  /**
   * Hours after the citizen's last action in which a reply is possible. `free`: without conditions; `late`: with a
   * condition (a fee, only written by a person); null: no limit.
   */
  window: { freeHours: number; lateHours: number; lateMeans: Said } | null;
  /** Automatic messages (acknowledgement, survey) may be sent while the window is open. */
  automatic: 'always' | 'free_window' | 'never';
}

const NOTHING: Capabilities = {
  writes: false,
  textMax: 0,
  subject: false,
  attachments: { rules: [], maxCount: 0, maxTotalBytes: 0, filesAsLink: false },
  receipts: { sent: false, delivered: false, read: false, bounced: false },
  typing: { in: false, out: false },
  quote: { in: false, out: false },
  reactions: { in: false, out: false },
  edits: false,
  retracts: false,
  stickers: false,
  locations: false,
  window: null,
  automatic: 'never',
};

const OFFICE = [
  'application/pdf',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/plain',
  'text/csv',
] as const;

/** Sources: the providers' limits as of the channel documents (docs/channels); ours for mail and live chat. */
export const CAPABILITIES: Record<ChannelKind, Capabilities> = {
  email: {
    ...NOTHING,
    writes: true,
    textMax: 20_000,
    subject: true,
    attachments: {
      rules: [{ kind: 'other', types: ['*'], maxBytes: 18 * MB }],
      maxCount: 10,
      // Common servers refuse mails above 25 MB; base64 makes four bytes of three.
      maxTotalBytes: 18 * MB,
      filesAsLink: false,
    },
    receipts: { sent: true, delivered: false, read: true, bounced: true },
    quote: { in: true, out: true },
    automatic: 'always',
  },
  livechat: {
    ...NOTHING,
    writes: true,
    textMax: 4_000,
    attachments: {
      rules: [
        { kind: 'image', types: ['image/*'], maxBytes: 10 * MB },
        { kind: 'audio', types: ['audio/*'], maxBytes: 10 * MB },
        { kind: 'video', types: ['video/mp4'], maxBytes: 10 * MB },
        { kind: 'document', types: OFFICE, maxBytes: 10 * MB },
      ],
      maxCount: 5,
      maxTotalBytes: 50 * MB,
      filesAsLink: false,
    },
    receipts: { sent: true, delivered: true, read: true, bounced: false },
    typing: { in: true, out: true },
    quote: { in: true, out: true },
    automatic: 'always',
  },
  zalo: {
    ...NOTHING,
    writes: true,
    textMax: 2_000,
    attachments: {
      rules: [
        { kind: 'image', types: ['image/jpeg', 'image/png'], maxBytes: 1 * MB },
        { kind: 'gif', types: ['image/gif'], maxBytes: 5 * MB },
        {
          kind: 'document',
          types: [
            'application/pdf',
            'application/msword',
            'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
            'text/csv',
          ],
          maxBytes: 5 * MB,
        },
      ],
      maxCount: 5,
      maxTotalBytes: 25 * MB,
      filesAsLink: true,
    },
    receipts: { sent: true, delivered: true, read: true, bounced: false },
    quote: { in: true, out: true },
    reactions: { in: true, out: true },
    stickers: true,
    locations: true,
    window: { freeHours: 48, lateHours: 168, lateMeans: { vi: 'mỗi tin bị tính phí', en: 'every message is charged' } },
    automatic: 'free_window',
  },
  messenger: {
    ...NOTHING,
    writes: true,
    textMax: 2_000,
    attachments: {
      rules: [
        { kind: 'image', types: ['image/*'], maxBytes: 8 * MB },
        { kind: 'audio', types: ['audio/*'], maxBytes: 25 * MB },
        { kind: 'video', types: ['video/*'], maxBytes: 25 * MB },
        { kind: 'other', types: ['*'], maxBytes: 25 * MB },
      ],
      maxCount: 10,
      maxTotalBytes: 100 * MB,
      filesAsLink: false,
    },
    receipts: { sent: true, delivered: true, read: true, bounced: false },
    typing: { in: false, out: true },
    quote: { in: true, out: true },
    reactions: { in: true, out: true },
    edits: true,
    retracts: true,
    stickers: true,
    window: {
      freeHours: 24,
      lateHours: 168,
      lateMeans: { vi: 'chỉ người trực tiếp viết mới được gửi', en: 'only what a person writes may be sent' },
    },
    automatic: 'free_window',
  },
  // Their answers travel by another way: a call, the mail address that was given, the look-up page.
  phone: NOTHING,
  web: NOTHING,
  desk: NOTHING,
  open311: NOTHING,
};

/** Whether a reply is possible now, until when, and what to do otherwise. Shown before one types. */
export const replyState = z
  .object({
    canReply: z.boolean(),
    /** When the present state ends; null: no limit. */
    until: isoTime.nullable(),
    /** Plain words for the agent; null when there is nothing to say. */
    advice: z.string().nullable(),
  })
  .meta({ id: 'ReplyState' });
export type ReplyStateView = z.infer<typeof replyState>;

/** What a message holds beside text and files. */
export const messagePart = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('sticker'), label: z.string(), url: z.string().optional() }),
    z.object({ kind: z.literal('location'), lat: z.number(), lng: z.number(), text: z.string().optional() }),
    z.object({ kind: z.literal('link'), url: z.string(), title: z.string().optional() }),
    z.object({ kind: z.literal('contact'), name: z.string(), phone: z.string().optional() }),
    /** Something that this desk cannot show; `what` says it in words. */
    z.object({ kind: z.literal('unsupported'), what: z.string() }),
  ])
  .meta({ id: 'MessagePart' });
export type MessagePart = z.infer<typeof messagePart>;

/** Characters as a provider counts them. */
export function textLength(text: string): number {
  return [...text].length;
}

/** The rule by which a file may go out on the channel as a file, or null. `type` is the media type. */
export function ruleFor(capabilities: Capabilities, type: string): AttachmentRule | null {
  return capabilities.attachments.rules.find((rule) => rule.types.some((one) => covers(one, type))) ?? null;
}

function covers(pattern: string, type: string): boolean {
  if (pattern === '*' || pattern === type) return true;
  // GIFs have rules of their own where they are told apart, so the family comes after the exact type.
  return pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1));
}

export interface OutgoingFile {
  name: string;
  type: string;
  size: number;
}

export type FileProblem = {
  file: string | null;
  why: 'not_allowed' | 'too_large' | 'too_many' | 'too_much';
  max: number;
};

/** What is wrong with sending these files on the channel; empty when all may go. `max` in bytes, or a count. */
export function fileProblems(capabilities: Capabilities, files: readonly OutgoingFile[]): FileProblem[] {
  const { maxCount, maxTotalBytes, filesAsLink } = capabilities.attachments;
  const problems: FileProblem[] = [];
  if (files.length > maxCount) problems.push({ file: null, why: 'too_many', max: maxCount });
  for (const file of files) {
    const rule = ruleFor(capabilities, file.type);
    if (!rule && !filesAsLink) problems.push({ file: file.name, why: 'not_allowed', max: 0 });
    else if (rule && file.size > rule.maxBytes && !filesAsLink)
      problems.push({ file: file.name, why: 'too_large', max: rule.maxBytes });
  }
  const total = files.reduce((sum, file) => sum + file.size, 0);
  if (maxCount > 0 && total > maxTotalBytes) problems.push({ file: null, why: 'too_much', max: maxTotalBytes });
  return problems;
}
