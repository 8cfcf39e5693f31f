import { z } from 'zod';
import { countedPage, isoTime, paging, refCode, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

const tls = z.enum(['tls', 'starttls', 'plain']);
const server = z.object({
  host: z.string(),
  port: z.number().int(),
  tls,
  user: z.string().nullable(),
  hasPassword: z.boolean(),
});

/** A mailbox with what its listener last knew. Passwords never leave the server. */
export const mailbox = z
  .object({
    code: z.string(),
    address: z.string(),
    displayName: z.string(),
    /** `environment`: given by IMAP_URL, SMTP_URL and MAIL_FROM; changed there only. */
    source: z.enum(['environment', 'admin']),
    enabled: z.boolean(),
    imap: server.nullable(),
    smtp: server.nullable(),
    authservId: z.string().nullable(),
    plusAddressing: z.boolean(),
    state: z.enum(['new', 'connecting', 'listening', 'failing', 'stopped']),
    stateSince: isoTime,
    lastError: z.string().nullable(),
    lastContactAt: isoTime.nullable(),
    smtpError: z.string().nullable(),
    smtpErrorAt: isoTime.nullable(),
    /** Mails stored but not handled yet, and mails not sent yet. */
    waiting: z.number().int(),
    unsent: z.number().int(),
  })
  .meta({ id: 'Mailbox' });
export type Mailbox = z.infer<typeof mailbox>;

export const failedMail = z
  .object({
    id: z.string(),
    mailbox: z.string(),
    receivedAt: isoTime,
    size: z.number().int(),
    from: z.string().nullable(),
    subject: z.string().nullable(),
    /** `too_large`, `broken`, `too_deep` …; `stuck` when it should have been handled long ago. */
    reason: z.string(),
    detail: z.string(),
    /** False when the mail was too large to keep and lies in the mailbox only. */
    kept: z.boolean(),
  })
  .meta({ id: 'FailedMail' });
export type FailedMail = z.infer<typeof failedMail>;

const serverInput = z.object({
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[\w.:-]+$/u),
  port: z.number().int().min(1).max(65535),
  tls,
  user: z.string().max(254),
  /** Left out = the stored password stays. */
  password: z.string().min(1).max(500).optional(),
});
/** What kept a server from being used; `password_again`: the stored password is for another server or user. */
export const SERVER_TROUBLES = [
  'unknown_host',
  'refused',
  'unreachable',
  'silent',
  'closed',
  'tls',
  'certificate',
  'password',
  'password_again',
  'folder',
  'other',
] as const;
const serverCheck = z.object({
  ok: z.boolean(),
  trouble: z.enum(SERVER_TROUBLES).nullable(),
  /** Its answer to the sign-in, where it gave one; without addresses of machines. */
  said: z.string().nullable(),
});
export type ServerCheck = z.infer<typeof serverCheck>;
export const mailboxCheck = z
  .object({ imap: serverCheck.nullable(), smtp: serverCheck.nullable() })
  .meta({ id: 'MailboxCheck' });
export type MailboxCheck = z.infer<typeof mailboxCheck>;
const byId = z.object({ id: z.string().regex(/^\d{1,18}$/) });

export const listMailboxes = endpoint({
  method: 'GET',
  path: '/channels/email/mailboxes',
  tag: 'channels',
  summary: 'Mailboxes and their state',
  response: z.object({ items: z.array(mailbox) }),
});
export const putMailbox = endpoint({
  method: 'PUT',
  path: '/channels/email/mailboxes/:code',
  tag: 'channels',
  summary: 'Add or change a mailbox',
  params: z.object({ code: refCode.max(40) }),
  body: z.object({
    address: z.string().max(254),
    displayName: typedText(100),
    imap: serverInput.nullable(),
    smtp: serverInput.nullable(),
    authservId: z.string().max(253).nullable().default(null),
    plusAddressing: z.boolean().default(true),
    enabled: z.boolean().default(true),
  }),
  status: 204,
  response: z.null(),
});
export const checkMailbox = endpoint({
  method: 'POST',
  path: '/channels/email/check',
  tag: 'channels',
  summary: 'Sign in to the servers of a mailbox as it is typed; stores and sends nothing, takes at most ten seconds',
  body: z.object({
    /** The mailbox whose stored passwords stand in for those left out; null for a new one. */
    code: refCode.max(40).nullable().default(null),
    address: z.string().max(254),
    imap: serverInput.nullable(),
    smtp: serverInput.nullable(),
  }),
  response: mailboxCheck,
});
export const listFailedMails = endpoint({
  method: 'GET',
  path: '/channels/email/failures',
  tag: 'channels',
  summary: 'Mails that could not be read, newest first',
  query: z.object(paging),
  response: countedPage(failedMail),
});
export const retryFailedMail = endpoint({
  method: 'POST',
  path: '/channels/email/failures/:id/retry',
  tag: 'channels',
  summary: 'Read a mail once more',
  params: byId,
  status: 202,
  response: z.object({ id: z.string() }),
});
export const rawFailedMail = endpoint({
  method: 'GET',
  path: '/channels/email/failures/:id/raw',
  tag: 'channels',
  summary: 'A mail as it came, as a file',
  params: byId,
  // A stream of bytes, sent as a download.
  response: z.any(),
});
