import type { FastifyInstance } from 'fastify';
import * as contract from '../../contract/policies.ts';
import type { Ctx } from '../platform/context.ts';
import { AppError } from '../platform/errors.ts';
import { exportRoute } from '../platform/exports/index.ts';
import { route } from '../platform/http/index.ts';
import { correctPolicy, createPolicy, endPolicy } from './commands/change-policies.ts';
import { explainPolicy } from './explain-policy.ts';
import { policyExport } from './policy-export.ts';
import { listPolicies, policyById, policyTable, today } from './policy-view.ts';

const RIGHT = 'admin.calendars';

/** Every route of deadline policies: path (in the contract), permission, what it does. */
export function registerPolicies(app: FastifyInstance, ctx: Ctx): void {
  const one = async (id: number) => {
    const found = await policyById(ctx.db, today(ctx), id);
    if (!found) throw new AppError('not_found');
    return found;
  };
  route(app, contract.listPolicies, RIGHT, async ({ query: { at = today(ctx) } }) => ({
    at,
    items: await listPolicies(ctx.db, today(ctx)),
    table: await policyTable(ctx, at),
  }));
  exportRoute(app, ctx, policyExport(ctx));
  route(app, contract.explainPolicy, RIGHT, ({ query, language }) => explainPolicy(ctx, query, language));
  route(app, contract.createPolicy, RIGHT, async ({ actor, body }) => one(await createPolicy(ctx, actor, body)));
  route(app, contract.updatePolicy, RIGHT, async ({ actor, params: { id }, body }) => {
    await correctPolicy(ctx, actor, id, body);
    return one(id);
  });
  route(app, contract.deletePolicy, RIGHT, async ({ actor, params }) => {
    await endPolicy(ctx, actor, params.id);
    return null;
  });
}
