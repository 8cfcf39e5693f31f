import EmailReplyParser from 'email-reply-parser';

/** What the desk shows first, what it folds away, and the signature; together they hold every line of the mail. */
export type SplitText = { visible: string; quoted: string; signature: string };

/** Line above which citizens are asked to answer; ours, so everything from it on is our own text. */
export const REPLY_MARKER = '-- Vui lòng trả lời phía trên dòng này --';

const ATTRIBUTION =
  /^\s*(?:Vào|Ngày|Lúc|On|Le|Am|El)\b.{0,240}(?:viết|wrote|écrit|schrieb|escribió)\s?:\s*$|^.{0,160}(?:đã viết|wrote) (?:vào|lúc|on) .{4,60}:\s*$/iu;
const RULE =
  /^\s*-{2,}\s*(?:Original Message|Thư gốc|Tin nhắn gốc|Forwarded message|Thư đã chuyển tiếp|Tin nhắn đã chuyển tiếp)\s*-{2,}\s*$/iu;
const OUTLOOK_LINE = /^\s*_{20,}\s*$/u;
const FROM = /^\s*\*?(?:Từ|Người gửi|From|Von|De)\s?:\*?\s.+/iu;
const SENT = /^\s*\*?(?:Đã gửi|Gửi lúc|Ngày gửi|Thời gian|Ngày|Sent|Date)\s?:\*?\s.+/iu;
const TO = /^\s*\*?(?:Đến|Tới|Người nhận|Gửi tới|To|Cc)\s?:\*?\s.+/iu;
const SUBJECT = /^\s*\*?(?:Chủ đề|Tiêu đề|V\/v|Subject)\s?:\*?.*/iu;
const MOBILE =
  /^\s*(?:(?:Đã )?gửi từ|Được gửi từ|Sent from|Get Outlook for|Tải Outlook cho)\s+(?:iPhone|iPad|my |máy |Yahoo|Zalo|Samsung|Outlook|Mail|Thư |điện thoại|thiết bị|Android|iOS|Gmail).{0,80}$/iu;
const SIGNATURE = /^--\s?$/u;
const QUOTE = /^\s{0,3}>/u;

/** Longest signature that is believed: below a bare `--` may also stand the second half of a letter. */
const MAX_SIGNATURE = { lines: 15, chars: 1200 };

/**
 * Splits the text of a mail into what the person wrote now, what is quoted, and the signature. Vietnamese mail programs
 * first (email.md §5), then email-reply-parser for the other languages. Nothing is lost: if nothing would remain
 * visible, everything is visible. A forwarded mail (`forwarded`) is news to us: its quoted part stays visible.
 */
export function splitReply(text: string, forwarded = false): SplitText {
  const lines = text.split('\n');
  const visible: string[] = [];
  const quoted: string[] = [];
  const signature: string[] = [];
  let at = 0;
  let dashes = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const quote = forwarded ? 0 : quoteLength(lines, at);
    if (quote > 0) {
      for (const end = at + quote; at < end; at += 1) quoted.push(lines[at] ?? '');
    } else if (MOBILE.test(line)) {
      signature.push(line);
      at += 1;
    } else if (SIGNATURE.test(line) && dashes < 20 && signatureEnd(lines, at) > 0) {
      for (const end = signatureEnd(lines, at); at < end; at += 1) signature.push(lines[at] ?? '');
    } else {
      // A mail with more lines of dashes than this has no signature but a pattern; looking on would only cost time.
      if (SIGNATURE.test(line)) dashes += 1;
      visible.push(line);
      at += 1;
    }
  }
  const rest = forwarded ? null : otherLanguages(visible.join('\n').trim());
  const result = {
    visible: (rest?.visible ?? visible.join('\n')).trim(),
    quoted: [rest?.quoted ?? '', ...quoted].join('\n').trim(),
    signature: [rest?.signature ?? '', ...signature].join('\n').trim(),
  };
  return result.visible === '' ? { visible: text.trim(), quoted: '', signature: '' } : result;
}

