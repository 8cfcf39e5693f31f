/** What a domain wants to be told of items of its kind, inside the transaction that changes them. */
import type { Selectable } from 'kysely';
import type { Tx } from '../platform/context.ts';
import type { Db, RoutingItems } from '../platform/db/index.ts';

/** Kinds of work, as `routing_kinds` has them. */
export const ITEM_KINDS = ['call', 'chat', 'callback', 'case', 'mail'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export type Item = Selectable<RoutingItems>;

/**
 * Every hook runs in the process and in the transaction that makes the change, before its commit: it may write with
 * `tx`, record and enqueue, never reach out. A process that must act on the outside (the hotline rings a telephone)
 * reads the events `offer.made`, `offer.ended` and `queue.changed` instead, or enqueues a job here.
 */
export interface ItemHooks {
  offered?(tx: Tx, item: Item, offer: { id: number; agentId: number; expiresAt: Date }): Promise<void>;
  /** An offer has ended: accepted, let pass, timed out, or taken back. */
  offerEnded?(
    tx: Tx,
    item: Pick<Item, 'id' | 'kind' | 'subject'>,
    offer: { id: number; agentId: number; outcome: string },
  ): Promise<void>;
  /** It has an owner: by accepting, by claiming, or because a supervisor said so. */
  accepted?(tx: Tx, item: Item, agentId: number): Promise<void>;
  timedOut?(tx: Tx, item: Item, agentId: number): Promise<void>;
  /** It has lost its owner and waits again. */
  released?(tx: Tx, item: Item, agentId: number, why: ReleaseReason): Promise<void>;
  /** It waits in another queue now, for whatever reason. */
  queueChanged?(tx: Tx, item: Item): Promise<void>;
  /** Who of these people cannot be given this kind now (a call: his telephone is not there). Asked before offers. */
  unable?(db: Db, agentIds: readonly number[]): Promise<ReadonlySet<number>>;
  overflowed?(tx: Tx, item: Item, queues: { from: number; to: number }): Promise<void>;
  /** It came to a queue that is full or closed; `answer` is what the queue says to the citizen, if anything. */
  refused?(tx: Tx, item: Item, why: 'full' | 'closed', answer: string | null): Promise<void>;
}

export type ReleaseReason = 'given_back' | 'reassigning' | 'offline' | 'away' | 'moved' | 'supervisor' | 'not_allowed';

const registered = new Map<ItemKind, ItemHooks[]>();

/** Adds hooks for a kind; several domains may. Call it while the application is put together. */
export function onItem(kind: ItemKind, hooks: ItemHooks): void {
  registered.set(kind, [...(registered.get(kind) ?? []), hooks]);
}

/** The hooks of a kind, in the order in which they were added. */
export function hooksOf(kind: string): readonly ItemHooks[] {
  return registered.get(kind as ItemKind) ?? [];
}
