import { randomBytes } from 'node:crypto';
import { type Actor, SYSTEM } from '../../platform/auth/index.ts';
import { localDay } from '../../platform/clock.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { type Candidate, candidatesOf } from '../candidates.ts';
import { drawSample } from '../draw.ts';
import { CAMPAIGN_AUDIENCE, campaignDrawn } from '../events.ts';
import { type RefusedLine, readList } from '../read-list.ts';

export interface Drawing {
  id: number;
  refused: RefusedLine[];
}

/**
 * Draws people now: by lot from those the campaign is about, or the numbers of a list.
 * @throws AppError `not_now` for an ended campaign, `invalid` for a list where none belongs or one without numbers
 */
export async function drawNow(ctx: Ctx, actor: Actor, id: number, list: string | undefined): Promise<Drawing> {
  return transact(ctx, async (tx) => {
    const campaign = await tx.db
      .selectFrom('campaigns')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!campaign)
      throw new AppError('not_found', { detail: { vi: 'Không có chiến dịch này.', en: 'There is no such campaign.' } });
    if (campaign.state === 'ended')
      throw new AppError('not_now', { detail: { vi: 'Chiến dịch đã kết thúc.', en: 'The campaign has ended.' } });
    if (campaign.source === 'list') {
      if (!list?.trim())
        throw invalidField(
          'list',
          {
            vi: 'Dán danh sách số điện thoại, mỗi dòng một số.',
            en: 'Paste a list of telephone numbers, one on each line.',
          },
          'required',
        );
      const { people, refused } = await readList(tx, id, campaign.quiet_days, list);
      if (people.length === 0)
        throw invalidField(
          'list',
          refused[0]?.why ?? {
            vi: 'Không có số điện thoại nào dùng được.',
            en: 'None of the telephone numbers can be used.',
          },
        );
      return { id: await keep(tx, actor, campaign, people, false), refused: refused.slice(0, 50) };
    }
    if (list !== undefined)
      throw invalidField('list', {
        vi: 'Chiến dịch này lấy mẫu từ dữ liệu, không nhận danh sách.',
        en: 'This campaign takes its sample from the data and needs no list.',
      });
    const people = await candidatesOf(tx.db, tx.now, { ...shape(campaign), source: campaign.source });
    return { id: await keep(tx, actor, campaign, people, false), refused: [] };
  });
}

/** The daily drawing, by the clock: once a day, whatever runs at the same time. Returns whether this call drew. */
export async function drawDaily(ctx: Ctx, id: number): Promise<boolean> {
  return transact(ctx, async (tx) => {
    const campaign = await tx.db
      .selectFrom('campaigns')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (campaign?.state !== 'running' || !campaign.daily || campaign.source === 'list') return false;
    const drawn = await tx.db
      .selectFrom('campaign_draws')
      .select('id')
      .where('campaign_id', '=', id)
      .where('day', '=', localDay(tx.now))
      .where('by_clock', '=', true)
      .executeTakeFirst();
    if (drawn) return false;
    const people = await candidatesOf(tx.db, tx.now, { ...shape(campaign), source: campaign.source });
    await keep(tx, SYSTEM, campaign, people, true);
    return true;
  });
}

interface Drawn {
  id: number;
  sample_size: number | null;
  source_days: number;
  quiet_days: number;
}
const shape = ({ id, source_days, quiet_days }: Drawn) => ({ id, sourceDays: source_days, quietDays: quiet_days });

async function keep(tx: Tx, actor: Actor, campaign: Drawn, people: Candidate[], byClock: boolean): Promise<number> {
  const seed = randomBytes(16).toString('hex');
  const chosen = drawSample(people, { seed, size: campaign.sample_size, keyOf: (one) => one.phone });
  const draw = await tx.db
    .insertInto('campaign_draws')
    .values({
      campaign_id: campaign.id,
      day: localDay(tx.now),
      drawn_by: actor.userId,
      drawn_at: tx.now,
      seed,
      candidates: people.length,
      chosen: chosen.length,
      by_clock: byClock,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (let from = 0; from < chosen.length; from += 1000)
    await tx.db
      .insertInto('campaign_contacts')
      .values(
        chosen.slice(from, from + 1000).map((one) => ({
          campaign_id: campaign.id,
          draw_id: draw.id,
          phone: one.phone,
          name: one.name,
          citizen_id: one.citizenId,
          case_id: one.caseId,
          next_at: tx.now,
        })),
      )
      .execute();
  tx.record({
    type: campaignDrawn.type,
    actor,
    subject: { type: 'campaign', id: String(campaign.id) },
    data: { campaignId: campaign.id, candidates: people.length, chosen: chosen.length },
    audience: CAMPAIGN_AUDIENCE,
  });
  return draw.id;
}
