/** Decisions per second of the pure strategy, and offers per second through PostgreSQL beside the same rows written raw. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { RunningContext } from '../server/context.ts';
import { createUser } from '../server/org/index.ts';
import { SYSTEM } from '../server/platform/auth/index.ts';
import { connectionConfig } from '../server/platform/db/index.ts';
import { transact } from '../server/platform/transact.ts';
import { acceptOffer, enqueue, finishItem, setPresence } from '../server/routing/index.ts';
import { type AgentNow, giveOut, type ItemNow, type QueueNow } from '../server/routing/strategy.ts';
import { keep, median, percentile, rounded, table } from './figures.ts';
import { openInstallation } from './real-server.ts';

const AGENTS = 60;

export async function routing(options: { seconds: number; rounds: number }): Promise<void> {
  const pure = [decisions(200, 200), decisions(200, 2_000), decisions(200, 5_000)];
  table(pure);
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-routing-'));
  const ctx = await openInstallation(dataDir);
  try {
    const people = await staff(ctx);
    const through: number[] = [];
    const raw: number[] = [];
    const waits: number[] = [];
    for (let round = 0; round < options.rounds; round += 1) {
      through.push(await offers(ctx, people, options.seconds, waits));
      raw.push(await rawRows(ctx, people, options.seconds));
    }
    const rows = [
      {
        what: 'queued, offered, accepted, finished (4 transactions)',
        'per s': rounded(median(through)),
        'p50 ms': rounded(percentile(waits, 0.5)),
        'p95 ms': rounded(percentile(waits, 0.95)),
        'of raw': rounded(median(through) / median(raw), 2),
      },
      { what: 'the same rows written raw', 'per s': rounded(median(raw)), 'p50 ms': '', 'p95 ms': '', 'of raw': 1 },
    ];
    table(rows);
    console.log(keep('routing', { options, agents: AGENTS, pure, rows }));
  } finally {
    await ctx.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** One round of the strategy over and over: `agents` people, half busy, `items` waiting. */
function decisions(agents: number, items: number) {
  const now = 10_000_000;
  const queue = (id: number): QueueNow => ({
    id,
    open: true,
    strategy: (['longest_idle', 'least_loaded', 'round_robin'] as const)[id % 3] ?? 'longest_idle',
    skills: [],
    stickyMs: 60_000,
    reofferMs: 60_000,
    relaxSkillsMs: 120_000,
    reserveMs: 30_000,
  });
  const queues = new Map([0, 1, 2].map((id) => [id, queue(id)]));
  const chat = { weight: 20, exclusive: false, yields: false };
  const people: AgentNow[] = Array.from({ length: agents }, (_, id) => ({
    id,
    state: 'available',
    capacity: 60,
    holding: id % 2 === 0 ? [chat] : [],
    skills: new Set(id % 3 === 0 ? ['lang:en'] : []),
    queues: new Set([0, 1, 2]),
    units: new Set([1]),
    idleSince: id,
    lastOfferAt: id,
  }));
  const waiting: ItemNow[] = Array.from({ length: items }, (_, id) => ({
    ...(id % 5 === 0 ? { weight: 60, exclusive: true, yields: false } : chat),
    id,
    queueId: id % 3,
    priority: id % 10,
    ageingMs: 30_000,
    waitingSince: now - id * 10,
    queuedAt: now - id * 10,
    skills: id % 7 === 0 ? ['lang:en'] : [],
    preferAgentId: id % 11 === 0 ? id % agents : null,
    exceptUnitId: null,
    tried: new Map(),
  }));
  let given = 0;
  let rounds = 0;
  const until = performance.now() + 2_000;
  while (performance.now() < until) {
    given += giveOut(now, waiting, people, queues).length;
    rounds += 1;
  }
  return {
    'people × waiting': `${agents} × ${items}`,
    'rounds/s': rounded(rounds / 2),
    'offers decided/s': Math.round(given / 2),
    'ms per round': rounded(2_000 / rounds, 2),
  };
}

