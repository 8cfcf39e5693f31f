import type { FastifyInstance } from 'fastify';
import * as contract from '../../../contract/incidents.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { route } from '../../platform/http/index.ts';
import { onceKey } from '../act-once.ts';
import { keyOf } from '../commands/register.ts';
import { changeIncident, endIncident } from './change.ts';
import { declare, joinMany } from './declare.ts';
import { incidentPolicy, setPolicy } from './policy.ts';
import { listIncidentRows, oneIncident, presentIncidents } from './queries.ts';
import { suggestionsFor } from './suggest.ts';

export function incidentRoutes(app: FastifyInstance, ctx: Ctx): void {
  const { db } = ctx;
  const one = async (actor: Actor, id: number) => {
    const [view] = await presentIncidents(db, [await oneIncident(db, actor, id, ctx.clock.now())]);
    if (!view) throw new AppError('not_found');
    return view;
  };
  route(app, contract.listIncidents, 'incident.read', async ({ actor, query }) => {
    const { rows, ...page } = await listIncidentRows(db, actor, query, ctx.clock.now());
    return { items: await presentIncidents(db, rows), ...page };
  });
  // Before `:id`, which takes numbers only.
  route(app, contract.suggestIncidents, 'incident.manage', async ({ actor }) => ({
    items: await suggestionsFor(db, actor, ctx.clock.now()),
    policy: await incidentPolicy(db),
  }));
  route(app, contract.setIncidentPolicy, 'incident.manage', ({ actor, body }) => setPolicy(ctx, actor, body));
  route(app, contract.getIncident, 'incident.read', ({ actor, params }) => one(actor, params.id));
  route(app, contract.declareIncident, 'incident.manage', async ({ actor, body, request, language }) => {
    const header = request.headers['idempotency-key'];
    const id = await declare(ctx, actor, body, keyOf(actor, header));
    const joined = await joinMany(ctx, actor, { into: body.case, codes: body.join, key: onceKey(header), language });
    return { incident: await one(actor, id), joined };
  });
  route(app, contract.changeIncident, 'incident.manage', async ({ actor, params, body, request }) => {
    const { version, ...words } = body;
    const key = onceKey(request.headers['idempotency-key']);
    await changeIncident(ctx, actor, { id: params.id, version, key, words });
    return one(actor, params.id);
  });
  route(app, contract.endIncident, 'incident.manage', async ({ actor, params, body, request }) => {
    const key = onceKey(request.headers['idempotency-key']);
    await endIncident(ctx, actor, { id: params.id, ...body, key });
    return one(actor, params.id);
  });
}
