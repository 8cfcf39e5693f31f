import type { AttemptResult, CampaignAnswers, CampaignQuestion } from '../../../contract/campaigns.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx, Tx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { keepSaid, type Said } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { checkAnswers } from '../check-answers.ts';
import { CAMPAIGN_AUDIENCE, campaignTried } from '../events.ts';
import { blockNumber } from './do-not-call.ts';

export interface Attempt {
  result: AttemptResult;
  answers?: CampaignAnswers | undefined;
  note?: string | undefined;
  laterAt?: string | undefined;
  callId?: string | undefined;
}

const AGAIN: ReadonlySet<AttemptResult> = new Set(['no_answer', 'busy', 'call_later']);
const MAX_LATER_MS = 30 * 86_400_000;

/**
 * What the call of the contact that one holds led to. Nobody answered: again after the pause of the campaign, until its
 * number of attempts is reached; “later” does not count towards that.
 * @throws AppError `not_now` when he does not hold it any more, `invalid` for answers, time or call that do not fit
 */
export async function noteAttempt(ctx: Ctx, actor: Actor, id: number, attempt: Attempt): Promise<void> {
  const { result } = attempt;
  await transact(ctx, async (tx) => {
    const contact = await tx.db
      .selectFrom('campaign_contacts')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!contact)
      throw new AppError('not_found', {
        detail: { vi: 'Không có người này trong chiến dịch.', en: 'There is no such person in the campaign.' },
      });
    if (contact.state !== 'held' || contact.held_by !== actor.userId)
      throw new AppError('not_now', {
        detail: {
          vi: 'Bạn không còn giữ người này, nên kết quả chưa được ghi.',
          en: 'You no longer hold this person, so the result was not written down.',
        },
      });
    const campaign = await tx.db
      .selectFrom('campaigns')
      .selectAll()
      .where('id', '=', contact.campaign_id)
      .executeTakeFirstOrThrow();
    const answers =
      result === 'answered'
        ? checkAnswers(campaign.questions as unknown as CampaignQuestion[], attempt.answers ?? {})
        : null;
    const later = result === 'call_later' ? laterOf(attempt.laterAt, tx.now) : null;
    const attempts = contact.attempts + (result === 'call_later' ? 0 : 1);
    const again =
      AGAIN.has(result) && (later !== null || attempts < campaign.max_attempts) && campaign.state !== 'ended';
    await tx.db
      .updateTable('campaign_contacts')
      .set({
        attempts,
        held_by: null,
        held_at: null,
        note: attempt.note ?? contact.note,
        ...(again
          ? { state: 'waiting', next_at: later ?? new Date(tx.now.getTime() + campaign.retry_minutes * 60_000) }
          : {
              state: endOf(result),
              done_at: tx.now,
              done_by: actor.userId,
              answers: answers === null ? null : JSON.stringify(answers),
            }),
      })
      .where('id', '=', id)
      .execute();
    await tx.db
      .insertInto('campaign_attempts')
      .values({
        contact_id: id,
        user_id: actor.userId as number,
        at: tx.now,
        result,
        note: attempt.note ?? null,
        call_id: await ownCall(tx, actor, contact, attempt.callId),
      })
      .execute();
    if (result === 'do_not_call') await blockNumber(tx, actor, contact.phone, attempt.note ?? keepSaid(ASKED));
    tx.record({
      type: campaignTried.type,
      actor,
      caseId: contact.case_id,
      subject: { type: 'campaign', id: String(contact.campaign_id) },
      data: { campaignId: contact.campaign_id, contactId: id, result },
      audience: CAMPAIGN_AUDIENCE,
    });
  });
}

function endOf(result: AttemptResult): 'answered' | 'refused' | 'unreachable' {
  if (result === 'answered') return 'answered';
  return result === 'refused' || result === 'do_not_call' ? 'refused' : 'unreachable';
}

function laterOf(text: string | undefined, now: Date): Date {
  const at = text === undefined ? null : new Date(text);
  if (at === null)
    throw invalidField('laterAt', { vi: 'Chọn lúc gọi lại.', en: 'Choose when to call again.' }, 'required');
  if (at <= now)
    throw invalidField('laterAt', {
      vi: 'Lúc gọi lại phải ở sau bây giờ.',
      en: 'The time to call again must be later than now.',
    });
  if (at.getTime() - now.getTime() > MAX_LATER_MS)
    throw invalidField('laterAt', {
      vi: 'Lúc gọi lại phải trong vòng 30 ngày.',
      en: 'The time to call again must be within 30 days.',
    });
  return at;
}

/** The call that was named, which must be one of his own; else the last one he made to this person since he holds him. */
async function ownCall(
  tx: Tx,
  actor: Actor,
  contact: { phone: string; held_at: Date | null },
  id: string | undefined,
): Promise<number | null> {
  const own = tx.db.selectFrom('calls').select('id').where('agent_id', '=', actor.userId);
  if (id === undefined) {
    const row = await own
      .where('number', '=', contact.phone)
      .where('direction', '=', 'outbound')
      .where('started_at', '>=', contact.held_at ?? tx.now)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.id ?? null;
  }
  const row = await own.where('id', '=', Number(id)).executeTakeFirst();
  if (!row) throw invalidField('callId', { vi: 'Không có cuộc gọi này của bạn.', en: 'You have no such call.' });
  return row.id;
}

const ASKED: Said = { vi: 'Yêu cầu khi được gọi khảo sát', en: 'Asked for it when called by a survey' };
