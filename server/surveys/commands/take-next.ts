import { sql } from 'kysely';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { isWithinHours } from '../hours.ts';

/** Held for so long without a result: whoever had it has gone, and the next one may call. */
export const HELD_MS = 30 * 60_000;

/**
 * The next person to call becomes the agent's; whom he holds already comes again, so a second window shows the same.
 * Two who ask at once get two people: the row decides.
 * @throws AppError `not_now` when the campaign does not run or nobody may be called at this hour, or he holds somebody
 *   of another campaign
 */
export async function takeNext(ctx: Ctx, actor: Actor, campaignId: number): Promise<number | null> {
  return transact(ctx, async (tx) => {
    const campaign = await tx.db.selectFrom('campaigns').selectAll().where('id', '=', campaignId).executeTakeFirst();
    if (!campaign)
      throw new AppError('not_found', { detail: { vi: 'Không có chiến dịch này.', en: 'There is no such campaign.' } });
    const held = await tx.db
      .selectFrom('campaign_contacts')
      .select(['id', 'campaign_id'])
      .where('held_by', '=', actor.userId)
      .where('state', '=', 'held')
      .executeTakeFirst();
    if (held?.campaign_id === campaignId) return held.id;
    if (held)
      throw new AppError('not_now', {
        detail: {
          vi: 'Bạn đang giữ một người của chiến dịch khác. Hãy ghi kết quả hoặc trả lại trước.',
          en: 'You hold a person of another campaign. Write down the result or give it back first.',
        },
        data: { campaignId: String(held.campaign_id) },
      });
    if (campaign.state !== 'running')
      throw new AppError('not_now', {
        detail: { vi: 'Chiến dịch chưa chạy hoặc đã dừng.', en: 'The campaign is not running.' },
      });
    if (!isWithinHours(campaign, tx.now))
      throw new AppError('not_now', {
        detail: {
          vi: `Chỉ gọi từ ${campaign.from_time.slice(0, 5)} đến ${campaign.to_time.slice(0, 5)}.`,
          en: `Calls go out from ${campaign.from_time.slice(0, 5)} to ${campaign.to_time.slice(0, 5)} only.`,
        },
      });
    // Those called least first, then the longest due.
    const { rows } = await sql<{
      id: number;
    }>`update campaign_contacts set state = 'held', held_by = ${actor.userId}, held_at = ${tx.now}
      where id = (select c.id from campaign_contacts c where c.campaign_id = ${campaignId} and c.state = 'waiting' and c.next_at <= ${tx.now}
          and not exists (select from do_not_call d where d.phone = c.phone and d.ended_at is null)
        order by c.next_at, c.id limit 1 for update skip locked) returning id`.execute(tx.db);
    return rows[0]?.id ?? null;
  });
}

/** Back among the waiting, without an attempt. @throws AppError `not_now` when he does not hold it */
export async function releaseContact(ctx: Ctx, actor: Actor, id: number): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await tx.db
      .updateTable('campaign_contacts')
      .set({ state: 'waiting', held_by: null, held_at: null })
      .where('id', '=', id)
      .where('state', '=', 'held')
      .where('held_by', '=', actor.userId)
      .returning('campaign_id')
      .executeTakeFirst();
    if (!row)
      throw new AppError('not_now', {
        detail: { vi: 'Bạn không còn giữ người này.', en: 'You no longer hold this person.' },
      });
    await withdrawOfEnded(tx, row.campaign_id);
  });
}

/** Held by somebody who has gone: waiting again. Returns how many. */
export async function takeBackHeld(ctx: Ctx): Promise<number> {
  return transact(ctx, async (tx) => {
    const rows = await tx.db
      .updateTable('campaign_contacts')
      .set({ state: 'waiting', held_by: null, held_at: null })
      .where('state', '=', 'held')
      .where('held_at', '<', new Date(tx.now.getTime() - HELD_MS))
      .returning('campaign_id')
      .execute();
    for (const id of new Set(rows.map((row) => row.campaign_id))) await withdrawOfEnded(tx, id);
    return rows.length;
  });
}

/** What comes back to a campaign that has ended meanwhile is not called any more. */
async function withdrawOfEnded(tx: Tx, campaignId: number): Promise<void> {
  await sql`update campaign_contacts c set state = 'withdrawn', done_at = ${tx.now} from campaigns g
    where g.id = c.campaign_id and g.state = 'ended' and c.campaign_id = ${campaignId} and c.state = 'waiting'`.execute(
    tx.db,
  );
}
