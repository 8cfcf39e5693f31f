import type { Publication } from '../../../contract/publications.ts';
import { flag, type Html, html, paragraphs } from '../html.ts';
import { layout } from '../layout.ts';
import { day } from '../moment.ts';
import { to, type View } from '../view.ts';
import { published } from '../words/published.ts';

export interface PublishedList {
  items: Publication[];
  nextCursor: string | null;
  q: string;
  category: string;
  categories: { code: string; name: string }[];
}

/** What was asked and answered, newest first; searched without accents. */
export function publishedListPage(view: View, list: PublishedList): Html {
  const w = published[view.lang];
  const filtered = list.q !== '' || list.category !== '';
  const next = list.nextCursor && new URLSearchParams({ tim: list.q, linh_vuc: list.category, tiep: list.nextCursor });
  const body = html`<h1>${w.title}</h1><p class="lead">${w.lead}</p>
<form class="panel" method="get" action="${to(view, '/cong-khai')}" role="search">
<div class="field"><label for="tim">${w.search}</label><input id="tim" name="tim" type="search" maxlength="200" value="${list.q}"></div>
<div class="field"><label for="linh_vuc">${w.category}</label><select id="linh_vuc" name="linh_vuc"><option value="">${w.everyCategory}</option>
${list.categories.map((c) => html`<option value="${c.code}"${flag('selected', c.code === list.category)}>${c.name}</option>`)}</select></div>
<p><button type="submit">${w.find}</button></p></form>
${
  list.items.length === 0
    ? html`<p class="notice">${filtered ? w.nothingFound : w.empty}</p>`
    : html`<ul class="plain published">${list.items.map((item) => row(view, item))}</ul>`
}
${next && html`<p><a href="${to(view, '/cong-khai')}?${next.toString()}">${w.more}</a></p>`}
${filtered && html`<p><a href="${to(view, '/cong-khai')}">${w.all}</a></p>`}`;
  return layout(view, { title: w.title, body });
}

function row(view: View, item: Publication): Html {
  return html`<li><h2><a href="${to(view, `/cong-khai/${item.id}`)}">${item.title}</a></h2><p class="hint">${facts(view, item)}</p></li>`;
}

function facts(view: View, item: Publication): string {
  const w = published[view.lang];
  return [
    item.category?.name,
    item.area?.name,
    item.agency?.name ?? w.centre,
    w.answered(day(view.lang, item.answeredAt)),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** One published case: what was asked, what was answered, by whom and when. */
export function publishedPage(view: View, item: Publication): Html {
  const w = published[view.lang];
  const dates: [string, string][] = [
    [w.received, day(view.lang, item.receivedAt)],
    [w.answeredOn, day(view.lang, item.answeredAt)],
    [w.timing, item.onTime ? w.onTime : w.late],
  ];
  if (item.satisfied !== null) dates.push([w.rating, item.satisfied ? w.satisfied : w.dissatisfied]);
  const body = html`<h1>${item.title}</h1><p class="hint">${facts(view, item)}</p>
<section aria-labelledby="asked"><h2 id="asked">${w.asked}</h2>${paragraphs(item.content)}</section>
<section class="panel" aria-labelledby="answer"><h2 id="answer">${w.answer(item.agency?.name ?? null)}</h2>${paragraphs(item.answer)}</section>
<dl class="facts">${dates.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<p class="hint">${w.redacted}</p><p><a href="${to(view, '/cong-khai')}">${w.back}</a></p>`;
  return layout(view, { title: item.title, body });
}
