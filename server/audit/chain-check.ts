import { sql } from 'kysely';
import { z } from 'zod';
import type { ChainState } from '../../contract/audit.ts';
import type { Actor } from '../platform/auth/index.ts';
import { SYSTEM } from '../platform/auth/index.ts';
import { isoLocal } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { defineEvent, verifyChain } from '../platform/events/index.ts';
import { defineJob } from '../platform/jobs/index.ts';
import { transact } from '../platform/transact.ts';

/** Not tried again by itself: a check that could not be done says so, and a person asks for the next. */
const checkJob = defineJob('audit.check_chain', z.object({ check: z.number().int() }), { retryLimit: 0 });
const chainChecked = defineEvent(
  'audit.chain_checked',
  z.object({ checkedSeq: z.number().int(), ok: z.boolean(), brokenSeq: z.number().int().nullable() }),
);

/** A check that has said nothing for so long died with its process. */
const LOST = 3_600_000;
/** What waits for its link is as young as the newest links; so many of them are looked at. */
const NEWEST = 1_000;

/** Where the chain stands and what the last check found. */
export async function chainState(ctx: Ctx): Promise<ChainState> {
  const head = await ctx.events.head();
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from events e where e.id > coalesce((select min(event_id) from (
        select event_id from event_log order by seq desc limit ${NEWEST}) newest), 0)
      and not exists (select from event_log l where l.event_id = e.id)`.execute(ctx.db);
  const unchained = rows[0]?.n ?? 0;
  const last = await ctx.db
    .selectFrom('chain_checks as c')
    .leftJoin('users as u', 'u.id', 'c.requested_by')
    .selectAll('c')
    .select('u.display_name as by')
    .orderBy('c.id', 'desc')
    .executeTakeFirst();
  const running =
    last !== undefined && last.ended_at === null && ctx.clock.now().getTime() - last.started_at.getTime() < LOST;
  return {
    head,
    unchained,
    running,
    last: last
      ? {
          startedAt: isoLocal(last.started_at),
          endedAt: last.ended_at && isoLocal(last.ended_at),
          by: last.by,
          checkedSeq: last.checked_seq,
          headHash: last.head,
          broken:
            last.broken_seq === null
              ? null
              : { seq: last.broken_seq, eventId: last.broken_event_id ?? 0, why: last.broken_why ?? '' },
          failure: last.failure,
        }
      : null,
  };
}

/** Asks for a check; while one runs, that one is waited for. */
export async function askForCheck(ctx: Ctx, actor: Actor): Promise<void> {
  if ((await chainState(ctx)).running) return;
  await transact(ctx, async (tx) => {
    const { id } = await tx.db
      .insertInto('chain_checks')
      .values({ started_at: tx.now, requested_by: actor.userId })
      .returning('id')
      .executeTakeFirstOrThrow();
    tx.enqueue(checkJob.with({ check: id }, { key: 'chain' }));
  });
}

/** Binds the job: recomputes every link and writes down what it found, also when it could not. */
export function handleChainCheck(ctx: Ctx): void {
  ctx.jobs.handle(checkJob, async ({ check }) => {
    const report = await verifyChain(ctx.db).catch((error: unknown) => ({ failure: String(error) }));
    await transact(ctx, async (tx) => {
      const failed = 'failure' in report;
      const broken = failed ? undefined : report.broken;
      await tx.db
        .updateTable('chain_checks')
        .set({
          ended_at: tx.now,
          checked_seq: failed ? 0 : report.checked,
          head: failed ? '' : report.head,
          broken_seq: broken?.seq ?? null,
          broken_event_id: broken?.eventId ?? null,
          broken_why: broken?.why ?? null,
          failure: failed ? report.failure.slice(0, 500) : null,
        })
        .where('id', '=', check)
        .where('ended_at', 'is', null)
        .execute();
      if (failed) return;
      tx.record({
        type: chainChecked.type,
        actor: SYSTEM,
        data: { checkedSeq: report.checked, ok: report.ok, brokenSeq: broken?.seq ?? null },
        audience: { to: ['admin'] },
      });
    });
  });
}
