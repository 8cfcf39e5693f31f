import type { FastifyInstance } from 'fastify';
import { getAgencyHeader, setAgencyHeader } from '../../../contract/installation.ts';
import type { Ctx } from '../../platform/context.ts';
import { route } from '../../platform/http/index.ts';
import { transact } from '../../platform/transact.ts';
import { headerChanged } from '../events.ts';
import { agencyHeader, ownHeader, writeHeader } from './agency-header.ts';

/** The agency's name, place and address. */
export function headerRoutes(app: FastifyInstance, ctx: Ctx): void {
  const view = async () => ({ own: await ownHeader(ctx.db), used: await agencyHeader(ctx) });
  route(app, getAgencyHeader, 'admin.system', view);
  route(app, setAgencyHeader, 'admin.system', async ({ actor, body }) => {
    await transact(ctx, async (tx) => {
      const changed = await writeHeader(tx, body);
      if (changed)
        tx.record({
          type: headerChanged.type,
          actor,
          subject: { type: 'installation', id: 'header' },
          data: changed,
          audience: { to: ['admin'] },
        });
    });
    return view();
  });
}
