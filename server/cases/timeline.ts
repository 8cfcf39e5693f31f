import type { TimelineEntry } from '../../contract/cases.ts';
import { directory } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { CITIZEN_NAME, type SpokenLanguage, SYSTEM_NAME, speakKept } from '../platform/said.ts';
import { seesCitizen } from './policy.ts';

/** What happened to a case, oldest first. Delivery details of messages are the centre's business. */
export async function timelineOf(
  db: Db,
  actor: Actor,
  caseId: number,
  language: SpokenLanguage,
): Promise<TimelineEntry[]> {
  const d = await directory(db);
  const rows = await db
    .selectFrom('events as e')
    .leftJoin('users as u', 'u.id', 'e.actor_id')
    .leftJoin('users as p', 'p.id', 'e.in_place_of')
    .select([
      'e.id',
      'e.type',
      'e.at',
      'e.actor_kind',
      'e.unit_id',
      'e.data',
      'u.display_name as actor_name',
      'p.display_name as place_name',
    ])
    .where('e.case_id', '=', caseId)
    .orderBy('e.id')
    .limit(2000)
    .execute();
  const everything = seesCitizen(actor);
  return rows
    .filter((r) => everything || /^(case|incident)\./.test(r.type))
    .map((r) => {
      const unit = r.unit_id === null ? null : d.unitById(r.unit_id);
      return {
        id: String(r.id),
        type: r.type,
        at: isoLocal(r.at),
        actor: {
          kind: r.actor_kind,
          name: r.actor_name ?? (r.actor_kind === 'citizen' ? CITIZEN_NAME : SYSTEM_NAME)[language],
          inPlaceOf: r.place_name,
        },
        unit: unit ? { code: unit.code, name: unit.name } : null,
        data: speakKept(r.data as Record<string, unknown>, language),
      };
    });
}
