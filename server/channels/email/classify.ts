import { splitAddress, withoutTag } from './addresses.ts';
import { isReport } from './bounce-report.ts';
import type { ParsedMail } from './parsed-mail.ts';

/** human: a person wrote it · own_loop: our own mail came back · the rest are machines of several kinds. */
export type MailClass = 'human' | 'auto_reply' | 'bounce' | 'mdn' | 'list' | 'own_loop';

export type Classification = {
  class: MailClass;
  /** False whenever an automatic answer could start a loop or annoy a list; a human mail may also ask for silence. */
  mayAutoReply: boolean;
  /** Why, as short codes for the record. */
  reasons: string[];
};

export type ClassifySettings = {
  /** Our mailboxes, without plus-tags. */
  ownAddresses: readonly string[];
  /** What our outgoing automatic mail carries in X-HC-Loop. */
  loopId: string;
};

const ROBOT_LOCAL =
  /^(?:mailer-daemon|postmaster|no[-._]?reply.*|do[-._]?not[-._]?reply.*|donotreply.*|bounces?|bounces?[-._+].*|notifications?|khongtraloi|autoresponder)$/u;
const OUT_OF_OFFICE =
  /^\s*(?:out of (?:the )?office|automatic reply|auto(?:matic)?[- ]?(?:reply|response)|autoreply|trả lời tự động|thư trả lời tự động|phản hồi tự động|vắng mặt|réponse automatique|abwesend)\b/iu;

/**
 * Sorts a mail before anything else looks at it (email.md §4; RFC 3834, 3464, 8098, 2919, MS-OXCMAIL 2.1.3.2.20).
 * A header that only asks for silence (`X-Auto-Response-Suppress`) does not make a mail automatic.
 */
export function classify(mail: ParsedMail, settings: ClassifySettings): Classification {
  const first = (name: string) => mail.headers.get(name)?.[0]?.toLowerCase().trim() ?? '';
  const silence = silenceReasons(mail, first);
  const done = (kind: MailClass, ...reasons: string[]): Classification => ({
    class: kind,
    mayAutoReply: kind === 'human' && silence.length === 0,
    reasons: [...reasons, ...silence],
  });
  if (isOwnLoop(mail, settings, first)) return done('own_loop', 'own_mail');
  const type = first('content-type');
  if (/report-type\s*=\s*"?disposition-notification/u.test(type)) return done('mdn', 'disposition_notification');
  if (/report-type\s*=\s*"?feedback-report/u.test(type)) return done('bounce', 'complaint');
  if (isReport(mail)) return done('bounce', 'delivery_report');
  if (looksLikeBounce(mail)) return done('bounce', 'bounce_by_look');
  const auto = first('auto-submitted');
  if (auto && !/^no(?:\s|;|$)/u.test(auto)) return done('auto_reply', 'auto_submitted');
  if (['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => mail.headers.has(name))) {
    return done('auto_reply', 'autoreply_header');
  }
  if (/auto_reply/u.test(`${first('precedence')} ${first('x-precedence')}`)) return done('auto_reply', 'precedence');
  if (first('delivered-to') === 'autoresponder') return done('auto_reply', 'autoresponder');
  if (OUT_OF_OFFICE.test(mail.subject)) return done('auto_reply', 'subject');
  if (mail.headers.has('x-ms-exchange-inbox-rules-loop') && /all|oof/u.test(first('x-auto-response-suppress'))) {
    return done('auto_reply', 'inbox_rule');
  }
  const listHeaders = ['list-id', 'list-post', 'list-unsubscribe', 'mailing-list'];
  if (listHeaders.some((name) => mail.headers.has(name))) return done('list', 'list_header');
  if (/bulk|list|junk/u.test(`${first('precedence')} ${first('x-precedence')}`)) return done('list', 'precedence');
  return done('human');
}

/** Reasons not to answer automatically, whatever the mail is. */
function silenceReasons(mail: ParsedMail, first: (name: string) => string): string[] {
  const reasons: string[] = [];
  if (mail.returnPath === '') reasons.push('null_sender');
  if (/\b(?:all|oof|autoreply)\b/u.test(first('x-auto-response-suppress'))) reasons.push('asks_for_silence');
  if (/^(?:yes|true)/u.test(first('x-loop'))) reasons.push('loop_header');
  const from = mail.from?.address ?? '';
  if (!from) reasons.push('no_sender');
  const writers = [
    from,
    ...mail.replyTo.map((reply) => reply.address),
    mail.sender?.address ?? '',
    mail.returnPath ?? '',
  ];
  if (writers.some((address) => address && ROBOT_LOCAL.test(splitAddress(address).local)))
    reasons.push('robot_address');
  return reasons;
}

function isOwnLoop(mail: ParsedMail, settings: ClassifySettings, first: (name: string) => string): boolean {
  if (first('x-hc-loop') === settings.loopId.toLowerCase()) return true;
  const own = new Set(settings.ownAddresses.map((address) => withoutTag(address.toLowerCase())));
  const isOwn = (address: string | undefined) => address !== undefined && own.has(withoutTag(address));
  return isOwn(mail.from?.address) || (mail.from === null && isOwn(mail.sender?.address));
}

/** Reports of servers that do not know RFC 3464: the sender's name and the subject tell. */
function looksLikeBounce(mail: ParsedMail): boolean {
  const local = splitAddress(mail.from?.address ?? '').local;
  const subject =
    /undeliver(?:ed|able)|delivery (?:status|failure|has failed|notification)|returned mail|mail delivery|failure notice|không gửi được|thư không (?:gửi|chuyển) được|gửi thư không thành công/iu;
  const daemon = /^(?:mailer-daemon|postmaster|mail-daemon)$/u.test(local);
  return (
    (daemon && (mail.returnPath === '' || subject.test(mail.subject))) ||
    (mail.returnPath === '' && subject.test(mail.subject))
  );
}
