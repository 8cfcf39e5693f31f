import { sql } from 'kysely';
import type { PublicCase, PublicStatus } from '../../contract/public.ts';
import type { LoadedCase } from '../cases/index.ts';
import { directory } from '../org/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { letterEn } from './words/letter-en.ts';
import { letterVi } from './words/letter-vi.ts';

const STATUS: Record<LoadedCase['row']['status'], PublicStatus> = {
  received: 'received',
  forwarded: 'in_progress',
  processing: 'in_progress',
  awaiting_approval: 'in_progress',
  escalated: 'in_progress',
  awaiting_citizen: 'waiting_for_you',
  approved: 'answer_coming',
  closed: 'answered',
  declined: 'declined',
  merged: 'merged',
};

interface Around {
  photos: number;
  satisfied: boolean | null;
  rating_reason: string | null;
  question: string | null;
  extended: boolean;
}

/**
 * What the citizen may read of a case whose secret he knows: his own words, where it stands, when the answer is due or
 * what it is. No offices on the way, no names of officials, no contact data.
 */
export async function publicView(ctx: Ctx, found: LoadedCase, lang: 'vi' | 'en' = 'vi'): Promise<PublicCase> {
  const { row } = found;
  const around = await whatIsAround(ctx, row.id);
  const known = await directory(ctx.db);
  const now = ctx.clock.now();
  const status = STATUS[row.status];
  // The clock stands still while the citizen is asked; after the end nothing is due.
  const running = status === 'received' || status === 'in_progress' || status === 'answer_coming';
  const over = status === 'answered' || (status === 'merged' && row.finished_at !== null);
  const iso = (at: Date | null) => at && isoLocal(at);
  return {
    code: row.code,
    type: row.type,
    status,
    statusText: (lang === 'en' ? letterEn : letterVi).status[status],
    title: row.title,
    content: row.content,
    area: (row.area_id !== null && known.areaById(row.area_id)?.name) || null,
    place: row.place_text || null,
    photos: around.photos,
    createdAt: isoLocal(row.created_at),
    dueAt: running ? iso(row.due_at) : null,
    originalDueAt: iso(row.original_due_at),
    extended: running && around.extended,
    overdue: running && row.finished_at === null && row.due_at !== null && row.due_at < now,
    question:
      status === 'waiting_for_you' && around.question && row.pause_until
        ? { text: around.question, until: isoLocal(row.pause_until) }
        : null,
    canReply: status === 'waiting_for_you' && row.conversation_id !== null,
    answer: answerOf(found, (id) => known.unitById(id)?.name ?? null),
    guidance: status === 'declined' ? row.guidance : null,
    closedAt: iso(row.closed_at),
    rating: around.satisfied === null ? null : { satisfied: around.satisfied, reason: around.rating_reason },
    canRate: over && around.satisfied === null,
    canReopen: over && row.reopen_until !== null && row.reopen_until >= now,
    reopenUntil: over ? iso(row.reopen_until) : null,
    reopenCount: row.reopen_count,
  };
}

/** The delivered answer only: what is signed but not yet delivered is still the office's. */
function answerOf({ row }: LoadedCase, unitName: (id: number) => string | null): PublicCase['answer'] {
  // Answered with the case into which it was merged: the words that were given then, whatever became of that one since.
  if (row.status === 'merged' && row.finished_at !== null && row.answer)
    return { text: row.answer, agency: null, at: isoLocal(row.finished_at), late: row.finished_late ?? false };
  if (row.status !== 'closed' || !row.answer || !row.closed_at) return null;
  const byCentre = row.lead_unit_id === null || row.resolved_level === 1;
  return {
    text: row.answer,
    agency: byCentre ? null : unitName(row.lead_unit_id ?? 0),
    at: isoLocal(row.closed_at),
    late: row.finished_late ?? false,
  };
}

async function whatIsAround(ctx: Ctx, caseId: number): Promise<Around> {
  const { rows } = await sql<Around>`
    select (select count(*)::int from attachments a where a.case_id = ${caseId} and a.source = 'citizen') as photos,
      (select r.satisfied from ratings r where r.case_id = ${caseId}) as satisfied,
      (select r.reason from ratings r where r.case_id = ${caseId}) as rating_reason,
      (select e.data ->> 'question' from events e where e.case_id = ${caseId} and e.type = 'case.info_requested'
        order by e.id desc limit 1) as question,
      -- Only since the last reopening: an earlier extension is over with its deadline.
      exists (select 1 from extension_requests x join cases c on c.id = x.case_id
        where x.case_id = ${caseId} and x.state = 'granted' and x.decided_at >= c.clock_from) as extended`.execute(
    ctx.db,
  );
  return rows[0] as Around;
}
