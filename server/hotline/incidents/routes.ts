import type { FastifyInstance } from 'fastify';
import { type IncidentSound, listIncidentSounds, remakeIncidentSound } from '../../../contract/incident-sounds.ts';
import { visibleTo } from '../../cases/index.ts';
import type { Actor } from '../../platform/auth/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { route } from '../../platform/http/index.ts';
import type { Said, SpokenLanguage } from '../../platform/said.ts';
import { exchangeFile } from '../exchange.ts';
import { hotlineMenu } from '../menu/published.ts';
import { announcedIncidents } from './announced.ts';
import { bringSound } from './sounds.ts';
import { saysIncidents } from './unsaid.ts';

/** Whether callers hear of the incidents that go on. */
export function incidentSoundRoutes(app: FastifyInstance, ctx: Ctx): void {
  route(app, listIncidentSounds, 'incident.read', async ({ actor, language }) => {
    const { graph } = await hotlineMenu(ctx.db);
    return {
      items: await soundsOf(ctx, actor, language),
      step: saysIncidents(graph),
      exchange: (await exchangeFile(ctx.config))?.soundsDir ? ('own' as const) : ('elsewhere' as const),
    };
  });
  route(app, remakeIncidentSound, 'incident.manage', async ({ actor, params, language }) => {
    const known = async () => {
      const sound = (await soundsOf(ctx, actor, language)).find((one) => one.incidentId === params.id);
      if (sound) return sound;
      throw new AppError('not_found', {
        detail: {
          vi: 'Sự cố chung này không có lời đọc trên điện thoại, hoặc đã kết thúc.',
          en: 'This incident has no words for the telephone, or it is over.',
        },
      });
    };
    await known();
    await bringSound(ctx, params.id);
    return known();
  });
}

async function soundsOf(ctx: Ctx, actor: Actor, language: SpokenLanguage): Promise<IncidentSound[]> {
  const heard = new Set((await announcedIncidents(ctx.db)).map((one) => one.incidentId));
  const rows = await ctx.db
    .selectFrom('incidents as i')
    .innerJoin('cases as c', 'c.id', 'i.case_id')
    .leftJoin('incident_sounds as s', 's.incident_id', 'i.id')
    .select(['i.id', 'i.spoken', 's.text', 's.prompt', 's.trouble', 's.tried_at'])
    .where('i.ended_at', 'is', null)
    .where('i.spoken', 'is not', null)
    .where('c.sealed', '=', false)
    .where(visibleTo(actor))
    .orderBy('i.declared_at', 'desc')
    .execute();
  return rows.map((row) => {
    // What was made of other words says nothing of these.
    const current = row.text === row.spoken;
    const state = !current ? 'making' : row.prompt === null ? 'failed' : heard.has(row.id) ? 'announced' : 'beyond';
    return {
      incidentId: row.id,
      state,
      prompt: current ? row.prompt : null,
      trouble: current && row.trouble ? (row.trouble as unknown as Said)[language] : null,
      triedAt: row.tried_at && isoLocal(row.tried_at),
    };
  });
}
