import { address } from '../../lib/address.ts';
import { askAhead } from '../../lib/ahead.ts';
import { PAGE_SIZE, pageQuery } from '../../lib/case-filters.ts';
import { preferences } from '../../lib/choices.ts';
import { type ListPlace, PHONE } from './place.ts';

/** Asks for what stands at a path of the API. */
export function askPath(path: string, query: Record<string, unknown> = {}): Promise<Response | null> {
  return askAhead(address({ path }, { query }));
}

/** On a telephone, in Vietnamese: everything else waits for the desk. */
export function mayPaint(): boolean {
  return preferences.get().language === 'vi' && window.matchMedia(PHONE).matches;
}

/** Asks for a list and the numbers beside it; of an open case for what its page reads first. */
export function askList({ view, filters, code }: ListPlace): Promise<Response | null> | null {
  if (code) {
    void askPath(`/cases/${encodeURIComponent(code)}`);
    void askPath(`/cases/${encodeURIComponent(code)}/actions`);
  }
  const beside = !code || !window.matchMedia(PHONE).matches;
  const list = beside ? askPath('/cases', pageQuery(view, filters, PAGE_SIZE)) : null;
  if (!code) void askPath('/cases/counts');
  return list;
}
