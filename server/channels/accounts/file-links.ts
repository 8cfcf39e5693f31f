import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';

/** A link to a file works for so long. Milliseconds. */
const LIFE = 30 * 86_400_000;
const PURPOSE = 'file-link';

/**
 * A link by which the citizen who gets it can fetch one file of ours that the channel cannot carry itself. Null without
 * PUBLIC_URL: nobody could reach it.
 */
export function fileLink(ctx: Ctx, publicId: string): string | null {
  if (ctx.config.publicUrl === null) return null;
  const until = Math.floor((ctx.clock.now().getTime() + LIFE) / 1000).toString(36);
  return `${ctx.config.publicUrl}/tep/${publicId}/${until}/${codeOf(ctx, publicId, until)}`;
}

function codeOf(ctx: Ctx, publicId: string, until: string): string {
  return ctx.secrets.mac(PURPOSE, `${publicId}\n${until}`).subarray(0, 18).toString('base64url');
}

/** Serves such links: always as a download, never as a page of ours. */
export function fileLinkRoute(app: FastifyInstance, ctx: Ctx): void {
  app.get<{ Params: { id: string; until: string; code: string } }>(
    '/tep/:id/:until/:code',
    { config: { access: 'public' }, schema: { hide: true } },
    async (request, reply) => {
      const { id, until, code } = request.params;
      const right = Buffer.from(codeOf(ctx, id, until));
      const given = Buffer.from(code);
      const known = given.length === right.length && timingSafeEqual(given, right);
      if (!known || Number.parseInt(until, 36) * 1000 < ctx.clock.now().getTime()) throw new AppError('not_found');
      const file = await ctx.db
        .selectFrom('attachments')
        .select(['sha256', 'name', 'size', 'media_type'])
        .where('public_id', '=', id)
        .where('source', '=', 'staff')
        .executeTakeFirst();
      if (!file) throw new AppError('not_found');
      reply
        .header('content-type', 'application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('content-length', file.size)
        .header('x-content-type-options', 'nosniff')
        .header('x-robots-tag', 'noindex')
        .header('cache-control', 'private, no-store');
      return ctx.files.read(file.sha256);
    },
  );
}
