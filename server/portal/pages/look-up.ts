import { type Html, html } from '../html.ts';
import { field, layout } from '../layout.ts';
import { to, type View } from '../view.ts';

export interface LookUpState {
  code: string;
  problem?: string | undefined;
}

export function lookUpForm(view: View, { code, problem }: LookUpState): Html {
  const w = view.words.lookUp;
  return html`<form method="post" action="${to(view, '/tra-cuu')}" class="look-up">
${field({
  name: 'code',
  label: w.code,
  hint: w.codeHint,
  problem,
  control: (d) =>
    html`<input id="code" name="code" value="${code}" maxlength="40" inputmode="text" autocomplete="off" spellcheck="false"${d}>`,
})}
${field({
  name: 'secret',
  label: w.secret,
  hint: w.secretHint,
  control: (d) =>
    html`<input id="secret" name="secret" maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false"${d}>`,
})}
<button class="primary">${w.go}</button></form>`;
}

export function lookUpPage(view: View, state: LookUpState): Html {
  const w = view.words.lookUp;
  return layout(view, {
    title: w.title,
    body: html`<h1>${w.title}</h1><p>${w.intro}</p>${lookUpForm(view, state)}<p class="hint">${w.lost}</p>`,
  });
}
