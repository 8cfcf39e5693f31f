import { type RefObject, useLayoutEffect, useState } from 'react';

/** How far the rows stand from the top of what scrolls, and how much of that stays in view while scrolling. */
export function useAbove(
  scroller: HTMLElement | null,
  above: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
) {
  const [measured, setMeasured] = useState({ margin: 0, sticky: 0 });
  useLayoutEffect(() => {
    const measure = () => {
      if (!scroller || !body.current || scroller.clientHeight === 0) return;
      const top = body.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      const margin = Math.round(top + scroller.scrollTop);
      const stays = above.current && getComputedStyle(above.current).position === 'sticky';
      const sticky = stays ? (above.current?.offsetHeight ?? 0) : 0;
      setMeasured((old) => (old.margin === margin && old.sticky === sticky ? old : { margin, sticky }));
    };
    measure();
    const watch = new ResizeObserver(measure);
    for (const one of [scroller, above.current]) if (one) watch.observe(one);
    return () => watch.disconnect();
  }, [scroller, above, body]);
  return measured;
}
