import type { CaseRow } from '../../contract/cases.ts';
import type { Dictionary } from '../i18n/core.ts';
import { momentText, spanText } from '../lib/format-time.ts';
import type { Language } from '../lib/preferences.ts';
import type { IconName } from './icon-paths.ts';

export type Tone = 'ink' | 'blue' | 'amber' | 'red' | 'green' | 'violet' | 'slate';

export interface DueState {
  tone: Tone;
  icon: IconName;
  /** “còn 2 giờ 15 phút”, “quá hạn 1 ngày”, “Đúng hạn”. */
  text: string;
  /** “hạn 16:30 thứ Sáu 27/11”; null when there is no due date. */
  exact: string | null;
}

/** From this share of the time on a due date is called near, as in the default warnings (80 %). */
const NEAR_SHARE = 0.8;
const NEAR_MS = 4 * 3_600_000;

type Due = Pick<CaseRow, 'dueAt' | 'clock' | 'bucket' | 'remaining' | 'createdAt'>;

/** How a due date is said and coloured. The server counts working time; we only choose words. Pure. */
export function dueState(row: Due, now: number, language: Language, t: Dictionary): DueState {
  const exact = row.dueAt ? t.due.at(momentText(row.dueAt, now, language)) : null;
  if (row.bucket === 'late') return { tone: 'slate', icon: 'clock', text: t.bucket.late, exact };
  if (row.bucket === 'on_time') return { tone: 'green', icon: 'check', text: t.bucket.on_time, exact };
  if (!row.dueAt) return { tone: 'ink', icon: 'clock', text: t.due.none, exact };
  if (row.clock === 'paused') return { tone: 'slate', icon: 'pause', text: t.due.paused, exact };
  const due = Date.parse(row.dueAt);
  if (row.bucket === 'overdue' || due < now) {
    // Between two reads a due date may pass; then the server's words are of before.
    const said = row.bucket === 'overdue' ? row.remaining?.[language] : null;
    return {
      tone: 'red',
      icon: 'alert',
      text: said ?? t.due.overdueBy(spanText(Math.max(0, now - due), language)),
      exact,
    };
  }
  const began = Date.parse(row.createdAt);
  const near = due - now < NEAR_MS || now - began > NEAR_SHARE * (due - began);
  const left = row.remaining?.[language] ?? t.due.left(spanText(due - now, language));
  return { tone: near ? 'amber' : 'ink', icon: 'clock', text: left, exact };
}
