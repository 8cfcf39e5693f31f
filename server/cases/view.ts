import { type Selectable, sql } from 'kysely';
import type { CaseView } from '../../contract/cases.ts';
import { calendarForUnit, workingMinutesBetween } from '../calendar/index.ts';
import { presentAttachment } from '../conversations/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { type CaseSteps, type Db, PREPARED } from '../platform/db/index.ts';
import type { LoadedCase } from './load.ts';
import { seesCitizen } from './policy.ts';
import { presentCitizen, presenter } from './present.ts';

const iso = (at: Date | null) => (at === null ? null : isoLocal(at));

/** The whole case as JSON for one reader. */
export async function viewOf(ctx: Pick<Ctx, 'db' | 'clock'>, actor: Actor, loaded: LoadedCase): Promise<CaseView> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const { row } = loaded;
  const p = await presenter(db, now);
  // Version 0: nothing has happened since the registration, so nothing but files can hang on the case.
  const untouched = row.version === 0;
  const parts = untouched ? await filesOnly(db, row.id) : await readParts(db, row.id);
  const person = (id: number | null) => {
    const user = id === null ? undefined : parts.people.get(id);
    return user ? { code: user.username, name: user.display_name } : null;
  };
  const assignee = person(row.assignee_id);
  const evidence = (draftId: number) => parts.attachments.filter((a) => a.draft_id === draftId).map(presentAttachment);
  return {
    ...p.row({ ...row, assignee_username: assignee?.code ?? null, assignee_name: assignee?.name ?? null }),
    content: row.content,
    citizen: presentCitizen(row, actor),
    publishWish: row.publish_wish,
    aboutUnit: p.unit(row.about_unit_id),
    coUnits: loaded.parties.coUnitIds.map((id) => p.unit(id)).filter((u) => u !== null),
    assignments: parts.assignments.map((a) => ({
      unit: p.unit(a.unit_id) ?? { code: '', name: '' },
      role: a.role,
      state: a.state,
      assignee: person(a.assignee_id),
      question: a.question,
      opinion: a.opinion,
      dueAt: iso(a.due_at),
      startedAt: isoLocal(a.started_at),
      endedAt: iso(a.ended_at),
    })),
    attachments: parts.attachments.filter((a) => a.draft_id === null && !a.inline).map(presentAttachment),
    drafts: parts.drafts.map((d) => ({
      version: d.version,
      text: d.text,
      author: person(d.author_id),
      createdAt: isoLocal(d.created_at),
      state: d.state,
      reason: d.reason,
      evidence: evidence(d.id),
      signer: person(d.signer_id),
      signedFor: person(d.signed_for_id),
      decidedAt: iso(d.decided_at),
    })),
    answer: row.answer,
    declineReason: row.decline_reason as CaseView['declineReason'],
    directives: parts.directives.map((d) => ({
      id: d.id,
      level: d.level,
      by: person(d.by_user_id),
      unit: p.unit(d.unit_id) ?? { code: '', name: '' },
      text: d.text,
      dueAt: isoLocal(d.due_at),
      createdAt: isoLocal(d.created_at),
      closedAt: iso(d.closed_at),
    })),
    extensions: parts.extensions.map((e) => ({
      id: e.id,
      requestedBy: person(e.requested_by),
      reason: e.reason,
      dueAt: isoLocal(e.due_at),
      state: e.state,
      decidedBy: person(e.decided_by),
      decisionReason: e.decision_reason,
    })),
    journey: await journey(db, untouched ? [firstStep(row)] : await stepsOf(db, row.id), now, p.unit),
    conversationId: seesCitizen(actor) && row.conversation_id !== null ? String(row.conversation_id) : null,
    parent: null,
    returnCount: row.return_count,
  };
}

type Step = Pick<Selectable<CaseSteps>, 'level' | 'status' | 'unit_id' | 'started_at' | 'ended_at' | 'back'>;

function stepsOf(db: Db, caseId: number): Promise<Step[]> {
  return db.selectFrom('case_steps').selectAll().where('case_id', '=', caseId).orderBy('id').execute();
}

/** The step that registering opens. */
function firstStep(row: LoadedCase['row']): Step {
  const { level, status, created_at: started_at } = row;
  return { level, status, unit_id: null, started_at, ended_at: null, back: false };
}

async function filesOnly(db: Db, id: number): Promise<Awaited<ReturnType<typeof readParts>>> {
  const attachments = await db
    .selectFrom('attachments')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('id')
    .modifyEnd(PREPARED)
    .execute();
  return { assignments: [], drafts: [], directives: [], extensions: [], attachments, people: new Map() };
}

async function journey(
  db: Db,
  steps: readonly Step[],
  now: Date,
  unit: (id: number | null) => { code: string; name: string } | null,
): Promise<CaseView['journey']> {
  return Promise.all(
    steps.map(async (s) => ({
      level: s.level,
      status: s.status as CaseView['status'],
      unit: unit(s.unit_id),
      from: isoLocal(s.started_at),
      to: iso(s.ended_at),
      workingMinutes: Math.round(
        workingMinutesBetween(await calendarForUnit(db, s.unit_id, s.started_at), s.started_at, s.ended_at ?? now),
      ),
      back: s.back,
    })),
  );
}

async function readParts(db: Db, id: number) {
  const [assignments, drafts, directives, extensions, attachments] = await Promise.all([
    db.selectFrom('assignments').selectAll().where('case_id', '=', id).orderBy('id').execute(),
    db.selectFrom('drafts').selectAll().where('case_id', '=', id).orderBy('version', 'desc').execute(),
    db.selectFrom('directives').selectAll().where('case_id', '=', id).orderBy('id', 'desc').execute(),
    db.selectFrom('extension_requests').selectAll().where('case_id', '=', id).orderBy('id', 'desc').execute(),
    db.selectFrom('attachments').selectAll().where('case_id', '=', id).orderBy('id').execute(),
  ]);
  const people = await sql<{ id: number; username: string; display_name: string }>`
    select u.id, u.username, u.display_name from users u where u.id in (
      select assignee_id from cases where id = ${id} union select assignee_id from assignments where case_id = ${id}
      union select author_id from drafts where case_id = ${id} union select signer_id from drafts where case_id = ${id}
      union select signed_for_id from drafts where case_id = ${id} union select by_user_id from directives where case_id = ${id}
      union select requested_by from extension_requests where case_id = ${id} union select decided_by from extension_requests where case_id = ${id})`.execute(
    db,
  );
  return {
    assignments,
    drafts,
    directives,
    extensions,
    attachments,
    people: new Map(people.rows.map((u) => [u.id, u])),
  };
}
