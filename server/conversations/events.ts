import { z } from 'zod';
import type { Db } from '../platform/db/index.ts';
import { type Audience, defineEvent } from '../platform/events/index.ts';

const ids = { conversationId: z.number().int(), messageId: z.number().int() };

export const messageReceived = defineEvent(
  'message.received',
  z.object({ ...ids, channel: z.string(), kind: z.string() }),
);
export const messageQueued = defineEvent(
  'message.queued',
  z.object({ ...ids, channel: z.string(), purpose: z.string().nullable() }),
);
export const messageStateChanged = defineEvent(
  'message.state_changed',
  z.object({
    ...ids,
    channel: z.string(),
    state: z.string(),
    detail: z.string().nullable(),
    purpose: z.string().nullable(),
  }),
);

/** Conversations are the centre's: agents, supervisors and the province's leaders hear of them. */
export const CENTRE: Audience = { to: ['all_cases'] };

/** The centre, less the people of a unit that the conversation's case is about (conduct reports). */
export async function centreFor(db: Db, caseId: number | null): Promise<Audience> {
  if (caseId === null) return CENTRE;
  const row = await db.selectFrom('cases').select('about_unit_id').where('id', '=', caseId).executeTakeFirst();
  return row?.about_unit_id ? { ...CENTRE, except: [`any_role_in:${row.about_unit_id}`] } : CENTRE;
}

/** The same for whatever case the conversation belongs to. */
export async function centreOf(db: Db, conversationId: number): Promise<Audience> {
  const row = await db
    .selectFrom('cases')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('about_unit_id', 'is not', null)
    .executeTakeFirst();
  return centreFor(db, row?.id ?? null);
}
