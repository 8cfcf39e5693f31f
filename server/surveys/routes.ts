import type { FastifyInstance } from 'fastify';
import type { CampaignQuestion } from '../../contract/campaigns.ts';
import * as contract from '../../contract/campaigns.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { route } from '../platform/http/index.ts';
import { spoken } from '../platform/said.ts';
import { addDoNotCall, removeDoNotCall } from './commands/do-not-call.ts';
import { drawNow } from './commands/draw.ts';
import { noteAttempt } from './commands/note-attempt.ts';
import { saveCampaign } from './commands/save-campaign.ts';
import { setCampaignState } from './commands/set-state.ts';
import { releaseContact, takeNext } from './commands/take-next.ts';
import { doNotCallPage } from './do-not-call-list.ts';
import {
  campaignViewOf,
  contactPage,
  contactView,
  drawsOf,
  findCampaign,
  listCampaignViews,
  resultsOf,
} from './queries.ts';
import { summaryOf } from './summary.ts';

/** Campaigns of calls. Agents call, supervisors set up and see everything. */
export function campaignRoutes(app: FastifyInstance, ctx: Ctx): void {
  const { db } = ctx;
  const view = (id: string | number) => campaignViewOf(db, Number(id), ctx.clock.now());
  route(app, contract.listCampaigns, 'campaign.work', async () => ({
    items: await listCampaignViews(db, ctx.clock.now()),
  }));
  route(app, contract.getCampaign, 'campaign.work', async ({ params }) => {
    const row = await findCampaign(db, params.id);
    return {
      campaign: await view(row.id),
      draws: (await drawsOf(db, row.id)).map(presentDraw),
      summary: await summaryOf(db, row.id, row.questions as unknown as CampaignQuestion[]),
      results: await resultsOf(db, row.id),
    };
  });
  route(app, contract.postCampaign, 'campaign.manage', async ({ actor, body }) =>
    view(await saveCampaign(ctx, actor, body, null)),
  );
  route(app, contract.putCampaign, 'campaign.manage', async ({ actor, params, body }) => {
    const { version, ...rest } = body;
    return view(await saveCampaign(ctx, actor, rest, { id: Number(params.id), version }));
  });
  route(app, contract.setCampaignState, 'campaign.manage', async ({ actor, params, body }) => {
    await setCampaignState(ctx, actor, Number(params.id), body.state);
    return view(params.id);
  });
  route(app, contract.drawCampaign, 'campaign.manage', async ({ actor, params, body, language }) => {
    const drawn = await drawNow(ctx, actor, Number(params.id), body.list);
    const row = (await drawsOf(db, Number(params.id))).find((one) => one.id === drawn.id);
    return { ...presentDraw(row as NonNullable<typeof row>), refused: spoken(drawn.refused, language) };
  });
  route(app, contract.listContacts, 'campaign.manage', async ({ params, query }) =>
    contactPage(db, (await findCampaign(db, params.id)).id, query),
  );
  route(app, contract.nextContact, 'campaign.work', async ({ actor, params }) => {
    const id = await takeNext(ctx, actor, Number(params.id));
    return { contact: id === null ? null : await contactView(db, id) };
  });
  route(app, contract.releaseContact, 'campaign.work', async ({ actor, params }) => {
    await releaseContact(ctx, actor, Number(params.id));
    return null;
  });
  route(app, contract.postAttempt, 'campaign.work', async ({ actor, params, body }) => {
    await noteAttempt(ctx, actor, Number(params.id), body);
    return contactView(db, Number(params.id));
  });
  route(app, contract.listDoNotCall, 'campaign.manage', ({ query }) => doNotCallPage(db, query));
  route(app, contract.addDoNotCall, 'campaign.manage', async ({ actor, body }) => {
    await addDoNotCall(ctx, actor, body.phone, body.reason);
    return null;
  });
  route(app, contract.removeDoNotCall, 'campaign.manage', async ({ actor, body }) => {
    await removeDoNotCall(ctx, actor, body.phone);
    return null;
  });
}

type DrawRow = Awaited<ReturnType<typeof drawsOf>>[number];

const presentDraw = (row: DrawRow) => ({
  day: row.day,
  drawnAt: isoLocal(row.drawn_at),
  drawnBy: row.drawn_by,
  candidates: row.candidates,
  chosen: row.chosen,
});
