import { type RawBuilder, sql } from 'kysely';
import { visibleTo } from '../../cases/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { hotlineSettings } from '../settings.ts';
import { callSeenBy } from '../sight.ts';

/**
 * Which recordings a person may hear, over `calls` as `k`. The centre: those of the calls that he sees. Units: those of
 * cases they see, where the province allows it at all, and never of sealed ones, whose voice would name the caller.
 */
export async function recordingsHeardBy(db: Db, actor: Actor): Promise<RawBuilder<boolean>> {
  if (actor.permissions.has('call.read')) return callSeenBy(actor);
  if (!(await hotlineSettings(db)).unitsMayHear) return sql<boolean>`false`;
  return sql<boolean>`(k.case_id is not null and exists (
    select 1 from cases c where c.id = k.case_id and not c.sealed and ${visibleTo(actor)}))`;
}
