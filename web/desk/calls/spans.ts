import type { CallDetail, SpanKind } from '../../../contract/calls.ts';

/** One stretch on the line: where it begins and how long it is, as shares of the whole. */
export interface Piece {
  kind: SpanKind;
  who: string | null;
  left: number;
  width: number;
  seconds: number;
  startedAt: string;
  open: boolean;
}

/** What lies over the talk instead of beside it stands on a row of its own. */
const OVER: readonly SpanKind[] = ['hold', 'consult', 'conference', 'park', 'record_pause'];

export interface Line {
  base: Piece[];
  over: Piece[];
  /** Seconds from the first to the last moment. */
  total: number;
}

/** Lays the stretches of a call on a line from its start to its end (or now). Pure. */
export function lineOf(call: Pick<CallDetail, 'startedAt' | 'endedAt' | 'spans'>, now: number): Line {
  const start = Date.parse(call.startedAt);
  const ends = call.spans.map((span) => (span.endedAt ? Date.parse(span.endedAt) : now));
  const end = Math.max(start + 1000, call.endedAt ? Date.parse(call.endedAt) : now, ...ends);
  const whole = end - start;
  const pieces = call.spans
    .map((span): Piece => {
      const from = Date.parse(span.startedAt);
      const to = span.endedAt ? Date.parse(span.endedAt) : now;
      return {
        kind: span.kind,
        who: span.user?.name ?? null,
        left: Math.min(1, Math.max(0, (from - start) / whole)),
        width: Math.max(0, Math.min(1, (to - from) / whole)),
        seconds: Math.max(0, (to - from) / 1000),
        startedAt: span.startedAt,
        open: span.endedAt === null,
      };
    })
    .toSorted((a, b) => a.left - b.left);
  return {
    base: pieces.filter((piece) => !OVER.includes(piece.kind)),
    over: pieces.filter((piece) => OVER.includes(piece.kind)),
    total: whole / 1000,
  };
}
