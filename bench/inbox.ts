/** List, filter, open and search among a million cases: through HTTP, and the same question without HTTP. */
import { sql } from 'kysely';
import type { CaseQuery } from '../contract/cases.ts';
import { caseQuery } from '../contract/cases.ts';
import { countViews, listCaseRows } from '../server/cases/list.ts';
import type { RunningContext } from '../server/context.ts';
import { actorOf } from '../server/org/index.ts';
import { keep, pair, table, times } from './figures.ts';
import { fillCases } from './fill-cases.ts';
import { httpClient } from './http-client.ts';
import { keptInstallation } from './kept-installation.ts';
import { openInstallation, startServer, tokenFor } from './real-server.ts';

const PEOPLE = {
  agent: ['agent', 'tong-dai-1022'],
  officer: ['officer', 'so-xay-dung'],
  leader: ['unit_leader', 'so-xay-dung'],
  small: ['officer', 'ubnd-28261'],
  province: ['province_leader', 'ubnd-tinh'],
} as const;
type Person = keyof typeof PEOPLE;

/** What people ask for: the query string of `GET /cases`, or another path of the API. */
const QUESTIONS: readonly (readonly [what: string, who: Person, ask: string])[] = [
  ['inbox of an agent', 'agent', 'view=inbox'],
  ['inbox of an officer, big unit', 'officer', 'view=inbox'],
  ['inbox of an officer, small unit', 'small', 'view=inbox'],
  ['inbox of a leader', 'leader', 'view=inbox'],
  ['inbox of the province', 'province', 'view=inbox'],
  ['given to me', 'officer', 'view=mine'],
  ['open at my unit', 'officer', 'view=unit'],
  ['watching', 'province', 'view=watching'],
  ['all, agent', 'agent', 'view=all'],
  ['all, officer of a big unit', 'officer', 'view=all'],
  ['all, officer of a small unit', 'small', 'view=all'],
  ['inbox, overdue', 'agent', 'view=inbox&due=overdue'],
  ['all, unit + status', 'agent', 'view=all&unit=so-xay-dung&status=processing'],
  ['all, category + channel', 'agent', 'view=all&category=dat-dai&channel=zalo'],
  ['all, area + level 3', 'agent', 'view=all&area=28261&level=3'],
  ['all, type + period', 'agent', 'view=all&type=site_report&from=2026-03-01&to=2026-03-31'],
  ['search: two common words', 'agent', 'view=all&q=đường+hư'],
  ['search: without accents', 'agent', 'view=all&q=duong+nuoc'],
  ['search: rare words', 'agent', 'view=all&q=kênh+bà+tư+12345'],
  ['search: a prefix', 'agent', 'view=all&q=thoát+nươ'],
  ['search: in my unit', 'officer', 'view=all&q=đường+hư'],
  ['search: rare, small unit', 'small', 'view=all&q=kênh+bà+tư+12345'],
  ['search: nothing found', 'agent', 'view=all&q=khongcotunay'],
  ['counts, agent', 'agent', '/cases/counts'],
  ['counts, officer of a big unit', 'officer', '/cases/counts'],
  ['counts, officer of a small unit', 'small', '/cases/counts'],
];

export async function inbox(options: { cases: number; repeats: number }): Promise<void> {
  const dataDir = await filledInstallation(options.cases);
  const ctx = await openInstallation(dataDir);
  const tokens = new Map<Person, string>();
  for (const [who, [role, unit]] of Object.entries(PEOPLE))
    tokens.set(who as Person, await tokenFor(ctx, `bench-${who}`, role, unit));
  // Without workers: the clock of cases would escalate what is overdue and change what is measured.
  const server = await startServer(dataDir, { roles: 'web' });
  try {
    const rows: Record<string, string | number>[] = [];
    for (const [what, who, ask] of QUESTIONS)
      rows.push(await answer(ctx, server.url, tokens.get(who) ?? '', what, who, ask, options.repeats));
    rows.push(...(await openOne(ctx, server.url, tokens.get('agent') ?? '', options.repeats)));
    const sizes =
      await sql<object>`select (select count(*)::int from cases) as cases, (select count(*)::int from cases where closed_at is null) as open,
      (select count(*)::int from assignments) as assignments, pg_size_pretty(pg_database_size(current_database())) as size`.execute(
        ctx.db,
      );
    console.log(sizes.rows[0]);
    table(rows);
    console.log(keep('inbox', { options, sizes: sizes.rows[0], rows }));
  } finally {
    await server.stop();
    await ctx.stop();
  }
}

/** The filled data directory. */
export function filledInstallation(cases: number): Promise<string> {
  return keptInstallation(`inbox-${cases}`, ['fill-cases.ts'], async (ctx) => {
    for (const [who, [role, unit]] of Object.entries(PEOPLE)) await tokenFor(ctx, `bench-${who}`, role, unit);
    await ctx.events.drain();
    await fillCases(ctx, cases, (line) => console.log(line));
  });
}

async function answer(
  ctx: RunningContext,
  url: string,
  token: string,
  what: string,
  who: Person,
  ask: string,
  repeats: number,
) {
  const client = httpClient(url, token, 1);
  const path = ask.startsWith('/') ? ask : `/cases?${encodeURI(ask)}`;
  let found = 0;
  const http = await times(repeats, async () => {
    const { status, body } = await client.get(path);
    if (status !== 200) throw new Error(`${path} → ${status} ${body}`);
    found = (JSON.parse(body) as { items?: unknown[] }).items?.length ?? 0;
  });
  const actor = await actorOf(ctx.db, `bench-${who}`, ctx.clock.now());
  if (!actor) throw new Error('no actor');
  const query: CaseQuery = caseQuery.parse(Object.fromEntries(new URLSearchParams(ask)));
  const now = ctx.clock.now();
  const bare = await times(Math.ceil(repeats / 2), () =>
    ask.startsWith('/') ? countViews(ctx.db, actor, now) : listCaseRows(ctx.db, actor, query, now),
  );
  client.close();
  return { what, found, ...pair('HTTP', http), ...pair('SQL', bare) };
}

/** A deep page, one case, its timeline and its actions. */
async function openOne(ctx: RunningContext, url: string, token: string, repeats: number) {
  const client = httpClient(url, token, 1);
  let cursor: string | null = null;
  for (let page = 0; page < 100; page += 1) {
    const { body } = await client.get(`/cases?view=all&limit=100${cursor ? `&cursor=${cursor}` : ''}`);
    cursor = (JSON.parse(body) as { nextCursor: string | null }).nextCursor;
  }
  const codes = await sql<{
    code: string;
  }>`select code from cases where closed_at is null and id % 997 = 0 limit 200`.execute(ctx.db);
  let n = 0;
  const next = () => {
    n += 1;
    return codes.rows[n % codes.rows.length]?.code;
  };
  const rows = [
    { what: 'page after 10,000 cases', path: () => `/cases?view=all&cursor=${cursor}` },
    { what: 'open a case', path: () => `/cases/${next()}` },
    { what: 'its timeline', path: () => `/cases/${next()}/timeline` },
    { what: 'its actions', path: () => `/cases/${next()}/actions` },
    { what: 'search: a code', path: () => `/cases?view=all&q=${next()}` },
  ];
  const measured: Record<string, string | number>[] = [];
  for (const { what, path } of rows) {
    const taken = await times(repeats, async () => void (await client.get(path())));
    measured.push({ what, found: '', ...pair('HTTP', taken), 'SQL p50': '', 'SQL p95': '' });
  }
  client.close();
  return measured;
}
