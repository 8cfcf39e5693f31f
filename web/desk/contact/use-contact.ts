import { type RefObject, useRef, useState } from 'react';
import type { ContactAdvice } from '../../../contract/contact.ts';
import { useT } from '../../i18n/index.ts';
import { useKept } from '../../lib/kept.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { useToast } from '../../ui/toast.tsx';
import { useSession } from '../session.tsx';
import { type ContactSource, contactKey } from './contact-source.ts';
import {
  type CaseValues,
  type NextStep,
  NOTHING_TYPED,
  questionOf,
  type Step,
  shown,
  type Typed,
  usualNext,
} from './contact-values.ts';
import type { Result } from './outcome.tsx';
import { useAdvice } from './use-advice.ts';
import { useLink, useRegister } from './use-register.ts';

export interface ContactProps {
  source: ContactSource;
  /** Certain by the source: the caller's number, what a thread says, its channel. */
  known: Partial<CaseValues>;
  /** Whose thread it is, where that is known. */
  citizenId: string | null;
  /** What a thread's words were read as, until the first answer to what stands in the form. */
  first?: ContactAdvice['guess'];
  onRegistered?: ((code: string) => void) | undefined;
  onLinked?: ((code: string) => void) | undefined;
}

/** The state of one contact: what is typed (kept), what is seen, what helps, and what has become of it. */
export function useContact(props: ContactProps, form: RefObject<HTMLFormElement | null>) {
  const { source, known, citizenId } = props;
  const t = useT();
  const toast = useToast();
  const { user } = useSession();
  const [typed, keep, forget, kept] = useKept<Typed>(contactKey(user.username, source), NOTHING_TYPED);
  // What is written comes back after the next key: answers that arrive late must not undo it.
  const latest = useRef(typed);
  latest.current = typed;
  const set = (change: Typed) => {
    latest.current = { ...latest.current, ...change };
    keep(latest.current);
  };
  const [missing, setMissing] = useState<Record<string, string>>({});
  const [settling, setSettling] = useState(false);
  const [moved, setMoved] = useState(false);
  const [result, setResult] = useState<Result | null>(() =>
    typed.made ? { code: typed.made.code, secret: null, step: typed.made.step } : null,
  );

  const help = useAdvice(questionOf(typed, known, citizenId), result === null);
  const fresh = seen(typed, help.data, props);
  // A guess that comes while one is in the field must not take the letters from under his hands.
  const [held, setHeld] = useState<{ field: string; value: string } | null>(null);
  const view = holding(fresh, held, typed);
  const { first, second } = useRegister(source, {
    onMade(made, { step, incident }) {
      setResult({ ...made, step, ...(incident ? { incident: incident.title } : {}) });
      // From now on only the half that is still to do needs keeping.
      if (step) keep({ made: { code: made.code, step, done: false } });
      else forget();
      props.onRegistered?.(made.code);
    },
    onDone: forget,
  });
  const link = useLink(source, (code) => {
    forget();
    setResult({ code, secret: null, step: null, linked: true });
    toast(t.contact.person.linked(code));
    props.onLinked?.(code);
  });

  const stop = (wrong: Record<string, string>) => {
    setMissing(wrong);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
  };
  /** @param wanted what is to follow: the step that stands in the form, merging, or nothing */
  const submit = async (wanted: 'next' | 'nothing' | { into: string }) => {
    if (first.isPending || second.isPending || settling) return;
    setMoved(false);
    let now = view;
    if (!help.settled) {
      setSettling(true);
      const answer = await help.settle();
      setSettling(false);
      now = holding(seen(latest.current, answer ?? help.data, props), held, latest.current);
    }
    const text = latest.current;
    // Whoever is answered with an incident needs no step of his own; merging by hand is another choice.
    const incident = typeof wanted === 'string' ? now.incident : null;
    const follows = wanted === 'next' && incident === null;
    const wrong: Record<string, string> = {
      ...(now.values.content.trim() ? {} : { content: t.common.required }),
      ...(now.values.type ? {} : { type: t.common.required }),
      ...(follows && now.next === 'forward' && !now.leadUnit ? { leadUnit: t.common.required } : {}),
      ...(follows && now.next === 'answer' && !text.answer?.trim() ? { text: t.common.required } : {}),
    };
    if (Object.keys(wrong).length > 0) return stop(wrong);
    // Nobody sends a case to a unit that he has not seen.
    if (follows && (now.next !== view.next || (now.next === 'forward' && now.leadUnit !== view.leadUnit)))
      return setMoved(true);
    const key = text.key ?? crypto.randomUUID();
    if (!text.key) set({ key });
    const step = incident ? null : stepOf(wanted, now.next, now.leadUnit, text);
    // Picked among several who are still on the screen; with another number the choice is void.
    const citizenId = now.person?.id === text.citizenId ? text.citizenId : undefined;
    first.mutate({ values: now.values, citizenId, key, step, incident });
  };
  return {
    typed,
    set(change: Typed) {
      setMissing({});
      setMoved(false);
      if (first.isError) first.reset();
      set(change);
    },
    ...view,
    /** The field in which somebody is now, by the name it carries; null when he has left it. */
    hold(field: string | undefined) {
      const value = field === 'leadUnit' ? view.leadUnit : field && view.values[field as keyof CaseValues];
      setHeld(field && typeof value === 'string' ? { field, value } : null);
    },
    help,
    moved,
    missing: { ...fieldErrors(first.error), ...missing },
    busy: first.isPending || settling,
    first,
    second,
    link,
    result,
    submit,
    forget,
    kept,
    end() {
      forget();
      setResult(null);
      first.reset();
      second.reset();
      link.reset();
    },
  };
}

/** The form as it stands with this advice. */
function seen(typed: Typed, advice: ContactAdvice | undefined, { known, first }: ContactProps) {
  const citizens = advice?.citizens ?? [];
  const person = citizens.length === 1 ? citizens[0] : citizens.find((one) => one.id === typed.citizenId);
  // Without words and category there is nothing to guess from: an empty form must not look filled in.
  const blank = !(typed.content ?? known.content)?.trim() && !typed.category;
  const guess = blank ? undefined : (advice?.guess ?? first);
  const values = shown(typed, guess, { ...(person?.name ? { name: person.name } : {}), ...known });
  const next: NextStep = typed.next ?? (blank ? 'forward' : usualNext(values, advice));
  const incident = advice?.incidents.find((one) => one.id === typed.incident) ?? null;
  // What he chose is over, or cannot take this case any more.
  const lost = typed.incident !== undefined && advice !== undefined && incident === null;
  return { values, guess, person, next, leadUnit: typed.leadUnit ?? advice?.preselected ?? '', incident, lost };
}

type Seen = ReturnType<typeof seen>;

/** The same with the held field as it was when the focus came to it. */
function holding(view: Seen, held: { field: string; value: string } | null, typed: Typed): Seen {
  if (!held || typed[held.field as keyof Typed] !== undefined) return view;
  if (held.field === 'leadUnit') return { ...view, leadUnit: held.value };
  return { ...view, values: { ...view.values, [held.field]: held.value } };
}

function stepOf(
  wanted: 'next' | 'nothing' | { into: string },
  next: NextStep,
  leadUnit: string,
  typed: Typed,
): Step | null {
  if (wanted === 'nothing') return null;
  if (wanted !== 'next') return { kind: 'merge', into: wanted.into };
  if (next === 'answer') return { kind: 'answer', text: typed.answer ?? '', article: typed.article ?? '' };
  return { kind: 'forward', leadUnit, coUnits: typed.coUnits ?? [], note: typed.note ?? '' };
}
