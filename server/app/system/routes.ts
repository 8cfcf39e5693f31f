import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { getSystemState, retryJob, retrySkipped, type SystemState } from '../../../contract/system.ts';
import { isoLocal } from '../../platform/clock.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { defineEvent } from '../../platform/events/index.ts';
import { route } from '../../platform/http/index.ts';
import { transact } from '../../platform/transact.ts';
import { systemLines } from './lines.ts';

const retried = defineEvent(
  'installation.work_retried',
  z.object({ what: z.enum(['job', 'event']), name: z.string(), id: z.string() }),
);

const SHOWN = 100;

/**
 * How the installation fares, and trying again what failed; for administrators.
 * @param live who has a desk open in this process
 */
export function registerSystem(app: FastifyInstance, ctx: Ctx, live: { connected(): Iterable<number> }): void {
  route(app, getSystemState, 'admin.system', async ({ language }): Promise<SystemState> => {
    const [queues, failed, readers, skipped] = await Promise.all([
      ctx.jobs.queues(),
      ctx.jobs.failed(SHOWN),
      readersOf(ctx),
      skippedOf(ctx),
    ]);
    const desks = new Set(live.connected()).size;
    return {
      lookedAt: isoLocal(ctx.clock.now()),
      lines: await systemLines(ctx, { queues, readers, skipped: skipped.length, desks, language }),
      queues: queues.map((q) => ({ ...q, oldest: q.oldest && isoLocal(q.oldest) })),
      failedJobs: failed.map((job) => ({
        id: job.id,
        name: job.name,
        at: isoLocal(job.at),
        why: reasonOf(job.output),
      })),
      readers,
      skipped,
    };
  });
  route(app, retryJob, 'admin.system', async ({ actor, params }) => {
    if (!(await ctx.jobs.retry(params.name, params.id)))
      throw new AppError('not_found', {
        detail: { vi: 'Việc này không còn trong danh sách hỏng.', en: 'This is no longer in the list of what failed.' },
      });
    await transact(ctx, async (tx) =>
      tx.record({
        type: retried.type,
        actor,
        data: { what: 'job', ...params },
        audience: { to: ['admin'] },
      }),
    );
    return null;
  });
  route(app, retrySkipped, 'admin.system', async ({ actor, params }) => {
    const again = await ctx.reactions.retrySkipped(ctx, params.reader, params.seq).catch((cause: unknown) => {
      ctx.log.error({ err: cause, reader: params.reader, seq: params.seq }, 'a set-aside event failed again');
      throw new AppError('not_now', {
        detail: {
          vi: 'Sự kiện này vẫn chưa xử lý được và được giữ lại. Nhật ký máy chủ ghi rõ lỗi.',
          en: 'This event still cannot be handled and is kept. The server log says why.',
        },
        cause,
      });
    });
    if (!again)
      throw new AppError('not_found', {
        detail: { vi: 'Sự kiện này không còn bị bỏ lại.', en: 'This event is no longer set aside.' },
      });
    await transact(ctx, async (tx) =>
      tx.record({
        type: retried.type,
        actor,
        data: { what: 'event', name: params.reader, id: String(params.seq) },
        audience: { to: ['admin'] },
      }),
    );
    return null;
  });
}

async function readersOf(ctx: Ctx): Promise<SystemState['readers']> {
  const head = await ctx.events.head();
  const rows = await ctx.db.selectFrom('event_cursors').select(['reader', 'seq']).orderBy('reader').execute();
  return rows.map((r) => ({ name: r.reader, seq: r.seq, behind: Math.max(0, head - r.seq) }));
}

async function skippedOf(ctx: Ctx): Promise<SystemState['skipped']> {
  const { rows } = await sql<{ reader: string; seq: number; type: string; at: Date; error: string }>`
    select s.reader, s.seq, e.type, s.at, s.error from event_reader_skips s
    join event_log l on l.seq = s.seq join events e on e.id = l.event_id order by s.at desc, s.seq desc limit ${SHOWN}`.execute(
    ctx.db,
  );
  return rows.map((s) => ({ reader: s.reader, seq: s.seq, type: s.type, at: isoLocal(s.at), why: blot(s.error) }));
}

function reasonOf(output: unknown): string {
  const message = typeof output === 'object' && output !== null && 'message' in output ? output.message : output;
  return blot(typeof message === 'string' ? message : JSON.stringify(message ?? ''));
}

/** First line of an error without what could be somebody's address or number: mail servers like to repeat them. */
export function blot(text: string): string {
  return (text.split('\n')[0] ?? '')
    .replace(/\S+@\S+/g, '…@…')
    .replace(/\+?\d[\d .-]{7,}\d/g, '…')
    .slice(0, 300);
}
