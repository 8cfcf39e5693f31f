// The server's clock leads: a demonstration may have been moved forward, and office PCs are often minutes off.
let offset = 0;
const JUMP_MS = 60_000;

/** Takes over the server's time, as told by the session. `serverNow` is ISO 8601. */
export function setServerTime(serverNow: string): void {
  offset = Date.parse(serverNow) - Date.now();
  for (const tell of told) tell();
}

const told = new Set<() => void>();

/** Calls back whenever the server's time has been told. Returns the end of it. */
export function onServerTime(tell: () => void): () => void {
  told.add(tell);
  return () => told.delete(tell);
}

/**
 * A live event tells the server's time too: when a demonstration's clock is moved forward, the desk follows at once.
 * Events are never from the future, so only a jump ahead counts.
 */
export function followServerTime(eventAt: string): void {
  if (Date.parse(eventAt) - now() > JUMP_MS) setServerTime(eventAt);
}

/** The installation's present moment in milliseconds since 1970. */
export function now(): number {
  return Date.now() + offset;
}
