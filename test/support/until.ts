/**
 * Waits for something that a real server does in its own time (a mail arrives, a connection comes back). Looks every
 * few milliseconds; fails loudly after `milliseconds`. Never for waiting on our own clock: move that.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  milliseconds = 30_000,
): Promise<T> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited ${milliseconds} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
