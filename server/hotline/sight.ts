/** Which calls a person may know of. */
import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../cases/index.ts';
import type { Actor } from '../platform/auth/index.ts';

/** A call with a case is seen only by those who see the case. Alias `k` = calls; `c` is used inside. */
const caseSeen = (actor: Actor) =>
  sql<boolean>`(k.case_id is null or exists (select 1 from cases c where c.id = k.case_id and ${visibleTo(actor)}))`;

/** He talked, was asked, or dialled. */
const ownCall = (userId: number | null) =>
  sql<boolean>`(k.agent_id = ${userId} or exists (select 1 from call_legs l where l.call_id = k.id and l.user_id = ${userId}))`;

/**
 * Supervisors see every call, agents their own, those of cases they see, and those that nobody has answered; for both
 * a case that is kept from them keeps its calls from them, too.
 */
export function callSeenBy(actor: Actor): RawBuilder<boolean> {
  if (actor.permissions.has('call.supervise')) return caseSeen(actor);
  if (!actor.permissions.has('call.read')) return sql<boolean>`false`;
  return sql<boolean>`(${caseSeen(actor)} and (${ownCall(actor.userId)} or k.case_id is not null
    or k.state = 'parked' or (k.agent_id is null and k.direction = 'inbound')))`;
}
