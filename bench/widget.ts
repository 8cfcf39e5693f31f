/** From a visitor's window to the agents' screens: latency and completeness under the load of a storm. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { WebSocket } from 'ws';
import { CONSENT_VERSION } from '../contract/widget-words.ts';
import { acceptMessage, openSession, siteByKey, visitorOf } from '../server/channels/index.ts';
import type { RunningContext } from '../server/context.ts';
import { createToken } from '../server/org/index.ts';
import { SYSTEM } from '../server/platform/auth/index.ts';
import { keep, percentile, rounded, table } from './figures.ts';
import { httpClient } from './http-client.ts';
import { openInstallation, startServer, tokenFor } from './real-server.ts';

export interface WidgetOptions {
  windows: number;
  agents: number;
  /** Messages per second, over all windows. */
  rate: number;
  seconds: number;
}

interface Window {
  token: string;
  conversationId: string;
}

/** Sockets whose every frame is read and timed; of the others the frames are counted only, to spare this process. */
const TIMED = 10;

export async function widget(options: WidgetOptions): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'td1022-bench-'));
  const ctx = await openInstallation(dataDir);
  const sockets: WebSocket[] = [];
  try {
    const tokens = await agentTokens(ctx, options.agents);
    const windows = await openWindows(ctx, options.windows);
    const server = await startServer(dataDir);
    try {
      await quiet(ctx);
      const desks = await Promise.all(tokens.map((token, i) => openDesk(server.url, token, i < TIMED, sockets)));
      const echoes = { n: 0 };
      for (const one of windows) await openWire(server.url, one, echoes, sockets);
      const sent = await storm(server.url, windows, options);
      const arrived = () => echoes.n >= sent.times.size && desks.every((desk) => desk.count >= sent.times.size);
      await settled(arrived, 30_000);
      report(options, sent, desks, echoes.n, await stored(ctx));
    } finally {
      for (const socket of sockets) socket.terminate();
      await server.stop();
    }
  } finally {
    await ctx.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** People of the centre with a token each; one password for all, because hashing it is what takes long. */
async function agentTokens(ctx: RunningContext, n: number): Promise<string[]> {
  await tokenFor(ctx, 'bench-agent', 'agent', 'tong-dai-1022');
  await sql`with made as (
      insert into users (username, display_name, password_hash, must_change_password, created_at)
      select 'bench-agent-' || i, 'Agent ' || i, u.password_hash, false, u.created_at
      from users u, generate_series(1, ${n}) i where u.username = 'bench-agent' returning id)
    insert into user_roles (user_id, unit_id, role, valid_from)
    select made.id, r.unit_id, r.role, r.valid_from from made, user_roles r
    join users u on u.id = r.user_id where u.username = 'bench-agent'`.execute(ctx.db);
  const tokens: string[] = [];
  for (let i = 1; i <= n; i += 1) {
    const who = { username: `bench-agent-${i}`, name: 'bench', expiresAt: null };
    tokens.push((await createToken(ctx, SYSTEM, who)).token);
  }
  return tokens;
}

/** Visitors with a thread each, made by the product's own commands. */
async function openWindows(ctx: RunningContext, n: number): Promise<Window[]> {
  const site = await siteByKey(ctx, 'wk_cong-dan');
  if (!site) throw new Error('the first site is missing');
  const windows: Window[] = [];
  const one = async (i: number) => {
    const session = await openSession(ctx, { site, language: 'vi', resume: null, identity: null, origin: null });
    const visitor = await visitorOf(ctx, session.token);
    const start = { name: `Người dân ${i}`, consent: CONSENT_VERSION };
    const first = { clientId: randomUUID(), text: 'Xin chào tổng đài', attachments: [], start };
    const { conversationId } = await acceptMessage(ctx, visitor, first);
    windows.push({ token: session.token, conversationId: `c_${conversationId}` });
  };
  for (let i = 0; i < n; i += 10) await Promise.all(Array.from({ length: Math.min(10, n - i) }, (_, k) => one(i + k)));
  return windows;
}

/** Until routing has looked at the threads with which the run begins. */
async function quiet(ctx: RunningContext): Promise<void> {
  for (let before = -1; ; await wait(1_500)) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from routing_items`.execute(ctx.db);
    if (rows[0]?.n === before) return;
    before = rows[0]?.n ?? 0;
  }
}

interface Desk {
  count: number;
  /** Message id → when it came, for timed desks. */
  seen: Map<number, number>;
  twice: number;
}

async function openDesk(url: string, token: string, timed: boolean, sockets: WebSocket[]): Promise<Desk> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live`, {
    headers: { authorization: `Bearer ${token}` },
  });
  sockets.push(socket);
  const desk: Desk = { count: 0, seen: new Map(), twice: 0 };
  await once(socket, 'open');
  const ready = once(socket, 'message');
  socket.send('{}');
  await ready;
  socket.on('message', (data: Buffer) => {
    if (!data.includes('"message.received"')) return;
    desk.count += 1;
    if (!timed) return;
    const id = Number(/"messageId":(\d+)/.exec(data.toString())?.[1]);
    if (desk.seen.has(id)) desk.twice += 1;
    else desk.seen.set(id, performance.now());
  });
  return desk;
}

