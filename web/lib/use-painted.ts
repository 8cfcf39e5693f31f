import { useEffect, useState } from 'react';

const AT_LAST_MS = 500;
let painted = false;

/**
 * False until the desk has been painted once, then true for good. What stands around a page and is fetched for itself
 * waits for it: asking for twenty files in the middle of the first render keeps a telephone from showing the page.
 */
export function usePainted(): boolean {
  const [now, setNow] = useState(painted);
  useEffect(() => {
    if (now) return;
    const done = () => {
      painted = true;
      setNow(true);
    };
    // A window that is not looked at paints nothing; calls must ring there all the same.
    let timer = setTimeout(done, AT_LAST_MS);
    const frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      timer = setTimeout(done);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [now]);
  return now;
}
