/** An automatic mail that was already sent to an address. */
export type SentAutomatic = { at: Date; conversationId: number; acknowledgement: boolean };

/** Defaults of email.md §4.2: enough for an honest citizen, too little for two machines answering each other. */
export const AUTOMATIC_LIMITS = { perHour: 5, perDay: 20 } as const;

export type AutomaticDecision =
  | { allowed: true }
  | { allowed: false; why: 'acknowledged_before' | 'hour' | 'day' | 'suppressed' };

const HOUR = 3_600_000;

/**
 * Whether one more automatic mail may go to an address. At most one acknowledgement per conversation; at most 5
 * automatic mails in an hour and 20 in a day. A suppressed address (hard bounce, complaint) gets none.
 * @param sent automatic mails to this address, at least those of the last day and all acknowledgements of the thread
 */
export function mayAutomate(
  sent: readonly SentAutomatic[],
  next: { now: Date; conversationId: number; acknowledgement: boolean; suppressed: boolean },
): AutomaticDecision {
  if (next.suppressed) return { allowed: false, why: 'suppressed' };
  if (next.acknowledgement && sent.some((one) => one.acknowledgement && one.conversationId === next.conversationId)) {
    return { allowed: false, why: 'acknowledged_before' };
  }
  const within = (milliseconds: number) =>
    sent.filter((one) => next.now.getTime() - one.at.getTime() < milliseconds).length;
  if (within(HOUR) >= AUTOMATIC_LIMITS.perHour) return { allowed: false, why: 'hour' };
  if (within(24 * HOUR) >= AUTOMATIC_LIMITS.perDay) return { allowed: false, why: 'day' };
  return { allowed: true };
}

/** Milliseconds after a failed attempt until the next: 1, 5, 15, 60 minutes, 4 hours. Null = give up. */
export function retryDelay(attemptsMade: number): number | null {
  const minutes = [1, 5, 15, 60, 240][attemptsMade - 1];
  return minutes === undefined ? null : minutes * 60_000;
}

/** Back-off of a broken connection: 1 s doubling to 5 min, ±25 % so that many mailboxes do not knock together. */
export function reconnectDelay(failures: number, random: number): number {
  const base = Math.min(300_000, 1000 * 2 ** Math.min(failures - 1, 10));
  return Math.round(base * (0.75 + random / 2));
}
