import { useSyncExternalStore } from 'react';

/** Whether a media query holds now, e.g. `(min-width: 80em)`. */
export function useWide(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );
}
