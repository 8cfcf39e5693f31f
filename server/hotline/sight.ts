/** Which calls a person may know of. */
import { type RawBuilder, sql } from 'kysely';
import { caseVisible, visibleTo } from '../cases/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Db } from '../platform/db/index.ts';
import { invalidField } from '../platform/errors.ts';

/** A call with a case is seen only by those who see the case. Alias `k` = calls. */
const caseSeen = (actor: Actor) => sql<boolean>`(k.case_id is null or ${caseVisible(actor, sql.ref('k.case_id'))})`;

/** He talked, was asked, or dialled. */
const ownCall = (userId: number | null) =>
  sql<boolean>`(k.agent_id = ${userId} or k.id in (select l.call_id from call_legs l where l.user_id = ${userId}))`;

/**
 * Supervisors see every call, agents their own, those of cases they see, and those that nobody has answered; for both
 * a case that is kept from them keeps its calls from them, too.
 */
export function callSeenBy(actor: Actor): RawBuilder<boolean> {
  if (actor.permissions.has('call.supervise')) return caseSeen(actor);
  if (!actor.permissions.has('call.read')) return sql<boolean>`false`;
  return sql<boolean>`(${caseSeen(actor)} and (k.case_id is not null or k.state = 'parked'
    or (k.agent_id is null and k.direction = 'inbound') or ${ownCall(actor.userId)}))`;
}

/**
 * The case that somebody names as what a call is about.
 * @throws AppError `invalid` where there is none, or it is kept from him
 */
export async function seenCaseId(db: Db, actor: Actor, code: string): Promise<number> {
  const row = await db
    .selectFrom('cases as c')
    .select('c.id')
    .where('c.code', '=', code)
    .where(visibleTo(actor))
    .executeTakeFirst();
  if (!row)
    throw invalidField('caseCode', {
      vi: 'Không có phiếu này, hoặc bạn không xem được phiếu.',
      en: 'There is no such case, or you may not see it.',
    });
  return row.id;
}
