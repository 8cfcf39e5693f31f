import type { VirtualItem } from '@tanstack/react-virtual';

export interface Place {
  rows: number;
  offset: number;
  active: string | null;
  /** For when the rows have another height now: the active row when it was in view, else the one at the top. */
  row: string | null;
  look: string;
  focused: boolean;
  sizes: VirtualItem[];
}

/** Where each list stood when it was last left, to come back to: by the name of the list, in this tab. */
const places = new Map<string, Place>();
const PLACES_KEPT = 20;

/** Where this list stood when it was left. */
export function placeOf(name: string): Place | undefined {
  return places.get(name);
}

/** Keeps where a list stands; the last twenty are kept. */
export function keepPlace(name: string, place: Place): void {
  // Anew at the end: the first ones are those left longest ago.
  places.delete(name);
  places.set(name, place);
  for (const old of places.keys()) if (places.size > PLACES_KEPT) places.delete(old);
}
