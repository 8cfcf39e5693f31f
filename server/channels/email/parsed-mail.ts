import type { LegacyEncoding } from './legacy-encodings.ts';

/** Limits on one mail (email.md §8). What is above a limit is cut or refused; the raw mail is always kept. */
export const MAIL_LIMITS = {
  /** Bytes of the raw mail: 25 MB of attachments in base64, and room for the text. */
  raw: 35 * 1024 * 1024,
  /** Bytes of one header block after over-long fields were cut. */
  header: 256 * 1024,
  /** Bytes kept of a single header field (a To line with 10,000 addresses is far longer). */
  headerField: 64 * 1024,
  parts: 500,
  depth: 20,
  /** Characters of text kept. */
  text: 2 * 1024 * 1024,
  /** Characters of HTML that are still cleaned and converted; longer HTML is shown as text only. */
  html: 1024 * 1024,
  attachments: 100,
  recipients: 200,
  references: 100,
  /** Real milliseconds for one parse; only hostile mail needs them. */
  time: 30_000,
} as const;

export type UnreadableReason =
  | 'too_large'
  | 'header_too_large'
  | 'too_many_parts'
  | 'too_deep'
  | 'too_slow'
  | 'empty'
  | 'broken';

/** A mail that cannot be understood. Its raw bytes are kept and it is listed for the staff; nothing else is thrown. */
export class UnreadableMail extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, detail: string, cause?: unknown) {
    super(detail, { cause });
    this.name = 'UnreadableMail';
    this.reason = reason;
  }
}

/** One mailbox of an address header. `address` is lower-cased and checked; entries without a usable one are dropped. */
export type MailAddress = { name: string; address: string };

/** A file of the mail, decoded. `contentType` is what the sender claims; attachments.ts finds out what it is. */
export type MailPart = {
  partId: string;
  filename: string;
  contentType: string;
  content: Buffer;
  size: number;
  sha256: string;
  /** Content-ID without brackets, for `cid:` links. */
  cid: string | null;
  /** The sender meant it to be shown inside the text. */
  inline: boolean;
};

/** Verdicts of our own receiving server (RFC 8601): `pass`, `fail`, `softfail`, `none` …; null when it said nothing. */
export type SenderAuth = { spf: string | null; dkim: string | null; dmarc: string | null };

/** A mail in our own shape (email.md §2). All text is NFC and free of NUL. Ids carry no angle brackets. */
export type ParsedMail = {
  messageId: string;
  /** True when the mail had no usable Message-ID and ours was made from its content. */
  messageIdMade: boolean;
  inReplyTo: string[];
  references: string[];
  from: MailAddress | null;
  sender: MailAddress | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  /** From Delivered-To, X-Original-To, Envelope-To: where the servers really delivered it. */
  deliveredTo: string[];
  /** Envelope sender; '' is the null sender `<>`, null means the header is missing. */
  returnPath: string | null;
  /** Addresses in To and Cc before the cap. */
  recipientCount: number;
  subject: string;
  /** As the sender wrote it; null when missing or absurd. Never used as the time of receipt. */
  date: Date | null;
  text: string;
  /** As received, repaired but NOT cleaned; clean-html.ts must see it before a browser does. */
  html: string | null;
  repairedFrom: LegacyEncoding | null;
  attachments: MailPart[];
  auth: SenderAuth;
  /** Lower-case name → unfolded, decoded values in order of appearance, for classification. */
  headers: ReadonlyMap<string, string[]>;
  rawSha256: string;
  rawSize: number;
  /** What was cut or odd, as short codes (`text_cut`, `attachments_dropped` …). */
  warnings: string[];
};
