import type { CaseView } from '../../contract/cases.ts';
import { presentAttachment } from '../conversations/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { directiveState } from './directive-list.ts';
import { type Count, heldBy, heldWithin } from './held.ts';
import { incidentOfCase } from './incidents/queries.ts';
import type { LoadedCase } from './load.ts';
import { seesCitizen } from './policy.ts';
import { presentCitizen, presenter } from './present.ts';
import { counter, filesOnly, type Parts, readParts, stepsOf, stretchOf } from './view-parts.ts';
import { clockOf } from './workflow.ts';

const iso = (at: Date | null) => (at === null ? null : isoLocal(at));
type Names = {
  person(id: number | null): { code: string; name: string } | null;
  unit(id: number | null): { code: string; name: string } | null;
};

/** The whole case as JSON for one reader. */
export async function viewOf(ctx: Pick<Ctx, 'db' | 'clock'>, actor: Actor, loaded: LoadedCase): Promise<CaseView> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const { row } = loaded;
  const p = await presenter(db, now);
  // Version 0: nothing has happened since the registration, so nothing but files (and cases merged into it)
  // can hang on the case.
  const parts =
    row.version === 0 && !loaded.hasChildren ? await filesOnly(db, row) : await readParts(db, actor, loaded);
  const steps = await stepsOf(db, row);
  const stretches = steps.map(stretchOf);
  const units = [...stretches.map((s) => s.unitId), ...parts.assignments.map((a) => a.unit_id)];
  const count = await counter(db, units, now);
  const names: Names = {
    person(id) {
      const user = id === null ? undefined : parts.people.get(id);
      return user ? { code: user.username, name: user.display_name } : null;
    },
    unit: p.unit,
  };
  const assignee = names.person(row.assignee_id);
  return {
    ...p.row({ ...row, assignee_username: assignee?.code ?? null, assignee_name: assignee?.name ?? null }),
    content: row.content,
    citizen: presentCitizen(row, actor),
    publishWish: row.publish_wish,
    aboutUnit: p.unit(row.about_unit_id),
    coUnits: loaded.parties.coUnitIds.map((id) => p.unit(id)).filter((u) => u !== null),
    assignments: assignmentsOf(parts, loaded, names, (link) => heldWithin(link, stretches, now, count)),
    attachments: parts.attachments.filter((a) => a.draft_id === null && !a.inline).map(presentAttachment),
    drafts: draftsOf(parts, names),
    answer: row.answer,
    answeredBy: names.person(row.answered_by),
    answeredFor: names.person(row.answered_for),
    declineReason: row.decline_reason as CaseView['declineReason'],
    directives: directivesOf(parts, names, now),
    extensions: extensionsOf(parts, names),
    journey: steps.map((s) => ({
      level: s.level,
      status: s.status as CaseView['status'],
      unit: p.unit(s.unit_id),
      from: isoLocal(s.started_at),
      to: iso(s.ended_at),
      workingMinutes: Math.round(count(s.unit_id, s.started_at, s.ended_at ?? now)),
      back: s.back,
    })),
    conversationId: seesCitizen(actor) && row.conversation_id !== null ? String(row.conversation_id) : null,
    parent: parts.parent,
    children: parts.children,
    incident: await incidentOfCase(db, actor, row),
    publication: parts.publication && {
      id: parts.publication.public_id,
      title: parts.publication.title,
      publishedAt: isoLocal(parts.publication.published_at),
      by: names.person(parts.publication.published_by),
    },
    watchers: watchersOf(parts, loaded, names),
    held: heldOf(stretches, now, count, names),
    returnCount: row.return_count,
  };
}

type Link = Parameters<typeof heldWithin>[0];

