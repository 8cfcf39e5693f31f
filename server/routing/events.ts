import { z } from 'zod';
import { type Audience, defineEvent } from '../platform/events/index.ts';

const id = z.number().int();

/** To the person who is asked: his desk shows the card. */
export const offerMade = defineEvent(
  'offer.made',
  z.object({ offer: id, item: id, kind: z.string(), user: id, expiresAt: z.string() }),
);
export const offerEnded = defineEvent(
  'offer.ended',
  z.object({
    offer: id,
    item: id,
    user: id,
    outcome: z.enum(['accepted', 'rejected', 'timed_out', 'withdrawn', 'given_back']),
  }),
);
export const presenceChanged = defineEvent(
  'presence.changed',
  z.object({ user: id, state: z.string(), reason: z.string().nullable(), from: z.string() }),
);
/** What somebody held when he left was given to others; the cases have events of their own. */
export const workHandedOver = defineEvent(
  'user.work_handed_over',
  z.object({ cases: z.number().int(), items: z.number().int(), to: z.array(z.string()), reason: z.string() }),
);
/** What happened to an item: its history is the events whose subject it is. */
export const ITEM_CHANGES = [
  'queued',
  'owned',
  'released',
  'moved',
  'assigned',
  'overflowed',
  'finished',
  'transferred',
] as const;
export type ItemChange = (typeof ITEM_CHANGES)[number];
export const queueChanged = defineEvent(
  'queue.changed',
  z.object({
    queue: id,
    item: id,
    kind: z.string(),
    what: z.enum(ITEM_CHANGES),
    /** Who has it, or had it. */
    user: id.nullable(),
    why: z.string().nullable(),
    from: id.nullable(),
  }),
);
/** Queues, members, skills, reasons or the rules of a kind were edited. */
export const routingEdited = defineEvent(
  'routing.edited',
  z.object({ what: z.enum(['queue', 'agent', 'reason', 'kind', 'settings']), code: z.string() }),
);

/** People of the centre; never those of the unit that a report is about. */
export function centreWithout(exceptUnitId: number | null): Audience {
  return { to: ['all_cases'], ...(exceptUnitId === null ? {} : { except: [`any_role_in:${exceptUnitId}`] }) };
}
