import { sql } from 'kysely';
import type { Status, Urgency } from '../../contract/cases.ts';
import type { Db } from '../platform/db/index.ts';

/** How far a case has come: all that the next step of its story depends on. */
export interface Progress {
  id: number;
  code: string;
  version: number;
  status: Status;
  level: number;
  type: string;
  urgency: Urgency;
  leadUnit: string | null;
  coUnit: string | null;
  dueAt: Date | null;
  stepDueAt: Date | null;
  changedAt: Date;
  returns: number;
  reopens: number;
  drafts: number;
  directed: boolean;
  extension: 'requested' | 'granted' | 'refused' | null;
  asked: boolean;
  consulted: boolean;
  files: number;
  rated: boolean;
  /** As the engine sees it, and never published before. */
  publishable: boolean;
  /** What the citizen was told last. */
  answer: string | null;
  title: string;
  content: string;
}

/** The progress of the case with this idempotency key; null before it is registered. */
export async function progressOf(db: Db, key: string): Promise<Progress | null> {
  const found = await sql<Progress>`
    select c.id, c.code, c.version, c.status, c.level, c.type, c.urgency, c.due_at as "dueAt", c.step_due_at as "stepDueAt",
      greatest(c.updated_at, (select max(r.created_at) from ratings r where r.case_id = c.id)) as "changedAt",
      (select code from units where id = c.lead_unit_id) as "leadUnit",
      (select u.code from assignments a join units u on u.id = a.unit_id
        where a.case_id = c.id and a.role = 'co' and a.ended_at is null order by a.id limit 1) as "coUnit",
      c.return_count as returns, c.reopen_count as reopens,
      (select count(*)::int from drafts d where d.case_id = c.id) as drafts,
      exists (select from directives d where d.case_id = c.id) as directed,
      (select state from extension_requests x where x.case_id = c.id order by x.id desc limit 1) as extension,
      exists (select from events e where e.case_id = c.id and e.type = 'case.info_requested') as asked,
      exists (select from assignments a where a.case_id = c.id and a.role = 'co') as consulted,
      (select count(*)::int from attachments f where f.case_id = c.id and f.draft_id is null) as files,
      exists (select from ratings r where r.case_id = c.id) as rated, c.answer, c.title, c.content,
      c.publish_wish and not c.sealed
        and not exists (select from publications p where p.case_id = c.id) as publishable
    from cases c where c.idempotency_key = ${key}`.execute(db);
  return found.rows[0] ?? null;
}
