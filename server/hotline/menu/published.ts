import { isWorkingTime, loadCalendars } from '../../calendar/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { announcedIncidents } from '../incidents/announced.ts';
import { FIRST_MENU, type MenuGraph, menuGraph } from './graph.ts';
import type { MenuFacts } from './step.ts';

/** A menu and the number by which its history knows it; 0 = the one that the release comes with. */
export interface PublishedMenu {
  version: number;
  graph: MenuGraph;
}

/**
 * The menu in force: what administration published last, else the one of the release. A call keeps the graph with which
 * it began. A stored graph that this release cannot read gives way to the release's own: callers are never left alone.
 */
export async function hotlineMenu(db: Db): Promise<PublishedMenu> {
  const row = await db
    .selectFrom('hotline_menus')
    .select(['version', 'graph'])
    .where('version', 'is not', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const graph = row ? menuGraph.safeParse(row.graph) : null;
  return graph?.success && row?.version
    ? { version: row.version, graph: graph.data }
    : { version: 0, graph: FIRST_MENU };
}

/**
 * What a menu asks of the world at this moment: whether calendars are open, and what is announced. Read it for each
 * step; the answers are of `now`. A calendar that cannot be read closes nobody out.
 */
export async function menuFacts(db: Db, now: Date): Promise<MenuFacts> {
  const calendars = (await loadCalendars(db)).value;
  const sounds = await announcedSounds(db, now);
  return {
    isOpen(code) {
      if (code === null) return true;
      try {
        return isWorkingTime(calendars.byCode(code), now);
      } catch {
        return true;
      }
    },
    incidentAnnounced: sounds.length > 0,
    incidentSounds: sounds,
  };
}

/** What callers are told at `now`: of incidents, the newest first, then the announcements, the oldest first. */
export async function announcedSounds(db: Db, now: Date): Promise<string[]> {
  const [incidents, others] = await Promise.all([announcedIncidents(db), announcedNow(db, now)]);
  return [...incidents, ...others].map((row) => row.prompt);
}

/** Ids of the announcements that callers hear at `now`. */
export async function announcedIds(db: Db, now: Date): Promise<number[]> {
  return (await announcedNow(db, now)).map((row) => row.id);
}

function announcedNow(db: Db, now: Date): Promise<{ id: number; prompt: string }[]> {
  return db
    .selectFrom('hotline_announcements')
    .select(['id', 'prompt'])
    .where('enabled', '=', true)
    .where((e) => e.or([e('starts_at', 'is', null), e('starts_at', '<=', now)]))
    .where((e) => e.or([e('ends_at', 'is', null), e('ends_at', '>', now)]))
    .orderBy('id')
    .execute();
}
