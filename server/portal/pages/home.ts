import { type Html, html } from '../html.ts';
import { layout } from '../layout.ts';
import { to, type View } from '../view.ts';
import { lookUpForm } from './look-up.ts';

/** Service first: how to reach us, then look-up, then what happens next. Only ways that exist. */
export function homePage(view: View, mailAddress: string | null): Html {
  const w = view.words.home;
  const body = html`
<h1>${w.title}</h1>
<p class="lead">${w.lead}</p>
<section aria-label="${w.ways}"><ul class="ways">
<li class="main"><a href="${to(view, '/gui-phan-anh')}"><b>${w.form}</b><small>${w.formHint}</small></a></li>
<li><a href="tel:1022"><b>${w.phone}</b><small>${w.phoneHint}</small></a></li>
${mailAddress && html`<li><a href="mailto:${mailAddress}"><b>${w.mail}</b><small>${mailAddress}</small></a></li>`}
</ul></section>
<section class="panel" aria-labelledby="look-up"><h2 id="look-up">${w.lookUp}</h2><p>${w.lookUpHint}</p>
${lookUpForm(view, { code: '' })}</section>
<section aria-labelledby="next"><h2 id="next">${w.next}</h2><ol class="steps">${w.steps.map((s) => html`<li>${s}</li>`)}</ol></section>
<section aria-labelledby="not-us"><h2 id="not-us">${w.notUs}</h2>
<p>${w.emergency}</p><ul class="numbers">${w.numbers.map(([n, who]) => html`<li><a href="tel:${n}"><b>${n}</b> ${who}</a></li>`)}</ul>
<p>${w.complaints}</p></section>`;
  return layout(view, { title: w.title, body });
}
