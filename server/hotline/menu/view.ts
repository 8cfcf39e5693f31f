import type { HotlineMenuView } from '../../../contract/hotline-admin.ts';
import { usersById } from '../../org/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { SpokenLanguage } from '../../platform/said.ts';
import { listPromptViews } from '../prompts/catalogue.ts';
import { type KnownThings, menuGraph } from './graph.ts';
import { announcedSounds, hotlineMenu, menuFacts } from './published.ts';

/** The menu in force, the draft and the history, with what a step may use. */
export async function menuView(ctx: Ctx, language: SpokenLanguage): Promise<HotlineMenuView> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const rows = await db.selectFrom('hotline_menus').selectAll().orderBy('version', 'desc').execute();
  const users = await usersById(db, [...new Set(rows.flatMap((r) => [r.edited_by ?? 0, r.published_by ?? 0]))]);
  const by = (id: number | null) => {
    const user = users.get(id ?? 0);
    return user ? { code: user.username, name: user.displayName } : null;
  };
  const draft = rows.find((row) => row.version === null);
  const facts = await menuFacts(db, now);
  const prompts = await listPromptViews(db, language);
  const queues = await db.selectFrom('queues').select(['code', 'name', 'skills']).orderBy('position').execute();
  const calendars = await db.selectFrom('calendars').select(['code', 'name']).orderBy('name').execute();
  const own = await db.selectFrom('agent_skills').select('skill').distinct().execute();
  return {
    published: await hotlineMenu(db),
    draft: draft
      ? {
          graph: menuGraph.parse(draft.graph),
          revision: draft.revision,
          basedOn: draft.based_on ?? 0,
          editedAt: isoLocal(draft.edited_at),
          editedBy: by(draft.edited_by),
        }
      : null,
    versions: rows.flatMap((row) =>
      row.version !== null && row.published_at
        ? [
            {
              version: row.version,
              note: row.note,
              publishedAt: isoLocal(row.published_at),
              publishedBy: by(row.published_by),
            },
          ]
        : [],
    ),
    sounds: prompts.filter((one) => one.group !== 'numbers').map(({ name, title, text }) => ({ name, title, text })),
    queues: queues.map(({ code, name }) => ({ code, name })),
    calendars: calendars.map(({ code, name }) => ({ code, name, open: facts.isOpen(code) })),
    skills: [...new Set([...own.map((one) => one.skill), ...queues.flatMap((one) => one.skills)])].sort(),
    announced: await announcedSounds(db, now),
  };
}

/** What a menu may name. */
export function knownIn(view: HotlineMenuView): KnownThings {
  return {
    sounds: view.sounds.map((one) => one.name),
    queues: view.queues.map((one) => one.code),
    calendars: view.calendars.map((one) => one.code),
  };
}

/** A published menu. @throws AppError `not_found` */
export async function menuVersionView(ctx: Ctx, version: number) {
  const row = await ctx.db.selectFrom('hotline_menus').selectAll().where('version', '=', version).executeTakeFirst();
  if (!row?.published_at)
    throw new AppError('not_found', { detail: { vi: 'Không có phiên bản này.', en: 'There is no such version.' } });
  const user =
    row.published_by === null ? undefined : (await usersById(ctx.db, [row.published_by])).get(row.published_by);
  return {
    version,
    note: row.note,
    publishedAt: isoLocal(row.published_at),
    publishedBy: user ? { code: user.username, name: user.displayName } : null,
    graph: menuGraph.parse(row.graph),
  };
}
