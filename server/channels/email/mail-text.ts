import { convert } from 'html-to-text';
import { nestsDeeperThan, scanHtml } from './html-scan.ts';
import { MAIL_LIMITS } from './parsed-mail.ts';

/** Elements deeper than this are an attack on tree-building parsers; such HTML is read as plain text. */
export const MAX_HTML_DEPTH = 200;

/**
 * Text fit for the database and the screen: NFC, `\n` line ends, no NUL and no other control characters, no broken
 * surrogates, no trailing blanks, at most 2 MB.
 */
export function tidyText(text: string): { text: string; cut: boolean } {
  const cut = text.length > MAIL_LIMITS.text;
  const tidy = text
    .slice(0, MAIL_LIMITS.text)
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose.
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu, '')
    .normalize('NFC');
  return {
    text: tidy
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trim(),
    cut,
  };
}

/** One header value on one line, without control and direction-changing characters, NFC, at most `limit` characters. */
export function tidyLine(text: string, limit: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '');
  return [...line.normalize('NFC').replace(/\s+/gu, ' ').trim()].slice(0, limit).join('');
}

/** Plain text of mail HTML: quotes become `> ` lines, links keep their address, images vanish. Never throws. */
export function textOfHtml(html: string): string {
  if (html.length <= MAIL_LIMITS.html && !nestsDeeperThan(html, MAX_HTML_DEPTH)) {
    try {
      return convert(html, {
        wordwrap: false,
        limits: { maxInputLength: MAIL_LIMITS.html, maxDepth: MAX_HTML_DEPTH + 50 },
        selectors: [
          { selector: 'img', format: 'skip' },
          { selector: 'style', format: 'skip' },
          { selector: 'script', format: 'skip' },
          { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['<', '>'], noAnchorUrl: true } },
          ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
        ],
      });
    } catch {
      // Odd markup: the plain way below always gives something.
    }
  }
  return roughText(html);
}

/** The text between the tags, for HTML that is too long or too deep for a real conversion. */
function roughText(html: string): string {
  const out: string[] = [];
  let length = 0;
  let skip = '';
  for (const token of scanHtml(html)) {
    if (token.kind === 'text') {
      if (skip) continue;
      out.push(html.slice(token.start, token.end));
      length += token.end - token.start;
      if (length > MAIL_LIMITS.text) break;
    } else if (token.kind === 'open') {
      if (token.name === 'style' || token.name === 'script') skip = token.name;
      else if (/^(?:p|div|br|tr|li|h\d|blockquote)$/u.test(token.name)) out.push('\n');
    } else if (token.name === skip) skip = '';
  }
  return out
    .join('')
    .replace(/&nbsp;/gu, ' ')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&amp;/gu, '&');
}
