import type { FastifyInstance } from 'fastify';
import * as articles from '../../contract/articles.ts';
import * as contract from '../../contract/templates.ts';
import { centreUnit } from '../org/index.ts';
import type { Actor } from '../platform/auth/index.ts';
import type { Ctx } from '../platform/context.ts';
import { exportRoute } from '../platform/exports/index.ts';
import { route } from '../platform/http/index.ts';
import { spoken } from '../platform/said.ts';
import { articleExport } from './articles/export.ts';
import { articleView, listArticles, suggestArticles } from './articles/queries.ts';
import { createArticle, updateArticle } from './commands/save-article.ts';
import { lookOver, resetWording, saveWording } from './commands/save-template.ts';
import { createReplyTemplate, removeReplyTemplate, setReplyTemplate } from './commands/set-reply-template.ts';
import { switchLetter } from './commands/switch-letter.ts';
import { templateExport } from './templates/export.ts';
import { listTemplates, readyTexts, templateView } from './templates/queries.ts';
import { fillWording, samplesOf } from './templates/render.ts';

/** The unit in whose name a person writes: where he works with cases, else the centre. */
async function unitNameOf(ctx: Ctx, actor: Actor): Promise<string> {
  const working = actor.roles.find((r) => r.role === 'officer' || r.role === 'unit_leader') ?? actor.roles[0];
  return working?.unitName ?? (await centreUnit(ctx.db)).name;
}

export function knowledgeRoutes(app: FastifyInstance, ctx: Ctx): void {
  templateRoutes(app, ctx);
  articleRoutes(app, ctx);
  exportRoute(app, ctx, articleExport(ctx));
  exportRoute(app, ctx, templateExport(ctx));
}

function templateRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, contract.listReadyTexts, 'knowledge.read', async ({ actor, body, language }) => {
    const values = {
      citizenName: body.citizenName,
      caseCode: body.caseCode,
      agentName: actor.displayName,
      unit: await unitNameOf(ctx, actor),
      province: ctx.config.provinceName,
    };
    return { items: await readyTexts(ctx.db, { ...body, group: body.for }, values, language) };
  });
  route(app, contract.listTemplates, 'admin.templates', async ({ language }) => ({
    items: spoken(await listTemplates(ctx.db), language),
  }));
  route(app, contract.getTemplate, 'admin.templates', async ({ params, language }) =>
    spoken(await templateView(ctx.db, params.key), language),
  );
  route(app, contract.saveTemplate, 'admin.templates', async ({ actor, params, body, language }) => {
    await saveWording(ctx, actor, { ...body, key: params.key });
    return spoken(await templateView(ctx.db, params.key), language);
  });
  route(app, contract.resetTemplate, 'admin.templates', async ({ actor, params, language }) => {
    await resetWording(ctx, actor, params.key, params.language);
    return spoken(await templateView(ctx.db, params.key), language);
  });
  route(app, contract.previewTemplate, 'admin.templates', ({ params, body, language }) => {
    const { definition, subject, body: text, problems } = lookOver({ ...body, key: params.key });
    if (problems.length > 0) return { subject: null, text: '', problems: spoken(problems, language) };
    const wording = { ...(subject === null ? {} : { subject }), body: text };
    return { ...fillWording(definition.variables, wording, samplesOf(definition.variables)), problems: [] };
  });
  route(app, contract.switchLetter, 'admin.templates', async ({ actor, params, body, language }) => {
    await switchLetter(ctx, actor, params.key, body.enabled);
    return spoken(await templateView(ctx.db, params.key), language);
  });
  route(app, contract.createReplyTemplate, 'admin.templates', async ({ actor, body, language }) => {
    await createReplyTemplate(ctx, actor, body);
    return spoken(await templateView(ctx.db, body.key), language);
  });
  route(app, contract.setReplyTemplate, 'admin.templates', async ({ actor, params, body, language }) => {
    await setReplyTemplate(ctx, actor, params.key, body);
    return spoken(await templateView(ctx.db, params.key), language);
  });
  route(app, contract.removeReplyTemplate, 'admin.templates', async ({ actor, params }) => {
    await removeReplyTemplate(ctx, actor, params.key);
    return null;
  });
}

function articleRoutes(app: FastifyInstance, ctx: Ctx): void {
  const reader = (actor: Actor) => ({ now: ctx.clock.now(), drafts: actor.permissions.has('knowledge.write') });
  route(app, articles.listArticles, 'knowledge.read', ({ actor, query }) => listArticles(ctx.db, query, reader(actor)));
  route(app, articles.suggestArticles, 'knowledge.read', async ({ body }) => ({
    items: await suggestArticles(ctx.db, body.text, ctx.clock.now()),
  }));
  route(app, articles.getArticle, 'knowledge.read', ({ actor, params }) =>
    articleView(ctx.db, params.code, reader(actor)),
  );
  route(app, articles.createArticle, 'knowledge.write', async ({ actor, body }) =>
    articleView(ctx.db, await createArticle(ctx, actor, body), reader(actor)),
  );
  route(app, articles.updateArticle, 'knowledge.write', async ({ actor, params, body }) => {
    await updateArticle(ctx, actor, params.code, body);
    return articleView(ctx.db, params.code, reader(actor));
  });
}
