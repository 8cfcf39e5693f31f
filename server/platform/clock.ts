/** The one source of "now" for domain code, so that tests, training and demonstrations can move time. */
export interface Clock {
  now(): Date;
}

/** Real time plus an offset in milliseconds that may be changed while running (never backwards). */
export class OffsetClock implements Clock {
  #offset = 0;

  now(): Date {
    return new Date(Date.now() + this.#offset);
  }

  get offset(): number {
    return this.#offset;
  }

  /** Sets the offset; a smaller one is ignored, because time that went back would reorder the record. */
  setOffset(milliseconds: number): void {
    this.#offset = Math.max(this.#offset, milliseconds);
  }

  advance(milliseconds: number): void {
    this.setOffset(this.#offset + milliseconds);
  }
}

/** The zone in which days, deadlines and codes are reckoned. */
export const ZONE = 'Asia/Ho_Chi_Minh';

/** An instant as ISO 8601 with the installation's offset (Vietnam keeps +07:00 all year, no daylight saving). */
export function isoLocal(at: Date): string {
  return `${new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
}

/** The local calendar day of an instant, `YYYY-MM-DD`. */
export function localDay(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** The instant at which a local day (`YYYY-MM-DD`) begins. */
export function startOfLocalDay(day: string): Date {
  return new Date(`${day}T00:00:00+07:00`);
}

/**
 * A moment of real time, for waiting on the world outside (a mail server, a provider): such waits do not get shorter
 * when a demonstration moves its clock. Only for `runAfter` of jobs and the like, never for domain dates.
 */
export function realTimeIn(milliseconds: number): Date {
  return new Date(Date.now() + milliseconds);
}
