import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as org from '../../contract/org.ts';
import * as session from '../../contract/session.ts';
import { isoLocal, startOfLocalDay } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import { route } from '../platform/http/index.ts';
import { changePassword } from './commands/change-password.ts';
import { createUnit } from './commands/create-unit.ts';
import { createUser } from './commands/create-user.ts';
import { decidesForAll, delegate } from './commands/delegate.ts';
import { endDelegation } from './commands/end-delegation.ts';
import { endSessions } from './commands/end-sessions.ts';
import { resetPassword } from './commands/reset-password.ts';
import { signIn } from './commands/sign-in.ts';
import { signOut } from './commands/sign-out.ts';
import { updateUnit } from './commands/update-unit.ts';
import { updateUser } from './commands/update-user.ts';
import { type Directory, directory, validAt } from './directory.ts';
import { headerRoutes } from './header/routes.ts';
import { authenticate, SESSION_COOKIE, SESSION_IDLE } from './load-actor.ts';
import { peopleRoutes } from './people/routes.ts';
import {
  presentArea,
  presentCategory,
  presentDelegation,
  presentSession,
  presentUnit,
  presentUser,
} from './present.ts';
import { colleaguesIn, countUsers, listDelegations, listUsers, sessionsOf } from './queries.ts';
import { giveCookie, takeCookie } from './sessions.ts';
import { treeRecordRoutes } from './tree-routes.ts';

/** Every route of the organisation: path (in the contract), permission, what it does. */
export function orgRoutes(app: FastifyInstance, ctx: Ctx): void {
  sessionRoutes(app, ctx);
  treeRoutes(app, ctx);
  userRoutes(app, ctx);
  delegationRoutes(app, ctx);
  headerRoutes(app, ctx);
  treeRecordRoutes(app, ctx);
  peopleRoutes(app, ctx);
}

function sessionRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, session.signIn, 'public', async ({ body, request, reply }) => {
    // No account has a second factor yet: a code that is taken and not checked would feign one.
    if (body.otp)
      throw invalidField(
        'otp',
        {
          vi: 'Hệ thống chưa dùng mã một lần. Hãy để trống ô này.',
          en: 'One-time codes are not in use yet. Leave this field empty.',
        },
        'not_supported',
      );
    const opened = await signIn(ctx, { ...body, ...deviceOf(request), previous: request.cookies[SESSION_COOKIE] });
    giveCookie(reply, ctx.config, opened);
    const actor = await authenticate(ctx, { headers: {}, cookies: { [SESSION_COOKIE]: opened.secret } });
    if (!actor) throw new AppError('wrong_credentials');
    return presentSession(ctx, actor);
  });
  route(app, session.getSession, 'signed_in', ({ actor }) => presentSession(ctx, actor));
  route(app, session.signOut, 'signed_in', async ({ actor, reply }) => {
    await signOut(ctx, actor);
    takeCookie(reply, ctx.config);
    return null;
  });
  route(app, session.listSessions, 'signed_in', async ({ actor }) => {
    const now = ctx.clock.now();
    const rows = await sessionsOf(ctx.db, actor.userId ?? 0, new Date(now.getTime() - SESSION_IDLE), now);
    return {
      items: rows.map((s) => ({
        ...s,
        id: String(s.id),
        createdAt: isoLocal(s.createdAt),
        lastSeenAt: isoLocal(s.lastSeenAt),
        current: s.id === actor.sessionId,
      })),
    };
  });
  route(app, session.endOtherSessions, 'signed_in', async ({ actor, reply }) => {
    await endSessions(ctx, actor);
    takeCookie(reply, ctx.config);
    return null;
  });
  route(app, session.changePassword, 'signed_in', async ({ actor, body, request }) => {
    await changePassword(ctx, actor, { ...body, address: request.ip });
    return null;
  });
}

