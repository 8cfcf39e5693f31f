import type { FastifyInstance } from 'fastify';
import { adviseContact } from '../../contract/contact.ts';
import type { Ctx } from '../platform/context.ts';
import { route } from '../platform/http/index.ts';
import { adviceFor } from './contact-advice.ts';

/** What helps while a case is being typed. */
export function contactRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, adviseContact, 'case.create', ({ actor, body }) => adviceFor(ctx, actor, body));
}
