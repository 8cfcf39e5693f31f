import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../platform/context.ts';
import type { Places } from '../platform/realtime/index.ts';
import { callbackRoutes } from './callback-routes.ts';
import { citizenRoutes } from './citizen-routes.ts';
import { guardPlaces } from './company.ts';
import { contactRoutes } from './contact-routes.ts';
import { conversationRoutes } from './conversation-routes.ts';
import { dayRoutes } from './days/routes.ts';
import { deskRoutes } from './desk-routes.ts';
import { incidentRoutes } from './incidents/routes.ts';
import { printRoutes } from './print/routes.ts';
import { caseRoutes } from './routes.ts';
import { treeUseRoutes } from './tree-use.ts';

/** Routes of cases and of the inbox, and who may know who else has one open. */
export function registerCases(app: FastifyInstance, ctx: Ctx, places?: Places): void {
  if (places) guardPlaces(ctx, places);
  caseRoutes(app, ctx);
  printRoutes(app, ctx);
  deskRoutes(app, ctx);
  dayRoutes(app, ctx);
  conversationRoutes(app, ctx);
  citizenRoutes(app, ctx);
  callbackRoutes(app, ctx);
  contactRoutes(app, ctx);
  incidentRoutes(app, ctx);
  treeUseRoutes(app, ctx);
}

/** The pure clocks, for simulations in memory. */
export { type AlertRow, tell as announcements } from './alerts.ts';
export { calendarDoor } from './calendar-door.ts';
export { CALL_REASONS } from './callback-reasons.ts';
export { owedCallTried } from './callbacks.ts';
export { factsOfRow, substanceOf } from './clock.ts';
export { type Registered, type RegisterInput, register, registerWithin } from './commands/register.ts';
export { type ActInput, act, actWithin } from './engine.ts';
export { CASE_EVENTS } from './events.ts';
export { callbackRows } from './exports/callbacks.ts';
export { caseRows } from './exports/cases.ts';
export { conversationRows } from './exports/conversations.ts';
export { type DeclareInput, declare as declareIncident, joinMany as joinIncidentCases } from './incidents/declare.ts';
export { incidentTitle } from './incidents/queries.ts';
export { handleCaseJobs } from './jobs.ts';
export { sweepLimits } from './limits.ts';
export { type LoadedCase, loadByCode, loadCaseById } from './load.ts';
export { citizenWrote, type FirstMessage, registerFromMessage, threadsOfCases } from './mail-door.ts';
export { callOwed, settleOwedCalls } from './owed-by-phone.ts';
export { maySee } from './policy.ts';
export { listPublished, publishedById } from './publications.ts';
export {
  enqueueRecompute,
  type ProposedCalendars,
  previewRecompute,
  type RecomputeExample,
  type RecomputePreview,
  recomputeJob,
} from './recompute.ts';
export { redact } from './redact.ts';
export { sweepOpinions } from './silence.ts';
export { isNewStep, type LimitRow, newLimits, type Order } from './step-limits.ts';
export { startCaseClock } from './sweeps.ts';
export { caseVisible, visibleTo } from './visible.ts';
export { dateTimePhrase } from './when.ts';
export { ENDED, type Facts, judge, RULES, STANCES, type Stance, type TransitionName } from './workflow.ts';
