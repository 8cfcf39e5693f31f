import type { Clock } from '../../server/platform/clock.ts';

/** A Monday morning, office hours, two weeks from any holiday. */
export const MONDAY_MORNING = '2026-11-23T08:00:00+07:00';

/** Time that stands still until a test moves it. */
export class TestClock implements Clock {
  #now: number;

  constructor(start: string | Date = MONDAY_MORNING) {
    this.#now = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** @param by an ISO 8601 duration such as `PT12H` or `P2D` (a day is 24 hours), or milliseconds */
  advance(by: string | number): void {
    const milliseconds =
      typeof by === 'number'
        ? by
        : Temporal.Duration.from(by).total({ unit: 'milliseconds', relativeTo: '2026-01-01' });
    if (milliseconds < 0) throw new Error('time does not go back');
    this.#now += milliseconds;
  }

  /** Moves to an instant that is not before now. */
  moveTo(at: string | Date): void {
    this.advance(new Date(at).getTime() - this.#now);
  }
}
