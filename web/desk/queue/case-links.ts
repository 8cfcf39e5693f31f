import { useRouter } from '@tanstack/react-router';
import { type MouseEvent, useMemo } from 'react';
import type { CaseListView } from '../../../contract/cases.ts';
import type { CaseFilters } from '../../lib/case-filters.ts';
import { useSoon } from '../../lib/use-soon.ts';

export interface CaseLinks {
  hrefOf(code: string): string;
  /** A plain click on a case becomes a step inside the desk; with a modifier it stays what the browser makes of it. */
  follow(event: MouseEvent): void;
  /** The code of the case page, at the latest when one points at a row. */
  fetchPage(): void;
}

/** The links of all rows of a list at once: a router's link in each row watches every step of the desk. */
export function useCaseLinks(view: CaseListView, filters: CaseFilters): CaseLinks {
  const router = useRouter();
  const soon = useSoon();
  return useMemo(() => {
    const to = (code: string) => ({ to: '/queue/$view/$code', params: { view, code }, search: filters }) as const;
    // The address of a row differs from that of the next only in the code.
    const [before = '', after = ''] = router.buildLocation(to('-CODE-')).publicHref.split('-CODE-');
    return {
      hrefOf: (code) => `${before}${encodeURIComponent(code)}${after}`,
      follow(event) {
        const link = (event.target as HTMLElement).closest<HTMLElement>('a[data-row]');
        if (!link?.dataset.row || event.defaultPrevented || event.button !== 0) return;
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        const place = to(link.dataset.row);
        // A list that presses for a key has shown itself already (ui/long-list.tsx).
        if (!event.isTrusted) void router.navigate(place);
        else {
          // The row answers the finger, the case page is a frame behind it.
          link.setAttribute('aria-current', 'true');
          soon(() => void router.navigate(place));
        }
      },
      fetchPage: () => void import('../case/case-route.tsx').catch(() => {}),
    };
  }, [router, soon, view, filters]);
}
