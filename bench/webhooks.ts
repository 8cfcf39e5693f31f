/** Webhooks of a provider: how fast they are acknowledged when each is stored first, and whether all become messages. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunningContext } from '../server/context.ts';
import { signZalo, startZaloStandin, type ZaloStandin } from '../server/demo/standins/zalo/index.ts';
import { keep, percentile, rounded, table } from './figures.ts';
import { openInstallation, startServer } from './real-server.ts';

export interface WebhookOptions {
  /** Events per second. */
  rate: number;
  seconds: number;
}

const PEOPLE = 500;
/** What Zalo waits for before it counts a delivery as failed. Milliseconds. */
const ZALO_LIMIT = 2_000;

export async function webhooks(options: WebhookOptions): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'td1022-bench-'));
  const zalo = await startZaloStandin({ now: () => new Date(), rate: 1_000_000 });
  const people = Array.from({ length: PEOPLE }, (_, i) => zalo.addUser(`Người dân ${i + 1}`).id);
  const ctx = await openInstallation(dataDir);
  try {
    const server = await startServer(dataDir, { env: zalo.env });
    try {
      await storm(server.url, zalo, people, { rate: 50, seconds: 2 });
      await handled(ctx);
      const before = await count(ctx);
      const acks = await storm(server.url, zalo, people, options);
      const began = performance.now();
      await handled(ctx);
      const after = await count(ctx);
      report(options, acks, { messages: after - before, backlogSeconds: (performance.now() - began) / 1000 });
    } finally {
      await server.stop();
    }
  } finally {
    await ctx.stop();
    await zalo.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

interface Acks {
  times: number[];
  refused: number;
  /** How late the events were sent, against their schedule; large: this process is the bottleneck. Milliseconds. */
  lag: number[];
}

/** Sends at a fixed pace, whether answered or not, as providers do. */
async function storm(url: string, zalo: ZaloStandin, people: string[], options: WebhookOptions): Promise<Acks> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const total = options.rate * options.seconds;
  const acks: Acks = { times: [], refused: 0, lag: [] };
  const flying: Promise<void>[] = [];
  const began = performance.now();
  for (let i = 0; i < total; i += 1) {
    const due = (i * 1000) / options.rate;
    while (performance.now() - began < due) await wait(1);
    acks.lag.push(performance.now() - began - due);
    const text = `Đèn đường hỏng ở hẻm ${i} ${randomBytes(40).toString('hex')}`;
    const raw = JSON.stringify(zalo.say(people[i % people.length] ?? '', { text }));
    const timestamp = /"timestamp":"(\d+)"/.exec(raw)?.[1] ?? '';
    const sent = performance.now();
    flying.push(
      post(agent, `${url}/hooks/zalo/default`, raw, signZalo(zalo.state, raw, timestamp)).then((status) => {
        if (status === 200) acks.times.push(performance.now() - sent);
        else acks.refused += 1;
      }),
    );
  }
  await Promise.all(flying);
  agent.destroy();
  return acks;
}

function post(agent: Agent, url: string, raw: string, signature: string): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(raw),
    'x-zevent-signature': signature,
  };
  return new Promise((resolve) => {
    const outgoing = request(url, { agent, method: 'POST', headers }, (incoming) => {
      incoming.resume();
      incoming.on('end', () => resolve(incoming.statusCode ?? 0));
    });
    outgoing.on('error', () => resolve(0));
    outgoing.end(raw);
  });
}

async function count(ctx: RunningContext): Promise<number> {
  const { rows } = await ctx.database.pool.query(
    "select count(*)::int as n from messages m join conversations c on c.id = m.conversation_id where c.channel = 'zalo' and m.direction = 'in'",
  );
  return rows[0].n;
}

/** Waits until every stored event has been handled. */
async function handled(ctx: RunningContext): Promise<void> {
  for (;;) {
    const { rows } = await ctx.database.pool.query("select 1 from inbound_events where state = 'stored' limit 1");
    if (rows.length === 0) return;
    await wait(100);
  }
}

function report(options: WebhookOptions, acks: Acks, after: { messages: number; backlogSeconds: number }): void {
  const total = options.rate * options.seconds;
  const figures = {
    ratePerSecond: options.rate,
    events: total,
    refused: acks.refused,
    ackP50Ms: rounded(percentile(acks.times, 0.5)),
    ackP95Ms: rounded(percentile(acks.times, 0.95)),
    ackP99Ms: rounded(percentile(acks.times, 0.99)),
    ackMaxMs: rounded(Math.max(...acks.times)),
    limitMs: ZALO_LIMIT,
    messages: after.messages,
    backlogSeconds: rounded(after.backlogSeconds),
    senderLagP99Ms: rounded(percentile(acks.lag, 0.99)),
  };
  table([figures]);
  if (after.messages !== total) console.log(`✗ ${total - after.messages} messages are missing`);
  console.log(keep('webhooks', figures));
}
