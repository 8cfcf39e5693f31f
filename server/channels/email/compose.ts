import type { SendMailOptions } from 'nodemailer';
import type { Said } from '../../platform/said.ts';
import { normaliseAddress } from './addresses.ts';
import { tidyLine } from './mail-text.ts';
import { ourMessageId, taggedAddress } from './threading.ts';

/** Our mail before it is MIME. Ids carry no brackets. */
export type OutgoingMail = {
  conversationId: number;
  messageId: number;
  from: { name: string; address: string };
  to: { name: string | null; address: string };
  subject: string;
  caseCode: string | null;
  text: string;
  /** human: an agent wrote it · acknowledgement: answers one mail · notification: automatic, at any time. */
  kind: 'human' | 'acknowledgement' | 'notification';
  /** Newest mail of the thread that we answer, and the thread's ids from the first to the newest. */
  inReplyTo: string | null;
  references: readonly string[];
  attachments: readonly { filename: string; contentType: string; path: string }[];
};

export type ComposeSettings = {
  secret: Buffer;
  /** Value of X-HC-Loop: tells our own mail when it comes back. */
  loopId: string;
  /** Whether the mail server delivers `name+tag@` to `name@`; without it threading lives on the headers alone. */
  plusAddressing: boolean;
  /** Postal name of the installation under the answer in HTML. */
  signature?: string;
};

/** An address or text that must not go into a header; shown to the person who wrote. */
export class UnsendableMail extends Error {
  readonly said: Said;
  constructor(said: Said) {
    super(said.en);
    this.said = said;
    this.name = 'UnsendableMail';
  }
}

const MAX_REFERENCES = 20;

/**
 * Makes nodemailer's options: text and HTML, thread headers, reply and bounce addresses with our tokens, and the
 * headers that keep robots quiet. The Message-ID depends on the message alone: sent twice it is one mail.
 * @throws UnsendableMail when the recipient is no address
 */
export function compose(mail: OutgoingMail, settings: ComposeSettings): SendMailOptions & { messageId: string } {
  const to = sendable(mail.to.address, { vi: 'người nhận', en: 'recipient' });
  const from = sendable(mail.from.address, { vi: 'người gửi', en: 'sender' });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const tag = (kind: 'c' | 'm', id: number) =>
    settings.plusAddressing ? taggedAddress(from, kind, id, settings.secret) : from;
  return {
    messageId: `<${ourMessageId(mail.conversationId, mail.messageId, domain, settings.secret)}>`,
    from: { name: tidyLine(mail.from.name, 100), address: from },
    to: { name: tidyLine(mail.to.name ?? '', 100), address: to },
    replyTo: { name: tidyLine(mail.from.name, 100), address: tag('c', mail.conversationId) },
    envelope: { from: tag('m', mail.messageId), to: [to] },
    subject: subjectOf(mail),
    ...(mail.inReplyTo ? { inReplyTo: `<${safeId(mail.inReplyTo)}>` } : {}),
    references: capReferences(mail.references).map((id) => `<${safeId(id)}>`),
    text: mail.text,
    html: htmlOf(mail.text),
    attachments: mail.attachments.map(({ filename, contentType, path }) => ({ filename, contentType, path })),
    headers: automaticHeaders(mail.kind, settings.loopId),
    // A stored file is the only source: nothing in a text may make the server fetch an address or open a path.
    disableUrlAccess: true,
  };
}

function automaticHeaders(kind: OutgoingMail['kind'], loopId: string): Record<string, string> {
  const loop = { 'X-HC-Loop': tidyLine(loopId, 100) };
  if (kind === 'human') return loop;
  if (kind === 'acknowledgement')
    return { ...loop, 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' };
  return { ...loop, 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', Precedence: 'bulk' };
}

/** `Re: [CODE] subject` when it answers a mail, `[CODE] subject` when we begin; one code, one Re. */
function subjectOf(mail: OutgoingMail): string {
  const bare = tidyLine(mail.subject, 400)
    .replace(/\[\s*#?\s*1022-\d{6}-\d{4,6}\s*\]/gu, '')
    .replace(/^(?:\s*(?:re|trả lời)\s*:)+/iu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const code = mail.caseCode ? `[${mail.caseCode}] ` : '';
  return tidyLine(`${mail.inReplyTo ? 'Re: ' : ''}${code}${bare || 'Tổng đài 1022'}`, 300);
}

/** First and last ids of a long thread: what mail programs thread by (RFC 5322 lets the middle go). */
export function capReferences(ids: readonly string[]): string[] {
  const unique = [...new Set(ids)];
  return unique.length <= MAX_REFERENCES ? unique : [unique[0] ?? '', ...unique.slice(-(MAX_REFERENCES - 1))];
}

function safeId(id: string): string {
  return id.replace(/[\s<>\p{C}]/gu, '').slice(0, 500);
}

function sendable(address: string, what: Said): string {
  const checked = normaliseAddress(address);
  if (!checked)
    throw new UnsendableMail({
      vi: `Địa chỉ ${what.vi} không hợp lệ: ${tidyLine(address, 80)}`,
      en: `The address of the ${what.en} is not valid: ${tidyLine(address, 80)}`,
    });
  return checked;
}

/** The text as simple HTML: paragraphs, line breaks, links that show where they lead. */
export function htmlOf(text: string): string {
  const safe = (part: string) => part.replace(/[&<>"]/gu, (char) => `&#${char.charCodeAt(0)};`);
  const paragraphs = text
    .trim()
    .split(/\n{2,}/u)
    .map((paragraph) => {
      const parts = paragraph.split(/(https?:\/\/[^\s<>"]{4,500}[^\s<>".,;:!?)])/u);
      const linked = parts.map((part, index) =>
        index % 2 === 1 ? `<a href="${safe(part)}">${safe(part)}</a>` : safe(part),
      );
      return `<p>${linked.join('').replace(/\n/gu, '<br>\n')}</p>`;
    });
  return `<!doctype html>\n<html lang="vi"><body style="font-family:sans-serif;line-height:1.5">\n${paragraphs.join('\n')}\n</body></html>`;
}
