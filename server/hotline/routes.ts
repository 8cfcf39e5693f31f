import type { FastifyInstance } from 'fastify';
import { listCallDispositions } from '../../contract/call-dispositions.ts';
import { listCallTargets } from '../../contract/call-targets.ts';
import * as contract from '../../contract/calls.ts';
import type { Ctx } from '../platform/context.ts';
import { route } from '../platform/http/index.ts';
import { deskOf } from './current.ts';
import { callDispositions } from './dispositions.ts';
import { presentDetail } from './present.ts';
import { callPage, seenCall } from './queries.ts';
import { callTargets } from './targets.ts';

/** Calls over HTTP. What has to be said to Asterisk is written down and carried out by the process that leads. */
export function callRoutes(app: FastifyInstance, ctx: Ctx): void {
  const { db } = ctx;
  route(app, contract.getCurrentCalls, 'call.work', ({ actor }) => deskOf(db, actor, ctx.clock.now()));
  route(app, contract.listCalls, 'call.read', ({ actor, query }) => callPage(db, actor, query, ctx.clock.now()));
  route(app, listCallTargets, 'call.work', ({ actor, query }) => callTargets(db, actor, query.q, ctx.clock.now()));
  // Words without anything of a call: administrators change them, and they may not see calls.
  route(app, listCallDispositions, 'signed_in', async () => ({ items: await callDispositions(db) }));
  route(app, contract.getCall, 'call.read', async ({ actor, params }) =>
    presentDetail(db, await seenCall(db, actor, params.id), ctx.clock.now()),
  );
}
