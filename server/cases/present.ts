import type { Selectable } from 'kysely';
import type { CaseRow, CaseView } from '../../contract/cases.ts';
import { nationalPhone } from '../citizens/index.ts';
import { loadDeadlines } from '../deadlines/index.ts';
import { type Directory, directory } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Cases, Db } from '../platform/db/index.ts';
import { seesCitizen } from './policy.ts';
import { clockOf } from './workflow.ts';

type Row = Selectable<Cases>;
type Named = { assignee_username: string | null; assignee_name: string | null };

const iso = (at: Date | null) => (at === null ? null : isoLocal(at));

/** Four buckets, never folded: finished on time or late, unfinished in time or overdue. A pause stops the reckoning. */
export function bucketOf(row: Row, now: Date): CaseRow['bucket'] {
  if (row.finished_at !== null || row.closed_at !== null) return row.finished_late ? 'late' : 'on_time';
  const at = row.paused_at ?? now;
  return row.due_at !== null && at > row.due_at ? 'overdue' : 'in_time';
}

export interface Presenter {
  row(row: Row & Named): CaseRow;
  unit(id: number | null): { code: string; name: string } | null;
}

/** A presenter for many rows: the directory and the deadlines are fetched once. */
export async function presenter(db: Db, now: Date): Promise<Presenter> {
  const d = await directory(db);
  const book = await loadDeadlines(db);
  return { row: (row) => presentRow(d, book, row, now), unit: (id) => unitRef(d, id) };
}

function unitRef(d: Directory, id: number | null) {
  const unit = id === null ? null : d.unitById(id);
  return unit ? { code: unit.code, name: unit.name } : null;
}

function presentRow(
  d: Directory,
  book: Awaited<ReturnType<typeof loadDeadlines>>,
  row: Row & Named,
  now: Date,
): CaseRow {
  const clock = clockOf(row.status, row.finished_at !== null);
  const category = row.category_id === null ? null : d.categoryById(row.category_id);
  const area = row.area_id === null ? null : d.areaById(row.area_id);
  const runs = clock === 'running' && row.due_at !== null;
  return {
    code: row.code,
    version: row.version,
    type: row.type,
    status: row.status,
    level: row.level,
    resolvedLevel: row.resolved_level,
    turn: (row.turn ?? 'nobody') as CaseRow['turn'],
    title: row.title,
    category: category ? { code: category.code, name: category.name } : null,
    area: area ? { code: area.code, name: area.name } : null,
    place: row.place_text === null ? null : { text: row.place_text, lat: row.place_lat, lng: row.place_lng },
    urgency: row.urgency,
    channel: row.channel,
    leadUnit: unitRef(d, row.lead_unit_id),
    assignee:
      row.assignee_username === null
        ? null
        : { code: row.assignee_username, name: row.assignee_name ?? row.assignee_username },
    dueAt: iso(row.due_at),
    originalDueAt: iso(row.original_due_at),
    clock,
    bucket: bucketOf(row, now),
    remaining:
      runs && row.due_at
        ? book.remaining({ policyId: row.due_policy_id ?? undefined, unitId: row.lead_unit_id, now, dueAt: row.due_at })
            .text
        : null,
    seriouslyLateAt: iso(row.seriously_late_at),
    reopenCount: row.reopen_count,
    sealed: row.sealed,
    demo: row.demo,
    createdAt: isoLocal(row.created_at),
    closedAt: iso(row.closed_at),
  };
}

/** What the reader may see of the citizen. A masked phone is masked whole: half a number still finds a person. */
export function presentCitizen(row: Row, actor: Actor, revealed = false): CaseView['citizen'] {
  if (!seesCitizen(actor) && !revealed)
    return { masked: true, name: null, phone: null, email: null, anonymous: row.anonymous };
  return {
    masked: false,
    name: row.contact_name,
    phone: row.contact_phone === null ? null : nationalPhone(row.contact_phone),
    email: row.contact_email,
    anonymous: row.anonymous,
  };
}
