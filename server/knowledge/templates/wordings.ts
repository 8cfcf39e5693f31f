import type { TemplateLanguage } from '../../../contract/templates.ts';
import type { Db, Tx } from '../../platform/db/index.ts';
import { CATALOGUE, definitionOf, type TemplateKey, type TemplateVars } from './catalogue.ts';
import type { Template, Wording } from './define.ts';
import { fillWording } from './render.ts';

/** The wordings that people have given, newest per key and language; `vi:citizen.answer` → wording. */
export type OwnWordings = ReadonlyMap<string, Wording>;

interface Texts {
  own: OwnWordings;
  /** Optional letters that somebody has switched on or off. */
  switches: ReadonlyMap<string, boolean>;
}

// A query builder and its transactions share one dialect adapter, and no two databases do: the key of the cache.
const loaded = new WeakMap<object, Promise<Texts>>();
const keyOf = (db: Db | Tx): object => db.getExecutor().adapter;

/**
 * From memory after the first call: letters are written in the middle of registering a case. `registerKnowledge` drops
 * it in every process when somebody changes a text; another process may use the old wording for a moment.
 */
export async function ownWordings(db: Db | Tx): Promise<OwnWordings> {
  return (await texts(db)).own;
}

/** What a template says now in this language: the own wording, else that of the release; nothing where neither is. */
export function wordingNow(
  own: OwnWordings,
  key: string,
  definition: Template,
  language: TemplateLanguage,
): Wording | undefined {
  const ofRelease = language === 'vi' ? definition.vi : definition.en;
  return own.get(`${language}:${key}`) ?? (ofRelease?.body ? ofRelease : undefined);
}

/** Whether an optional letter goes out; the others always do. */
export async function letterGoesOut(db: Db | Tx, key: TemplateKey): Promise<boolean> {
  return (await letterSwitches(db)).get(key) ?? definitionOf(key)?.optional !== 'off';
}

/** What somebody has decided about optional letters. */
export async function letterSwitches(db: Db | Tx): Promise<ReadonlyMap<string, boolean>> {
  return (await texts(db)).switches;
}

function texts(db: Db | Tx): Promise<Texts> {
  const key = keyOf(db);
  let current = loaded.get(key);
  if (!current) {
    current = load(db);
    loaded.set(key, current);
    // A failed load must not be served for ever.
    current.catch(() => loaded.get(key) === current && loaded.delete(key));
  }
  return current;
}

/** Call after the commit of a change. */
export function forgetWordings(db: Db | Tx): void {
  loaded.delete(keyOf(db));
}

async function load(db: Db | Tx): Promise<Texts> {
  const rows = await db
    .selectFrom('template_versions')
    .select(['key', 'language', 'subject', 'body'])
    .distinctOn(['key', 'language'])
    .orderBy('key')
    .orderBy('language')
    .orderBy('version', 'desc')
    .execute();
  const own = new Map<string, Wording>();
  for (const { key, language, subject, body } of rows) {
    if (body !== null) own.set(`${language}:${key}`, { ...(subject === null ? {} : { subject }), body });
  }
  const switches = await db.selectFrom('letter_switches').select(['key', 'enabled']).execute();
  return { own, switches: new Map(switches.map((s) => [s.key, s.enabled])) };
}

/** What counts in a language now; a language without a wording falls back to Vietnamese. Null: no such template. */
export function wordingOf(own: OwnWordings, key: string, language: TemplateLanguage): Wording | null {
  const definition = definitionOf(key);
  if (!definition) return null;
  const ownOne = own.get(`${language}:${key}`);
  if (ownOne) return ownOne;
  const release = language === 'en' ? definition.en : definition.vi;
  if (release?.body) return release;
  return language === 'en' ? wordingOf(own, key, 'vi') : null;
}

/**
 * A text that goes out, in the wording that counts now.
 * @throws Error when a value is missing that the template needs (a mistake of the caller)
 */
export async function renderTemplate<K extends TemplateKey>(
  db: Db | Tx,
  key: K,
  vars: TemplateVars<K>,
  { language = 'vi' }: { language?: TemplateLanguage } = {},
): Promise<{ subject: string | null; text: string }> {
  const wording = wordingOf(await ownWordings(db), key, language) ?? CATALOGUE[key].vi;
  return fillWording(CATALOGUE[key].variables, wording, vars as Record<string, string | null | undefined>);
}
