/**
 * Finds words that could stand on a screen in Vietnamese only: a literal with Vietnamese letters that is not one half of a
 * sentence in both languages. `npm run check`. What is meant to be Vietnamese is named below, with the reason.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

export interface Lone {
  line: number;
  text: string;
}

type Node = { type: string; start: number; [key: string]: unknown };

const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]/i;

/** Beginnings of paths in which Vietnamese stands alone on purpose. */
export const MEANT: Readonly<Record<string, string>> = {
  'contract/words/vi.ts': 'the Vietnamese half of the words; en.ts is typed by it',
  'server/app/': 'what the console says at start, with English beside it in the same line',
  'server/cli': 'what the command line says, with English beside it in the same line',
  'server/context.ts': 'what the console says at start, with English beside it in the same line',
  'server/main.ts': 'usage on the command line, with English beside it',
  'server/demo/': 'sample data: names, reports, units',
  'server/calendar/commands/change-day.ts': 'names of days in a calendar are data of the province',
  'server/calendar/change-scope.ts': 'looks at the wording of an error',
  'server/calendar/import/': 'words that files of the province use',
  'server/cases/citizen-texts.ts': 'letters to citizens',
  'server/cases/commands/close.ts': 'letters to citizens: the name of the centre',
  'server/cases/commands/merge.ts': 'letters to citizens: the name of the centre',
  'server/cases/commands/register.ts': 'letters to citizens: the name of the centre',
  'server/cases/notify-citizen.ts': 'letters to citizens: the name of the centre',
  'server/cases/prefill.ts': 'words that citizens use',
  'server/cases/print/': 'papers in the official form (Nghị định 30/2020/NĐ-CP)',
  'server/cases/redact.ts': 'marks in published answers, which are Vietnamese',
  'server/channels/email/': 'words by which mails are read, why threads are related, names of senders',
  'server/channels/health/watch.ts': 'mail to administrators',
  'server/channels/livechat/commands/mail-transcript.ts': 'mail to the citizen',
  'server/channels/zalo/take-personal.ts': 'what the citizen shares, as his message',
  'server/conversations/author-names.ts': 'the name by which rows have the centre',
  'server/hotline/menu/graph.ts': 'the menu that comes with the product: what callers hear',
  'server/hotline/prompt-texts.ts': 'what callers hear',
  'server/hotline/voicemail-case.ts': 'content of a case',
  'server/knowledge/articles/': 'sample articles',
  'server/knowledge/templates/': 'wordings of letters; the English ones stand beside them',
  'server/notifications/mail.ts': 'mail to staff',
  'server/org/commands/create-first-admin.ts': 'the name of the first account: data',
  'server/org/permissions-page.ts': 'a document',
  'server/platform/auth/actor.ts': 'how the trail names who is no account; screens say it by said.ts',
  'server/platform/config.ts': 'an example, and the default of the province',
  'server/platform/http/server.ts': 'the name of the product',
  'server/portal/': 'pages for citizens, with dictionaries of their own',
  'web/desk/campaigns/campaign-form.tsx': 'what is read to citizens, to begin with',
  'web/i18n/vi': 'the Vietnamese dictionary',
  'web/i18n/en/admin-installation.ts': 'the head of official papers, shown as it is',
  'web/i18n/en/admin-trees.ts': 'names of places and units as examples',
  'web/i18n/en/incidents.ts': 'what is said to citizens, to begin with',
  'web/lib/browser-name.ts': 'the name of a browser',
  'web/lib/format-time.ts': 'turns Vietnamese names of days into their short form',
  'web/lib/use-title.ts': 'the name of the product',
};

/** Keys of an object, when they are plain names. */
const nameOf = (key: unknown): unknown => (key as { name?: string } | null)?.name ?? (key as { value?: string })?.value;

const asksForVietnamese = (test: unknown): boolean => {
  const { type, operator, right } = (test ?? {}) as { type?: string; operator?: string; right?: { value?: unknown } };
  return type === 'BinaryExpression' && operator === '===' && right?.value === 'vi';
};

/** Which parts of a node are the Vietnamese half of something that has an English one. */
function halves(node: Node): Set<unknown> {
  if (node.type === 'ObjectExpression') {
    const properties = node.properties as { key?: unknown; value?: unknown }[];
    const english = properties.some((p) => nameOf(p.key) === 'en');
    return new Set(english ? properties.filter((p) => nameOf(p.key) === 'vi').map((p) => p.value) : []);
  }
  if (node.type === 'VariableDeclarator' && nameOf(node.id) === 'vi') return new Set([node.init]);
  if (['ConditionalExpression', 'IfStatement'].includes(node.type) && asksForVietnamese(node.test))
    return new Set([node.consequent]);
  return new Set();
}

/** Literals of a file that are Vietnamese and stand alone. Regular expressions read and do not speak. */
export function loneVietnamese(file: string, source: string): Lone[] {
  const found: Lone[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (Array.isArray(value) || typeof value !== 'object' || value === null) return;
    const node = value as Node;
    const text = wordsOf(node);
    if (text && VIETNAMESE.test(text) && /\p{L}{2}/u.test(text))
      found.push({ line: source.slice(0, node.start).split('\n').length, text: text.trim().slice(0, 60) });
    const skipped = halves(node);
    for (const inner of Object.values(node)) if (!skipped.has(inner)) visitProperty(inner, skipped);
  };
  // The value of a property sits one level below its object.
  const visitProperty = (inner: unknown, skipped: ReadonlySet<unknown>): void => {
    for (const one of Array.isArray(inner) ? inner : [inner])
      if (!skipped.has((one as { value?: unknown } | null)?.value)) visit(one);
  };
  visit(parseSync(file, source).program);
  return found;
}

function wordsOf(node: Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node.type === 'TemplateElement') return (node.value as { raw: string }).raw;
  return node.type === 'JSXText' ? (node.value as string) : null;
}

/** Every file under the folders whose words reach a screen, without tests. */
function* sources(root: string): Generator<string> {
  for (const folder of ['contract', 'server', 'web'])
    for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const path = `${folder}/${entry.replaceAll('\\', '/')}`;
      if (/\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path)) yield path;
    }
}

/** One line for each finding, and for each exception that excepts nothing any more. */
export function checkBothLanguages(root: string): string[] {
  const used = new Set<string>();
  const wrong: string[] = [];
  for (const path of sources(root)) {
    const source = readFileSync(join(root, path), 'utf8');
    if (!VIETNAMESE.test(source)) continue;
    const lone = loneVietnamese(path, source);
    const meant = Object.keys(MEANT).find((beginning) => path.startsWith(beginning));
    if (lone.length > 0 && meant) used.add(meant);
    if (!meant) wrong.push(...lone.map(({ line, text }) => `✗ ${path}:${line}  “${text}” has no English beside it`));
  }
  const stale = Object.keys(MEANT).filter((beginning) => !used.has(beginning));
  return [...wrong, ...stale.map((one) => `✗ scripts/both-languages.ts excepts ${one}, where nothing stands alone`)];
}
