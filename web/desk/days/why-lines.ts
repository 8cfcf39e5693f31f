import type { TimelineEntry } from '../../../contract/cases.ts';
import { type Line, type LineContext, timelineLine } from '../case/timeline-lines.ts';

/** A passed limit speaks for itself; whoever let it pass stands in the journey. */
const LIMITS: ReadonlySet<string> = new Set([
  'case.overdue',
  'case.seriously_late',
  'case.limit_passed',
  'case.opinion_silent',
]);

export interface WhyLine extends Line {
  id: string;
  at: string;
  who: string | null;
}

/**
 * Why a case is where it is, out of its timeline: which limits passed (those that took it up by themselves among them), and
 * what people said on the way. Oldest first. Pure.
 */
export function whyLines(entries: readonly TimelineEntry[], c: LineContext): { limits: WhyLine[]; said: WhyLine[] } {
  const limits: WhyLine[] = [];
  const said: WhyLine[] = [];
  for (const entry of entries) {
    const line: WhyLine = {
      ...timelineLine(entry, c),
      id: entry.id,
      at: entry.at,
      who: entry.actor.kind === 'system' ? null : entry.actor.name,
    };
    const byItself = entry.type === 'case.escalated' && entry.data.why === 'overdue';
    if (LIMITS.has(entry.type) || byItself) limits.push(line);
    else if (line.quote !== null) said.push(line);
  }
  return { limits, said };
}
