import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Status } from '../../contract/cases.ts';
import { leaderPostFilled } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { type Cases, type Db, PREPARED } from '../platform/db/index.ts';
import { AppError } from '../platform/errors.ts';
import { maySee, type Parties } from './policy.ts';
import { isUnattended } from './unattended.ts';
import type { Facts } from './workflow.ts';

type AssignmentFact = {
  unit_id: number;
  role: 'lead' | 'co';
  state: string;
  by_directive: boolean;
  question: string | null;
  opinion: string | null;
  ended: boolean;
};

export interface OrderFacts {
  level: number;
  by: number;
  in_place_of: number | null;
  /** Reported on, and who gave it has not said yet whether that will do. */
  report_waits: boolean;
}

/** A case row with the rows around it that decide about rights. */
export interface LoadedCase {
  row: Selectable<Cases>;
  parties: Parties;
  assignments: AssignmentFact[];
  drafterId: number | null;
  extensionOpen: boolean;
  /** The open request goes beyond the right of the unit's leader. */
  extensionBeyond: boolean;
  rated: boolean;
  directiveOpen: boolean;
  /** The latest order, as far as it decides what may be done now. */
  order: OrderFacts | null;
  hasChildren: boolean;
  published: boolean;
}

const LEFT: ReadonlySet<string> = new Set(['returned', 'recalled']);

/** The parties of a case, from its row and assignments. */
export function partiesOf(row: Selectable<Cases>, assignments: readonly AssignmentFact[]): Parties {
  return {
    leadUnitId: row.lead_unit_id,
    unitIds: [...new Set(assignments.filter((a) => !LEFT.has(a.state)).map((a) => a.unit_id))],
    coUnitIds: [...new Set(assignments.filter((a) => a.role === 'co' && !a.ended).map((a) => a.unit_id))],
    aboutUnitId: row.about_unit_id,
    keptBy: row.decline_reason === 'denunciation' ? keepers(row) : null,
    closed: row.status === 'closed',
    publishable: row.publish_wish && !row.sealed,
  };
}

function keepers(row: Selectable<Cases>): number[] {
  return [...new Set([row.registered_by, row.answered_by])].filter((id) => id !== null);
}

/** The assignments of a case as JSON, for a query whose case has this id. */
export function assignmentFacts(caseId: 'c.id' | 'cases.id'): RawBuilder<AssignmentFact[]> {
  return sql<
    AssignmentFact[]
  >`coalesce((select json_agg(json_build_object('unit_id', a.unit_id, 'role', a.role, 'state', a.state,
    'by_directive', a.by_directive, 'question', a.question, 'opinion', a.opinion, 'ended', a.ended_at is not null) order by a.id)
    from assignments a where a.case_id = ${sql.ref(caseId)}), '[]')`;
}

async function load(db: Db, by: 'code' | 'id', key: string | number): Promise<LoadedCase | null> {
  const row = await db
    .selectFrom('cases as c')
    .selectAll('c')
    .select([
      assignmentFacts('c.id').as('assignment_facts'),
      sql<number | null>`(select d.author_id from drafts d where d.case_id = c.id and d.state = 'submitted')`.as(
        'drafter_id',
      ),
      sql<
        boolean | null
      >`(select e.beyond from extension_requests e where e.case_id = c.id and e.state = 'requested')`.as(
        'extension_beyond',
      ),
      sql<boolean>`exists (select 1 from ratings r where r.case_id = c.id)`.as('is_rated'),
      sql<boolean>`exists (select 1 from directives o where o.case_id = c.id and o.closed_at is null)`.as(
        'directive_open',
      ),
      sql<OrderFacts | null>`(select json_build_object('level', o.level, 'by', o.by_user_id, 'in_place_of', o.in_place_of,
        'report_waits', coalesce(o.closed_why = 'reported' and o.accepted_at is null, false))
        from directives o where o.case_id = c.id order by o.id desc limit 1)`.as('order_facts'),
      sql<boolean>`exists (select 1 from cases m where m.parent_id = c.id)`.as('has_children'),
      sql<boolean>`exists (select 1 from publications p where p.case_id = c.id and p.withdrawn_at is null)`.as(
        'is_published',
      ),
    ])
    .where(`c.${by}`, '=', key as never)
    .modifyEnd(PREPARED)
    .executeTakeFirst();
  if (!row) return null;
  const {
    assignment_facts: assignments,
    drafter_id,
    extension_beyond,
    is_rated,
    directive_open,
    order_facts: order,
    has_children,
    is_published,
    ...rest
  } = row;
  return {
    row: rest,
    parties: { ...partiesOf(rest, assignments), orderedBy: giversOf(order) },
    assignments,
    drafterId: drafter_id,
    extensionOpen: extension_beyond !== null,
    extensionBeyond: extension_beyond === true,
    rated: is_rated,
    directiveOpen: directive_open,
    order,
    hasChildren: has_children,
    published: is_published,
  };
}

