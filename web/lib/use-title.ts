import { useEffect } from 'react';

const PRODUCT = 'Tổng đài 1022';

/** Names the page in the browser's tab and history; the page underneath gets its name back when this one closes. */
export function useTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = `${title} – ${PRODUCT}`;
    return () => {
      document.title = before;
    };
  }, [title]);
}
