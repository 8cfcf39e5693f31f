/** Every list of the desk beside years of history: its first page with its exact total, and the whole of it as a file. */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { keep, pair, rounded, table, times } from './figures.ts';
import { fillCases } from './fill-cases.ts';
import { fillLists } from './fill-lists.ts';
import { httpClient } from './http-client.ts';
import { keptInstallation } from './kept-installation.ts';
import { openInstallation, type RealServer, startServer, tokenFor } from './real-server.ts';

const PEOPLE = {
  agent: ['agent', 'tong-dai-1022'],
  supervisor: ['supervisor', 'tong-dai-1022'],
  officer: ['officer', 'so-xay-dung'],
  province: ['province_leader', 'ubnd-tinh'],
  admin: ['admin', 'tong-dai-1022'],
} as const;
type Person = keyof typeof PEOPLE;

const LISTS: readonly (readonly [who: Person, path: string])[] = [
  ['agent', '/calls?view=mine'],
  ['agent', '/calls?view=live'],
  ['agent', '/calls?view=missed'],
  ['agent', '/calls?view=all'],
  ['supervisor', '/calls?view=mine'],
  ['supervisor', '/calls?view=missed'],
  ['supervisor', '/calls?view=all'],
  ['supervisor', '/calls?view=all&direction=outbound'],
  ['agent', '/recordings?'],
  ['supervisor', '/recordings?'],
  ['supervisor', '/recordings?state=held'],
  ['supervisor', '/campaigns?'],
  ['supervisor', '/campaigns/1/contacts?'],
  ['supervisor', '/campaigns/1/contacts?state=waiting'],
  ['supervisor', '/do-not-call?'],
  ['agent', '/callbacks?state=open'],
  ['supervisor', '/callbacks?state=ended'],
  ['agent', '/conversations?state=open'],
  ['agent', '/conversations?state=all'],
  ['supervisor', '/conversations?state=open&waiting=true'],
  ['supervisor', '/conversations?state=all&withoutCase=true'],
  ['supervisor', '/conversations?state=all&q=hem+so+777'],
  ['supervisor', '/conversations/counts?'],
  ['supervisor', '/citizens?'],
  ['supervisor', '/citizens?q=tran+thi+77'],
  ['province', '/directives?side=given'],
  ['officer', '/directives?side=received&state=waiting'],
  ['officer', '/notices?'],
  ['officer', '/notices?unread=true'],
  ['admin', '/audit?'],
  ['supervisor', '/audit?'],
  ['supervisor', '/audit?type=case'],
  ['supervisor', '/audit?type=case.noted'],
  ['supervisor', '/audit?actor=nguoi-7'],
  ['supervisor', '/audit?unit=so-xay-dung'],
  ['supervisor', `/audit?from=${new Date(Date.now() - 30 * 86_400_000).toISOString()}`],
  ['admin', '/admin/sessions?'],
  ['supervisor', '/articles?'],
];

const FILES: readonly (readonly [who: Person, path: string])[] = [
  ['supervisor', '/cases/export?view=all'],
  ['supervisor', '/exports/calls?view=all'],
  ['supervisor', '/exports/recordings?'],
  ['supervisor', '/exports/conversations?state=all'],
  ['supervisor', '/exports/audit?type=case.noted'],
];

/** `files`: the files are taken, too, and what they cost in memory is measured. */
export async function lists(options: { rows: number; repeats: number; files: boolean }): Promise<void> {
  const dataDir = await keptInstallation(`lists-${options.rows}`, ['fill-cases.ts', 'fill-lists.ts'], async (ctx) => {
    for (const [who, [role, unit]] of Object.entries(PEOPLE)) await tokenFor(ctx, `bench-${who}`, role, unit);
    await ctx.events.drain();
    await fillCases(ctx, 100_000, (line) => console.log(line));
    await fillLists(ctx, options.rows, (line) => console.log(line));
  });
  const ctx = await openInstallation(dataDir);
  // As autovacuum leaves it; while the table was filled, the numbering of its events held an old snapshot.
  await ctx.events.drain();
  await sql`vacuum analyze events`.execute(ctx.db);
  const tokens = new Map<Person, string>();
  for (const [who, [role, unit]] of Object.entries(PEOPLE))
    tokens.set(who as Person, await tokenFor(ctx, `bench-${who}`, role, unit));
  // Without workers: a million events that nobody has read would be read meanwhile.
  const server = await startServer(dataDir, { roles: 'web' });
  try {
    const rows: Record<string, string | number>[] = [];
    for (const [who, path] of LISTS) {
      const client = httpClient(server.url, tokens.get(who) ?? '', 1);
      let total: number | null = null;
      const taken = await times(options.repeats, async () => {
        const { status, body } = await client.get(path);
        if (status !== 200) throw new Error(`${path} → ${status} ${body}`);
        total = (JSON.parse(body) as { total?: number | null }).total ?? null;
      });
      client.close();
      rows.push({ who, list: path, total: total ?? '', ...pair('ms', taken) });
    }
    table(rows);
    const files: Record<string, string | number>[] = [];
    for (const [who, path] of options.files ? FILES : [])
      for (const format of ['csv', 'xlsx']) files.push(await take(server, tokens.get(who) ?? '', path, format));
    if (files.length > 0) table(files);
    console.log(keep('lists', { options, rows, files }));
  } finally {
    await server.stop();
    await ctx.stop();
  }
}

/** MB that the process holds in memory. */
const resident = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;

/** Takes a file to its end, and watches meanwhile how much memory the server holds. */
async function take(server: RealServer, token: string, path: string, format: string) {
  const before = resident(server.pid);
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, resident(server.pid));
  }, 20);
  const startedAt = performance.now();
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${server.url}/api/v1${path}&format=${format}`, { headers });
  let bytes = 0;
  for await (const chunk of answer.body ?? []) bytes += (chunk as Uint8Array).length;
  clearInterval(watch);
  if (answer.status !== 200) throw new Error(`${path} → ${answer.status}`);
  return {
    file: `${path} ${format}`,
    rows: answer.headers.get('x-row-count') ?? '',
    MB: rounded(bytes / 1e6),
    seconds: rounded((performance.now() - startedAt) / 1_000),
    'RSS before': rounded(before, 0),
    'RSS peak': rounded(peak, 0),
  };
}
