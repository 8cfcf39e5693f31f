/** An incident as it stands in its form. Pure. */
import type { CaseView } from '../../../contract/cases.ts';
import type { IncidentSuggestion, IncidentView } from '../../../contract/incidents.ts';

export interface IncidentValues {
  case: string;
  title: string;
  told: string;
  spoken: string;
  category: string;
  areas: string[];
  /** As the field of the browser has it, in the zone of the installation; empty: not known. */
  expectedEnd: string;
  join: string[];
}

const TITLE_MAX = 120;

export const NO_VALUES: IncidentValues = {
  case: '',
  title: '',
  told: '',
  spoken: '',
  category: '',
  areas: [],
  expectedEnd: '',
  join: [],
};

/** What a case says already. */
export function fromCase(item: Pick<CaseView, 'code' | 'title' | 'category' | 'area'>): Partial<IncidentValues> {
  return {
    case: item.code,
    title: item.title.slice(0, TITLE_MAX),
    category: item.category?.code ?? '',
    areas: item.area ? [item.area.code] : [],
  };
}

/** A group of like cases: the oldest carries the incident, the others join it. */
export function fromSuggestion(one: IncidentSuggestion): Partial<IncidentValues> {
  const [first, ...others] = one.cases;
  return {
    case: first?.code ?? '',
    title: `${one.category.name}: ${one.area.name}`.slice(0, TITLE_MAX),
    category: one.category.code,
    areas: [one.area.code],
    join: others.map((other) => other.code),
  };
}

/** As it was declared: for changing it, or for declaring it anew. */
export function fromIncident(one: IncidentView): Partial<IncidentValues> {
  return {
    case: one.case.code,
    title: one.title,
    told: one.told,
    spoken: one.spoken ?? '',
    category: one.category?.code ?? '',
    areas: one.areas.map((area) => area.code),
    expectedEnd: one.expectedEnd?.slice(0, 16) ?? '',
  };
}

/** What is sent of it, whether it is declared or changed. */
export function wordsOf(v: IncidentValues) {
  return {
    title: v.title,
    told: v.told,
    spoken: v.spoken,
    category: v.category || null,
    areas: v.areas,
    expectedEnd: v.expectedEnd === '' ? null : `${v.expectedEnd}:00+07:00`,
  };
}
