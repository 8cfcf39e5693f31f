import { z } from 'zod';
import { PUBLIC_TYPES } from '../../contract/public.ts';
import { toE164 } from '../citizens/index.ts';
import type { Directory } from '../org/index.ts';
import { storable } from '../platform/text.ts';
import type { Report } from './commands/send-report.ts';
import { type AreaOption, findArea } from './names.ts';
import { first, type SentForm } from './read-form.ts';
import type { Words } from './words/vi.ts';

/** Text fields of the form with the most characters each may have. */
export const FIELDS = {
  type: 40,
  content: 20_000,
  title: 300,
  area: 200,
  place: 300,
  lat: 20,
  lng: 20,
  name: 200,
  phone: 30,
  email: 254,
  about: 80,
} as const;
export type FieldName = keyof typeof FIELDS;
export type ProblemName = FieldName | 'consent' | 'photo' | 'form';

/** What a person typed, cleaned of what no page can show, ready to be shown again. */
export interface Typed extends Record<FieldName, string> {
  anonymous: boolean;
  publish: boolean;
  consent: boolean;
  token: string;
}

export interface CheckedReport {
  typed: Typed;
  problems: Map<ProblemName, string>;
  /** Places to choose from, when an old name lies in several communes. */
  areaChoices: AreaOption[];
  /** Set when there is no problem. */
  report: Omit<Report, 'photos' | 'address' | 'language'> | null;
}

const MULTILINE: ReadonlySet<string> = new Set(['content']);
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed here
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** One line stays one line: a line break in a name could otherwise start a header of a mail. */
function clean(name: string, value: string): string {
  const text = storable(value.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROL, ''));
  return (MULTILINE.has(name) ? text : text.replace(/\s+/g, ' ')).trim();
}

export function typedFields(form: SentForm): Typed {
  const texts = Object.fromEntries(Object.keys(FIELDS).map((n) => [n, clean(n, first(form, n))]));
  const box = (name: string) => first(form, name) !== '';
  return {
    ...(texts as Record<FieldName, string>),
    anonymous: box('anonymous'),
    publish: box('publish'),
    consent: box('consent'),
    token: first(form, 'token').slice(0, 100),
  };
}

/** Checks a form for a person: every problem at its field, in the page's language. Pure but for the directory. */
export function checkReport(form: SentForm, d: Directory, at: Date, words: Words): CheckedReport {
  const typed = typedFields(form);
  const w = words.problems;
  const problems = new Map<ProblemName, string>();
  for (const [name, max] of Object.entries(FIELDS) as [FieldName, number][]) {
    if (typed[name].length > max) problems.set(name, w.tooLong(max));
    else if (typed[name].includes('\ufffd')) problems.set(name, w.unreadable);
  }
  const say = (name: ProblemName, problem: string | false) => {
    if (problem && !problems.has(name)) problems.set(name, problem);
  };
  const type = PUBLIC_TYPES.find((t) => t === typed.type);
  say('type', !type && w.choose);
  say('content', typed.content === '' && w.missing);
  const area = typed.area === '' ? null : findArea(d, typed.area, at);
  say('area', typed.area !== '' && area === null && w.area);
  const areaChoices = area && 'choices' in area ? area.choices : [];
  say('area', areaChoices.length > 0 && w.areaMany);
  say('phone', !typed.anonymous && typed.phone !== '' && toE164(typed.phone) === null && w.phone);
  say('email', !typed.anonymous && typed.email !== '' && !z.email().safeParse(typed.email).success && w.email);
  const about = type === 'conduct_report' && typed.about !== '' ? d.unitByCode(typed.about, at) : null;
  say('about', type === 'conduct_report' && typed.about !== '' && (!about || about.routingRole) && w.about);
  say('consent', !typed.consent && w.consent);
  sayPhotos(form, say, words);
  if (problems.size > 0 || !type) return { typed, problems, areaChoices, report: null };
  const report = {
    type,
    content: typed.content,
    title: typed.title || undefined,
    area: area && 'code' in area ? area.code : undefined,
    place: placeOf(typed),
    citizen: { name: typed.name || undefined, phone: typed.phone || undefined, email: typed.email || undefined },
    anonymous: typed.anonymous,
    publishWish: typed.publish,
    aboutUnit: about?.code,
    consent: true,
    token: typed.token,
  };
  return { typed, problems, areaChoices, report };
}

function sayPhotos(form: SentForm, say: (name: ProblemName, problem: string) => void, words: Words): void {
  const w = words.problems;
  const lines = form.photoProblems.map((p) => (p.why === 'large' ? w.photoLarge(p.name) : w.photoKind(p.name)));
  if (form.tooManyPhotos) lines.push(w.photoMany);
  if (lines.length > 0) say('photo', lines.join(' '));
}

/** The place in words with the browser's position, when both numbers are on the globe. */
function placeOf(typed: Typed): Report['place'] {
  const lat = coordinate(typed.lat, 90);
  const lng = coordinate(typed.lng, 180);
  const both = lat !== null && lng !== null;
  if (typed.place === '' && !both) return undefined;
  return { text: typed.place, ...(both ? { lat, lng } : {}) };
}

function coordinate(text: string, most: number): number | null {
  const value = Number(text);
  return /^-?\d{1,3}(\.\d{1,9})?$/.test(text) && Math.abs(value) <= most ? value : null;
}
