import { useLayoutEffect, useState } from 'react';

/** Whether an element is at least so many rem wide; follows its size and the size of letters. */
export function useRoom(element: HTMLElement | null, rem: number): boolean {
  const [wide, setWide] = useState(false);
  useLayoutEffect(() => {
    if (!element) return;
    const look = () => {
      const width = element.clientWidth;
      // Hidden for a while: what it was is what it will be.
      if (width > 0) setWide(width >= rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize));
    };
    look();
    const watch = new ResizeObserver(look);
    watch.observe(element);
    const letters = new MutationObserver(look);
    letters.observe(document.documentElement, { attributeFilter: ['data-text'] });
    return () => {
      watch.disconnect();
      letters.disconnect();
    };
  }, [element, rem]);
  return wide;
}
