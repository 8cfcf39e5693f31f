import sanitizeHtml from 'sanitize-html';
import { nestsDeeperThan } from './html-scan.ts';
import { MAX_HTML_DEPTH } from './mail-text.ts';
import { MAIL_LIMITS } from './parsed-mail.ts';

export type CleanHtml = {
  /** Safe to show in a sandboxed frame. Remote images carry their address in `data-src` and load nothing. */
  html: string;
  /** How many remote images were switched off. */
  remoteImages: number;
  /** Content-IDs of attached images that the text shows, in order; the `src` is `cid:<id>`. */
  cids: string[];
};

const LENGTH = /^-?\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|%|cm|mm)?$/u;
const BOX = /^(?:-?\d{1,4}(?:\.\d{1,3})?(?:px|pt|em|rem|%|cm|mm)?\s*){1,4}$/u;
const COLOR = /^(?:#[0-9a-f]{3,8}|[a-z]{3,20}|rgba?\([\d\s.,%/]{3,40}\))$/iu;
const BORDER = /^[\w\s.#(),%-]{1,60}$/u;

// No position, no background images, no fonts: a mail cannot cover the desk, load anything, or bring back .VnTime.
const STYLES = {
  color: [COLOR],
  'background-color': [COLOR],
  'text-align': [/^(?:left|right|center|justify)$/u],
  'font-weight': [/^(?:bold|bolder|normal|[1-9]00)$/u],
  'font-style': [/^(?:italic|normal)$/u],
  'text-decoration': [/^(?:underline|line-through|none)$/u],
  'vertical-align': [/^(?:top|middle|bottom|baseline|sub|super)$/u],
  'white-space': [/^(?:pre|pre-wrap|nowrap|normal)$/u],
  'list-style-type': [/^[a-z-]{1,20}$/u],
  'border-collapse': [/^(?:collapse|separate)$/u],
  margin: [BOX],
  'margin-left': [LENGTH],
  'margin-top': [LENGTH],
  'margin-bottom': [LENGTH],
  padding: [BOX],
  'padding-left': [LENGTH],
  width: [LENGTH],
  'max-width': [LENGTH],
  border: [BORDER],
  'border-top': [BORDER],
  'border-bottom': [BORDER],
  'border-left': [BORDER],
  'border-right': [BORDER],
};

const ATTRIBUTES = {
  '*': ['style', 'dir', 'lang', 'align', 'valign', 'title'],
  a: ['href', 'target', 'rel'],
  img: ['src', 'data-src', 'alt', 'width', 'height'],
  table: ['border', 'cellpadding', 'cellspacing', 'width'],
  td: ['colspan', 'rowspan', 'width', 'height'],
  th: ['colspan', 'rowspan', 'width', 'height', 'scope'],
  col: ['span', 'width'],
  colgroup: ['span', 'width'],
  ol: ['start', 'type'],
};

const TAGS =
  'a abbr b big blockquote br caption center cite code col colgroup dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var font section article header footer main address'.split(
    ' ',
  );

/**
 * Cleans mail HTML by an allow-list: no scripts, forms, frames, styles that position or load anything; remote images
 * switched off and counted; `cid:` images kept as markers for `withAttachmentUrls`. HTML that is too long or too deep
 * gives null: the text of the mail is shown instead.
 */
export function cleanHtml(html: string): CleanHtml | null {
  if (html.length > MAIL_LIMITS.html || nestsDeeperThan(html, MAX_HTML_DEPTH)) return null;
  let remoteImages = 0;
  const cids: string[] = [];
  const image = (attribs: Record<string, string>): Record<string, string> => {
    const { src = '', srcset: _srcset, 'data-src': _forged, ...rest } = attribs;
    const source = src.trim();
    if (/^cid:/iu.test(source)) {
      const cid = decodeCid(source.slice(4));
      if (!cids.includes(cid)) cids.push(cid);
      return { ...rest, src: `cid:${encodeURIComponent(cid)}` };
    }
    if (/^data:image\/(?:png|jpe?g|gif|webp);base64,/iu.test(source)) return { ...rest, src: source };
    // A 1×1 picture is a tracker: nobody needs to be asked whether to show it.
    if (!/^(?:https?:)?\/\//iu.test(source) || isTracker(rest)) return { alt: rest.alt ?? '' };
    remoteImages += 1;
    return { ...rest, 'data-src': source.startsWith('//') ? `https:${source}` : source };
  };
  const clean = sanitizeHtml(html, {
    allowedTags: TAGS,
    allowedAttributes: ATTRIBUTES,
    allowedStyles: { '*': STYLES },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid', 'data'] },
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: [
      'style',
      'script',
      'textarea',
      'option',
      'noscript',
      'title',
      'xml',
      'svg',
      'math',
      'template',
      'object',
      'iframe',
    ],
    transformTags: {
      a: (tagName, attribs) => ({
        tagName,
        attribs: { ...attribs, target: '_blank', rel: 'noopener noreferrer nofollow' },
      }),
      img: (tagName, attribs) => ({ tagName, attribs: image(attribs) }),
    },
    exclusiveFilter: (frame) =>
      frame.tag === 'img' && !frame.attribs.src && !frame.attribs['data-src'] && !frame.attribs.alt,
  });
  return { html: clean.trim(), remoteImages, cids };
}

function isTracker(attribs: Record<string, string>): boolean {
  const tiny = (value: string | undefined) => value !== undefined && /^[01](?:px)?$/u.test(value.trim());
  return (tiny(attribs.width) && tiny(attribs.height)) || /display\s*:\s*none/iu.test(attribs.style ?? '');
}

function decodeCid(value: string): string {
  try {
    return decodeURIComponent(value).slice(0, 200);
  } catch {
    return value.slice(0, 200);
  }
}

/** Puts the addresses of stored attachments in place of the `cid:` markers; unknown ones are left without a source. */
export function withAttachmentUrls(html: string, urlOf: (cid: string) => string | undefined): string {
  return html.replace(/(<img\b[^>]{0,4000}?\s)src="cid:([^"]{0,700})"/gu, (_all, before: string, encoded: string) => {
    const url = urlOf(decodeCid(encoded));
    return url ? `${before}src="${url.replaceAll('"', '%22')}"` : `${before}data-missing="1"`;
  });
}
