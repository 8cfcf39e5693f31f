/** Chance that can be repeated: the same seed gives the same demonstration, also when a killed start is continued. */
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** A number from `low` up to `high`. */
  between(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** One of the entries, each as often as its weight says. */
  weighted(weights: readonly number[]): number;
  /** True in `share` of the cases (0–1). */
  chance(share: number): boolean;
}

/** The numbers of mulberry32, a 32-bit generator that is good enough for samples and for nothing secret. */
export function seeded(...seeds: number[]): Random {
  let state = seeds.reduce(
    (hash, seed) => Math.imul(hash ^ (seed + 0x9e3779b9), 0x85ebca6b) ^ (hash >>> 13),
    0x2f6e2b1,
  );
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new Error('nothing to pick from');
      return from[Math.floor(next() * from.length)] as T;
    },
    weighted(weights) {
      let left = next() * weights.reduce((sum, w) => sum + w, 0);
      for (const [i, weight] of weights.entries()) {
        left -= weight;
        if (left < 0) return i;
      }
      return weights.length - 1;
    },
    chance: (share) => next() < share,
  };
}
