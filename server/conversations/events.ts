import { z } from 'zod';
import type { Db } from '../platform/db/index.ts';
import { type Audience, defineEvent } from '../platform/events/index.ts';

const conversationId = z.number().int();
const ids = { conversationId, messageId: z.number().int() };
const channel = z.string();

export const messageReceived = defineEvent('message.received', z.object({ ...ids, channel, kind: z.string() }));
export const messageQueued = defineEvent(
  'message.queued',
  z.object({ ...ids, channel, purpose: z.string().nullable() }),
);
export const messageStateChanged = defineEvent(
  'message.state_changed',
  z.object({ ...ids, channel, state: z.string(), detail: z.string().nullable(), purpose: z.string().nullable() }),
);
export const messageEdited = defineEvent('message.edited', z.object({ ...ids, channel }));
export const messageRetracted = defineEvent('message.retracted', z.object({ ...ids, channel }));
export const messageReacted = defineEvent('message.reacted', z.object({ ...ids, channel, by: z.string() }));
/** A note among colleagues, or a message that staff wrote outside this desk. */
export const messageNoted = defineEvent('message.noted', z.object({ ...ids, channel }));

/** Who has the conversation from now on; null: nobody (it waits in a queue or in the inbox). */
export const conversationAssigned = defineEvent(
  'conversation.assigned',
  z.object({
    conversationId,
    channel,
    from: z.number().int().nullable(),
    to: z.number().int().nullable(),
    why: z.string(),
  }),
);
export const conversationClosed = defineEvent(
  'conversation.closed',
  z.object({ conversationId, channel, disposition: z.string().nullable(), ownerId: z.number().int().nullable() }),
);
export const conversationReopened = defineEvent('conversation.reopened', z.object({ conversationId, channel }));
export const conversationSeen = defineEvent('conversation.seen', z.object({ conversationId, channel }));
export const conversationLinked = defineEvent('conversation.linked', z.object({ conversationId, channel }));

/** Conversations are the centre's: agents, supervisors and the province's leaders hear of them. */
export const CENTRE: Audience = { to: ['all_cases'] };

/** The centre, less the people of a unit that the conversation's case is about (conduct reports). */
export async function centreFor(db: Db, caseId: number | null): Promise<Audience> {
  if (caseId === null) return CENTRE;
  const row = await db.selectFrom('cases').select('about_unit_id').where('id', '=', caseId).executeTakeFirst();
  return row?.about_unit_id ? { ...CENTRE, except: [`any_role_in:${row.about_unit_id}`] } : CENTRE;
}

/** The same for whatever cases the conversation belongs to. */
export async function centreOf(db: Db, conversationId: number): Promise<Audience> {
  const rows = await db
    .selectFrom('case_conversations as l')
    .innerJoin('cases as k', 'k.id', 'l.case_id')
    .select('k.about_unit_id')
    .distinct()
    .where('l.conversation_id', '=', conversationId)
    .where('k.about_unit_id', 'is not', null)
    .execute();
  return rows.length === 0 ? CENTRE : { ...CENTRE, except: rows.map((row) => `any_role_in:${row.about_unit_id}`) };
}
