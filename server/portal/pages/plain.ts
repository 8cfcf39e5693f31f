import type { PublicCase } from '../../../contract/public.ts';
import { type Html, html } from '../html.ts';
import { layout } from '../layout.ts';
import { to, type View } from '../view.ts';
import { notice } from '../words/notice.ts';

/** Something went wrong; what to do now. */
export function failurePage(view: View, message: string): Html {
  const w = view.words.failure;
  const title = message === w.notFound ? w.notFoundTitle : w.title;
  return layout(view, {
    title,
    body: html`<h1>${title}</h1><p class="lead">${message}</p><p><a href="${to(view, '/')}">${w.back}</a></p>`,
  });
}

/** The privacy notice that the consent of the form refers to. */
export function privacyPage(view: View): Html {
  const { title, lead, parts } = notice(view.lang, view.province);
  const sections = parts.map(
    (p) => html`<h2>${p.heading}</h2><ul class="plain">${p.lines.map((l) => html`<li>${l}</li>`)}</ul>`,
  );
  return layout(view, { title, body: html`<h1>${title}</h1><p class="lead">${lead}</p>${sections}` });
}

export interface Receipt {
  code: PublicCase['code'];
  secret: string;
  repeated: boolean;
  /** Where the codes go by mail; null when none is sent. */
  mailedTo: string | null;
}

/** Thank you: both codes, large, fit for a sheet of paper or a screenshot. */
export function receiptPage(view: View, receipt: Receipt): Html {
  const w = view.words.receipt;
  const body = html`<h1>${w.title}</h1>
${receipt.repeated && html`<p class="notice">${w.repeated}</p>`}
<p>${receipt.secret ? w.keepSafe : w.secretGone}</p>
<dl class="codes"><div><dt>${w.code}</dt><dd>${receipt.code}</dd></div>
${receipt.secret && html`<div><dt>${w.secret}</dt><dd class="secret">${receipt.secret}</dd></div>`}</dl>
${receipt.mailedTo && html`<p>${w.mailed(receipt.mailedTo)}</p>`}
<p class="no-print"><a class="button" href="${to(view, '/tra-cuu')}?ma=${receipt.code}">${w.see}</a>
<button type="button" class="scripted" data-print hidden>${w.print}</button></p>`;
  return layout(view, { title: w.title, body });
}
