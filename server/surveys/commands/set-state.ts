import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { CAMPAIGN_AUDIENCE, campaignMoved } from '../events.ts';

const FROM = {
  running: ['draft', 'paused'],
  paused: ['running'],
  ended: ['draft', 'running', 'paused'],
} as const satisfies Record<string, readonly string[]>;

/**
 * Starts, pauses, goes on, ends. Ending withdraws who was not reached yet; who is on the line now is still noted down.
 * @throws AppError `not_now` when the campaign does not stand where that can be done from
 */
export async function setCampaignState(ctx: Ctx, actor: Actor, id: number, state: keyof typeof FROM): Promise<void> {
  await transact(ctx, async (tx) => {
    const row = await tx.db.selectFrom('campaigns').select('state').where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row)
      throw new AppError('not_found', { detail: { vi: 'Không có chiến dịch này.', en: 'There is no such campaign.' } });
    if (!(FROM[state] as readonly string[]).includes(row.state))
      throw new AppError('not_now', {
        detail: {
          vi: 'Chiến dịch không còn ở trạng thái đó. Hãy tải lại trang.',
          en: 'The campaign is no longer in that state. Load the page again.',
        },
      });
    await tx.db
      .updateTable('campaigns')
      .set((e) => ({
        state,
        version: e('version', '+', 1),
        ...(state === 'running' ? { started_at: e.fn.coalesce('started_at', e.val(tx.now)) } : {}),
        ...(state === 'ended' ? { ended_at: tx.now } : {}),
      }))
      .where('id', '=', id)
      .execute();
    if (state === 'ended')
      await tx.db
        .updateTable('campaign_contacts')
        .set({ state: 'withdrawn', done_at: tx.now, done_by: actor.userId })
        .where('campaign_id', '=', id)
        .where('state', '=', 'waiting')
        .execute();
    tx.record({
      type: campaignMoved.type,
      actor,
      subject: { type: 'campaign', id: String(id) },
      data: { campaignId: id, state },
      audience: CAMPAIGN_AUDIENCE,
    });
  });
}
