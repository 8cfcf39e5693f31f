import type { CaseType } from '../../../contract/cases.ts';
import type { SiteTexts, WidgetSite } from '../../../contract/widget-sites.ts';
import { fold } from '../../lib/fold.ts';

export interface TopicValues {
  /** Empty for a new line; then made of its name. */
  code: string;
  type: CaseType;
  vi: string;
  en: string;
}

/** A site as it stands in the form. */
export interface SiteValues {
  code: string;
  name: string;
  enabled: boolean;
  /** One per line. */
  origins: string;
  colour: string;
  side: 'left' | 'right';
  /** Empty: always open. */
  calendar: string;
  texts: SiteTexts;
  topics: TopicValues[];
  identityRequired: boolean;
  reopenDays: string;
  idleMinutes: string;
}

const NO_WORDS = { title: '', greeting: '', label: '', hours: '' };

export function siteValues(site: WidgetSite | null): SiteValues {
  return {
    code: site?.code ?? '',
    name: site?.name ?? '',
    enabled: site?.enabled ?? true,
    origins: site?.origins.join('\n') ?? '',
    colour: site?.colour ?? '#1456b8',
    side: site?.side ?? 'right',
    calendar: site?.calendar?.code ?? '',
    texts: site?.texts ?? { vi: NO_WORDS, en: NO_WORDS },
    topics: site?.topics ?? [],
    identityRequired: site?.identityRequired ?? false,
    reopenDays: String(site?.reopenDays ?? 3),
    idleMinutes: String(site?.idleMinutes ?? 60),
  };
}

/** What is sent of it. */
export function siteBody(v: SiteValues) {
  return {
    name: v.name,
    enabled: v.enabled,
    origins: v.origins
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    colour: v.colour,
    side: v.side,
    texts: v.texts,
    topics: v.topics
      .filter((topic) => topic.vi.trim() !== '')
      .map((topic) => ({ ...topic, code: topic.code || codeOf(topic.vi), en: topic.en.trim() || topic.vi })),
    calendar: v.calendar || null,
    identityRequired: v.identityRequired,
    reopenDays: Number(v.reopenDays),
    idleMinutes: Number(v.idleMinutes),
  };
}

/** “Thủ tục hành chính” → `thu-tuc-hanh-chinh`. */
export function codeOf(name: string): string {
  return (
    fold(name)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'noi-dung'
  );
}
