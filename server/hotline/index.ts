/** The telephone: calls, menu, queue, agents' phones, recordings. The only door into this folder. */
import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../platform/context.ts';
import { exportRoute } from '../platform/exports/index.ts';
import { hotlineAdminRoutes } from './admin/routes.ts';
import { commandRoutes } from './command-routes.ts';
import { elsewhereRoutes } from './elsewhere/routes.ts';
import { callExport } from './exports/calls.ts';
import { promptExport } from './exports/prompts.ts';
import { recordingListExport } from './exports/recordings.ts';
import { hotlineHealthRoutes } from './health/index.ts';
import { incidentSoundRoutes } from './incidents/routes.ts';
import { dialRuleRoutes } from './outbound/routes.ts';
import { phoneRoutes } from './phones/routes.ts';
import { recordingRoutes } from './recordings/routes.ts';
import { callRoutes } from './routes.ts';
import { watchRouting } from './routing-door.ts';
import { superviseRoutes } from './supervise-routes.ts';

/** Routes of calls, telephones, administration and recordings; binds what routing tells of calls. */
export function registerHotline(app: FastifyInstance, ctx: Ctx): void {
  watchRouting();
  callRoutes(app, ctx);
  superviseRoutes(app, ctx);
  dialRuleRoutes(app, ctx);
  commandRoutes(app, ctx);
  phoneRoutes(app, ctx);
  hotlineAdminRoutes(app, ctx);
  incidentSoundRoutes(app, ctx);
  recordingRoutes(app, ctx);
  elsewhereRoutes(app, ctx);
  hotlineHealthRoutes(app, ctx);
  exportRoute(app, ctx, callExport(ctx));
  exportRoute(app, ctx, recordingListExport(ctx));
  exportRoute(app, ctx, promptExport(ctx));
}

export { callAudience, callChanged, callEnded, callStarted, phoneChanged, recordingHeard } from './events.ts';
export { type RunningHotline, startHotline } from './lead/index.ts';
export { hotlineMenu } from './menu/published.ts';
export { type DialRule, dialRules, judgeNumber, mayDial } from './outbound/dial-rules.ts';
export { type CallRow, presentCalls } from './present.ts';
export { speak } from './prompts/make-sound.ts';
export { seenCall } from './queries.ts';
export { openRecording, recordingStore, type StoredRecording, storeRecording } from './recordings/store.ts';
export { hotlineSettings } from './settings.ts';
export { callSeenBy } from './sight.ts';
export { startHotlineUpkeep } from './upkeep.ts';
