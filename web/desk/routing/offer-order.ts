import type { ItemKind } from '../../../contract/routing.ts';

/** Who is on the line now stands before who writes now, and both before what lies. */
const URGENCY: Record<ItemKind, number> = { call: 0, chat: 1, callback: 2, case: 2, mail: 2 };

/** Offers as they stand one above the other: what rings comes first, whenever it came. Pure. */
export function inOrder<T extends { item: { kind: ItemKind } }>(offers: readonly T[]): T[] {
  return offers.toSorted((a, b) => URGENCY[a.item.kind] - URGENCY[b.item.kind]);
}