async function staff(ctx: RunningContext): Promise<number[]> {
  const ids: number[] = [];
  for (let n = 0; n < AGENTS; n += 1) {
    const username = `nguoi-${n}`;
    const person = { username, displayName: username, email: null, phone: null, password: 'only for a bench' };
    await createUser(ctx, SYSTEM, { ...person, roles: [{ role: 'agent', unit: 'tong-dai-1022' }] });
    const { id } = await ctx.db
      .selectFrom('users')
      .select('id')
      .where('username', '=', username)
      .executeTakeFirstOrThrow();
    await setPresence(ctx, { ...SYSTEM, kind: 'user', userId: id }, id, { state: 'available' });
    ids.push(id);
  }
  return ids;
}

/** Eight writers: an item is queued, whoever is offered it accepts, and it is done. */
async function offers(
  ctx: RunningContext,
  people: readonly number[],
  seconds: number,
  waits: number[],
): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  let n = 0;
  let done = 0;
  const writer = async (lane: number) => {
    while (performance.now() < until) {
      n += 1;
      const ref = `bench-${lane}-${n}-${performance.now()}`;
      const began = performance.now();
      const id = await transact(ctx, (tx) => enqueue(tx, { kind: 'chat', title: ref, ref }));
      const offer = await ctx.db
        .selectFrom('offers')
        .select(['id', 'user_id'])
        .where('item_id', '=', id)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      // Skipped because every free person was locked at that moment: the sweep would find it; here it is just ended.
      if (offer) {
        await acceptOffer(ctx, { ...SYSTEM, kind: 'user', userId: offer.user_id }, offer.id);
        waits.push(performance.now() - began);
        done += 1;
      }
      await transact(ctx, (tx) => finishItem(tx, { id }, 'bench'));
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, lane) => writer(lane)));
  if (people.length === 0) throw new Error('nobody is there');
  return done / seconds;
}

/** The same rows of the same tables by hand-made SQL on eight connections: insert item, offer, events; update thrice. */
async function rawRows(ctx: RunningContext, people: readonly number[], seconds: number): Promise<number> {
  const config = connectionConfig({
    socketDir: ctx.embedded?.socketDir ?? '',
    database: 'tongdai',
    applicationName: 'bench raw',
  });
  const until = performance.now() + seconds * 1_000;
  let done = 0;
  const event = `insert into events (at, type, subject_type, subject_id, actor_kind, data, audience) values (now(), 'queue.changed', 'routing_item', $1, 'system', '{}', '{"to": []}')`;
  const writer = async (lane: number) => {
    const client = new pg.Client(config);
    await client.connect();
    const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values });
    try {
      for (let n = 0; performance.now() < until; n += 1) {
        const user = people[(lane * 7 + n) % people.length];
        await client.query('begin');
        const item = await run(
          'i',
          `insert into routing_items (kind, subject, title, state, queue_id, weight, exclusive, yields, priority, ageing_seconds, created_at, waiting_since, queued_at)
            values ('chat', $1, $1, 'offered', 1, 20, false, false, 6, 30, now(), now(), now()) returning id`,
          [`raw-${lane}-${n}-${performance.now()}`],
        );
        const { id } = item.rows[0];
        await run('e', event, [String(id)]);
        await run(
          'o',
          `insert into offers (item_id, user_id, made_at, expires_at) values ($1, $2, now(), now() + interval '20 s')`,
          [id, user],
        );
        await run('e', event, [String(id)]);
        await client.query('commit');
        await client.query('begin');
        await run('a', `update offers set ended_at = now(), outcome = 'accepted' where item_id = $1`, [id]);
        await run('w', `update routing_items set state = 'owned', owner_id = $2, owned_at = now() where id = $1`, [
          id,
          user,
        ]);
        await run('e', event, [String(id)]);
        await run('e', event, [String(id)]);
        await client.query('commit');
        await client.query('begin');
        await run(
          'f',
          `update routing_items set state = 'finished', finished_at = now(), finish_reason = 'raw' where id = $1`,
          [id],
        );
        await run('e', event, [String(id)]);
        await client.query('commit');
        done += 1;
      }
    } finally {
      await client.end();
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, lane) => writer(lane)));
  return done / seconds;
}
