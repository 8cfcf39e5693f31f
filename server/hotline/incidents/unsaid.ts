import { sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import { hotlineMenu } from '../menu/published.ts';

/** Of the incidents with words for the telephone: how many callers do not hear of; null when there are none. */
export async function unsaidIncidents(db: Db): Promise<number | null> {
  const { rows } = await sql<{ all: number; failed: number }>`
    select count(*)::int as all, (count(*) filter (where s.text = i.spoken and s.prompt is null))::int as failed
    from incidents i left join incident_sounds s on s.incident_id = i.id
    where i.ended_at is null and i.spoken is not null`.execute(db);
  const { all, failed } = rows[0] ?? { all: 0, failed: 0 };
  if (all === 0) return null;
  return saysIncidents((await hotlineMenu(db)).graph) ? failed : all;
}

/** The menu has a step that says them. Pure. */
export function saysIncidents(graph: { nodes: Record<string, { kind: string }> }): boolean {
  return Object.values(graph.nodes).some((node) => node.kind === 'incident');
}
