/** Who gets what: presence, queues, offers. The only door into this folder. */
import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../platform/context.ts';
import { reactToEvents } from './reactions.ts';
import { routingRoutes } from './routes.ts';
import { watchDesks } from './sweep.ts';

/**
 * Routes, and the durable reader of what citizens write and cases become.
 * @param live who has a desk open in this process: their sign of life
 */
export function registerRouting(app: FastifyInstance, ctx: Ctx, live?: { connected(): Iterable<number> }): void {
  routingRoutes(app, ctx);
  reactToEvents(ctx);
  if (live) watchDesks(ctx, live);
}

export { enqueue, type NewItem } from './commands/enqueue.ts';
export { finishItem, type Which } from './commands/finish.ts';
export { acceptOffer, rejectOffer } from './commands/offers.ts';
export { applyPresence, beat, type PresenceChoice, type PresenceState, setPresence } from './commands/set-presence.ts';
export { assignItem, claimItem, moveItem, releaseItem, transferItem } from './commands/take.ts';
export { acceptWithin, ownedBy, ownWithin, passWithin, releaseWithin } from './commands/within.ts';
export { expectedWait, positionOf, waits } from './expected-wait.ts';
export { giveOutWaiting } from './give-out.ts';
export { ITEM_KINDS, type Item, type ItemHooks, type ItemKind, onItem, type ReleaseReason } from './hooks.ts';
export { startRouting, sweepRouting } from './sweep.ts';
