import { useState } from 'react';

/** A row while it is worked on; `key` tells it from the others, also before it has been stored. */
export type DraftRow<T> = T & { key: number };

export interface DraftRows<T> {
  items: readonly DraftRow<T>[];
  /** The rows as the server takes them. */
  rows(): Omit<DraftRow<T>, 'key'>[];
  change(index: number, part: Partial<T>): void;
  /** One place further up. */
  up(index: number): void;
  remove(index: number): void;
  add(one: T, at: 'first' | 'last'): void;
  /** What is stored stands here again. */
  forget(): void;
}

/**
 * An ordered list in a form. Until somebody changes something it shows what is stored; from then on his own rows, whatever
 * is read again meanwhile (a line that comes back, another language).
 */
export function useDraftRows<T extends object>(stored: readonly T[]): DraftRows<T> {
  const [draft, setDraft] = useState<readonly DraftRow<T>[] | null>(null);
  const items = draft ?? stored.map((one, key) => ({ ...one, key }));
  return {
    items,
    rows: () => items.map(({ key: _, ...one }) => one),
    change: (index, part) => setDraft(items.map((one, at) => (at === index ? { ...one, ...part } : one))),
    up(index) {
      const [moved] = items.slice(index, index + 1);
      if (moved) setDraft(items.toSpliced(index, 1).toSpliced(index - 1, 0, moved));
    },
    remove: (index) => setDraft(items.toSpliced(index, 1)),
    add(one, at) {
      const fresh = { ...one, key: Math.max(-1, ...items.map(({ key }) => key)) + 1 };
      setDraft(at === 'first' ? [fresh, ...items] : [...items, fresh]);
    },
    forget: () => setDraft(null),
  };
}
