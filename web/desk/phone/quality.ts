/** What the browser counts of a call's incoming sound; totals since its start. */
export interface Counted {
  at: number;
  received: number;
  lost: number;
  /** Seconds. */
  jitter: number;
}

export type Quality = 'good' | 'fair' | 'bad' | 'silent';

/** Shares of lost packets and seconds of jitter from which speech is hurt, and from which it breaks up. */
const FAIR = { lost: 0.01, jitter: 0.03 };
const BAD = { lost: 0.05, jitter: 0.08 };
/** Without a packet for this long nothing is heard at all. Milliseconds. */
const SILENT_MS = 3_000;

/** The quality of the line between two counts as one word. Pure. */
export function quality(before: Counted, after: Counted): Quality {
  const received = after.received - before.received;
  const lost = Math.max(0, after.lost - before.lost);
  if (received <= 0) return after.at - before.at >= SILENT_MS ? 'silent' : 'fair';
  const share = lost / (received + lost);
  if (share >= BAD.lost || after.jitter >= BAD.jitter) return 'bad';
  return share >= FAIR.lost || after.jitter >= FAIR.jitter ? 'fair' : 'good';
}

/** The numbers of interest out of a statistics report; null while no sound has come. */
export function countedOf(report: Iterable<[string, unknown]>, at: number): Counted | null {
  for (const [, one] of report) {
    const stat = one as {
      type?: string;
      kind?: string;
      packetsReceived?: number;
      packetsLost?: number;
      jitter?: number;
    };
    if (stat.type === 'inbound-rtp' && stat.kind === 'audio')
      return { at, received: stat.packetsReceived ?? 0, lost: stat.packetsLost ?? 0, jitter: stat.jitter ?? 0 };
  }
  return null;
}
