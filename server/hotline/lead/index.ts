/**
 * The hotline's own process: of all that have the role one leads, decided by a lock in the database, and holds the line
 * to Asterisk. If it dies, the lock goes with its connection and the next takes over.
 */
import type { PoolClient } from 'pg';
import type { Ctx } from '../../platform/context.ts';
import { ariAddress, sameAddress } from '../asterisk/address.ts';
import type { AriAddress } from '../asterisk/ari.ts';
import { expirePhones } from '../phones/provide.ts';
import { importFallback } from './fallback.ts';
import { Line } from './line.ts';
import { noteStatus } from './status.ts';
import { dueCalls, sweepWrapUps, waitingCalls } from './sweep.ts';

/** Number of the lock; "1022" and a little. */
const LOCK = 10_220_040;
const TICK_MS = 250;
/** Every so many ticks: the net under notices, recordings, telephones, settings. */
const SELDOM = 8;
const RARELY = 120;

export interface RunningHotline {
  /** Whether this process leads and Asterisk is connected. */
  readonly ready: boolean;
  stop(): Promise<void>;
}

/** Starts the part of this process that may lead. Returns at once; Asterisk may come later, or go and come back. */
export async function startHotline(ctx: Ctx): Promise<RunningHotline> {
  let lock: PoolClient | null = null;
  let line: Line | null = null;
  let address: AriAddress | null = null;
  let ticks = 0;
  let stopped = false;
  let ticking: Promise<void> = Promise.resolve();
  let busy = false;

  const release = async () => {
    const held = lock;
    lock = null;
    await line?.close();
    line = null;
    address = null;
    held?.release(true);
  };

  async function lead(): Promise<boolean> {
    if (lock !== null) return true;
    const client = await ctx.database.pool.connect();
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LOCK]);
    if (!rows[0]?.got) {
      client.release();
      return false;
    }
    client.on('error', () => {
      ctx.log.warn('the connection that says who leads the hotline broke; another process may lead now');
      void release();
    });
    lock = client;
    return true;
  }

  async function tick(): Promise<void> {
    ticks += 1;
    // Whether we lead, and where Asterisk is, is looked at less often than calls.
    if (line === null || ticks % SELDOM === 0) {
      if (lock === null && ticks % SELDOM !== 1) return;
      if (!(await lead())) return;
      const found = await ariAddress(ctx.config);
      if (!sameAddress(found, address)) {
        await line?.close();
        address = found;
        line = found === null ? null : new Line(ctx, found);
      }
    }
    if (line?.ready) await sweep(line);
  }

  async function sweep(on: Line): Promise<void> {
    const now = ctx.clock.now();
    for (const id of await dueCalls(ctx.db, now)) void on.turn(id, { kind: 'due' });
    await sweepWrapUps(ctx);
    if (ticks % SELDOM === 0) {
      for (const id of await waitingCalls(ctx.db)) void on.attend(id);
      void on.fetch();
      await expirePhones(ctx, on.ari);
    }
    if (ticks % RARELY === 0) {
      await on.refresh();
      await importFallback(ctx, on.ari);
      await noteStatus(ctx, { connected: true, why: null, lastEventAt: new Date(on.lastEvent || now) });
    }
  }

  const timer = setInterval(() => {
    if (busy || stopped) return;
    busy = true;
    ticking = tick()
      .catch((error) => ctx.log.error({ err: error }, 'the clock of the hotline failed; it goes on'))
      .finally(() => {
        busy = false;
      });
  }, TICK_MS);
  const unlisten = await ctx.database.listen('hotline', (payload) => {
    if (!line?.ready) return;
    if (payload !== '') return void line.attend(Number(payload));
    void line.refresh().catch((error) => ctx.log.error({ err: error }, 'limits could not be read; trying again later'));
  });

  return {
    get ready() {
      return line?.ready ?? false;
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await unlisten();
      await ticking;
      await release();
    },
  };
}
