/** Who is told what, on the desk and by mail: the only door into this folder. */
import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../platform/context.ts';
import { sendNoticeMail, staffMailJob } from './mail.ts';
import { type MailDoor, NO_MAIL } from './mail-door.ts';
import { reactToEvents } from './react.ts';
import { noticeRoutes } from './routes.ts';

/** Adds the routes, the reader of events and the job that sends mail. Called before reactions and jobs start. */
export function registerNotifications(app: FastifyInstance, ctx: Ctx, door: MailDoor = NO_MAIL): void {
  noticeRoutes(app, ctx, door);
  reactToEvents(ctx);
  ctx.jobs.handle(staffMailJob, ({ mailId }) => sendNoticeMail(ctx, door, mailId));
}

export { startNoticeMail, sweepNoticeMail } from './mail.ts';
export type { MailDoor, StaffMail } from './mail-door.ts';
export { noticesPage } from './notices-page.ts';
