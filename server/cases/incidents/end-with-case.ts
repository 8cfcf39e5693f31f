import type { Selectable } from 'kysely';
import type { IncidentEnd } from '../../../contract/incidents.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Tx } from '../../platform/context.ts';
import { type Cases, PREPARED } from '../../platform/db/index.ts';
import type { Audience } from '../../platform/events/index.ts';
import { incidentEnded } from './events.ts';

const WHY: Record<string, IncidentEnd> = { closed: 'answered', declined: 'declined', merged: 'merged' };

/**
 * The case of an incident has ended, or was sealed: in the same transaction its incident is over, so that nothing is
 * announced a moment longer.
 */
export async function endWithCase(tx: Tx, actor: Actor, row: Selectable<Cases>, audience: Audience): Promise<void> {
  const why = WHY[row.status] ?? 'sealed';
  const ended = await tx.db
    .updateTable('incidents')
    .set((e) => ({ ended_at: tx.now, ended_why: why, ended_by: null, version: e('version', '+', 1) }))
    .where('case_id', '=', row.id)
    .where('ended_at', 'is', null)
    .returning('id')
    .modifyEnd(PREPARED)
    .executeTakeFirst();
  if (!ended) return;
  tx.record({
    type: incidentEnded.type,
    actor,
    caseId: row.id,
    subject: { type: 'incident', id: String(ended.id) },
    data: { incidentId: ended.id, why, reason: null },
    audience,
  });
}
