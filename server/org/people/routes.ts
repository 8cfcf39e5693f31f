import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/people-admin.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { route } from '../../platform/http/index.ts';
import { revokeToken } from '../commands/revoke-token.ts';
import { deputyRows, signingGaps } from './deputies.ts';
import { peopleExports } from './exports.ts';
import { apiTokens, endAllSessionsOf, endOneSession, openSessions } from './open-sessions.ts';
import { rolesOverview } from './roles-overview.ts';

/** Roles, deputies, sessions and tokens, for administrators. */
export function peopleRoutes(app: FastifyInstance, ctx: Ctx): void {
  peopleExports(app, ctx);
  route(app, contract.getRoles, 'admin.users', () => rolesOverview(ctx.db, ctx.clock.now()));
  route(app, contract.getDeputies, 'admin.users', async () => {
    const now = ctx.clock.now();
    return { items: await deputyRows(ctx.db, now), gaps: await signingGaps(ctx.db, now) };
  });
  route(app, contract.listOpenSessions, 'admin.users', async ({ actor, query }) => {
    const { items, ...page } = await openSessions(ctx.db, ctx.clock.now(), query);
    return {
      items: items.map((s) => ({
        ...s,
        id: String(s.id),
        createdAt: isoLocal(s.createdAt),
        lastSeenAt: isoLocal(s.lastSeenAt),
        expiresAt: isoLocal(s.expiresAt),
        current: s.id === actor.sessionId,
      })),
      ...page,
    };
  });
  route(app, contract.endSession, 'admin.users', async ({ actor, params }) => {
    await endOneSession(ctx, actor, Number(params.id));
    return null;
  });
  route(app, contract.endSessionsOf, 'admin.users', async ({ actor, params }) => {
    await endAllSessionsOf(ctx, actor, params.username);
    return null;
  });
  route(app, contract.listTokens, 'admin.users', async () => ({ items: await apiTokens(ctx.db, ctx.clock.now()) }));
  route(app, contract.revokeTokenOf, 'admin.users', async ({ actor, params }) => {
    await revokeToken(ctx, actor, params.id);
    return null;
  });
}
