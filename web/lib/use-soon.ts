import { useCallback, useEffect, useRef } from 'react';

/** Calls back after the next frame; what was waiting before is dropped. */
export function useSoon(): (then: () => void) => void {
  const waiting = useRef<{ frame: number; timer?: ReturnType<typeof setTimeout> }>({ frame: 0 });
  const drop = useCallback(() => {
    cancelAnimationFrame(waiting.current.frame);
    clearTimeout(waiting.current.timer);
  }, []);
  useEffect(() => drop, [drop]);
  return useCallback(
    (then) => {
      drop();
      waiting.current.frame = requestAnimationFrame(() => {
        waiting.current.timer = setTimeout(then);
      });
    },
    [drop],
  );
}