async function openWire(url: string, one: Window, echoes: { n: number }, sockets: WebSocket[]): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/widget/ws`);
  sockets.push(socket);
  await once(socket, 'open');
  const first = once(socket, 'message');
  socket.send(JSON.stringify({ t: 'hello', ...one, afterSeq: 1 }));
  await first;
  socket.on('message', (data: Buffer) => {
    if (data.includes('"kind":"message"')) echoes.n += 1;
  });
}

interface Storm {
  /** Message id → when it was sent. */
  times: Map<number, number>;
  acknowledged: number[];
  refused: number;
  tookMs: number;
}

/** Sends at a steady rate, whatever the answers take; every window has its turn. */
async function storm(url: string, windows: readonly Window[], { rate, seconds }: WidgetOptions): Promise<Storm> {
  const clients = new Map(windows.map((one) => [one, httpClient(url, one.token, 1)]));
  const result: Storm = { times: new Map(), acknowledged: [], refused: 0, tookMs: 0 };
  const running = new Set<Promise<void>>();
  const startedAt = performance.now();
  for (let i = 0; i < rate * seconds; i += 1) {
    const due = startedAt + (i * 1_000) / rate;
    if (due > performance.now()) await wait(due - performance.now());
    const one = windows[i % windows.length] as Window;
    const at = performance.now();
    const { conversationId } = one;
    const body = { clientId: randomUUID(), conversationId, text: `Đường ngập ở ấp ${i}, nhờ tổng đài hỗ trợ` };
    const work = clients
      .get(one)
      ?.post('/widget/messages', body)
      .then(({ status, body: answer }) => {
        if (status !== 201) {
          result.refused += 1;
          return;
        }
        result.times.set(Number((JSON.parse(answer) as { id: string }).id.slice(2)), at);
        result.acknowledged.push(performance.now() - at);
      });
    if (!work) continue;
    running.add(work);
    void work.finally(() => running.delete(work));
  }
  await Promise.all(running);
  result.tookMs = performance.now() - startedAt;
  for (const client of clients.values()) client.close();
  return result;
}

async function settled(done: () => boolean, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (!done() && performance.now() < end) await wait(50);
}

/** Messages that the database has, beyond the first one of each thread. */
async function stored(ctx: RunningContext): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from widget_events e
    join messages m on m.id = e.message_id where e.kind = 'message' and m.direction = 'in' and e.seq > 1`.execute(
    ctx.db,
  );
  return rows[0]?.n ?? 0;
}

function report(options: WidgetOptions, sent: Storm, desks: readonly Desk[], echoes: number, inDatabase: number): void {
  const timed = desks.filter((desk) => desk.seen.size > 0);
  const screen = timed.flatMap((desk) =>
    [...sent.times].flatMap(([id, at]) => (desk.seen.has(id) ? [(desk.seen.get(id) ?? 0) - at] : [])),
  );
  const n = sent.times.size;
  const row = (what: string, values: readonly number[]) => ({
    what,
    'p50 ms': rounded(percentile(values, 0.5)),
    'p95 ms': rounded(percentile(values, 0.95)),
    'p99 ms': rounded(percentile(values, 0.99)),
  });
  const rows = [row('acknowledged to the window', sent.acknowledged), row('on the agents’ screens', screen)];
  const missing = desks.reduce((sum, desk) => sum + Math.max(0, n - desk.count), 0);
  const twice = timed.reduce((sum, desk) => sum + desk.twice, 0);
  const outcome = {
    sent: n,
    refused: sent.refused,
    perSecond: rounded((n * 1000) / sent.tookMs),
    inDatabase,
    framesMissingAtDesks: missing,
    framesTwiceAtDesks: twice,
    echoesAtWindows: echoes,
  };
  table(rows);
  console.log(outcome);
  console.log(keep('widget', { options, rows, outcome }));
  if (missing > 0 || twice > 0 || inDatabase !== n || echoes !== n) process.exitCode = 1;
}
