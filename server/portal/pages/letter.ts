import type { PublicCase } from '../../../contract/public.ts';
import { flag, type Html, html, type Piece, paragraphs } from '../html.ts';
import { field, layout } from '../layout.ts';
import { day, moment } from '../moment.ts';
import { to, type View } from '../view.ts';
import { letterEn } from '../words/letter-en.ts';
import { type LetterWords, letterVi } from '../words/letter-vi.ts';

/** What a citizen may do from the letter; also the last part of the address it is sent to. */
export const DONE = ['danh-gia', 'xem-xet-lai', 'tra-loi'] as const;
export type Done = (typeof DONE)[number];

/** What was typed and refused, or done, on this page just now. */
export interface LetterState {
  done?: Done | undefined;
  rating?: { satisfied: boolean | null; reason: string; problem: string } | undefined;
  reopening?: { reason: string; problem: string } | undefined;
  replying?: { reason: string; problem: string } | undefined;
}

export function letterWords(lang: View['lang']): LetterWords {
  return lang === 'en' ? letterEn : letterVi;
}

/** The case as a letter to the one who wrote: what was said, how it stands, by when, or the answer. */
export function letterPage(view: View, c: PublicCase, state: LetterState = {}): Html {
  const w = letterWords(view.lang);
  const when = (iso: string) => moment(view.lang, iso);
  const body = html`<h1>${w.title}</h1>
<p class="status"><span class="mark" data-status="${c.status}">${c.statusText}</span> <span class="code">${w.code} ${c.code}</span></p>
${state.done && html`<p class="notice" role="status">${thanks(w, state.done)}</p>`}
<article class="letter">
<p>${w.dear}</p>
<p>${w.opening(when(c.createdAt))}</p>
<blockquote><h2>${c.title}</h2>${c.content !== c.title && paragraphs(c.content)}
${(c.place || c.area) && html`<p class="hint">${w.place}: ${[c.place, c.area].filter(Boolean).join(', ')}</p>`}
${c.photos > 0 && html`<p class="hint">${w.photos(c.photos)}</p>`}</blockquote>
${c.reopenCount > 0 && c.status !== 'answered' && html`<p>${w.reopened}</p>`}
${w.state[c.status] && html`<p>${w.state[c.status]}</p>`}
${substance(c, w, view, when)}
<p class="regards">${w.regards}<br>${view.words.footer.about(view.province)}</p>
</article>
${c.canReply && replyForm(view, c, w, state.replying)}
${c.status === 'answered' && afterwards(view, c, w, state)}
<p class="no-print"><button type="button" class="scripted" data-print hidden>${w.print}</button></p>
<form method="post" action="${to(view, '/tra-cuu/dong')}" class="no-print"><button class="quiet">${w.leave}</button></form>`;
  return layout(view, { title: `${w.title} ${c.code}`, body });
}

function substance(c: PublicCase, w: LetterWords, view: View, when: (iso: string) => string): Piece {
  if (c.question)
    return [
      html`<blockquote>${paragraphs(c.question.text)}</blockquote>`,
      html`<p>${(c.canReply ? w.until : w.untilByPhone)(when(c.question.until))}</p>`,
    ];
  if (c.guidance) return html`<div class="answer">${paragraphs(c.guidance)}</div>`;
  if (c.answer) {
    const { text, agency, at, late } = c.answer;
    return html`<p>${w.answerBy(agency, day(view.lang, at))}</p><div class="answer">${paragraphs(text)}</div>${late && html`<p>${w.late}</p>`}`;
  }
  if (!c.dueAt || c.status === 'answer_coming') return null;
  const extended = c.extended && c.originalDueAt && html`<p>${w.extended(when(c.originalDueAt), when(c.dueAt))}</p>`;
  if (c.overdue) return [extended, html`<p class="overdue">${w.overdue(when(c.dueAt))}</p>`];
  return extended || html`<p>${w.due(when(c.dueAt))}</p>`;
}

const thanks = (w: LetterWords, done: Done): string =>
  ({ 'danh-gia': w.rateThanks, 'xem-xet-lai': w.reopenThanks, 'tra-loi': w.replyThanks })[done];

function replyForm(view: View, c: PublicCase, w: LetterWords, typed: LetterState['replying']): Html {
  return html`<form class="panel no-print" method="post" action="${to(view, `/tra-cuu/${c.code}/tra-loi`)}">
${field({
  name: 'reply',
  label: w.reply,
  problem: typed?.problem,
  control: (d) =>
    html`<textarea id="reply" name="reason" rows="5" maxlength="2000"${d}>${typed?.reason ?? ''}</textarea>`,
})}
<button class="primary">${w.replySend}</button></form>`;
}

function afterwards(view: View, c: PublicCase, w: LetterWords, state: LetterState): Html {
  return html`${c.rating && html`<p class="notice">${w.rated(c.rating.satisfied)}</p>`}
${c.canRate && ratingForm(view, c, w, state.rating)}
${c.reopenUntil && !c.canReopen && html`<p>${w.reopenOver(moment(view.lang, c.reopenUntil))}</p>`}
${c.reopenUntil && c.canReopen && reopeningForm(view, c, w, c.reopenUntil, state.reopening)}`;
}

function ratingForm(view: View, c: PublicCase, w: LetterWords, typed: LetterState['rating']): Html {
  const choice = (value: string, label: string, on: boolean) =>
    html`<div class="choice"><input type="radio" id="satisfied-${value}" name="satisfied" value="${value}"${flag('checked', on)}><label for="satisfied-${value}">${label}</label></div>`;
  return html`<form class="panel no-print" method="post" action="${to(view, `/tra-cuu/${c.code}/danh-gia`)}">
<fieldset class="bare"${typed?.problem && html` data-wrong="true"`}><legend>${w.rate}</legend>
${typed?.problem && html`<p class="problem">${typed.problem}</p>`}
<div class="pair">${choice('yes', w.yes, typed?.satisfied === true)}${choice('no', w.no, typed?.satisfied === false)}</div></fieldset>
${field({ name: 'rate-reason', label: w.rateReason, control: (d) => html`<textarea id="rate-reason" name="reason" rows="3" maxlength="2000"${d}>${typed?.reason ?? ''}</textarea>` })}
<button class="primary">${w.rateSend}</button></form>`;
}

function reopeningForm(
  view: View,
  c: PublicCase,
  w: LetterWords,
  until: string,
  typed: LetterState['reopening'],
): Html {
  return html`<form class="panel no-print" method="post" action="${to(view, `/tra-cuu/${c.code}/xem-xet-lai`)}">
<h2>${w.reopen}</h2><p>${w.reopenHint(moment(view.lang, until))}</p>
${field({
  name: 'reopen-reason',
  label: w.reopenReason,
  problem: typed?.problem,
  control: (d) =>
    html`<textarea id="reopen-reason" name="reason" rows="4" maxlength="2000"${d}>${typed?.reason ?? ''}</textarea>`,
})}
<button>${w.reopenSend}</button></form>`;
}
