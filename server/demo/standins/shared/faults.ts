/**
 * How a stand-in misbehaves. `reset`: the line breaks before anything is carried out. `drop`: it is carried out and the
 * line breaks before the answer. `slow`: real milliseconds. `error`: the provider's own error. `nonsense`: HTTP 200 with
 * something that is no answer.
 */
export type Fault =
  | { kind: 'status'; status: number }
  | { kind: 'slow'; ms: number }
  | { kind: 'reset' }
  | { kind: 'drop' }
  | { kind: 'nonsense'; body?: string }
  | { kind: 'error'; code: number; text?: string };

/** Faults waiting for the next calls of an address, first come first served. */
export interface Faults {
  /** The next `times` calls whose path contains `path` go wrong like this. */
  next(path: string, fault: Fault, times?: number): void;
  take(path: string): Fault | null;
  clear(): void;
}

export function createFaults(): Faults {
  let waiting: { path: string; fault: Fault; left: number }[] = [];
  return {
    next(path, fault, times = 1) {
      waiting.push({ path, fault, left: times });
    },
    take(path) {
      const found = waiting.find((one) => path.includes(one.path));
      if (!found) return null;
      found.left -= 1;
      if (found.left <= 0) waiting = waiting.filter((one) => one !== found);
      return found.fault;
    },
    clear() {
      waiting = [];
    },
  };
}
