/** Routing: where people are, what they are offered, what waits, and what a supervisor does with it. */
import { z } from 'zod';
import { isoTime, nothing, ref, typedText } from './common.ts';
import { endpoint } from './endpoint.ts';

export const PRESENCE_STATES = ['available', 'busy', 'away', 'reassigning', 'offline'] as const;
export type PresenceState = (typeof PRESENCE_STATES)[number];
export const ITEM_KINDS = ['call', 'chat', 'callback', 'case', 'mail'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
export const STRATEGIES = ['longest_idle', 'least_loaded', 'round_robin'] as const;

const state = z.enum(PRESENCE_STATES);
const reasonCode = z.string().regex(/^[a-z][a-z0-9_]{1,40}$/);
const username = z.string().min(1).max(80);
const id = z.object({ id: z.string().regex(/^\d{1,18}$/) });

export const presenceReason = z
  .object({
    code: z.string(),
    name: z.string(),
    nameEn: z.string(),
    state: z.enum(['busy', 'away']),
    sort: z.number().int(),
    active: z.boolean(),
    /** Given by the system only (somebody did not answer his offers). */
    system: z.boolean(),
  })
  .meta({ id: 'PresenceReason' });
export type PresenceReason = z.infer<typeof presenceReason>;

export const myPresence = z
  .object({
    state,
    reason: z.string().nullable(),
    since: isoTime,
    /** Units in use and in all; 60 = one whole person. */
    load: z.number().int(),
    capacity: z.number().int(),
    /** What may be chosen. */
    reasons: z.array(presenceReason),
  })
  .meta({ id: 'Presence' });
export type MyPresence = z.infer<typeof myPresence>;

export const routingItem = z
  .object({
    id: z.string(),
    kind: z.enum(ITEM_KINDS),
    title: z.string(),
    /** Who it is, when known. */
    who: z.string().nullable(),
    channel: z.string().nullable(),
    queue: ref,
    state: z.enum(['waiting', 'offered', 'owned', 'finished']),
    priority: z.number().int(),
    skills: z.array(z.string()),
    waitingSince: isoTime,
    conversationId: z.string().nullable(),
    caseCode: z.string().nullable(),
    /** The call that waits, when it is one. */
    callId: z.string().nullable(),
    /** The call that is owed, when it came of a call and not of a case or conversation. */
    taskId: z.string().nullable(),
    /** Who has it, or is being asked. `code` is the user name. */
    holder: ref.nullable(),
    ownedSince: isoTime.nullable(),
  })
  .meta({ id: 'RoutingItem' });
export type RoutingItemView = z.infer<typeof routingItem>;

export const offerView = z
  .object({
    id: z.string(),
    item: routingItem,
    madeAt: isoTime,
    expiresAt: isoTime,
    /** Seconds left when this was read, so that a wrong clock of the computer does no harm. */
    secondsLeft: z.number(),
    seconds: z.number(),
  })
  .meta({ id: 'Offer' });
export type OfferView = z.infer<typeof offerView>;

export const getPresence = endpoint({
  method: 'GET',
  path: '/me/presence',
  tag: 'routing',
  summary: 'Where I am, and the reasons I may give',
  response: myPresence,
});
export const putPresence = endpoint({
  method: 'PUT',
  path: '/me/presence',
  tag: 'routing',
  summary: 'Say where I am',
  body: z.object({ state, reason: reasonCode.nullish() }),
  response: myPresence,
});

export const getQueue = endpoint({
  method: 'GET',
  path: '/queue',
  tag: 'routing',
  summary: 'My offers, my items, and what waits in my queues (counts as a sign of life)',
  response: z.object({
    state,
    offers: z.array(offerView),
    mine: z.array(routingItem),
    /** The first 50 by rank. */
    waiting: z.array(routingItem),
    waitingTotal: z.number().int(),
  }),
});
export const acceptOffer = endpoint({
  method: 'POST',
  path: '/offers/:id/accept',
  tag: 'routing',
  summary: 'Take what is offered; 409 with what happened when it is too late',
  params: id,
  response: routingItem,
});
export const rejectOffer = endpoint({
  method: 'POST',
  path: '/offers/:id/reject',
  tag: 'routing',
  summary: 'Let it pass to the next',
  params: id,
  status: 204,
  response: nothing,
});
export const claimItem = endpoint({
  method: 'POST',
  path: '/routing/items/:id/claim',
  tag: 'routing',
  summary: 'Take a waiting item unasked; the first wins, 409 says who',
  params: id,
  response: routingItem,
});
export const releaseItem = endpoint({
  method: 'POST',
  path: '/routing/items/:id/release',
  tag: 'routing',
  summary: 'Give back to its queue: one’s own, or as a supervisor anybody’s',
  params: id,
  response: routingItem,
});
export const moveItem = endpoint({
  method: 'POST',
  path: '/routing/items/:id/move',
  tag: 'routing',
  summary: 'Put into another queue',
  params: id,
  body: z.object({ queue: z.string().min(1).max(40), reason: typedText(300).optional() }),
  response: routingItem,
});
export const assignItem = endpoint({
  method: 'POST',
  path: '/routing/items/:id/assign',
  tag: 'routing',
  summary: 'Give to a person; `force` although he has no room',
  params: id,
  body: z.object({ username, force: z.boolean().optional(), reason: typedText(300).optional() }),
  response: routingItem,
});

export const boardQueue = z.object({
  code: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  open: z.boolean(),
  waiting: z.number().int(),
  offered: z.number().int(),
  owned: z.number().int(),
  /** Since when the one who waits longest has been waiting. */
  oldestSince: isoTime.nullable(),
  /** Seconds that somebody who comes now will probably wait; null when nobody is on duty for it. */
  expectedSeconds: z.number().int().nullable(),
  maxLength: z.number().int().nullable(),
  /** People available for it now. */
  available: z.number().int(),
});
export const boardAgent = z.object({
  username: z.string(),
  displayName: z.string(),
  state,
  reason: z.string().nullable(),
  since: isoTime.nullable(),
  load: z.number().int(),
  capacity: z.number().int(),
  items: z.number().int(),
  offers: z.number().int(),
  skills: z.array(z.string()),
});
export const routingBoard = z
  .object({
    queues: z.array(boardQueue),
    agents: z.array(boardAgent),
    /** Open items, by rank; at most 500. */
    items: z.array(routingItem),
    itemsTotal: z.number().int(),
    /** Exact, however many items are shown: work being offered, and calls that nobody has or is asked to take. */
    totals: z.object({ offers: z.number().int(), calls: z.number().int() }),
    reasons: z.array(presenceReason),
  })
  .meta({ id: 'RoutingBoard' });
export type RoutingBoard = z.infer<typeof routingBoard>;
export const getBoard = endpoint({
  method: 'GET',
  path: '/routing/board',
  tag: 'routing',
  summary: 'All queues, people and open items',
  response: routingBoard,
});
export const putAgentPresence = endpoint({
  method: 'PUT',
  path: '/routing/agents/:username/presence',
  tag: 'routing',
  summary: 'Set where somebody else is',
  params: z.object({ username }),
  body: z.object({ state, reason: reasonCode.nullish() }),
  response: boardAgent,
});