/** How many lines from `at` on are a quote; 0 when none starts here. */
function quoteLength(lines: string[], at: number): number {
  const line = lines[at] ?? '';
  if (line.includes(REPLY_MARKER) && !QUOTE.test(line)) return lines.length - at;
  if (RULE.test(line) || isOutlookHead(lines, at)) return lines.length - at;
  if (OUTLOOK_LINE.test(line) && isOutlookHead(lines, skipBlank(lines, at + 1))) return lines.length - at;
  if (QUOTE.test(line)) return quotedRun(lines, at) - at;
  // Programs wrap the attribution at 72 columns: one to three lines belong together.
  for (let count = 1; count <= 3; count += 1) {
    const joined = lines
      .slice(at, at + count)
      .map((part) => part.trim())
      .join(' ');
    if (count > 1 && (lines[at + count - 1] ?? '').trim() === '') break;
    if (!ATTRIBUTION.test(joined)) continue;
    const next = skipBlank(lines, at + count);
    if (QUOTE.test(lines[next] ?? '')) return quotedRun(lines, next) - at;
    // "Vào tháng trước tôi có viết:" is a citizen's own sentence; an address or a time of day makes it a quote.
    if (/<[^\s<>]+@[^\s<>]+>|\d{1,2}[:h]\d{2}/u.test(joined)) return lines.length - at;
  }
  return 0;
}

/** From, sent, to and subject within six lines: the head that Outlook puts above a quoted mail. */
function isOutlookHead(lines: string[], at: number): boolean {
  if (!FROM.test(lines[at] ?? '')) return false;
  const below = lines.slice(at + 1, at + 7);
  const found = [SENT, TO, SUBJECT].filter((pattern) => below.some((line) => pattern.test(line)));
  return found.length >= 2 && found.includes(SENT);
}

function quotedRun(lines: string[], from: number): number {
  let end = from;
  for (let at = from; at < lines.length; at += 1) {
    if (QUOTE.test(lines[at] ?? '')) end = at + 1;
    else if ((lines[at] ?? '').trim() !== '') break;
  }
  return end;
}

function skipBlank(lines: string[], from: number): number {
  let at = from;
  while (at < lines.length && (lines[at] ?? '').trim() === '') at += 1;
  return at;
}

/** Where the signature that starts at `at` ends (the mail or a quote); 0 when it is too long to be one. */
function signatureEnd(lines: string[], at: number): number {
  let end = at + 1;
  while (end < lines.length && quoteLength(lines, end) === 0) {
    end += 1;
    if (end - at > MAX_SIGNATURE.lines + 1) return 0;
  }
  return isShort(lines.slice(at + 1, end)) ? end : 0;
}

function isShort(lines: string[]): boolean {
  return lines.length <= MAX_SIGNATURE.lines && lines.join('\n').length <= MAX_SIGNATURE.chars;
}

/**
 * The library's patterns backtrack, so it sees only short texts without long lines or runs of blank lines; Vietnamese
 * mail does not need it. It takes any `---` for a signature: only a short end is believed.
 */
function otherLanguages(text: string): SplitText | null {
  if (text.length > 6000 || /[^\n]{500}|\n{5}/u.test(text)) return null;
  if ((text.match(/schreef|pisze|napisał|skrev|写道|작성/gu) ?? []).length > 3) return null;
  const split: SplitText = { visible: '', quoted: '', signature: '' };
  for (const fragment of new EmailReplyParser().read(text).getFragments()) {
    const content = fragment.getContent();
    const folded = fragment.isHidden() && !fragment.isEmpty();
    const kind = !folded ? 'visible' : fragment.isSignature() && !fragment.isQuoted() ? 'signature' : 'quoted';
    const believed = kind === 'signature' && !isShort(content.split('\n')) ? 'visible' : kind;
    split[believed] += `${content}\n`;
  }
  return split.visible.trim() === '' ? null : split;
}
