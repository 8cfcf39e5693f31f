/** Makes docs/channels/capabilities.md from the data that the composer obeys and the server enforces. */
import { CAPABILITIES, type Capabilities } from '../contract/channels.ts';

const NAMES: Record<string, string> = {
  email: 'E-mail',
  livechat: 'Live chat',
  zalo: 'Zalo OA',
  messenger: 'Messenger',
  phone: 'Phone',
  web: 'Web form',
  desk: 'Over the counter',
  open311: 'Open311',
};

const mb = (bytes: number) => `${Math.round(bytes / 100_000) / 10} MB`;
const yes = (value: boolean) => (value ? 'yes' : '–');

function files(c: Capabilities): string {
  const { rules, maxCount, maxTotalBytes, filesAsLink } = c.attachments;
  if (rules.length === 0) return '–';
  const kinds = rules
    .map((rule) => `${rule.types.includes('*') ? 'any' : rule.kind} ≤ ${mb(rule.maxBytes)}`)
    .join(', ');
  return `${kinds}; ${maxCount} files, ${mb(maxTotalBytes)} together${filesAsLink ? '; what does not fit goes as a link' : ''}`;
}

function receipts(c: Capabilities): string {
  return (
    Object.entries(c.receipts)
      .filter(([, has]) => has)
      .map(([name]) => name)
      .join(', ') || '–'
  );
}

function window(c: Capabilities): string {
  if (!c.writes) return '–';
  if (!c.window) return 'always';
  const { freeHours, lateHours } = c.window;
  return `${freeHours} h after the citizen's last message; until ${lateHours / 24} days with a condition`;
}

const ROWS: readonly (readonly [string, (c: Capabilities) => string])[] = [
  ['Can be written to', (c) => yes(c.writes)],
  ['Longest text (characters)', (c) => (c.textMax > 0 ? c.textMax.toLocaleString('en-GB') : '–')],
  ['Subject line', (c) => yes(c.subject)],
  ['Files', files],
  ['News of a message', receipts],
  ['Reply window', window],
  ['Automatic messages', (c) => ({ always: 'always', free_window: 'in the free time', never: '–' })[c.automatic]],
  ['Typing (theirs / ours)', (c) => `${yes(c.typing.in)} / ${yes(c.typing.out)}`],
  ['Quotes (theirs / ours)', (c) => `${yes(c.quote.in)} / ${yes(c.quote.out)}`],
  ['Reactions (theirs / ours)', (c) => `${yes(c.reactions.in)} / ${yes(c.reactions.out)}`],
  ['Citizen edits, takes back', (c) => `${yes(c.edits)}, ${yes(c.retracts)}`],
  ['Stickers, places', (c) => `${yes(c.stickers)}, ${yes(c.locations)}`],
];

/** The text of docs/channels/capabilities.md. */
export function capabilitiesPage(): string {
  const kinds = (Object.keys(NAMES) as (keyof typeof CAPABILITIES)[]).filter((kind) => kind in CAPABILITIES);
  const written = kinds.filter((kind) => CAPABILITIES[kind].writes);
  const others = kinds.filter((kind) => !CAPABILITIES[kind].writes);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    '# What each channel can do',
    '',
    'Generated from [contract/channels.ts](../../contract/channels.ts) by `npm run gen`. The composer of the desk shows these',
    'limits before one types, the server refuses what breaks them (422 with advice), and the order in which a citizen is',
    'reached ([server/cases/reach.ts](../../server/cases/reach.ts)) follows them: the thread he came by, then mail, then a',
    'call-back task.',
    '',
    line(['', ...written.map((kind) => NAMES[kind] ?? kind)]),
    line(['---', ...written.map(() => '---')]),
    ...ROWS.map(([name, cell]) => line([name, ...written.map((kind) => cell(CAPABILITIES[kind]))])),
    '',
    `Cannot be written to: ${others.map((kind) => NAMES[kind]).join(', ')}. Their answers travel by mail where an address was given,`,
    'are read at the look-up page, or are told by phone.',
    '',
  ].join('\n');
}
