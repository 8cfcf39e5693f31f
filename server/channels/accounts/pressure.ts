import { setTimeout as wait } from 'node:timers/promises';

/**
 * Storing goes before understanding: a provider waits two to five seconds for its 200 and then counts us as broken, while
 * a message may well be understood a little later. When storing becomes slow, the handlers of this process stand back.
 */

/** Milliseconds that storing takes of late; above `SLOW` the handlers wait, at most `LONGEST` each. */
let recent = 0;
let storing = 0;
const SLOW = 150;
const STEP = 25;
const LONGEST = 2_000;
/** Share of the newest measure in the average. */
const NEWEST = 0.2;

/** Begins to measure one storing; call the result when it has ended. */
export function beginStoring(): () => void {
  const began = performance.now();
  storing += 1;
  return () => {
    storing -= 1;
    recent += (performance.now() - began - recent) * NEWEST;
  };
}

/** Waits while events are being stored and storing is slow. */
export async function letStoringPass(): Promise<void> {
  for (let waited = 0; storing > 0 && recent > SLOW && waited < LONGEST; waited += STEP) await wait(STEP);
}
