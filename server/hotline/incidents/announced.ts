import { MOST_ANNOUNCED } from '../../../contract/incident-sounds.ts';
import type { Db } from '../../platform/db/index.ts';

/** What callers are told of incidents now, the newest first; of more than that nobody hears the end. */
export async function announcedIncidents(db: Db): Promise<{ incidentId: number; prompt: string }[]> {
  const rows = await db
    .selectFrom('incidents as i')
    .innerJoin('incident_sounds as s', 's.incident_id', 'i.id')
    .select(['i.id as incidentId', 's.prompt'])
    .where('i.ended_at', 'is', null)
    .where('s.prompt', 'is not', null)
    .whereRef('s.text', '=', 'i.spoken')
    .orderBy('i.declared_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(MOST_ANNOUNCED)
    .execute();
  return rows.flatMap(({ incidentId, prompt }) => (prompt === null ? [] : [{ incidentId, prompt }]));
}
