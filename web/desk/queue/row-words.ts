import type { CaseListView, CaseRow } from '../../../contract/cases.ts';
import type { SessionView } from '../../../contract/session.ts';
import type { Dictionary } from '../../i18n/core.ts';
import { cutTitle } from '../../lib/cut-title.ts';
import { isMyTurn, turnWords } from './turn.ts';

export const TITLE_LENGTH = 110;

export interface RowWords {
  title: string;
  where: string;
  turn: string;
  /** How the turn is coloured: mine to act, of no weight, or somebody else's. */
  tone: 'mine' | 'quiet' | 'other';
}

/** What a narrow row says, for the desk and for the first screen before it. Pure. */
export function rowWords(row: CaseRow, view: CaseListView, session: SessionView, t: Dictionary): RowWords {
  const mine = isMyTurn(row, session);
  // In my own queue “your turn” on every line says nothing; the category does.
  const own = mine && view === 'inbox';
  const place = [row.area?.name, row.place?.text].filter(Boolean).join(', ');
  return {
    title: cutTitle(row.title, TITLE_LENGTH),
    where: cutTitle(place || (!own && row.category?.name) || t.type[row.type], 60),
    turn: own ? cutTitle(row.category?.name ?? '', 40) : mine ? t.list.yours : turnWords(row, t),
    tone: own || row.turn === 'nobody' ? 'quiet' : mine ? 'mine' : 'other',
  };
}
