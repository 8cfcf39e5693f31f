import type { ChannelKind } from '../../../contract/cases.ts';
import {
  type ReadyText,
  TEMPLATE_LANGUAGES,
  type TemplateLanguage,
  type TemplateSummary,
  type TemplateView,
} from '../../../contract/templates.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import { asWritten, type Said, type SpokenLanguage } from '../../platform/said.ts';
import { CATALOGUE, definitionOf } from './catalogue.ts';
import type { Template, Wording } from './define.ts';
import { fill } from './render.ts';
import { REPLY_CHANNELS } from './replies.ts';
import { letterSwitches, type OwnWordings, ownWordings, wordingNow, wordingOf } from './wordings.ts';

/** With what stands in both languages still in both. */
type Unspoken<T> = Omit<T, 'name' | 'purpose'> & { name: Said; purpose: Said };

interface Settings {
  name: string;
  channels: ChannelKind[];
  enabled: boolean;
}

async function settingsByKey(db: Db): Promise<Map<string, Partial<Settings>>> {
  const rows = await db.selectFrom('reply_templates').select(['key', 'name', 'channels', 'enabled']).execute();
  const letters = [...(await letterSwitches(db))].map(([key, enabled]) => [key, { enabled }] as const);
  return new Map([...rows.map((r) => [r.key, { ...r, channels: r.channels as ChannelKind[] }] as const), ...letters]);
}

function summaryOf(
  key: string,
  definition: Template,
  settings: Partial<Settings> | undefined,
  own: OwnWordings,
): Unspoken<TemplateSummary> {
  const ofRelease = key in CATALOGUE;
  return {
    key,
    group: definition.group,
    name: settings?.name === undefined ? definition.name : asWritten(settings.name),
    purpose: definition.purpose,
    channels: [...(settings?.channels ?? REPLY_CHANNELS[key] ?? [])],
    enabled: settings?.enabled ?? definition.optional !== 'off',
    optional: definition.optional !== undefined,
    own: !ofRelease,
    changed: ofRelease ? TEMPLATE_LANGUAGES.filter((language) => own.has(`${language}:${key}`)) : [],
  };
}

/** Every template of the release and those added here, in the order of the catalogue. */
export async function listTemplates(db: Db): Promise<Unspoken<TemplateSummary>[]> {
  const [settings, own] = await Promise.all([settingsByKey(db), ownWordings(db)]);
  const keys = [...Object.keys(CATALOGUE), ...[...settings.keys()].filter((k) => !(k in CATALOGUE)).sort()];
  return keys.map((key) => summaryOf(key, definitionOf(key) as Template, settings.get(key), own));
}

const present = (language: TemplateLanguage, w: Wording) => ({ language, subject: w.subject ?? null, body: w.body });

/** One template with all its versions. @throws AppError `not_found` */
export async function templateView(db: Db, key: string): Promise<Unspoken<TemplateView>> {
  const definition = definitionOf(key);
  const [settings, own] = await Promise.all([settingsByKey(db), ownWordings(db)]);
  if (!definition || (!(key in CATALOGUE) && !settings.has(key)))
    throw new AppError('not_found', { detail: { vi: `Không có mẫu “${key}”.`, en: `There is no template “${key}”.` } });
  const rows = await db
    .selectFrom('template_versions as v')
    .leftJoin('users as u', 'u.id', 'v.created_by')
    .select(['v.language', 'v.version', 'v.subject', 'v.body', 'v.created_at', 'u.username', 'u.display_name'])
    .where('v.key', '=', key)
    .orderBy('v.id', 'desc')
    .limit(200)
    .execute();
  const current = TEMPLATE_LANGUAGES.flatMap((language) => {
    const wording = wordingNow(own, key, definition, language);
    return wording ? [present(language, wording)] : [];
  });
  return {
    ...summaryOf(key, definition, settings.get(key), own),
    variables: Object.entries(definition.variables).map(([name, v]) => ({ name, ...v })),
    hasSubject: definition.vi.subject !== undefined,
    current,
    defaults: [
      ...(definition.vi.body ? [present('vi', definition.vi)] : []),
      ...(definition.en ? [present('en', definition.en)] : []),
    ],
    versions: rows.map((r) => ({
      language: r.language,
      version: r.version,
      subject: r.subject,
      body: r.body,
      by: r.username === null ? null : { username: r.username, displayName: r.display_name ?? r.username },
      at: isoLocal(r.created_at),
    })),
  };
}

/** The values of a ready text, for the person who will send it. */
export interface ReplyValues {
  citizenName?: string | undefined;
  caseCode?: string | undefined;
  unit: string;
  agentName: string;
  province: string;
}

/** Ready texts that are offered on a channel (replies) or for a draft (answers), with the values filled in. */
export async function readyTexts(
  db: Db,
  wanted: { group: 'reply' | 'answer'; channel?: ChannelKind | undefined; language: TemplateLanguage },
  values: ReplyValues,
  reader: SpokenLanguage,
): Promise<ReadyText[]> {
  const own = await ownWordings(db);
  const filled = {
    ...values,
    citizenName: values.citizenName?.trim() || (wanted.language === 'vi' ? 'Quý ông/bà' : 'Sir or Madam'),
  };
  return (await listTemplates(db))
    .filter((t) => t.group === wanted.group && t.enabled)
    .filter((t) => !wanted.channel || t.channels.length === 0 || t.channels.includes(wanted.channel))
    .flatMap(({ key, name }) => {
      const wording = wordingOf(own, key, wanted.language);
      const definition = definitionOf(key);
      return wording && definition
        ? [{ key, name: name[reader], text: fill(definition.variables, wording.body, filled) }]
        : [];
    });
}
