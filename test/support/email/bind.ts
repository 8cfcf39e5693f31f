import type { FastifyInstance } from 'fastify';
import { seedCalendars } from '../../../server/calendar/index.ts';
import { handleCaseJobs, registerCases } from '../../../server/cases/index.ts';
import { registerChannels, registerEmail } from '../../../server/channels/index.ts';
import { handleConversationJobs } from '../../../server/conversations/index.ts';
import { seedDeadlinePolicies } from '../../../server/deadlines/index.ts';
import type { Ctx } from '../../../server/platform/context.ts';

/** Everything between a mail and its case, with the real calendars and limits; for `register` of startApp. */
export async function bindMail(http: FastifyInstance, ctx: Ctx): Promise<void> {
  await seedCalendars(ctx.db);
  await seedDeadlinePolicies(ctx.db);
  handleConversationJobs(ctx);
  handleCaseJobs(ctx);
  registerCases(http, ctx);
  registerChannels(http, ctx);
  registerEmail(http, ctx);
}
