import { existsSync } from 'node:fs';
import { readdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.ts';
import { asWritten, keptSaid } from '../../platform/said.ts';
import { ariAddress } from '../asterisk/address.ts';
import { type AriAddress, AriSilent, askAri } from '../asterisk/ask.ts';
import { exchangeFile } from '../exchange.ts';
import { unsaidIncidents } from '../incidents/unsaid.ts';
import { PROMPTS } from '../prompt-texts.ts';
import { lostAt } from '../recordings/queries.ts';
import type { HotlineFacts } from './assess.ts';

const WEEK = 7 * 86_400_000;
/** Asterisk answers within milliseconds; a page must not wait for one that does not. */
const PATIENCE_MS = 2_000;

/** Looks at everything that the page shows. */
export async function hotlineFacts(ctx: Ctx): Promise<HotlineFacts> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const address = await ariAddress(ctx.config);
  const own = ctx.config.ariUrl === null ? await exchangeFile(ctx.config) : null;
  const status = await db.selectFrom('hotline_status').selectAll().executeTakeFirst();
  const asterisk = address ? await asteriskNow(address) : null;
  return {
    configured: address !== null,
    link: status
      ? { connected: status.connected, since: status.since, why: status.why === null ? null : keptSaid(status.why) }
      : null,
    asterisk,
    trunk: address && asterisk && !('failed' in asterisk) ? await trunkOf(address) : null,
    phones: await phonesOf(ctx, now),
    calls: await callsOf(ctx),
    disk: await diskOf(ctx, now),
    lost: await lostOf(ctx, now),
    messages: own?.fallbackDir ? await countFiles(own.fallbackDir, /\.wav$/) : null,
    missingPrompts: own?.soundsDir ? await missingIn(own.soundsDir) : null,
    unsaidIncidents: await unsaidIncidents(ctx.db),
    refusedOrders: await refusedOf(ctx, now),
  };
}

async function asteriskNow(address: AriAddress): Promise<HotlineFacts['asterisk']> {
  try {
    const info = await askAri<{ system?: { version?: string }; status?: { startup_time?: string } }>(
      address,
      '/asterisk/info',
      PATIENCE_MS,
    );
    const started = info.status?.startup_time ? new Date(info.status.startup_time) : null;
    return {
      version: info.system?.version ?? '?',
      runningSince: started && !Number.isNaN(started.getTime()) ? started : null,
    };
  } catch (error) {
    return { failed: error instanceof AriSilent ? error.said : asWritten((error as Error).message) };
  }
}

async function trunkOf(address: AriAddress): Promise<HotlineFacts['trunk']> {
  try {
    const all = await askAri<{ resource: string; state?: string }[]>(address, '/endpoints/PJSIP', PATIENCE_MS);
    const trunk = all.find((one) => one.resource === 'trunk');
    if (!trunk) return 'none';
    return trunk.state === 'online' || trunk.state === 'offline' ? trunk.state : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** People who take calls and are at work, and who of them could not be rung. */
async function phonesOf(ctx: Ctx, now: Date): Promise<HotlineFacts['phones']> {
  const { rows } = await sql<{ name: string; registered: boolean }>`
    select u.display_name as name, exists (select from phone_accounts a where a.user_id = u.id and a.removed_at is null
      and a.registered_at is not null and a.expires_at > ${now}) as registered
    from presence p join users u on u.id = p.user_id where p.state in ('available', 'busy') order by 1`.execute(ctx.db);
  const all = await sql<{ n: number }>`select count(*)::int as n from phone_accounts where removed_at is null
    and registered_at is not null and expires_at > ${now}`.execute(ctx.db);
  return {
    registered: all.rows[0]?.n ?? 0,
    onDuty: rows.length,
    withoutPhone: rows.filter((row) => !row.registered).map((row) => row.name),
  };
}

async function callsOf(ctx: Ctx): Promise<HotlineFacts['calls']> {
  const { rows } = await sql<HotlineFacts['calls']>`select count(*)::int as total,
      count(*) filter (where state in ('waiting', 'ringing'))::int as waiting,
      count(*) filter (where state = 'talking')::int as talking
    from calls where state <> 'ended'`.execute(ctx.db);
  return rows[0] ?? { total: 0, waiting: 0, talking: 0 };
}

async function diskOf(ctx: Ctx, now: Date): Promise<HotlineFacts['disk']> {
  let folder = join(ctx.config.dataDir, 'recordings');
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  const { rows } = await sql<{ all: number; week: number }>`select coalesce(sum(size), 0)::float8 as all,
      coalesce(sum(size) filter (where created_at > ${new Date(now.getTime() - WEEK)}), 0)::float8 as week
    from recording_files where erased_at is null`.execute(ctx.db);
  return { free: bavail * bsize, recordings: rows[0]?.all ?? 0, perDay: (rows[0]?.week ?? 0) / 7 };
}

async function lostOf(ctx: Ctx, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from call_recordings r
    join calls k on k.id = r.call_id
    where r.started_at > ${new Date(now.getTime() - WEEK)} and ${lostAt(now)}`.execute(ctx.db);
  return rows[0]?.n ?? 0;
}

async function refusedOf(ctx: Ctx, now: Date): Promise<HotlineFacts['refusedOrders']> {
  const since = new Date(now.getTime() - 86_400_000);
  const { rows } = await sql<{ n: number; said: string | null; at: Date | null }>`
    select count(*)::int as n, (array_agg(said order by id desc))[1] as said, max(done_at) as at
    from call_orders where state = 'refused' and done_at > ${since}`.execute(ctx.db);
  return { count: rows[0]?.n ?? 0, last: rows[0]?.said ?? null, at: rows[0]?.at ?? null };
}

async function countFiles(folder: string, name: RegExp): Promise<number | null> {
  const files = await readdir(folder).catch(() => null);
  return files === null ? null : files.filter((file) => name.test(file)).length;
}

async function missingIn(folder: string): Promise<number | null> {
  const files = await readdir(folder).catch(() => null);
  if (files === null) return Object.keys(PROMPTS).length;
  const there = new Set(files);
  return Object.keys(PROMPTS).filter((name) => !there.has(`${name}.wav`) && !there.has(`${name}.sln16`)).length;
}
