/** The first screen: on a telephone the list is painted while React and the rest are still on their way. */
import type { SessionView } from '../../../contract/session.ts';
import { core as t } from '../../i18n/vi/core.ts';
import { isNarrowed } from '../../lib/case-filters.ts';
import { chosenHome } from '../shell/home-choice.ts';
import { homesOf } from '../shell/homes.ts';
import { askList, askPath, mayPaint } from './ask.ts';
import { loadFonts } from './fonts.ts';
import { type ListPlace, PHONE } from './place.ts';
import { type FirstScreen, paintList } from './screen.ts';

/** How long a list may take before the desk begins without it. */
const PATIENCE_MS = 1_500;

interface Desk {
  startDesk(first: FirstScreen | null): Promise<void>;
}

/** Paints the list that the address opens, if it can, and lets the desk take its place when that has come. */
export async function begin(there: ListPlace | null, loadDesk: () => Promise<Desk>): Promise<void> {
  const known = await readSession().catch(() => null);
  const place = known && (there ?? homePlace(known));
  if (place && !there) void askList(place);
  const painted = known && place && paints(known, place) ? paint(known, place) : null;
  // A desk that begins to run holds everything up, on a telephone for a second: the list goes first.
  await Promise.race([painted?.shown, new Promise((resolve) => setTimeout(resolve, painted ? PATIENCE_MS : 0))]);
  const { startDesk } = await loadDesk();
  await startDesk(painted);
  loadFonts();
}

async function readSession(): Promise<SessionView | null> {
  const answer = await askPath('/session');
  return answer?.ok ? ((await answer.json()) as SessionView) : null;
}

/** The first screen, or none: what goes wrong with it must never stand in the way of the desk. */
function paint(known: SessionView, place: ListPlace): FirstScreen | null {
  try {
    return paintList(known, place);
  } catch (error) {
    console.error(error);
    const root = document.getElementById('desk') as HTMLElement;
    root.replaceChildren();
    delete root.dataset.first;
    return null;
  }
}

/** A list as it is usually opened: one that is narrowed has more around it than the first screen knows. */
function paints(known: SessionView, { view, filters, code }: ListPlace): boolean {
  if (known.user.mustChangePassword || code || filters.saved || isNarrowed(filters)) return false;
  return view in t.list.empty && mayPaint();
}

/** `/desk` leads to the page of the role; where that is a list, its address is written at once. */
function homePlace(known: SessionView): ListPlace | null {
  if (!/^\/desk\/?$/.test(location.pathname) || known.user.mustChangePassword) return null;
  const homes = homesOf(known, window.matchMedia(PHONE).matches, t);
  const chosen = chosenHome(known.user.username);
  const home = homes.find(({ key }) => key === chosen) ?? homes[0];
  if (home?.key !== 'inbox' && home?.key !== 'publishing') return null;
  history.replaceState(null, '', `/desk/queue/${home.key}`);
  return { view: home.key, filters: {}, code: null };
}