function assignmentsOf(parts: Parts, { row }: LoadedCase, { unit, person }: Names, held: (link: Link) => number) {
  return parts.assignments.map((a) => {
    // The lead unit has as long as the case has, unless a leader's order says otherwise.
    const follows = a.role === 'lead' && a.ended_at === null && !a.by_directive;
    return {
      unit: unit(a.unit_id) ?? { code: '', name: '' },
      role: a.role as 'lead' | 'co',
      state: a.state as CaseView['assignments'][number]['state'],
      assignee: person(a.assignee_id),
      question: a.question,
      opinion: a.opinion,
      dueAt: iso(follows ? row.due_at : a.due_at),
      silentAt: iso(a.silent_at),
      startedAt: isoLocal(a.started_at),
      endedAt: iso(a.ended_at),
      workingMinutes: Math.round(
        held({ role: a.role as 'lead' | 'co', unitId: a.unit_id, from: a.started_at, to: a.ended_at }),
      ),
    };
  });
}

function draftsOf(parts: Parts, { person }: Names): CaseView['drafts'] {
  return parts.drafts.map((d) => ({
    version: d.version,
    text: d.text,
    author: person(d.author_id),
    createdAt: isoLocal(d.created_at),
    state: d.state as CaseView['drafts'][number]['state'],
    reason: d.reason,
    evidence: parts.attachments.filter((a) => a.draft_id === d.id).map(presentAttachment),
    signer: person(d.signer_id),
    signedFor: person(d.signed_for_id),
    decidedAt: iso(d.decided_at),
  }));
}

function directivesOf(parts: Parts, { unit, person }: Names, now: Date): CaseView['directives'] {
  return parts.directives.map((d) => ({
    id: d.id,
    level: d.level,
    by: person(d.by_user_id),
    inPlaceOf: person(d.in_place_of),
    unit: unit(d.unit_id) ?? { code: '', name: '' },
    text: d.text,
    dueAt: isoLocal(d.due_at),
    createdAt: isoLocal(d.created_at),
    closedAt: iso(d.closed_at),
    state: directiveState(d, now),
    report: d.report,
    reportedBy: person(d.reported_by),
    reportedAt: iso(d.reported_at),
    acknowledgedAt: iso(d.acknowledged_at),
    acknowledgedBy: person(d.acknowledged_by),
    acceptedAt: iso(d.accepted_at),
    acceptedBy: person(d.accepted_by),
    sentBackAt: iso(d.sent_back_at),
    sentBackReason: d.sent_back_reason,
  }));
}

function extensionsOf(parts: Parts, { person }: Names): CaseView['extensions'] {
  return parts.extensions.map((e) => ({
    id: e.id,
    requestedBy: person(e.requested_by),
    reason: e.reason,
    dueAt: isoLocal(e.due_at),
    previousDueAt: iso(e.previous_due_at),
    leaderLimit: iso(e.leader_limit),
    beyond: e.beyond,
    grantedDueAt: iso(e.granted_due_at),
    state: e.state as CaseView['extensions'][number]['state'],
    decidedBy: person(e.decided_by),
    decidedFor: person(e.decided_for),
    decidedAt: iso(e.decided_at),
    decisionReason: e.decision_reason,
  }));
}

/** Those who follow an open case without it being their turn: who ordered, the level it was raised to, who registered it. */
function watchersOf(parts: Parts, { row }: LoadedCase, { person }: Names): CaseView['watchers'] {
  if (clockOf(row.status, false) === 'stopped') return [];
  const watchers: CaseView['watchers'] = parts.directives
    .filter((d) => d.closed_at === null)
    .map((d) => ({ person: person(d.by_user_id), level: d.level, why: 'directive' }));
  if (row.level >= 3) watchers.push({ person: null, level: row.level, why: 'level' });
  if (row.registered_by !== null) watchers.push({ person: person(row.registered_by), level: null, why: 'registered' });
  return watchers;
}

function heldOf(stretches: Parameters<typeof heldBy>[0], now: Date, count: Count, { unit }: Names): CaseView['held'] {
  return heldBy(stretches, now, count).map((h) => ({
    holder: h.holder,
    unit: unit(h.unitId),
    workingMinutes: Math.round(h.minutes),
    now: h.now,
  }));
}
