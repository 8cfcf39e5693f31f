import type { FastifyInstance } from 'fastify';
import { getPublication, listPublications } from '../../contract/publications.ts';
import { listPublished, publishedById } from '../cases/index.ts';
import { directory } from '../org/index.ts';
import type { Ctx } from '../platform/context.ts';
import { route } from '../platform/http/index.ts';
import { publishedListPage, publishedPage } from './pages/published.ts';
import { OPEN, pathIn, sendPage, viewOf } from './view.ts';

const PAGE_SIZE = 20;

/** Published cases for programs. */
export function publishedApi(app: FastifyInstance, ctx: Ctx): void {
  route(app, listPublications, 'public', ({ query }) => listPublished(ctx.db, query));
  route(app, getPublication, 'public', ({ params }) => publishedById(ctx.db, params.id));
}

type Asked = { Querystring: { tim?: string | string[]; linh_vuc?: string | string[]; tiep?: string | string[] } };

/** One value of a name in the address, cut to a length that makes sense; anything else is as if it were not there. */
const one = (value: string | string[] | undefined, max: number) =>
  (Array.isArray(value) ? value[0] : value)?.replaceAll('\u0000', '').trim().slice(0, max) || undefined;

/** The pages “what was published”: a list that can be searched, and one case. */
export function publishedRoutes(scope: FastifyInstance, ctx: Ctx): void {
  for (const lang of ['vi', 'en'] as const) {
    scope.get<Asked>(pathIn(lang, '/cong-khai'), OPEN, async (request, reply) => {
      const q = one(request.query.tim, 200);
      const category = one(request.query.linh_vuc, 80);
      const given = one(request.query.tiep, 60);
      // A mangled address shows the beginning instead of an error.
      const cursor = given && /^\d{1,16}\.\d{1,18}$/.test(given) ? given : undefined;
      const found = await listPublished(ctx.db, { q, category, cursor, limit: PAGE_SIZE });
      const d = await directory(ctx.db);
      const categories = d.categories.filter((c) => c.parentId === null).map(({ code, name }) => ({ code, name }));
      const page = publishedListPage(viewOf(ctx, request), {
        ...found,
        q: q ?? '',
        category: category ?? '',
        categories,
      });
      return sendPage(reply, page, 200, 'no-cache');
    });
    scope.get<{ Params: { id: string } }>(pathIn(lang, '/cong-khai/:id'), OPEN, async (request, reply) =>
      sendPage(
        reply,
        publishedPage(viewOf(ctx, request), await publishedById(ctx.db, request.params.id)),
        200,
        'no-cache',
      ),
    );
  }
}
