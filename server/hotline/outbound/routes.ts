import type { FastifyInstance } from 'fastify';
import { listDialRules, putDialRules, tryDialRules } from '../../../contract/dial-rules.ts';
import { nationalPhone } from '../../citizens/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { route } from '../../platform/http/index.ts';
import { dialRules, judgeNumber } from './dial-rules.ts';
import { saveDialRules } from './save-dial-rules.ts';

/** The rules of what may be called, for administration. */
export function dialRuleRoutes(app: FastifyInstance, ctx: Ctx): void {
  const { db } = ctx;
  route(app, listDialRules, 'admin.hotline', async () => ({ items: await dialRules(db) }));
  route(app, putDialRules, 'admin.hotline', async ({ actor, body }) => {
    await saveDialRules(ctx, actor, body.items);
    return { items: await dialRules(db) };
  });
  route(app, tryDialRules, 'admin.hotline', async ({ query }) => {
    const verdict = judgeNumber(await dialRules(db), query.number);
    if (verdict.allowed) return { verdict: 'allowed' as const, number: nationalPhone(verdict.number), rule: null };
    if (verdict.why === 'no_number') return { verdict: verdict.why, number: null, rule: null };
    return { verdict: verdict.why, number: nationalPhone(verdict.number), rule: verdict.rule };
  });
}
