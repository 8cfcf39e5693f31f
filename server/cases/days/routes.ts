/** The first page of each role. */
import type { FastifyInstance } from 'fastify';
import { exceptions, myDay, myUnits, unitToday } from '../../../contract/days.ts';
import type { Ctx } from '../../platform/context.ts';
import { route } from '../../platform/http/index.ts';
import { dayOf } from './day.ts';
import { exceptionsOf } from './exceptions.ts';
import { unitsOf, unitTodayOf } from './unit-today.ts';

export function dayRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, myDay, 'case.read', async ({ actor }) => ({ groups: await dayOf(ctx.db, actor, ctx.clock.now()) }));
  route(app, myUnits, 'case.unit_today', async ({ actor }) => ({ items: await unitsOf(ctx.db, actor) }));
  route(app, unitToday, 'case.unit_today', ({ actor, params }) =>
    unitTodayOf(ctx.db, actor, params.code, ctx.clock.now()),
  );
  route(app, exceptions, 'case.exceptions', ({ actor }) => exceptionsOf(ctx.db, actor, ctx.clock.now()));
}
