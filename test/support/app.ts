/** The whole application on a database of its own, without a network port, on a clock that stands still. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { registerAudit } from '../../server/audit/index.ts';
import { authenticate, registerOrg, seedReference, unknownAccess, userByUsername } from '../../server/org/index.ts';
import { readConfig } from '../../server/platform/config.ts';
import type { Ctx } from '../../server/platform/context.ts';
import { createEventStream, createReactions } from '../../server/platform/events/index.ts';
import { createFileStore } from '../../server/platform/files/index.ts';
import { createHttpServer } from '../../server/platform/http/index.ts';
import { createJobs } from '../../server/platform/jobs/index.ts';
import { createLog } from '../../server/platform/log.ts';
import { createSecretBox, loadSecretKey } from '../../server/platform/secrets.ts';
import { type Client, createClient } from './client.ts';
import { TestClock } from './clock.ts';
import { freshDatabase } from './db.ts';
import { createSessionFor, createUserWith, type UserRecipe } from './factories.ts';

export interface StartOptions {
  /** Marks the installation as a demonstration. */
  demo?: boolean;
  /** As the setting ROLES, e.g. `['web']`. */
  roles?: readonly ('web' | 'worker' | 'hotline')[];
  /** Further settings. */
  env?: Record<string, string>;
  /** Where time starts; a Monday morning by default. */
  now?: string;
  /** Opens a TCP port on 127.0.0.1, for browsers and sockets; `url` says which. */
  listen?: boolean;
  /** Leave the tree of units empty. */
  withoutReference?: boolean;
  /** Every domain, as the running product has them, with its reference data; without it only org and audit. */
  whole?: boolean;
  /** Registers more than the application does. */
  register?: (app: FastifyInstance, ctx: Ctx) => void | Promise<void>;
}

export interface TestApp {
  readonly ctx: Ctx;
  readonly app: FastifyInstance;
  readonly url: string;
  readonly clock: TestClock;
  /** Nobody: a citizen's browser. */
  readonly anonymous: Client;
  /** A client signed in as the user of this name, or as a new user made by the recipe; stays so when time moves. */
  as(who: string | UserRecipe): Promise<Client & { user: { id: number; username: string } }>;
  /** Does the jobs that are due, delivers the events and reacts to them, until nothing is left to do. */
  settle(): Promise<void>;
  /** What `work` recorded, in order: the types, or whole rows with `eventsDuring`. */
  eventsDuring(work: () => Promise<unknown>): Promise<RecordedEvent[]>;
  /** Called by itself when the test file ends. */
  stop(): Promise<void>;
}

export interface RecordedEvent {
  type: string;
  actorId: number | null;
  inPlaceOf: number | null;
  subject: string | null;
  unitId: number | null;
  caseId: number | null;
  data: Record<string, unknown>;
  audience: { to: string[]; except?: string[]; lost?: string[] };
}

/** Starts the application for a test file; everything is taken down when the file ends. */
export async function startApp(options: StartOptions = {}): Promise<TestApp> {
  let stopping: (() => Promise<void>) | undefined;
  // Before the hook that drops the database: hooks run in the order in which they were added.
  after(async () => stopping?.());
  const database = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'td1022-'));
  const env = {
    DATA_DIR: dataDir,
    LOG_LEVEL: 'fatal',
    ...(options.roles ? { ROLES: options.roles.join(',') } : {}),
    ...options.env,
  };
  const config = readConfig(env, { demo: options.demo ?? false, cwd: dataDir });
  const clock = new TestClock(options.now);
  const log = createLog(config.logLevel);
  const ctx: Ctx = {
    config,
    log,
    clock,
    database,
    db: database.db,
    events: createEventStream(database, log),
    reactions: createReactions(),
    jobs: createJobs(database, log),
    files: createFileStore(join(config.dataDir, 'files')),
    secrets: createSecretBox(loadSecretKey(config.dataDir, config.secretKey)),
  };
  if (!options.withoutReference) await seedReference(ctx.db, clock.now());
  const app = options.whole ? await wholeApp(ctx) : await smallApp(ctx, options);
  await ctx.jobs.start({ work: false });
  await ctx.events.start();
  await ctx.reactions.start(ctx, { work: false });
  await app.ready();
  const url = options.listen ? await app.listen({ port: 0, host: '127.0.0.1' }) : '';
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    await app.close();
    await ctx.jobs.stop();
    await ctx.events.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  stopping = stop;
  return {
    ctx,
    app,
    url,
    clock,
    anonymous: createClient(app, null),
    as: (who) => signInAs(app, ctx, who),
    settle: () => settle(ctx),
    eventsDuring: (work) => eventsDuring(ctx, work),
    stop,
  };
}

