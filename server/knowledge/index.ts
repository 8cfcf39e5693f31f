/** Texts that go out, and what the centre knows: the only door into this folder. */
import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../platform/context.ts';
import { templateChanged } from './events.ts';
import { knowledgeRoutes } from './routes.ts';
import { forgetWordings } from './templates/wordings.ts';

/** Adds the routes, and keeps the wordings in this process's memory in step with the others. */
export function registerKnowledge(app: FastifyInstance, ctx: Ctx): void {
  knowledgeRoutes(app, ctx);
  ctx.events.subscribe((events) => {
    if (events.some((e) => e.type === templateChanged.type)) forgetWordings(ctx.db);
  });
}

export { publishedArticle, suggestArticles } from './articles/queries.ts';
export { seedSampleArticles } from './articles/sample.ts';
export { createArticle } from './commands/save-article.ts';
export { CATALOGUE, type TemplateKey, type TemplateVars } from './templates/catalogue.ts';
export { letterGoesOut, renderTemplate } from './templates/wordings.ts';
