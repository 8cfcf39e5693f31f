/**
 * Work in order per call, several calls at the same time. What is said to Asterisk about one call never overtakes; a
 * slow call holds up nobody else.
 */
export class Chains {
  readonly #tails = new Map<string, Promise<void>>();
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  readonly #failed: (error: unknown, key: string) => void;
  #running = 0;

  /** @param most how many at once: each holds a database connection for a moment */
  constructor(most: number, failed: (error: unknown, key: string) => void) {
    this.#most = most;
    this.#failed = failed;
  }

  /** Does `work` after everything that was asked for this key before. Never rejects. */
  add(key: string, work: () => Promise<unknown>): Promise<void> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const done = before.then(() => this.#run(key, work));
    this.#tails.set(key, done);
    void done.then(() => {
      if (this.#tails.get(key) === done) this.#tails.delete(key);
    });
    return done;
  }

  async #run(key: string, work: () => Promise<unknown>): Promise<void> {
    if (this.#running >= this.#most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#running += 1;
    try {
      await work();
    } catch (error) {
      this.#failed(error, key);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  /** Everything that was asked for has been done. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }
}
