import { z } from 'zod';
import { countedPage, isoTime, paging } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What a notice can be about; recipients per event: docs/notices.md. */
export const NOTICE_KINDS = [
  'forwarded',
  'co_forwarded',
  'assigned',
  'accepted',
  'returned',
  'dispute',
  'reopened',
  'noted',
  'relabelled',
  'consulted',
  'opinion',
  'silent',
  'citizen_replied',
  'resumed',
  'message',
  'bounced',
  'dissatisfied',
  'submitted',
  'extension_asked',
  'escalated',
  'escalated_mine',
  'directed',
  'draft_rejected',
  'approved',
  'extension_granted',
  'extension_refused',
  'answered_above',
  'directive_done',
  'directive_reported',
  'warned',
  'overdue',
  'seriously_late',
  'limit_passed',
  'emergency',
  'recalled',
  'merged',
  'unmerged',
  'draft_withdrawn',
  'due_moved',
  'incident_declared',
  'incident_ended',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Headings under which a person sets what he wants to hear. */
export const NOTICE_GROUPS = ['work', 'sign', 'answer', 'citizen', 'time'] as const;
export type NoticeGroup = (typeof NOTICE_GROUPS)[number];
export const MAIL_WISHES = ['now', 'digest', 'none'] as const;
export type MailWish = (typeof MAIL_WISHES)[number];

export const notice = z
  .object({
    id: z.string(),
    kind: z.enum(NOTICE_KINDS),
    title: z.string(),
    text: z.string(),
    caseCode: z.string().nullable(),
    caseTitle: z.string().nullable(),
    conversationId: z.string().nullable(),
    /** Somebody must act, and soon. */
    pressing: z.boolean(),
    at: isoTime,
    read: z.boolean(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof notice>;

export const listNotices = endpoint({
  method: 'GET',
  path: '/notices',
  tag: 'notices',
  summary: 'What I was told, newest first; only of cases that I may still see',
  query: z.object({
    ...paging,
    unread: z
      .enum(['true', 'false'])
      .optional()
      .transform((v) => v === 'true'),
    language: z.enum(['vi', 'en']).default('vi'),
  }),
  response: countedPage(notice).extend({ unread: z.number().int() }),
});

export const readNotices = endpoint({
  method: 'POST',
  path: '/notices/read',
  tag: 'notices',
  summary: 'Mark as read: these, all of one case, or everything up to the newest that I have seen',
  body: z.union([
    z.object({ ids: z.array(z.string().regex(/^\d{1,18}$/)).max(500) }),
    z.object({ case: z.string().max(40) }),
    z.object({
      all: z.literal(true),
      upTo: z
        .string()
        .regex(/^\d{1,18}$/)
        .optional(),
    }),
  ]),
  response: z.object({ unread: z.number().int() }),
});

const wish = z.object({ kind: z.enum(NOTICE_KINDS), desk: z.boolean(), mail: z.enum(MAIL_WISHES) });
export const noticePreferences = z
  .object({
    kinds: z.array(wish.extend({ group: z.enum(NOTICE_GROUPS), name: z.string() })),
    /** Local hours at which the digest goes out on working days. */
    digestHours: z.array(z.number().int()),
    /** Where mail would go; null: no address is known, ask the administrator. */
    email: z.string().nullable(),
    /** Whether this installation can send mail. */
    mailReady: z.boolean(),
  })
  .meta({ id: 'NoticePreferences' });
export type NoticePreferences = z.infer<typeof noticePreferences>;

export const getNoticePreferences = endpoint({
  method: 'GET',
  path: '/me/notice-preferences',
  tag: 'notices',
  summary: 'What I want to be told of and how; only the kinds that my roles can get',
  query: z.object({ language: z.enum(['vi', 'en']).default('vi') }),
  response: noticePreferences,
});
export const putNoticePreferences = endpoint({
  method: 'PUT',
  path: '/me/notice-preferences',
  tag: 'notices',
  summary: 'Change it; kinds that are not named stay as they are',
  body: z.object({
    kinds: z.array(wish).max(NOTICE_KINDS.length).default([]),
    digestHours: z.array(z.number().int().min(6).max(18)).min(1).max(4).optional(),
  }),
  response: noticePreferences,
});
