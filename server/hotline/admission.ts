/**
 * How many new calls are let in: a bucket that refills steadily and holds one second's worth, and a limit of calls at
 * the same time. Above it Asterisk would answer everybody late instead of most at once.
 */
export class Admission {
  #tokens = Number.POSITIVE_INFINITY;
  #at = 0;

  /** @param now milliseconds of any steady clock */
  admit(now: number, limits: { perSecond: number; atOnce: number }, running: number): boolean {
    const passed = Math.max(0, now - this.#at) / 1000;
    this.#tokens = Math.min(limits.perSecond, this.#tokens + passed * limits.perSecond);
    this.#at = now;
    if (this.#tokens < 1 || running >= limits.atOnce) return false;
    this.#tokens -= 1;
    return true;
  }
}
