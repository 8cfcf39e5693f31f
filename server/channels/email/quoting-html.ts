import type { HtmlToken } from './html-scan.ts';
import { attributeOf, scanHtml, VOID_ELEMENTS } from './html-scan.ts';
import { REPLY_MARKER } from './quoting.ts';

/** `quoted` is null when the mail quotes nothing. Both halves are fragments for clean-html.ts, which closes open tags. */
export type SplitHtml = { visible: string; quoted: string | null };

/** Where the quote ends: with its own element, or with the mail (Outlook puts the old mail beside its marker). */
type Cut = 'element' | 'rest';

/**
 * Cuts the quoted mail out of HTML by the marks that mail programs leave (email.md §5): Gmail, Apple Mail,
 * Thunderbird, Outlook, Yahoo, Proton, Zimbra and our own marker line. Text after a quoted element stays visible.
 * If nothing readable remains, nothing is cut.
 */
export function splitHtmlReply(html: string): SplitHtml {
  const tokens = [...scanHtml(html)];
  const visible: string[] = [];
  const quoted: string[] = [];
  let from = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] as HtmlToken;
    const cut = cutAt(html, token);
    if (!cut) continue;
    const last = cut === 'rest' ? tokens.length - 1 : closing(tokens, index);
    const end = tokens[last]?.end ?? html.length;
    visible.push(html.slice(from, token.start));
    quoted.push(html.slice(token.start, end));
    from = end;
    index = last;
  }
  if (quoted.length === 0) return { visible: html, quoted: null };
  visible.push(html.slice(from));
  const remaining = visible.join('');
  return hasContent(remaining) ? { visible: remaining, quoted: quoted.join('\n') } : { visible: html, quoted: null };
}

function cutAt(html: string, token: HtmlToken): Cut | null {
  if (token.kind === 'text') {
    return token.end - token.start < 2000 && html.slice(token.start, token.end).includes(REPLY_MARKER) ? 'rest' : null;
  }
  if (token.kind !== 'open') return null;
  const tag = html.slice(token.start, Math.min(token.end, token.start + 2000));
  if (token.name === 'blockquote') {
    return attributeOf(tag, 'type').toLowerCase() === 'cite' || hasClass(tag, 'gmail_quote') ? 'element' : null;
  }
  if (token.name !== 'div' && token.name !== 'hr') return null;
  const id = attributeOf(tag, 'id').toLowerCase();
  if (/^(?:x_)*(?:appendonsend|divrplyfwdmsg|isforwardcontent|zwchr)$/u.test(id)) return 'rest';
  if (/^(?:x_)*(?:mail-editor-reference-message-container|ms-outlook-mobile-signature-reference)$/u.test(id))
    return 'rest';
  // Gmail wraps forwarded mail in the same class; that is news and carries its own attribution class.
  if (hasClass(tag, 'gmail_quote') || hasClass(tag, 'protonmail_quote') || hasClass(tag, 'yahoo_quoted')) {
    return /forwarded message|thư đã chuyển tiếp/iu.test(html.slice(token.end, token.end + 600)) ? null : 'element';
  }
  if (hasClass(tag, 'moz-cite-prefix') || hasClass(tag, 'zmail_extra')) return 'element';
  const style = attributeOf(tag, 'style').toLowerCase().replace(/\s+/gu, '');
  if (/border:none;border-top:solid#(?:e1e1e1|b5c4df)/u.test(style)) return 'rest';
  return null;
}

function hasClass(tag: string, name: string): boolean {
  return attributeOf(tag, 'class')
    .split(/\s+/u)
    .some((own) => own === name || own.startsWith(`${name}_`));
}

/** Index of the token that closes the element opened at `index`; the last token when it is never closed. */
function closing(tokens: HtmlToken[], index: number): number {
  const name = (tokens[index] as { name: string }).name;
  if (VOID_ELEMENTS.has(name)) return index;
  let depth = 0;
  for (let at = index; at < tokens.length; at += 1) {
    const token = tokens[at] as HtmlToken;
    if (token.kind === 'text' || token.name !== name) continue;
    depth += token.kind === 'open' ? 1 : -1;
    if (depth === 0) return at;
  }
  return tokens.length - 1;
}

function hasContent(html: string): boolean {
  let hidden = '';
  for (const token of scanHtml(html)) {
    if (token.kind === 'text') {
      const text = html.slice(token.start, token.end).replace(/&nbsp;|&#160;|&#x200b;|&#8203;/giu, ' ');
      if (!hidden && /[\p{L}\p{N}]/u.test(text)) return true;
    } else if (token.kind === 'open') {
      if (token.name === 'img') return true;
      if (/^(?:style|script|title|head)$/u.test(token.name) && !hidden) hidden = token.name;
    } else if (token.name === hidden) hidden = '';
  }
  return false;
}
