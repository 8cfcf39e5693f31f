/** The case as it stands in the form: what a person typed, over what is known, over what was guessed. Pure. */
import type { CaseType, ChannelKind, CreateCaseBody, Urgency } from '../../../contract/cases.ts';
import type { AdviceBody, ContactAdvice } from '../../../contract/contact.ts';

/** Every field a text or a tick, so that it can be kept and restored as it is. */
export interface CaseValues {
  type: CaseType | '';
  title: string;
  content: string;
  channel: ChannelKind;
  category: string;
  area: string;
  place: string;
  urgency: Urgency;
  name: string;
  phone: string;
  email: string;
  anonymous: boolean;
  publishWish: boolean;
  aboutUnit: string;
}

export type NextStep = 'forward' | 'answer';
export type Step =
  | { kind: 'forward'; leadUnit: string; coUnits: string[]; note: string }
  | { kind: 'answer'; text: string; article: string }
  | { kind: 'merge'; into: string };

/** Only what a person has put in himself; everything else follows the guesses as they change. */
export interface Typed extends Partial<CaseValues> {
  /** Sending again after a lost answer registers the case once. */
  key?: string;
  citizenId?: string;
  /** The incident that it is to join. */
  incident?: number;
  next?: NextStep;
  leadUnit?: string;
  coUnits?: string[];
  note?: string;
  answer?: string;
  article?: string;
  /** The case exists; what was to follow, and whether it has. */
  made?: { code: string; step: Step | null; done: boolean };
}

export const NOTHING_TYPED: Typed = {};

const EMPTY: CaseValues = {
  type: '',
  title: '',
  content: '',
  channel: 'phone',
  category: '',
  area: '',
  place: '',
  urgency: 'normal',
  name: '',
  phone: '',
  email: '',
  anonymous: false,
  publishWish: false,
  aboutUnit: '',
};

type Guess = ContactAdvice['guess'];

/** What the words say, as form values; what they do not say is left out. */
export function guessed(guess: Guess | undefined): Partial<CaseValues> {
  if (!guess) return {};
  const said = {
    type: guess.type,
    urgency: guess.urgency,
    category: guess.category?.code,
    area: guess.area?.code,
    place: guess.place,
    name: guess.name,
    phone: guess.phone,
    email: guess.email,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value)) as Partial<CaseValues>;
}

/**
 * The form as one sees it. `known` is certain by its source (the caller's number, the address of a mail, the name in
 * the record) and stands behind what the citizen says of himself now.
 */
export function shown(typed: Typed, guess: Guess | undefined, known: Partial<CaseValues>): CaseValues {
  const own = Object.fromEntries(
    (Object.keys(EMPTY) as (keyof CaseValues)[]).flatMap((key) =>
      typed[key] === undefined ? [] : [[key, typed[key]]],
    ),
  );
  return { ...EMPTY, ...known, ...guessed(guess), ...own };
}

/** Filled in by a guess and not yet confirmed by anybody. */
export function isGuess(field: keyof CaseValues, typed: Typed, guess: Guess | undefined): boolean {
  const value = guessed(guess)[field];
  return typed[field] === undefined && value !== undefined && value !== EMPTY[field];
}

/** What is asked while one types. Empty on purpose and left alone are two things. */
export function questionOf(typed: Typed, known: Partial<CaseValues>, citizenId: string | null): AdviceBody {
  const content = typed.content ?? known.content ?? '';
  const phone = typed.phone ?? known.phone;
  const email = typed.email ?? known.email;
  return {
    text: content.slice(0, TEXT_MAX),
    ...(typed.type ? { type: typed.type } : {}),
    ...(typed.urgency ? { urgency: typed.urgency } : {}),
    ...(typed.category === undefined ? {} : { category: typed.category || null }),
    ...(typed.area === undefined ? {} : { area: typed.area || null }),
    ...(typed.place === undefined ? {} : { place: typed.place.slice(0, 300) }),
    ...(typed.aboutUnit && typed.type === 'conduct_report' ? { aboutUnit: typed.aboutUnit } : {}),
    ...(typed.anonymous ? { anonymous: true } : {}),
    ...(phone === undefined ? {} : { phone: phone.slice(0, 30) }),
    ...(email === undefined ? {} : { email: email.slice(0, 254) }),
    ...(citizenId ? { citizenId } : {}),
  };
}
const TEXT_MAX = 20_000;

const given = (text: string) => text.trim() || undefined;

/** What is sent: what stands in the form, empty fields left out. Whoever stays anonymous is not named. */
export function toBody(v: CaseValues, citizenId: string | undefined): Partial<CreateCaseBody> {
  const citizen = { name: given(v.name), phone: given(v.phone), email: given(v.email) };
  const named = !v.anonymous && Object.values(citizen).some(Boolean);
  return {
    type: v.type as CaseType,
    content: v.content,
    title: given(v.title),
    category: given(v.category),
    area: given(v.area),
    place: given(v.place) ? { text: v.place.trim() } : undefined,
    urgency: v.urgency,
    citizen: named ? citizen : undefined,
    citizenId: v.anonymous ? undefined : citizenId,
    anonymous: v.anonymous,
    publishWish: v.publishWish,
    aboutUnit: v.type === 'conduct_report' ? given(v.aboutUnit) : undefined,
  };
}

/** What usually follows: a question is answered, everything else goes to whoever deals with it. */
export function usualNext(values: CaseValues, advice: ContactAdvice | undefined): NextStep {
  const asks = values.type === 'inquiry' || values.type === 'procedure_inquiry';
  return advice?.answerHere || (asks && values.category === '') || values.type === 'procedure_inquiry'
    ? 'answer'
    : 'forward';
}