const giversOf = (order: OrderFacts | null): number[] =>
  order === null ? [] : [order.by, order.in_place_of].filter((id) => id !== null);

export function loadCaseById(db: Db, id: number): Promise<LoadedCase | null> {
  return load(db, 'id', id);
}

/** A case that has just been registered: nothing hangs on it yet, so its row is all there is. */
export function loadedFresh(row: Selectable<Cases>): LoadedCase {
  return {
    row,
    parties: partiesOf(row, []),
    assignments: [],
    drafterId: null,
    extensionOpen: false,
    extensionBeyond: false,
    rated: false,
    directiveOpen: false,
    order: null,
    hasChildren: false,
    published: false,
  };
}

/** The case if the actor may see it. @throws AppError `not_found` otherwise, so that codes cannot be probed. */
export async function loadVisible(db: Db, actor: Actor, code: string): Promise<LoadedCase> {
  const found = await load(db, 'code', code);
  if (!found || !maySee(actor, found.parties))
    throw new AppError('not_found', {
      detail: {
        vi: `Không có phiếu ${code}, hoặc bạn không được xem phiếu này.`,
        en: `There is no case ${code}, or you may not see it.`,
      },
    });
  return found;
}

/** By code without a look at rights: for citizens who proved their case, and for the system. */
export async function loadByCode(db: Db, code: string): Promise<LoadedCase | null> {
  return load(db, 'code', code);
}

/** The form names the unit that already leads the case. */
export function directsToLead({ row, assignments }: LoadedCase, form: Record<string, unknown>): boolean {
  const lead = assignments.some((a) => a.role === 'lead' && !a.ended);
  return typeof form.unitId === 'number' && form.unitId === row.lead_unit_id && lead;
}

/** What the workflow asks, from a loaded case. */
export async function factsOf(
  db: Db,
  loaded: LoadedCase,
  actor: Actor,
  now: Date,
  form: Record<string, unknown> = {},
): Promise<Facts> {
  const { row } = loaded;
  const lead = loaded.assignments.find((a) => a.role === 'lead' && !a.ended);
  const mine = new Set(actor.roles.map((r) => r.unitId));
  return {
    status: row.status as Status,
    level: row.level,
    returnCount: row.return_count,
    byDirective: lead?.by_directive ?? false,
    resumeStatus: row.resume_status as Status | null,
    resumeLevel: row.resume_level,
    resolvedLevel: row.resolved_level,
    reopenable: row.reopen_until !== null && row.reopen_until >= now,
    extensionOpen: loaded.extensionOpen,
    opinionOpen: loaded.assignments.some(
      (a) => a.role === 'co' && !a.ended && a.opinion === null && (actor.kind !== 'user' || mine.has(a.unit_id)),
    ),
    actorIsDrafter: loaded.drafterId !== null && loaded.drafterId === actor.userId,
    leaderPostFilled: row.lead_unit_id === null ? false : await leaderPostFilled(db, row.lead_unit_id, now),
    directsToLeadUnit: directsToLead(loaded, form),
    rated: loaded.rated,
    extensionBeyond: loaded.extensionBeyond,
    directiveOpen: loaded.directiveOpen,
    reportWaits: loaded.order?.report_waits ?? false,
    orderOfProvince: loaded.order?.level === 4,
    unattended: actor.roles.some((r) => r.role === 'supervisor') && (await isUnattended(db, row, now)),
    hasParent: row.parent_id !== null,
    hasChildren: loaded.hasChildren,
    answered: row.finished_at !== null,
    mustCall: row.conversation_id === null && row.contact_email === null && row.contact_phone !== null,
    publishable: loaded.parties.publishable,
    published: loaded.published,
  };
}
