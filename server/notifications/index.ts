/** Who is told what, on the desk and by mail: the only door into this folder. */
import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../platform/context.ts';
import { sendNoticeMail, staffMailJob } from './mail.ts';
import { reactToEvents } from './react.ts';
import { noticeRoutes } from './routes.ts';

/** Adds the routes, the reader of events and the job that sends mail. Called before reactions and jobs start. */
export function registerNotifications(app: FastifyInstance, ctx: Ctx): void {
  noticeRoutes(app, ctx);
  reactToEvents(ctx);
  ctx.jobs.handle(staffMailJob, ({ mailId }) => sendNoticeMail(ctx, mailId));
}

export { startNoticeMail, sweepNoticeMail } from './mail.ts';
export { noticesPage } from './notices-page.ts';
