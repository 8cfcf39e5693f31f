import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../platform/context.ts';
import { PREPARED } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import { defineJob } from '../../platform/jobs/index.ts';
import { asWritten, keepSaid, type Said, saidWith } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { recordHealth } from '../health/record.ts';
import { beginStoring, letStoringPass } from './pressure.ts';

/** Understands one stored event. Safe to run twice. */
export const handleInboundJob = defineJob('channels.inbound', z.object({ inboundId: z.number().int() }), {
  retryLimit: 8,
  retryDelay: 2,
  concurrency: 4,
});

/** After so many attempts that threw, an event is laid aside for a person. Below the job's own limit. */
const MOST_ATTEMPTS = 6;

/** What a provider sent, as it was stored. */
export interface InboundEvent {
  id: number;
  kind: string;
  accountId: number;
  accountCode: string;
  raw: Buffer;
  headers: Record<string, string>;
  receivedAt: Date;
  attempts: number;
}

/**
 * What became of an event. `unhandled`: not understood, kept for a person with the reason as a code and in words.
 * `ignored`: nothing to do (an echo of our own message, an event that we do not follow).
 */
export type InboundOutcome =
  | { state: 'handled' }
  | { state: 'ignored'; reason: string }
  | { state: 'unhandled'; reason: string; detail: Said };

/**
 * Understands one event. May be called again for the same event after a crash, in any order and beside other events of
 * the same person. Throwing means "try again later".
 */
export type InboundHandler = (ctx: Ctx, event: InboundEvent) => Promise<InboundOutcome>;

const handlers = new Map<string, InboundHandler>();

/** Says who understands the events of a kind of channel. */
export function onInbound(kind: string, handler: InboundHandler): void {
  handlers.set(kind, handler);
}

export interface Delivery {
  account: { id: number; kind: string; code: string };
  /** Equal for a repeated delivery of the same event; at most 200 characters count. */
  dedupeKey: string;
  raw: Buffer;
  /** Only what is needed later; never a credential. */
  headers?: Record<string, string>;
}

/**
 * Stores what a provider sent, with the job that will understand it, in one transaction. Only after this returns may
 * the provider be told 200. The same `dedupeKey` again changes nothing but a counter.
 */
export async function storeInbound(ctx: Ctx, delivery: Delivery): Promise<{ id: number; duplicate: boolean }> {
  const { account } = delivery;
  const done = beginStoring();
  const key = delivery.dedupeKey.slice(0, 200);
  const stored = await transact(ctx, async (tx) => {
    const { rows } = await sql<{ id: number }>`${PREPARED}
      insert into inbound_events (kind, account_id, dedupe_key, raw, headers, received_at)
      values (${account.kind}, ${account.id}, ${key}, ${delivery.raw}, ${JSON.stringify(delivery.headers ?? {})}, ${tx.now})
      on conflict (account_id, dedupe_key) do nothing returning id`.execute(tx.db);
    const id = rows[0]?.id;
    if (id !== undefined) {
      tx.enqueue(handleInboundJob.with({ inboundId: id }, { key: `${id}` }));
      return { id, duplicate: false };
    }
    const known = await tx.db
      .updateTable('inbound_events')
      .set((e) => ({ repeats: e('repeats', '+', 1) }))
      .where('account_id', '=', account.id)
      .where('dedupe_key', '=', key)
      .returning('id')
      .executeTakeFirstOrThrow();
    return { id: known.id, duplicate: true };
  }).finally(done);
  recordHealth(ctx, {
    channel: account.kind,
    account: account.code,
    what: stored.duplicate ? 'duplicate' : 'received',
  });
  return stored;
}

/** Binds the job that gives stored events to their handlers. */
export function handleInboundJobs(ctx: Ctx): void {
  ctx.jobs.handle(handleInboundJob, ({ inboundId }) => handleInbound(ctx, inboundId));
}

const NOT_CONNECTED: Said = { vi: 'Kênh này chưa được kết nối.', en: 'This channel is not connected.' };

async function handleInbound(ctx: Ctx, id: number): Promise<void> {
  await letStoringPass();
  const row = await ctx.db
    .selectFrom('inbound_events as i')
    .innerJoin('channel_accounts as a', 'a.id', 'i.account_id')
    .select([
      'i.id',
      'i.kind',
      'i.account_id',
      'a.code',
      'i.raw',
      'i.headers',
      'i.received_at',
      'i.attempts',
      'i.state',
    ])
    .where('i.id', '=', id)
    .executeTakeFirst();
  if (row?.state !== 'stored') return;
  const handler = handlers.get(row.kind);
  const event: InboundEvent = {
    id: row.id,
    kind: row.kind,
    accountId: row.account_id,
    accountCode: row.code,
    raw: row.raw,
    headers: row.headers as Record<string, string>,
    receivedAt: row.received_at,
    attempts: row.attempts,
  };
  if (!handler) {
    return settle(ctx, event, { state: 'unhandled', reason: 'no_handler', detail: NOT_CONNECTED });
  }
  let outcome: InboundOutcome;
  try {
    outcome = await handler(ctx, event);
  } catch (error) {
    ctx.log.warn({ err: error, inbound: id, kind: row.kind }, 'an event could not be handled');
    const detail = error instanceof Error ? error.message : String(error);
    if (row.attempts + 1 >= MOST_ATTEMPTS)
      return settle(ctx, event, { state: 'unhandled', reason: 'failed', detail: asWritten(detail) });
    await ctx.db
      .updateTable('inbound_events')
      .set({ attempts: row.attempts + 1, error: detail.slice(0, 500) })
      .where('id', '=', id)
      .execute();
    throw error;
  }
  await settle(ctx, event, outcome);
}

async function settle(ctx: Ctx, event: InboundEvent, outcome: InboundOutcome): Promise<void> {
  const done = await ctx.db
    .updateTable('inbound_events')
    .set({
      state: outcome.state,
      reason: outcome.state === 'handled' ? null : outcome.reason.slice(0, 60),
      error: outcome.state === 'unhandled' ? keepSaid(saidWith(outcome.detail, (text) => text.slice(0, 500))) : null,
      attempts: event.attempts + 1,
      handled_at: ctx.clock.now(),
    })
    .where('id', '=', event.id)
    .where('state', '=', 'stored')
    .returning('id')
    .executeTakeFirst();
  if (!done || outcome.state !== 'unhandled') return;
  recordHealth(ctx, { channel: event.kind, account: event.accountCode, what: 'unhandled', detail: outcome.detail });
}

/** Gives an event that was laid aside (or is stuck) to its handler once more. @throws AppError `not_found` */
export async function retryInbound(ctx: Ctx, id: number): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await tx.db
      .updateTable('inbound_events')
      .set({ state: 'stored', reason: null, error: null, attempts: 0, handled_at: null })
      .where('id', '=', id)
      .where('state', 'in', ['unhandled', 'stored'])
      .returning('id')
      .executeTakeFirst();
    if (!row) throw new AppError('not_found');
    tx.enqueue(handleInboundJob.with({ inboundId: id }, { key: `${id}` }));
  });
}
