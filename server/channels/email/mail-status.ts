import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { handleMailJob } from './store-mail.ts';

/** After so many milliseconds an unhandled mail counts as stuck: its job has failed for good or nobody works. */
const STUCK = 15 * 60_000;

/** Mails that need a person: not readable, or stuck. */
function listed(ctx: Ctx) {
  const stuck = new Date(ctx.clock.now().getTime() - STUCK);
  return ctx.db
    .selectFrom('inbound_mails as i')
    .innerJoin('mailboxes as b', 'b.id', 'i.mailbox_id')
    .where((e) =>
      e.or([e('i.state', '=', 'failed'), e.and([e('i.state', '=', 'stored'), e('i.stored_at', '<', stuck)])]),
    );
}

/** How many there are. */
export async function countFailedMails(ctx: Ctx): Promise<number> {
  const { n } = await listed(ctx)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** They, newest first; without `limit` all of them. */
export async function failedMails(ctx: Ctx, page: { before?: number | null; limit?: number } = {}) {
  let rows = listed(ctx)
    .select([
      'i.id',
      'b.code as mailbox',
      'i.received_at',
      'i.raw_size',
      'i.raw_sha256',
      'i.error',
      'i.error_detail',
      'i.from_address',
      'i.subject',
    ])
    .orderBy('i.id', 'desc');
  if (page.before) rows = rows.where('i.id', '<', page.before);
  if (page.limit !== undefined) rows = rows.limit(page.limit);
  return rows.execute();
}

/** Tries a failed or stuck mail once more. @throws AppError `not_found` when there is none with kept bytes */
export async function retryMail(ctx: Ctx, id: number): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await tx.db
      .updateTable('inbound_mails')
      .set({ state: 'stored', error: null, error_detail: null, handled_at: null })
      .where('id', '=', id)
      .where('state', 'in', ['failed', 'stored'])
      .where('raw_sha256', 'is not', null)
      .returning('id')
      .executeTakeFirst();
    if (!row) throw new AppError('not_found');
    tx.enqueue(handleMailJob.with({ inboundId: id }, { key: `${id}` }));
  });
}

/** The bytes of a mail as they came. @throws AppError `not_found` */
export async function rawMail(ctx: Ctx, id: number): Promise<{ sha256: string; size: number }> {
  const row = await ctx.db
    .selectFrom('inbound_mails')
    .select(['raw_sha256', 'raw_size'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row?.raw_sha256) throw new AppError('not_found');
  return { sha256: row.raw_sha256, size: row.raw_size };
}

/** Every mailbox with what its listener last knew, and how much waits. */
export async function mailboxStates(ctx: Ctx) {
  const boxes = await ctx.db.selectFrom('mailboxes').selectAll().orderBy('code').execute();
  const waiting = await ctx.db
    .selectFrom('inbound_mails')
    .select((e) => ['mailbox_id', e.fn.countAll<number>().as('n')])
    .where('state', '=', 'stored')
    .groupBy('mailbox_id')
    .execute();
  const unsent = await ctx.db
    .selectFrom('outbound_mails')
    .select((e) => ['mailbox_id', e.fn.countAll<number>().as('n')])
    .where('state', 'in', ['queued', 'sending'])
    .groupBy('mailbox_id')
    .execute();
  const count = (rows: { mailbox_id: number | null; n: number }[], id: number) =>
    Number(rows.find((row) => row.mailbox_id === id)?.n ?? 0);
  return boxes.map((box) => ({ box, waiting: count(waiting, box.id), unsent: count(unsent, box.id) }));
}
