import { normaliseAddress } from './addresses.ts';
import { messageIds } from './header-values.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** What a bounce says about one recipient. */
export type BounceRecipient = {
  address: string | null;
  /** failed | delayed | delivered | relayed | expanded */
  action: string;
  /** Enhanced status code `5.1.1`, or null. */
  status: string | null;
  /** The remote server's own words, one line. */
  diagnostic: string;
};

/** A bounce, understood. `originalMessageId` is the id of the mail that did not arrive, without brackets. */
export type Bounce = {
  recipients: BounceRecipient[];
  originalMessageId: string | null;
  /** At least one recipient was refused for good. */
  permanent: boolean;
  /** The address does not exist or may never be written to (5.1.x): no more automatic mail to it. */
  addressDead: string[];
};

/** True for a report that follows RFC 3464 (or carries its machine-readable part). */
export function isReport(mail: ParsedMail): boolean {
  const type = mail.headers.get('content-type')?.[0]?.toLowerCase() ?? '';
  if (/report-type\s*=\s*"?delivery-status/u.test(type)) return true;
  return mail.returnPath === '' && mail.attachments.some((part) => part.contentType === 'message/delivery-status');
}

/**
 * Reads a bounce: the machine-readable part if there is one, else the text of the report by its look.
 * Always gives an answer; an empty `recipients` list means that nothing was found.
 */
export function readBounce(mail: ParsedMail): Bounce {
  const report = mail.attachments.find((part) => /^message\/(?:global-)?delivery-status$/u.test(part.contentType));
  const recipients = report ? fromReport(report.content.toString('utf8', 0, 100_000)) : [];
  if (recipients.length === 0) recipients.push(...fromText(mail));
  const dead = recipients.filter((one) => one.action === 'failed' && /^5\.1\.[0-9]+$/u.test(one.status ?? ''));
  return {
    recipients,
    originalMessageId: originalId(mail),
    permanent: recipients.some((one) => one.action === 'failed'),
    addressDead: dead.map((one) => one.address).filter((address) => address !== null),
  };
}

function fromReport(text: string): BounceRecipient[] {
  const blocks = text
    .replace(/\r\n?/gu, '\n')
    .replace(/\n[ \t]+/gu, ' ')
    .split(/\n\s*\n/u)
    .slice(0, 100);
  const found: BounceRecipient[] = [];
  for (const block of blocks) {
    const field = (name: string) => new RegExp(`^${name}\\s*:\\s*(.{0,1000})`, 'imu').exec(block)?.[1]?.trim() ?? '';
    const recipient = field('Final-Recipient') || field('Original-Recipient');
    const action = field('Action').toLowerCase().split(/\s/u)[0] ?? '';
    if (!recipient && !action) continue;
    const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/u.exec(field('Status'))?.[1] ?? null;
    const diagnostic = field('Diagnostic-Code')
      .replace(/^[\w-]+\s*;\s*/u, '')
      .replace(/\s+/gu, ' ');
    const inWords = /^(?:\d{3}[- ])?#?([45]\.\d{1,3}\.\d{1,3})\b/u.exec(diagnostic)?.[1] ?? null;
    found.push({
      address: normaliseAddress(recipient.replace(/^[\w-]+\s*;/u, '').replace(/^[\s<]+|[\s>]+$/gu, '')),
      action: action || (status?.startsWith('4') ? 'delayed' : 'failed'),
      // Many servers write a vague 5.0.0 in Status and the truth in their words.
      status: status && !/\.0\.0$/u.test(status) ? status : (inWords ?? status),
      diagnostic: diagnostic.slice(0, 500),
    });
  }
  return found;
}

function fromText(mail: ParsedMail): BounceRecipient[] {
  const text = mail.text.slice(0, 20_000);
  const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/u.exec(text)?.[1] ?? null;
  const reply = /\b([45])\d\d[ -]/u.exec(text)?.[1] ?? null;
  const words =
    /(?:user|mailbox|address|recipient|account)[^\n]{0,40}(?:unknown|not found|does(?: not|n't) exist|no such)|no such (?:user|mailbox)|không tồn tại|không tìm thấy địa chỉ/iu;
  const noSuch = words.test(text);
  if (!status && !reply && !noSuch && !mail.headers.has('x-failed-recipients')) return [];
  const named = mail.headers.get('x-failed-recipients')?.[0]?.split(',')[0] ?? '';
  const inText = /<?([^\s<>()",;:]{1,64}@[^\s<>()",;:]{1,200}\.[a-z0-9-]{2,30})>?/iu.exec(text)?.[1] ?? '';
  const temporary = (status ?? reply ?? '5').startsWith('4');
  const line = text.split('\n').find((one) => /\b[45]\d\d[ -]|\b[45]\.\d{1,3}\.\d{1,3}\b/u.test(one)) ?? '';
  return [
    {
      address: normaliseAddress(named.trim()) ?? normaliseAddress(inText),
      action: temporary ? 'delayed' : 'failed',
      status: status ?? (noSuch ? '5.1.1' : null),
      diagnostic: line.replace(/\s+/gu, ' ').trim().slice(0, 500),
    },
  ];
}

/** From the returned mail or its headers, else from the text that some servers paste the headers into. */
function originalId(mail: ParsedMail): string | null {
  const own = new Set([mail.messageId]);
  const parts = mail.attachments.filter((part) =>
    /^(?:message\/(?:global|rfc822|rfc822-headers)|text\/rfc822-headers)/u.test(part.contentType),
  );
  const sources = [...parts.map((part) => part.content.toString('utf8', 0, 200_000)), mail.text.slice(0, 50_000)];
  for (const source of sources) {
    const field = /^[ \t>]*Message-ID\s*:\s*(?:\r?\n[ \t]+)?(.{1,600})/imu.exec(source)?.[1];
    const id = field ? messageIds([field])[0] : undefined;
    if (id && !own.has(id)) return id;
  }
  return mail.inReplyTo[0] ?? mail.references.at(-1) ?? null;
}