function treeRoutes(app: FastifyInstance, ctx: Ctx): void {
  const unitOf = (known: Directory, code: string) => {
    const found = known.unitByCode(code);
    if (!found)
      throw new AppError('not_found', { detail: { vi: `Không có đơn vị ${code}.`, en: `There is no unit ${code}.` } });
    return found;
  };
  route(app, org.listUnits, 'org.read', async ({ query: { at } }) => {
    const known = await directory(ctx.db);
    const day = at === undefined ? ctx.clock.now() : startOfLocalDay(at);
    return { items: known.units.filter((u) => validAt(u, day)).map((u) => presentUnit(known, u)) };
  });
  route(app, org.createUnit, 'admin.units', async ({ actor, body }) => {
    await createUnit(ctx, actor, body);
    const known = await directory(ctx.db);
    return presentUnit(known, unitOf(known, body.code));
  });
  route(app, org.updateUnit, 'admin.units', async ({ actor, params, body }) => {
    await updateUnit(ctx, actor, params.code, body);
    const known = await directory(ctx.db);
    return presentUnit(known, unitOf(known, params.code));
  });
  route(app, org.listCategories, 'org.read', async () => {
    const known = await directory(ctx.db);
    const now = ctx.clock.now();
    return { items: known.categories.filter((c) => validAt(c, now)).map((c) => presentCategory(known, c)) };
  });
  route(app, org.listAreas, 'org.read', async () => {
    const known = await directory(ctx.db);
    const now = ctx.clock.now();
    return { items: known.areas.filter((a) => validAt(a, now)).map((a) => presentArea(known, a, now)) };
  });
  route(app, org.listColleagues, 'org.read', async ({ params }) => {
    const unit = unitOf(await directory(ctx.db), params.code);
    return { items: await colleaguesIn(ctx.db, unit.id, ctx.clock.now()) };
  });
}

function userRoutes(app: FastifyInstance, ctx: Ctx): void {
  const present = async (username: string) => {
    const [user] = await listUsers(ctx.db, ctx.clock.now(), { username }, '', 1);
    if (!user) throw new AppError('not_found');
    return presentUser(user);
  };
  route(app, org.listUsers, 'admin.users', async ({ query: { cursor, limit, q, unit } }) => {
    const found = await listUsers(ctx.db, ctx.clock.now(), { q, unit }, cursor ?? '', limit + 1);
    const items = found.slice(0, limit);
    return {
      items: items.map(presentUser),
      nextCursor: found.length > limit ? (items.at(-1)?.username ?? null) : null,
      total: cursor === undefined ? await countUsers(ctx.db, ctx.clock.now(), { q, unit }) : null,
    };
  });
  route(app, org.createUser, 'admin.users', async ({ actor, body }) => {
    const { oneTimePassword } = await createUser(ctx, actor, body);
    return { user: await present(body.username), oneTimePassword };
  });
  route(app, org.updateUser, 'admin.users', async ({ actor, params, body }) => {
    await updateUser(ctx, actor, params.username, body);
    return present(params.username);
  });
  route(app, org.resetPassword, 'admin.users', ({ actor, params }) => resetPassword(ctx, actor, params.username));
}

function delegationRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, org.listDelegations, 'org.read', async ({ actor }) => {
    const rows = await listDelegations(ctx.db, decidesForAll(actor) ? {} : { userId: actor.userId ?? 0 });
    return { items: rows.map(presentDelegation) };
  });
  route(app, org.createDelegation, 'org.read', async ({ actor, body }) => {
    const id = await delegate(ctx, actor, { ...body, from: new Date(body.from), to: new Date(body.to) });
    const [row] = await listDelegations(ctx.db, { id });
    if (!row) throw new AppError('not_found');
    return presentDelegation(row);
  });
  route(app, org.endDelegation, 'org.read', async ({ actor, params }) => {
    await endDelegation(ctx, actor, params.id);
    return null;
  });
}

/** From where a request comes, as far as it can be believed (TRUST_PROXY decides about forwarded addresses). */
function deviceOf(request: FastifyRequest): { address: string; userAgent: string } {
  return { address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}