async function smallApp(ctx: Ctx, options: StartOptions): Promise<FastifyInstance> {
  const { config, log } = ctx;
  const app = await createHttpServer({ config, log, authenticate: (request) => authenticate(ctx, request) });
  registerOrg(app, ctx);
  registerAudit(app, ctx);
  await options.register?.(app, ctx);
  assert.deepEqual(unknownAccess(app.doors), [], 'routes that nobody could pass');
  return app;
}

async function wholeApp(ctx: Ctx): Promise<FastifyInstance> {
  // Only here: importing the whole application declares the jobs of all domains, and each wants its handler.
  const { seed } = await import('../../server/app/seed.ts');
  const { createApp } = await import('../../server/app.ts');
  await seed(ctx);
  return createApp(ctx);
}

/** Signs in again when the clock has moved so far that the session is over, as people do in the morning. */
async function signInAs(app: FastifyInstance, ctx: Ctx, who: string | UserRecipe) {
  const user = typeof who === 'string' ? await userByUsername(ctx.db, who) : await createUserWith(ctx, who);
  if (!user) throw new Error(`there is no user ${String(who)}`);
  let secret: string | null = null;
  let usedAt = 0;
  let openedAt = 0;
  const current = async () => {
    const now = ctx.clock.now().getTime();
    if (secret === null || now - usedAt > 11 * 3_600_000 || now - openedAt > 6 * 86_400_000) {
      secret = await createSessionFor(ctx, user.id);
      openedAt = now;
    }
    usedAt = now;
    return secret;
  };
  await current();
  return { ...createClient(app, { kind: 'session', current }), user: { id: user.id, username: user.username } };
}

async function settle(ctx: Ctx): Promise<void> {
  for (let done = 1; done > 0; ) {
    await deliverAll(ctx);
    done = (await ctx.reactions.drain(ctx)) + (await ctx.jobs.runPending());
  }
  await deliverAll(ctx);
}

/** Events wait for older transactions of the whole cluster, so those of test files running beside this one count too. */
async function deliverAll(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(id), 0) as last from events`.execute(ctx.db);
  const end = performance.now() + 60_000;
  for (;;) {
    await ctx.events.drain();
    const waiting = await sql`select 1 from events e where e.id <= ${rows[0]?.last ?? 0}
      and not exists (select from event_log l where l.event_id = e.id) limit 1`.execute(ctx.db);
    if (waiting.rows.length === 0) return;
    if (performance.now() > end)
      throw new Error('events stay unsequenced: some transaction of the test server never ends');
    await wait(5);
  }
}

async function eventsDuring(ctx: Ctx, work: () => Promise<unknown>): Promise<RecordedEvent[]> {
  const last = await ctx.db
    .selectFrom('events')
    .select((e) => e.fn.max('id').as('id'))
    .executeTakeFirst();
  await work();
  const rows = await ctx.db
    .selectFrom('events')
    .selectAll()
    .where('id', '>', last?.id ?? 0)
    .orderBy('id')
    .execute();
  return rows.map((e) => ({
    type: e.type,
    actorId: e.actor_id,
    inPlaceOf: e.in_place_of,
    subject: e.subject_type && `${e.subject_type}:${e.subject_id}`,
    unitId: e.unit_id,
    caseId: e.case_id,
    data: e.data as Record<string, unknown>,
    audience: e.audience as unknown as RecordedEvent['audience'],
  }));
}
