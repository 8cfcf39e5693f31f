import { assetUrl } from './assets.ts';
import { DISPLAY_ORDERS, type DisplayOrder } from './display.ts';
import { flag, type Html, html, type Piece } from './html.ts';
import { pathIn, to, type View } from './view.ts';

export interface PageParts {
  title: string;
  body: Piece;
  /** Set on the page of a form: the buttons of the top bar then send the form along, so that nothing typed is lost. */
  formId?: string;
}

const SHEETS = ['portal.css', 'home.css', 'form.css', 'letter.css'];
const SIGNS: Record<DisplayOrder, string> = { nho: 'A−', thuong: 'A', lon: 'A+', 'tuong-phan': '◑' };

/** The frame of every page: top bar, navigation, content, foot. */
export function layout(view: View, { title, body, formId }: PageParts): Html {
  const { words: w, display } = view;
  const heading = `${title} · ${w.service}`;
  return html`<html lang="${w.htmlLang}" data-size="${display.size}"${display.contrast && html` data-contrast="high"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${heading}</title>
<link rel="icon" href="${assetUrl('mark.svg')}" type="image/svg+xml">
${SHEETS.map((name) => html`<link rel="stylesheet" href="${assetUrl(name)}">`)}
<link rel="alternate" hreflang="vi" href="${pathIn('vi', view.path)}">
<link rel="alternate" hreflang="en" href="${pathIn('en', view.path)}">
<script src="${assetUrl('portal.js')}" defer></script>
${view.chat && html`<script src="/widget.js" data-widget-key="wk_cong-dan" async></script>`}
</head>
<body>
<a class="skip" href="#main">${w.skip}</a>
${formId && html`<button class="unseen" form="${formId}" tabindex="-1" aria-hidden="true"></button>`}
<header>
<div class="bar">
<a class="brand" href="${to(view, '/')}"><img src="${assetUrl('mark.svg')}" alt="" width="40" height="40"><span><b>${w.service}</b> <small>${w.ofProvince(view.province)}</small></span></a>
<div class="tools">${displayTools(view, formId)}${languageTool(view, formId)}</div>
</div>
<nav aria-label="${w.nav.label}"><ul>
${navItem(view, '/', w.nav.home)}${navItem(view, '/gui-phan-anh', w.nav.report)}${navItem(view, '/tra-cuu', w.nav.lookUp)}${navItem(view, '/cong-khai', w.nav.published)}
</ul></nav>
</header>
${view.demo && html`<aside class="demo" aria-label="Demo">${w.demo}</aside>`}
<main id="main" tabindex="-1">
${body}
</main>
<footer><p>${w.footer.about(view.province)}</p><p><a href="tel:1022">1022</a> · <a href="${to(view, '/quyen-rieng-tu')}">${w.footer.privacy}</a></p></footer>
</body>
</html>`;
}

function navItem(view: View, path: string, label: string): Html {
  const here = view.path === path;
  return html`<li><a href="${to(view, path)}"${here && html` aria-current="page"`}>${label}</a></li>`;
}

function displayTools(view: View, formId: string | undefined): Html {
  const { words: w, display } = view;
  const here = encodeURIComponent(pathIn(view.lang, view.path) + (view.query ? `?${view.query}` : ''));
  const tools = DISPLAY_ORDERS.map((order) => {
    const pressed = order === 'tuong-phan' && display.contrast;
    const sign = html`<span aria-hidden="true">${SIGNS[order]}</span><span class="unseen">${w.display[order]}</span>`;
    return formId
      ? html`<button form="${formId}" name="hien-thi" value="${order}" formnovalidate title="${w.display[order]}" data-pressed="${String(pressed)}">${sign}</button>`
      : html`<a href="/hien-thi?dat=${order}&amp;ve=${here}" rel="nofollow" title="${w.display[order]}" data-pressed="${String(pressed)}">${sign}</a>`;
  });
  return html`<div class="display" role="group" aria-label="${w.display.label}">${tools}</div>`;
}

function languageTool(view: View, formId: string | undefined): Html {
  const other = view.lang === 'vi' ? 'en' : 'vi';
  const href = pathIn(other, view.path) + (view.query ? `?${view.query}` : '');
  const label = view.words.otherLanguage;
  return formId
    ? html`<button class="language" lang="${other}" form="${formId}" formaction="${pathIn(other, view.path)}" name="hien-thi" value="ngon-ngu" formnovalidate>${label}</button>`
    : html`<a class="language" lang="${other}" hreflang="${other}" href="${href}">${label}</a>`;
}

/** A field with its label, hint and problem, tied together for screen readers. */
export function field(parts: {
  name: string;
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
  required?: string | false;
  control: (described: Html | null) => Html;
}): Html {
  const { name, label, hint, problem, required } = parts;
  return html`<div class="field"${problem && html` data-wrong="true"`}>
<label for="${name}">${label}${required && html` <span class="required">(${required})</span>`}</label>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
${problem && html`<p class="problem" id="${name}-problem">${problem}</p>`}
${parts.control(described(name, hint, problem))}
</div>`;
}

/** `aria-describedby` for the hint and the problem that are there, and `aria-invalid`. */
export function described(name: string, hint?: string, problem?: string): Html | null {
  const ids = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(' ');
  return ids ? html` aria-describedby="${ids}"${problem && html` aria-invalid="true"`}` : null;
}

/** A box to tick, with its explanation. */
export function tick(name: string, on: boolean, label: Piece, hint?: string, problem?: string): Html {
  return html`<div class="tick"${problem && html` data-wrong="true"`}>
${problem && html`<p class="problem" id="${name}-problem">${problem}</p>`}
<input type="checkbox" id="${name}" name="${name}" value="1"${flag('checked', on)}${described(name, hint, problem)}>
<label for="${name}">${label}</label>${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
</div>`;
}
