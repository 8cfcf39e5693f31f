import type { FieldName, ProblemName, Typed } from '../check-report.ts';
import { flag, type Html, html } from '../html.ts';
import { described, field, layout, tick } from '../layout.ts';
import type { AreaOption } from '../names.ts';
import { to, type View } from '../view.ts';

export interface FormState {
  typed: Typed;
  problems: ReadonlyMap<ProblemName, string>;
  /** Tokens of photos that came with an earlier try. */
  kept: { token: string; name: string }[];
  areas: AreaOption[];
  areaChoices: AreaOption[];
  units: { code: string; name: string }[];
}

const FORM = 'phieu';

/** The form in three steps on one page, with everything that was typed and each problem at its field. */
export function reportFormPage(view: View, state: FormState): Html {
  const w = view.words.form;
  const body = html`<h1>${w.title}</h1>
${problemSummary(view, state)}
<p>${w.intro}</p>
<form id="${FORM}" method="post" action="${to(view, '/gui-phan-anh')}" enctype="multipart/form-data" novalidate>
<input type="hidden" name="token" value="${state.typed.token}">
<div class="trap" aria-hidden="true"><label for="website">${w.trap}</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
${whatAndWhere(view, state)}
${photos(view, state)}
${contact(view, state)}
${tick('consent', state.typed.consent, html`${w.consent} <span class="required">(${w.required})</span>`, undefined, state.problems.get('consent'))}
<p class="hint"><a href="${to(view, '/quyen-rieng-tu')}" target="_blank" rel="noopener">${w.notice}</a></p>
<button class="primary send">${w.send}</button>
</form>`;
  return layout(view, {
    title: state.problems.size > 0 ? `${view.words.problems.notSent}: ${w.title}` : w.title,
    body,
    formId: FORM,
  });
}

/** Every problem once more at the top, as links to its field. */
function problemSummary(view: View, { problems }: FormState): Html | null {
  if (problems.size === 0) return null;
  const form = problems.get('form');
  const rest = [...problems].filter(([name]) => name !== 'form');
  const target = (name: ProblemName) => (name === 'type' ? 'type-site_report' : name);
  return html`<div class="summary" role="alert" tabindex="-1">${form && html`<p>${form}</p>`}
${rest.length > 0 && html`<p>${view.words.problems.summary}</p><ul>${rest.map(([name, text]) => html`<li><a href="#${target(name)}">${text}</a></li>`)}</ul>`}</div>`;
}

function whatAndWhere(view: View, state: FormState): Html {
  const w = view.words.form;
  const { typed, problems } = state;
  const choices = Object.entries(w.types).map(
    ([type, [label, hint]]) => html`<div class="choice">
<input type="radio" id="type-${type}" name="type" value="${type}"${flag('checked', typed.type === type)}${problems.has('type') && html` aria-describedby="type-problem"`}>
<label for="type-${type}">${label}${hint && html`<small>${hint}</small>`}</label></div>`,
  );
  return html`<fieldset><legend><span class="step">1</span> ${w.step1}</legend>
<fieldset class="bare types"${problems.has('type') && html` data-wrong="true"`}><legend>${w.type} <span class="required">(${w.required})</span></legend>
${problems.has('type') && html`<p class="problem" id="type-problem">${problems.get('type')}</p>`}
${choices}</fieldset>
${aboutUnit(view, state)}
${field({ name: 'content', label: w.content, hint: w.contentHint, required: w.required, problem: problems.get('content'), control: (d) => html`<textarea id="content" name="content" rows="7" required${d}>${typed.content}</textarea>` })}
${line(view, state, 'title', w.heading, undefined, 'off')}
${area(view, state)}
${line(view, state, 'place', w.place, w.placeHint, 'off')}
<div class="scripted position" hidden><button type="button" data-locate data-done="${w.located}" data-failed="${w.notLocated}">${w.locate}</button> <span role="status"></span></div>
<input type="hidden" name="lat" value="${typed.lat}"><input type="hidden" name="lng" value="${typed.lng}">
</fieldset>`;
}

function aboutUnit(view: View, { typed, problems, units }: FormState): Html {
  const w = view.words.form;
  const options = units.map(
    (u) => html`<option value="${u.code}"${flag('selected', u.code === typed.about)}>${u.name}</option>`,
  );
  return html`<div class="about">${field({
    name: 'about',
    label: w.about,
    hint: w.aboutHint,
    problem: problems.get('about'),
    control: (d) =>
      html`<select id="about" name="about"${d}><option value="">${w.aboutNone}</option>${options}</select>`,
  })}</div>`;
}

function area(view: View, { typed, problems, areas, areaChoices }: FormState): Html {
  const w = view.words.form;
  if (areaChoices.length > 0) {
    const choices = areaChoices.map(
      (o, i) =>
        html`<div class="choice"><input type="radio" id="area${i > 0 && `-${i}`}" name="area" value="${o.value}"><label for="area${i > 0 && `-${i}`}">${o.value}</label></div>`,
    );
    return html`<fieldset class="bare" data-wrong="true"><legend>${w.area}: “${typed.area}”</legend><p class="problem">${w.areaChoose}</p>${choices}
<div class="choice"><input type="radio" id="area-none" name="area" value=""><label for="area-none">${w.aboutNone}</label></div></fieldset>`;
  }
  return field({
    name: 'area',
    label: w.area,
    hint: w.areaHint,
    problem: problems.get('area'),
    control: (d) =>
      html`<input id="area" name="area" list="areas" value="${typed.area}" autocomplete="off"${d}><datalist id="areas">${areas.map((o) => html`<option value="${o.value}">`)}</datalist>`,
  });
}

function photos(view: View, { problems, kept }: FormState): Html {
  const w = view.words.form;
  const problem = problems.get('photo');
  return html`<fieldset><legend><span class="step">2</span> ${w.step2}</legend>
${kept.length > 0 && html`<p>${w.kept}</p>${kept.map((p, i) => html`<div class="tick"><input type="checkbox" id="kept-${i}" name="kept" value="${p.token}" checked><label for="kept-${i}">${w.keep}: ${p.name}</label></div>`)}`}
${field({ name: 'photo', label: w.photos, hint: w.photosHint, problem, control: () => html`<input type="file" id="photo" name="photo" accept="image/*" multiple${described('photo', w.photosHint, problem)}>` })}
</fieldset>`;
}

function contact(view: View, state: FormState): Html {
  const w = view.words.form;
  return html`<fieldset><legend><span class="step">3</span> ${w.step3}</legend><p>${w.contactHint}</p>
${line(view, state, 'name', w.name, undefined, 'name')}
${line(view, state, 'phone', w.phone, undefined, 'tel')}
${line(view, state, 'email', w.email, w.emailHint, 'email')}
${tick('anonymous', state.typed.anonymous, w.anonymous, w.anonymousHint)}
${tick('publish', state.typed.publish, w.publish, w.publishHint)}
</fieldset>`;
}

const KINDS: Partial<Record<FieldName, 'tel' | 'email'>> = { phone: 'tel', email: 'email' };

function line(
  _view: View,
  { typed, problems }: FormState,
  name: FieldName,
  label: string,
  hint: string | undefined,
  autocomplete: string,
): Html {
  return field({
    name,
    label,
    hint,
    problem: problems.get(name),
    control: (d) =>
      html`<input id="${name}" name="${name}" type="${KINDS[name] ?? 'text'}" value="${typed[name]}" autocomplete="${autocomplete}"${d}>`,
  });
}
