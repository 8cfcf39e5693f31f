import { useSyncExternalStore } from 'react';
import { now, onServerTime } from './server-time.ts';

export { followServerTime, now, setServerTime } from './server-time.ts';

const RENEW_MS = 30_000;
const watching = new Set<() => void>();
let moment = now();
let stop: (() => void) | undefined;

function renew(): void {
  moment = now();
  for (const changed of watching) changed();
}

function watch(changed: () => void): () => void {
  watching.add(changed);
  if (!stop) {
    const timer = setInterval(renew, RENEW_MS);
    const deaf = onServerTime(renew);
    stop = () => {
      clearInterval(timer);
      deaf();
    };
    moment = now();
  }
  return () => {
    watching.delete(changed);
    if (watching.size > 0) return;
    stop?.();
    stop = undefined;
  };
}

/**
 * The present moment, renewed every half minute and when the server tells its time: enough for “còn 12 phút”. One clock
 * for the page: a timer in each of fifty rows would render them one by one.
 */
export function useNow(): number {
  return useSyncExternalStore(watch, () => moment);
}
