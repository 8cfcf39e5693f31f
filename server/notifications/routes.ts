import type { FastifyInstance } from 'fastify';
import * as contract from '../../contract/notices.ts';
import type { Ctx } from '../platform/context.ts';
import { exportRoute } from '../platform/exports/index.ts';
import { route } from '../platform/http/index.ts';
import { noticeExport } from './export.ts';
import type { MailDoor } from './mail-door.ts';
import { preferencesOf, setPreferences } from './preferences.ts';
import { listNotices, markRead } from './queries.ts';

/** Everybody's own notices: there is no way to those of another. */
export function noticeRoutes(app: FastifyInstance, ctx: Ctx, door: MailDoor): void {
  route(app, contract.listNotices, 'signed_in', ({ actor, query }) => listNotices(ctx.db, actor, query));
  exportRoute(app, ctx, noticeExport(ctx));
  route(app, contract.readNotices, 'signed_in', async ({ actor, body }) => ({
    unread: await markRead(ctx, actor, body),
  }));
  route(app, contract.getNoticePreferences, 'signed_in', ({ actor, language }) =>
    preferencesOf(ctx, door, actor, language),
  );
  route(app, contract.putNoticePreferences, 'signed_in', async ({ actor, body, language }) => {
    await setPreferences(ctx, actor, body);
    return preferencesOf(ctx, door, actor, language);
  });
}
