import { z } from 'zod';
import type { Actor } from '../platform/auth/index.ts';
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
    /** In the words of who moved it. */
    reason: z.string().optional(),
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

/** The centre, less the people of a unit that the conversation's case is about; a denunciation: its keepers only. */
export async function centreFor(db: Db, caseId: number | null): Promise<Audience> {
  if (caseId === null) return CENTRE;
  const rows = await db.selectFrom('cases').select(CONFINING).where('id', '=', caseId).execute();
  return confined(rows);
}

/** The same for whatever cases the conversation belongs to. */
export async function centreOf(db: Db, conversationId: number): Promise<Audience> {
  const rows = await db
    .selectFrom('case_conversations as l')
    .innerJoin('cases as k', 'k.id', 'l.case_id')
    .select(CONFINING)
    .where('l.conversation_id', '=', conversationId)
    .where((e) => e.or([e('k.about_unit_id', 'is not', null), e('k.decline_reason', '=', 'denunciation')]))
    .execute();
  return confined(rows);
}

const CONFINING = ['about_unit_id', 'decline_reason', 'registered_by', 'answered_by'] as const;

interface Confining {
  about_unit_id: number | null;
  decline_reason: string | null;
  registered_by: number | null;
  answered_by: number | null;
}

/** As `maySee` of cases: it stands later than conversations, so the rule is said once more here. */
function confined(rows: readonly Confining[]): Audience {
  const units = [...new Set(rows.flatMap((row) => row.about_unit_id ?? []))];
  const kept = rows.find((row) => row.decline_reason === 'denunciation');
  const keepers = [kept?.registered_by, kept?.answered_by].flatMap((id) => (id ? [`user:${id}`] : []));
  return {
    to: kept ? ['supervisor', ...new Set(keepers)] : CENTRE.to,
    ...(units.length > 0 ? { except: units.map((id) => `any_role_in:${id}`) } : {}),
  };
}

/** While a case is being declined nobody can say yet whether as a denunciation: only who does it hears of the letter. */
export function whileDeclining(actor: Actor): Audience {
  return { to: ['supervisor', ...(actor.userId === null ? [] : [`user:${actor.userId}`])] };
}
