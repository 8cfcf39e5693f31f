/** Queues as the strategy sees them, with whether they are open at this moment. */
import type { Selectable } from 'kysely';
import { isWorkingTime, loadCalendars } from '../calendar/index.ts';
import type { Db, Queues } from '../platform/db/index.ts';
import type { QueueNow, Strategy } from './strategy.ts';

export type QueueRow = Selectable<Queues>;

/** Every queue with its row, by id. */
export async function queuesNow(db: Db, now: Date): Promise<Map<number, QueueNow & { row: QueueRow }>> {
  const rows = await db.selectFrom('queues').selectAll().orderBy('position').orderBy('id').execute();
  const open = await openAt(db, rows, now);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        open: open.has(row.id),
        strategy: row.strategy as Strategy,
        skills: row.skills,
        stickyMs: row.sticky_seconds * 1000,
        reofferMs: row.reoffer_seconds * 1000,
        relaxSkillsMs: row.relax_skills_seconds === null ? null : row.relax_skills_seconds * 1000,
        reserveMs: row.reserve_seconds * 1000,
        row,
      },
    ]),
  );
}

/** Ids of the queues that are enabled and inside their hours. A calendar that cannot be read closes nobody out. */
async function openAt(db: Db, rows: readonly QueueRow[], now: Date): Promise<Set<number>> {
  const calendars = rows.some((row) => row.calendar_id !== null) ? (await loadCalendars(db)).value : null;
  const open = (row: QueueRow): boolean => {
    if (!row.enabled) return false;
    if (row.calendar_id === null || calendars === null) return true;
    return isWorkingTime(calendars.byId(row.calendar_id), now);
  };
  return new Set(rows.filter(open).map((row) => row.id));
}

/** What an item says of itself when a queue is looked for. */
export interface Matter {
  kind: string;
  channel: string | null;
  category: string | null;
  language: string | null;
}

/** The first enabled queue in their order whose conditions fit; else the default one. */
export function queueFor(queues: readonly QueueRow[], matter: Matter): QueueRow {
  const has = (wanted: readonly string[], value: string | null) =>
    wanted.length === 0 || (value !== null && wanted.includes(value));
  const usual = queues.find((queue) => queue.is_default);
  const found = queues.find(
    (queue) =>
      queue.enabled &&
      !queue.is_default &&
      has(queue.kinds, matter.kind) &&
      has(queue.channels, matter.channel) &&
      has(queue.categories, matter.category) &&
      has(queue.languages, matter.language ?? 'vi'),
  );
  if (found ?? usual) return (found ?? usual) as QueueRow;
  throw new Error('there is no default queue');
}
