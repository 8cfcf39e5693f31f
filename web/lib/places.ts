import { useEffect } from 'react';
import type { LiveFrame, LivePlace } from '../../contract/live.ts';
import { createStore, type Store, useStore } from './store.ts';

type Kind = LivePlace['kind'];
export type Companion = Extract<LiveFrame, { kind: 'present' }>['people'][number];

/** What components of this window have open or are writing in; one place may stand here more than once. */
const open = new Set<LivePlace>();

/** What the window tells the server: all that it has open. A hidden window without a form is not looking. */
export const openPlaces: Store<string> = createStore('[]');
/** Who else is where, as the server told it. */
const company = createStore<ReadonlyMap<string, readonly Companion[]>>(new Map());
const NOBODY: readonly Companion[] = [];
const keyOf = (kind: Kind, id: string) => `${kind}:${id}`;

function tell(): void {
  const places = new Map<string, LivePlace>();
  for (const one of open) {
    const key = keyOf(one.kind, one.id);
    places.set(key, { ...one, writing: one.writing ?? places.get(key)?.writing ?? null });
  }
  const shown = [...places.values()].filter((one) => !document.hidden || one.writing !== null);
  openPlaces.set(JSON.stringify(shown.slice(0, 4)));
}
if (typeof document !== 'undefined') document.addEventListener('visibilitychange', tell);

/** A frame has come: who else is there now. */
export function heardPresent({ place, people }: Extract<LiveFrame, { kind: 'present' }>): void {
  company.set(new Map(company.get()).set(keyOf(place.kind, place.id), people));
}

/** The line is lost: nobody knows who is there. */
export function forgetCompany(): void {
  company.set(new Map());
}

/** Says, while the component stands, that this window has the place open, and in which form its person is writing. */
export function useHere(kind: Kind, id: string, writing: string | null = null): void {
  useEffect(() => {
    const mine: LivePlace = { kind, id, writing };
    open.add(mine);
    tell();
    return () => {
      open.delete(mine);
      // What follows at once (the next form, the next case) is told together with it.
      queueMicrotask(tell);
    };
  }, [kind, id, writing]);
}

/** Who else has the place open just now; another window of one's own is marked `self`. */
export function useCompany(kind: Kind, id: string): readonly Companion[] {
  return useStore(company).get(keyOf(kind, id)) ?? NOBODY;
}
