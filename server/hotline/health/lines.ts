import type { HealthLine, HotlineHealth } from '../../../contract/hotline-health.ts';
import type { Said } from '../../platform/said.ts';

/** One line of the page, in both languages. */
export type Line = Omit<HotlineHealth['lines'][number], 'found' | 'advice'> & { found: Said; advice: Said | null };
type State = Line['state'];

/** Everything that was looked at. */
export interface HotlineFacts {
  configured: boolean;
  /** The process that holds the connection to Asterisk, as it last said itself. */
  link: { connected: boolean; since: Date; why: Said | null } | null;
  /** What Asterisk answered to this process just now. */
  asterisk: { version: string; runningSince: Date | null } | { failed: Said } | null;
  trunk: 'online' | 'offline' | 'unknown' | 'none' | null;
  phones: { registered: number; onDuty: number; withoutPhone: readonly string[] };
  calls: { total: number; waiting: number; talking: number };
  /** Bytes; days until the disk is full at the pace of the last week, null when nothing was recorded. */
  disk: { free: number; recordings: number; perDay: number };
  lost: number;
  messages: number | null;
  missingPrompts: number | null;
  /** Incidents with words for the telephone that callers do not hear; null when none has any. */
  unsaidIncidents: number | null;
  refusedOrders: { count: number; last: string | null; at: Date | null };
}

/** Words where there is nothing to add. */
export const NOTHING: Said = { vi: '', en: '' };

/** What was found about one thing, and what to do about it. */
export function line(
  name: HealthLine,
  state: State,
  found: Said,
  advice: Said | null = null,
  since?: Date | null,
): Line {
  return { line: name, state, found, advice, since: since ? since.toISOString() : null };
}
