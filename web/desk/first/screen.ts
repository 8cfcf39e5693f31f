import type { z } from 'zod';
import type { CaseListView, CaseRow, caseCounts } from '../../../contract/cases.ts';
import type { SessionView } from '../../../contract/session.ts';
import { core as t } from '../../i18n/vi/core.ts';
import { PAGE_SIZE, pageQuery } from '../../lib/case-filters.ts';
import { setServerTime } from '../../lib/server-time.ts';
import list from '../queue/case-list.module.css';
import shell from '../shell/shell.module.css';
import { askPath } from './ask.ts';
import { element } from './element.ts';
import { type Frame, frameOf } from './frame.ts';
import { type Done, watchHands } from './hands.ts';
import type { ListPlace } from './place.ts';
import { rowOf, rowsOf } from './rows.ts';

/** More than fit on a telephone; what is below is made when these have been painted. */
const IN_SIGHT = 10;

type CaseCounts = z.output<typeof caseCounts.response>;

/** The list as it was painted before the desk had come, and what was done with it meanwhile. */
export interface FirstScreen extends ListPlace {
  /** Once the rows stand on the screen, or it is known that none will; never rejects. */
  shown: Promise<void>;
  /** Whether the list has been answered: only then has the desk something to put in its place at once. */
  answered(): boolean;
  /** Measures what is shown and stops painting: from now on the desk does. */
  leave(): Done;
}

/** Paints frame and list into the place of the desk, each part as its answer comes. */
export function paintList(session: SessionView, place: ListPlace): FirstScreen {
  const { view, filters } = place;
  setServerTime(session.now);
  const frame = frameOf(view, session);
  const root = document.getElementById('desk') as HTMLElement;
  root.dataset.first = 'true';
  root.replaceChildren(frame.shell);
  const hands = watchHands(frame);
  let left = false;
  let answered = false;
  const read = async <T>(path: string, query: object, show: (answer: T) => void) => {
    const answer = await askPath(path, query as Record<string, unknown>);
    // What went wrong is for the desk to say.
    if (!answer?.ok) return;
    const body = (await answer.json()) as T;
    if (left) return;
    show(body);
    await new Promise(afterPaint);
  };
  const shown = read<{ items: CaseRow[] }>('/cases', pageQuery(view, filters, PAGE_SIZE), ({ items }) => {
    answered = true;
    if (items.length === 0) return;
    const rows = rowsOf(items.slice(0, IN_SIGHT), view, session);
    frame.content.replaceChildren(rows);
    afterPaint(() => left || rows.append(...items.slice(IN_SIGHT).map((row) => rowOf(row, view, session))));
  });
  const broken = () => {};
  read<CaseCounts>('/cases/counts', {}, ({ views }) => showCounts(frame, view, views)).catch(broken);
  return {
    ...place,
    shown: shown.catch(broken),
    answered: () => answered,
    leave() {
      left = true;
      return hands.leave();
    },
  };
}

function afterPaint(then: (value?: unknown) => void): void {
  requestAnimationFrame(() => setTimeout(then, 0));
}

function showCounts(frame: Frame, view: CaseListView, views: CaseCounts['views']): void {
  const number = (n: number) => n.toLocaleString('vi-VN');
  const own = views[view];
  if (own && own.total !== null && own.overdue !== null)
    frame.heading.append(
      element(
        'p',
        { class: 'meta' },
        (view === 'all' ? t.list.open : t.list.total)(number(own.total)),
        own.overdue > 0 && element('strong', { class: list.overdue }, ` · ${t.list.overdue(number(own.overdue))}`),
      ),
    );
  for (const tab of frame.tabs.querySelectorAll<HTMLElement>('[data-view]')) {
    const total = views[tab.dataset.view as CaseListView]?.total;
    if (total) tab.append(element('span', { class: shell.badge }, total > 999 ? '999+' : String(total)));
  }
}
