import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** The place on the page that the address names (`#entry-12`), without the `#`. */
export function useAnchorName(): string {
  return useLocation({ select: (location) => location.hash });
}

const SHOWN_MS = 6_000;

/**
 * Brings the place that the address names into view, puts the reader's place there and marks it for some seconds; a part
 * that is read later (the timeline) is waited for. Elements say their name with `data-anchor`.
 */
export function useAnchor(): void {
  const name = useAnchorName();
  const done = useRef('');
  useEffect(() => {
    done.current = '';
    if (name === '') return;
    const find = () => {
      if (done.current === name) return;
      const place = document.querySelector<HTMLElement>(`[data-anchor="${CSS.escape(name)}"]`);
      if (!place) return;
      done.current = name;
      watcher.disconnect();
      reveal(place);
    };
    const watcher = new MutationObserver(find);
    watcher.observe(document.body, { childList: true, subtree: true });
    find();
    return () => watcher.disconnect();
  }, [name]);
}

function reveal(place: HTMLElement): void {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  place.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.dataset.found = '';
  setTimeout(() => delete place.dataset.found, SHOWN_MS);
}
