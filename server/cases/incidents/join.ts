import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { actWithin } from '../engine.ts';
import { visibleTo } from '../visible.ts';
import { isOver } from './words.ts';

/**
 * A case that is being registered joins an incident in the same transaction: it is merged into the incident's case, or
 * nothing is registered at all.
 * @throws AppError `not_now` when the incident is over, `invalid` when the case cannot belong to it
 */
export async function joinIncident(ctx: Ctx, tx: Tx, actor: Actor, code: string, incidentId: number): Promise<void> {
  const incident = await tx.db
    .selectFrom('incidents as i')
    .innerJoin('cases as c', 'c.id', 'i.case_id')
    .select(['c.code', 'i.ended_at'])
    .where('i.id', '=', incidentId)
    .where('c.sealed', '=', false)
    .where(visibleTo(actor))
    .executeTakeFirst();
  if (!incident) throw invalidField('incident', { vi: 'Không có sự cố chung này.', en: 'There is no such incident.' });
  if (incident.ended_at !== null) throw isOver();
  try {
    await actWithin(ctx, tx, actor, { code, action: 'merge', version: null, form: { into: incident.code } });
  } catch (error) {
    throw error instanceof AppError && error.code === 'invalid' ? aboutIncident(error) : error;
  }
  // Merging has locked the incident's case, so it cannot end any more; a person may have ended the incident meanwhile.
  const still = await tx.db
    .selectFrom('incidents')
    .select('ended_at')
    .where('id', '=', incidentId)
    .forShare()
    .executeTakeFirstOrThrow();
  if (still.ended_at !== null) throw isOver();
}

/** The form of a contact has no field “into”: what is wrong is the choice of the incident. */
function aboutIncident(error: AppError): AppError {
  return invalidField('incident', error.said);
}
