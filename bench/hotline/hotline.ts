/** Calls over SIP: ours beside bare Asterisk's own Queue and Dial, in the same run on the same Asterisk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type { RunningContext } from '../../server/context.ts';
import { createUser } from '../../server/org/index.ts';
import { SYSTEM } from '../../server/platform/auth/index.ts';
import { keep, percentile, rounded, table } from '../figures.ts';
import { openInstallation, startServer } from '../real-server.ts';
import { answerAll, type CallsMade, call } from './callers.ts';
import { BARE_DIAL, BARE_QUEUE, BARE_RECORDED, cpuOf, type Exchange, startExchange } from './exchange.ts';

const HELD = 100;
const HELD_MS = 12_000;
const AGENTS = 15;
const TALK_MS = 5_000;
const PHONES = { host: '127.0.0.13', port: 5098 };

export async function hotline({ rate, seconds }: { rate: number; seconds: number }): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'td1022-bench-'));
  const phones = answerAll(PHONES.host, PHONES.port);
  const exchange = await startExchange(dataDir, `${PHONES.host}:${PHONES.port}`);
  const ctx = await openInstallation(dataDir);
  await ctx.db
    .insertInto('hotline_menus')
    .values({
      version: 1,
      graph: JSON.stringify({ start: 'q', nodes: { q: { kind: 'queue', queue: null, skills: [], topic: 'bench' } } }),
      edited_at: new Date(),
      published_at: new Date(),
    })
    .execute();
  const server = await startServer(dataDir, { env: { LOG_LEVEL: 'error' } });
  try {
    await connected(ctx);
    const pids = { asterisk: exchange.pid, server: server.pid };
    const measured = async (service: string, shape: { rate: number; count: number; holdMs: number }) => {
      const before = [cpuOf(pids.asterisk), cpuOf(pids.server)] as const;
      const made = await call(exchange.sip, service, shape);
      await wait(1_000);
      const spent = { asterisk: cpuOf(pids.asterisk) - before[0], server: cpuOf(pids.server) - before[1] };
      return { made, ...spent };
    };
    const held = { rate: 10, count: HELD, holdMs: HELD_MS };
    const fast = { rate, count: Math.round(rate * seconds), holdMs: 1_500 };
    const rows: Record<string, string | number>[] = [];
    for (const [what, shape] of [
      [`${HELD} calls held ${HELD_MS / 1000} s`, held],
      [`${rate} new calls/s, ${fast.count} calls`, fast],
    ] as const) {
      const bare = await measured(BARE_QUEUE, shape);
      const first = await lastCall(ctx);
      const ours = await measured('1022', shape);
      rows.push(row(what, 'bare Queue()', bare), row(what, 'ours', ours));
      await nothingLost(ctx, first, shape.count, ours.made);
    }
    await agents(ctx, exchange);
    const talks = { rate: 3, count: AGENTS, holdMs: TALK_MS };
    const bare = await measured(BARE_DIAL, talks);
    const recorded = await measured(BARE_RECORDED, talks);
    const first = await lastCall(ctx);
    const ours = await measured('1022', talks);
    rows.push(
      row(`${AGENTS} bridged talks`, 'bare Dial()', bare),
      row(`${AGENTS} bridged talks`, 'bare Dial(), MixMonitor()', recorded),
      row(`${AGENTS} bridged talks`, 'ours, recorded', ours),
    );
    const reach = await toAnswer(ctx, first);
    console.log(
      `load: ${(await import('node:os'))
        .loadavg()
        .map((one) => one.toFixed(1))
        .join(' ')}`,
    );
    table(rows);
    console.log(
      `ring to answer: bare ${rounded(percentile(bare.made.answer, 0.5))} ms (p95 ${rounded(percentile(bare.made.answer, 0.95))}), ` +
        `ours ${rounded(percentile(reach, 0.5))} ms (p95 ${rounded(percentile(reach, 0.95))}), ${reach.length} of ${AGENTS} talks`,
    );
    console.log(keep('hotline', { rows, ringToAnswer: { bare: bare.made.answer, ours: reach } }));
  } finally {
    await server.stop();
    await ctx.stop();
    await exchange.stop();
    phones.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

function row(what: string, who: string, of: { made: CallsMade; asterisk: number; server: number }) {
  const { good, failed, answer } = of.made;
  return {
    what,
    who,
    good,
    failed,
    'answer p50 ms': rounded(percentile(answer, 0.5)),
    'p95 ms': rounded(percentile(answer, 0.95)),
    'Asterisk ms/call': rounded((of.asterisk * 1000) / Math.max(1, good)),
    'server ms/call': rounded((of.server * 1000) / Math.max(1, good)),
  };
}

async function connected(ctx: RunningContext): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const status = await ctx.db.selectFrom('hotline_status').select('connected').executeTakeFirst();
    if (status?.connected) return;
    await wait(100);
  }
  throw new Error('the server did not connect to Asterisk');
}

async function lastCall(ctx: RunningContext): Promise<number> {
  const row = await ctx.db
    .selectFrom('calls')
    .select((e) => e.fn.max('id').as('id'))
    .executeTakeFirst();
  return Number(row?.id ?? 0);
}

/** Every call has a row, every row an end; what was not let in was told so. */
async function nothingLost(ctx: RunningContext, after: number, count: number, made: CallsMade): Promise<void> {
  let said = '';
  for (let tries = 0; tries < 600; tries += 1) {
    const { rows } = await sql<{
      state: string;
      outcome: string | null;
      n: number;
    }>`select state, outcome, count(*)::int as n
      from calls where id > ${after} group by 1, 2 order by 1, 2`.execute(ctx.db);
    said = rows.map((one) => `${one.n} ${one.outcome ?? one.state}`).join(', ');
    const ended = rows.filter((one) => one.state === 'ended').reduce((sum, one) => sum + one.n, 0);
    if (ended === count && made.good === count) return console.log(`nothing lost: ${count} calls made, ${said}`);
    await wait(100);
  }
  console.log(`✗ of ${count} calls (${made.good} good for sipp) the record has: ${said}`);
  process.exitCode = 1;
}

