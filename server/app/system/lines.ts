import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { SystemLine, SystemLineKey, SystemState } from '../../../contract/system.ts';
import { channelMarks } from '../../channels/index.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { databaseClock, pendingMigrations } from '../../platform/db/index.ts';
import type { QueueState } from '../../platform/jobs/index.ts';
import type { SpokenLanguage } from '../../platform/said.ts';
import { administrators, databaseVersion } from '../checks/database.ts';
import type { Finding } from '../checks/finding.ts';
import { diskSpace, folder, nodeVersion, pages, secretKey } from '../checks/machine.ts';
import { installationFact, LAST_BACKUP } from '../installation.ts';

const VERSION = (
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
const MINUTE = 60_000;
const DAY = 86_400_000;

type Values = SystemLine['values'];
const line = (key: SystemLineKey, state: SystemLine['state'], values: Values = {}): SystemLine => ({
  key,
  state,
  values,
});
const fromFinding = (key: SystemLineKey, finding: Finding): SystemLine =>
  line(key, finding.state, finding.values ?? {});

/** What else the lines speak of, read once for the whole page. */
export interface Seen {
  queues: readonly QueueState[];
  readers: SystemState['readers'];
  skipped: number;
  /** People with an open desk in this process. */
  desks: number;
  language: SpokenLanguage;
}

/** Every line, in the order of the page. One that cannot be looked at is a problem of its own, never an empty page. */
export async function systemLines(ctx: Ctx, seen: Seen): Promise<SystemLine[]> {
  const looks: [SystemLineKey, () => Promise<SystemLine> | SystemLine][] = [
    [
      'version',
      () =>
        line('version', 'ok', {
          version: VERSION,
          since: isoLocal(startedAt(ctx)),
          roles: [...ctx.config.roles].join(', '),
        }),
    ],
    ['node', () => fromFinding('node', nodeVersion())],
    ['pages', () => fromFinding('pages', pages())],
    ['folder', async () => fromFinding('folder', await folder(ctx.config))],
    ['disk', async () => fromFinding('disk', await diskSpace(ctx.config))],
    ['key', async () => fromFinding('key', await secretKey(ctx.config))],
    ['database', async () => fromFinding('database', await databaseVersion(ctx.database))],
    ['schema', () => schema(ctx)],
    ['connections', () => connections(ctx)],
    ['clock', () => clock(ctx)],
    ['sequencer', () => sequencer(ctx)],
    ['readers', () => readersLine(seen)],
    ['jobs', () => jobs(ctx, seen.queues)],
    ['mail', () => mail(ctx)],
    ['channels', () => channels(ctx, seen.language)],
    ['chain', () => chain(ctx)],
    ['backup', () => backup(ctx)],
    ['people', async () => fromFinding('people', await administrators(ctx.database))],
    ['desks', () => line('desks', 'ok', { n: seen.desks })],
    ['address', () => address(ctx)],
  ];
  return Promise.all(
    looks.map(async ([key, look]) => {
      try {
        return await look();
      } catch (error) {
        ctx.log.error({ err: error, line: key }, 'a line of the system state could not be looked at');
        return line(key, 'problem', { failure: 'unknown' });
      }
    }),
  );
}

/** When this process began, on the installation's clock. */
function startedAt(ctx: Ctx): Date {
  return new Date(ctx.clock.now().getTime() - process.uptime() * 1000);
}

async function schema(ctx: Ctx): Promise<SystemLine> {
  const pending = await pendingMigrations(ctx.database.pool);
  const { rows } = await ctx.database.pool.query<{ name: string; n: number }>(
    'select max(name) as name, count(*)::int as n from schema_migrations',
  );
  return line('schema', pending.length === 0 ? 'ok' : 'warning', {
    last: rows[0]?.name ?? '',
    n: rows[0]?.n ?? 0,
    pending: pending.length,
  });
}

async function connections(ctx: Ctx): Promise<SystemLine> {
  const { rows } = await ctx.database.pool.query<{ used: number; most: number }>(
    `select (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
      current_setting('max_connections')::int as most`,
  );
  const { used = 0, most = 0 } = rows[0] ?? {};
  const waiting = ctx.database.pool.waitingCount;
  const share = most === 0 ? 0 : used / most;
  return line('connections', share > 0.95 ? 'problem' : share > 0.8 || waiting > 10 ? 'warning' : 'ok', {
    used,
    most,
    waiting,
  });
}

/** The database's clock beside this process's own, both real; a demonstration's moved clock is not a fault. */
async function clock(ctx: Ctx): Promise<SystemLine> {
  const before = performance.now();
  const theirs = await databaseClock(ctx.database.pool);
  const real = performance.timeOrigin + (before + performance.now()) / 2;
  const seconds = Math.round(Math.abs(real - theirs) / 1000);
  const moved = Math.round((ctx.clock.now().getTime() - real) / MINUTE);
  return line('clock', seconds > 30 ? 'problem' : seconds > 2 ? 'warning' : 'ok', {
    now: isoLocal(ctx.clock.now()),
    seconds,
    moved: Math.abs(moved) < 2 ? null : moved,
  });
}

async function sequencer(ctx: Ctx): Promise<SystemLine> {
  const head = await ctx.events.head();
  const { rows } = await sql<{ n: number; oldest: Date | null }>`
    select count(*)::int as n, min(e.at) as oldest from events e
    where e.id > coalesce((select max(event_id) from event_log where seq > ${head - 2_000}), 0) - 2000
      and not exists (select from event_log l where l.event_id = e.id)`.execute(ctx.db);
  const { n = 0, oldest = null } = rows[0] ?? {};
  const age = oldest ? ctx.clock.now().getTime() - oldest.getTime() : 0;
  return line('sequencer', age > 10 * MINUTE ? 'problem' : age > MINUTE ? 'warning' : 'ok', {
    head,
    n,
    seconds: Math.max(0, Math.round(age / 1000)),
  });
}

/** A cursor may stand up to a thousand behind when nothing concerned its reader. */
const IDLE_GAP = 1_000;

function readersLine({ readers, skipped }: Seen): SystemLine {
  const behind = readers.filter((r) => r.behind > 2 * IDLE_GAP);
  return line('readers', skipped > 0 ? 'problem' : behind.length > 0 ? 'warning' : 'ok', {
    n: readers.length,
    behind: behind.length,
    skipped,
  });
}

function jobs(ctx: Ctx, queues: readonly QueueState[]): SystemLine {
  const sum = (of: 'waiting' | 'active' | 'failed') => queues.reduce((total, q) => total + q[of], 0);
  const oldest = queues
    .map((q) => q.oldest?.getTime() ?? Number.POSITIVE_INFINITY)
    .reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  // Jobs run on the real clock, which a demonstration may have left.
  const age = Number.isFinite(oldest) ? performance.timeOrigin + performance.now() - oldest : 0;
  const failed = sum('failed');
  return line('jobs', age > 15 * MINUTE ? 'problem' : failed > 0 || age > 2 * MINUTE ? 'warning' : 'ok', {
    waiting: sum('waiting'),
    active: sum('active'),
    failed,
    minutes: Math.max(0, Math.round(age / MINUTE)),
    works: ctx.config.roles.has('worker') ? 'yes' : 'no',
  });
}

async function mail(ctx: Ctx): Promise<SystemLine> {
  const { rows } = await sql<{ out: number; oldest: Date | null; unread: number }>`
    select (select count(*)::int from messages where state = 'queued') as out,
      (select min(created_at) from messages where state = 'queued') as oldest,
      (select count(*)::int from inbound_mails where state = 'failed') as unread`.execute(ctx.db);
  const { out = 0, oldest = null, unread = 0 } = rows[0] ?? {};
  const minutes = oldest ? Math.max(0, Math.round((ctx.clock.now().getTime() - oldest.getTime()) / MINUTE)) : 0;
  return line('mail', minutes > 240 ? 'problem' : minutes > 30 || unread > 0 ? 'warning' : 'ok', {
    out,
    minutes,
    unread,
  });
}

async function channels(ctx: Ctx, language: SpokenLanguage): Promise<SystemLine> {
  const marks = await channelMarks(ctx, language);
  const bad = marks.filter((m) => m.state === 'bad');
  const ill = marks.filter((m) => m.state === 'watch');
  return line('channels', bad.length > 0 ? 'problem' : ill.length > 0 ? 'warning' : 'ok', {
    n: marks.length,
    names: [...bad, ...ill].map((m) => m.name).join(', '),
  });
}

async function chain(ctx: Ctx): Promise<SystemLine> {
  const last = await ctx.db
    .selectFrom('chain_checks')
    .selectAll()
    .where('ended_at', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!last) return line('chain', 'warning', { seq: 0, at: null, broken: null });
  const old = ctx.clock.now().getTime() - last.started_at.getTime() > 31 * DAY;
  return line('chain', last.broken_seq !== null ? 'problem' : old || last.failure ? 'warning' : 'ok', {
    seq: last.checked_seq,
    at: isoLocal(last.ended_at ?? last.started_at),
    broken: last.broken_seq,
  });
}

async function backup(ctx: Ctx): Promise<SystemLine> {
  const last = (await installationFact(ctx.db, LAST_BACKUP)) as { at: string; bytes: number } | undefined;
  if (!last) return line('backup', 'warning', { at: null, megabytes: 0 });
  const age = ctx.clock.now().getTime() - Date.parse(last.at);
  return line('backup', age > 7 * DAY ? 'problem' : age > 2 * DAY ? 'warning' : 'ok', {
    at: last.at,
    megabytes: Math.max(1, Math.round(last.bytes / 1024 ** 2)),
  });
}

/** Letters carry this address, and only over https do cookies stay secret. */
function address({ config }: Ctx): SystemLine {
  const url = config.publicUrl;
  const state = url === null ? 'warning' : url.startsWith('https:') || config.demo ? 'ok' : 'warning';
  return line('address', state, { url, secure: url?.startsWith('https:') ? 'yes' : 'no' });
}
