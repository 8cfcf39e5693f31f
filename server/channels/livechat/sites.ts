import type { Selectable } from 'kysely';
import type { WidgetLanguage, WidgetTopic } from '../../../contract/widget.ts';
import type { SiteTexts } from '../../../contract/widget-sites.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db, WidgetSites } from '../../platform/db/index.ts';
import { DEFAULT_TEXTS, DEFAULT_TOPICS } from './words.ts';

/** A site that shows our window, with what an administrator left empty filled in. */
export interface Site {
  id: number;
  key: string;
  code: string;
  name: string;
  enabled: boolean;
  origins: string[];
  colour: string;
  side: 'left' | 'right';
  topics: WidgetTopic[];
  texts: SiteTexts;
  calendarId: number | null;
  identitySecret: string | null;
  identityRequired: boolean;
  reopenDays: number;
  idleMinutes: number;
}

/** Sites change rarely and are asked for with every request; a change made elsewhere is seen this late. Milliseconds. */
const KEEP_MS = 2_000;
const cache = new WeakMap<Db, { at: number; sites: Promise<Site[]> }>();

/** Every site, also those switched off. */
export function loadSites(ctx: Pick<Ctx, 'db'>): Promise<Site[]> {
  const known = cache.get(ctx.db);
  if (known && performance.now() - known.at < KEEP_MS) return known.sites;
  const sites = ctx.db
    .selectFrom('widget_sites')
    .selectAll()
    .orderBy('id')
    .execute()
    .then((rows) => rows.map(toSite));
  cache.set(ctx.db, { at: performance.now(), sites });
  sites.catch(() => cache.delete(ctx.db));
  return sites;
}

/** Call after a change, so that this process sees it at once. */
export function forgetSites(ctx: Pick<Ctx, 'db'>): void {
  cache.delete(ctx.db);
}

/** A site in use, or null. */
export async function siteByKey(ctx: Pick<Ctx, 'db'>, key: string): Promise<Site | null> {
  return (await loadSites(ctx)).find((site) => site.enabled && site.key === key) ?? null;
}

/** The words of a site in one language, ours where it has none. */
export function wordsOf(site: Site, language: WidgetLanguage, province: string) {
  const own = site.texts[language];
  const ours = DEFAULT_TEXTS[language];
  return {
    title: own.title || ours.title(province),
    greeting: own.greeting || ours.greeting,
    label: own.label || null,
    hours: own.hours || null,
  };
}

export const secretPurpose = (code: string) => `livechat.identity.${code}`;

const NO_WORDS = { title: '', greeting: '', label: '', hours: '' };

function toSite(row: Selectable<WidgetSites>): Site {
  const texts = row.texts as unknown as Partial<SiteTexts>;
  const topics = row.topics as unknown as WidgetTopic[];
  return {
    id: row.id,
    key: row.key,
    code: row.code,
    name: row.name,
    enabled: row.enabled,
    origins: row.origins,
    colour: row.colour,
    side: row.side as Site['side'],
    topics: topics.length > 0 ? topics : DEFAULT_TOPICS,
    texts: { vi: { ...NO_WORDS, ...texts.vi }, en: { ...NO_WORDS, ...texts.en } },
    calendarId: row.calendar_id,
    identitySecret: row.identity_secret,
    identityRequired: row.identity_required,
    reopenDays: row.reopen_days,
    idleMinutes: row.idle_minutes,
  };
}