/** People on duty whose telephones answer at once. */
async function agents(ctx: RunningContext, { ari }: Exchange): Promise<void> {
  const fields = (values: Record<string, string>) => ({
    fields: Object.entries(values).map(([attribute, value]) => ({ attribute, value })),
  });
  for (let n = 1; n <= AGENTS; n += 1) {
    const sipUser = `bench-${n}`;
    const person = { username: sipUser, displayName: sipUser, email: null, phone: null, password: 'only for a bench' };
    await createUser(ctx, SYSTEM, { ...person, roles: [{ role: 'agent', unit: 'tong-dai-1022' }] });
    const at = (kind: string) => `/asterisk/config/dynamic/res_pjsip/${kind}/${sipUser}`;
    await ari.call('PUT', at('aor'), {}, fields({ contact: `sip:${sipUser}@${PHONES.host}:${PHONES.port}` }));
    await ari.call(
      'PUT',
      at('endpoint'),
      {},
      fields({
        aors: sipUser,
        disallow: 'all',
        allow: 'alaw,ulaw',
        context: 'from-agents',
        direct_media: 'no',
        media_address: '127.0.0.1',
      }),
    );
    await sql`with u as (select id from users where username = ${sipUser}),
      s as (insert into sessions (token_hash, user_id, created_at, last_seen_at, expires_at, address, user_agent) select decode(md5(${sipUser}), 'hex'), id, now(), now(), now() + interval '1 hour', '', '' from u returning id, user_id),
      p as (insert into presence (user_id, state, since, seen_at) select id, 'available', now(), now() from u)
      insert into phone_accounts (user_id, session_id, sip_user, secret, created_at, expires_at, registered_at, webrtc)
      select user_id, id, ${sipUser}, 'x', now(), now() + interval '1 hour', now(), false from s`.execute(ctx.db);
  }
  await sql`update presence set seen_at = now() + interval '5 minutes'`.execute(ctx.db);
}

/** From the queue to two people who hear each other. Milliseconds. */
async function toAnswer(ctx: RunningContext, after: number): Promise<number[]> {
  const { rows } = await sql<{ ms: number }>`select (extract(epoch from connected_at - queued_at) * 1000)::float8 as ms
    from calls where id > ${after} and connected_at is not null`.execute(ctx.db);
  return rows.map((one) => one.ms);
}
