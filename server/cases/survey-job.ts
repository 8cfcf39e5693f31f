import type { Selectable } from 'kysely';
import { z } from 'zod';
import { realTimeIn } from '../platform/clock.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { Cases } from '../platform/db/index.ts';
import { defineJob } from '../platform/jobs/index.ts';

/** Asks the citizen whether he is satisfied with the answer of one case. */
export const surveyJob = defineJob('cases.survey', z.object({ caseId: z.number().int() }));

/** Local hour at which citizens are asked, on the day after the answer: he has read it, and nobody is woken. */
const SURVEY_HOUR = 9;
const LOCAL_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** When the citizen is asked about an answer that he got at `at`. */
export function surveyTime(at: Date): Date {
  const day = Math.floor((at.getTime() + LOCAL_MS) / DAY_MS) + 1;
  return new Date(day * DAY_MS - LOCAL_MS + SURVEY_HOUR * 3_600_000);
}

/** The answer is out: the question follows, where the citizen can be written to and there is a page to answer on. */
export function planSurvey(ctx: Ctx, tx: Tx, row: Pick<Selectable<Cases>, 'id' | 'conversation_id' | 'contact_email'>) {
  if (ctx.config.publicUrl === null || (row.conversation_id === null && row.contact_email === null)) return;
  const wait = surveyTime(tx.now).getTime() - tx.now.getTime();
  tx.enqueue(surveyJob.with({ caseId: row.id }, { runAfter: realTimeIn(wait), key: `${row.id}` }));
}
