/**
 * A linear scanner over mail HTML. It builds no tree: it yields tags and text with their positions, which is all that
 * cutting quotes and repairing font runs need. Hostile input (a million `<`, quotes never closed) costs linear time.
 */

export type HtmlToken =
  | { kind: 'text'; start: number; end: number }
  | { kind: 'open' | 'close'; name: string; start: number; end: number; selfClosing: boolean };

/** Elements that hold no content: a start tag does not open a level. */
export const VOID_ELEMENTS = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/** After this many tags whose quotes never close, quotes are no longer honoured; keeps the scan linear. */
const MAX_UNCLOSED_QUOTES = 20;

/**
 * Yields the tokens of `html` in order. Comments, doctype and processing instructions are skipped.
 * The content of `<style>` and `<script>` is yielded as text between their tags, like any other.
 */
export function* scanHtml(html: string): Generator<HtmlToken> {
  const ends = tagEndFinder(html);
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    if (open > at) yield { kind: 'text', start: at, end: open };
    at = open;
    if (html.startsWith('<!--', open)) {
      const close = html.indexOf('-->', open + 4);
      at = close < 0 ? html.length : close + 3;
      continue;
    }
    const head = /^<(\/?)([a-z][a-z0-9:_-]{0,40})/iu.exec(html.slice(open, open + 44));
    if (!head) {
      const end = html[open + 1] === '!' || html[open + 1] === '?' ? html.indexOf('>', open) + 1 : open + 1;
      if (end === open + 1) yield { kind: 'text', start: open, end };
      at = end <= open ? html.length : end;
      continue;
    }
    const end = ends(open + head[0].length);
    if (end < 0) break;
    yield {
      kind: head[1] ? 'close' : 'open',
      name: (head[2] ?? '').toLowerCase(),
      start: open,
      end,
      selfClosing: html[end - 2] === '/',
    };
    at = end;
  }
  if (at < html.length) yield { kind: 'text', start: at, end: html.length };
}

/** Returns a function that finds the position after the `>` closing a tag, or -1 when none follows. */
function tagEndFinder(html: string): (from: number) => number {
  let unclosed = 0;
  return (from) => {
    if (unclosed < MAX_UNCLOSED_QUOTES) {
      const end = quotedEnd(html, from);
      if (end > 0) return end;
      unclosed += 1;
    }
    return html.indexOf('>', from) + 1 || -1;
  };
}

function quotedEnd(html: string, from: number): number {
  for (let at = from; at < html.length; at += 1) {
    const char = html[at];
    if (char === '>') return at + 1;
    if (char === '"' || char === "'") {
      at = html.indexOf(char, at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

/**
 * The value of one attribute of a start tag given as its source text, without entities decoded; '' when absent.
 * Reads at most 4,000 characters of the tag.
 */
export function attributeOf(tag: string, name: string): string {
  const pattern = new RegExp(`[\\s"'/]${name}\\s*=\\s*(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\\s"'>]{0,500}))`, 'iu');
  const found = pattern.exec(tag.slice(0, 4000));
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? '';
}

/** Elements that a browser closes by itself when a sibling opens: a long run of them does not nest. */
const IMPLIED_END = new Set('p li dt dd option optgroup tr td th thead tbody tfoot rt rp'.split(' '));

/**
 * True when elements nest deeper than `limit`. Checked before any tree-building parser sees the text, because their
 * cost grows with the square of the depth.
 */
export function nestsDeeperThan(html: string, limit: number): boolean {
  let depth = 0;
  for (const token of scanHtml(html)) {
    if (token.kind === 'text' || VOID_ELEMENTS.has(token.name) || IMPLIED_END.has(token.name)) continue;
    // A stray end tag must not make room for real depth, so the count never falls below zero.
    depth = token.kind === 'open' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > limit) return true;
  }
  return false;
}
