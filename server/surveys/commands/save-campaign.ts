import type { CampaignBody, CampaignQuestion } from '../../../contract/campaigns.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { CAMPAIGN_AUDIENCE, campaignSaved } from '../events.ts';

/**
 * Makes a campaign (as a draft) or changes one. Answers are kept under the keys of the questions, so once somebody has
 * answered, a question that was answered keeps its key and kind.
 * @throws AppError `invalid` (hours, doubled keys, a question that may not go), `conflict` (somebody was faster),
 *   `not_now` for an ended one
 */
export async function saveCampaign(
  ctx: Ctx,
  actor: Actor,
  body: CampaignBody,
  at: { id: number; version: number } | null,
): Promise<number> {
  check(body);
  const values = valuesOf(body);
  return transact(ctx, async (tx) => {
    let id: number;
    let changed = Object.keys(values);
    if (at === null) {
      const made = await tx.db
        .insertInto('campaigns')
        .values({ ...values, created_by: actor.userId as number, created_at: tx.now })
        .returning('id')
        .executeTakeFirstOrThrow();
      id = made.id;
    } else {
      id = at.id;
      const before = await tx.db
        .selectFrom('campaigns')
        .selectAll()
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      if (!before)
        throw new AppError('not_found', {
          detail: { vi: 'Không có chiến dịch này.', en: 'There is no such campaign.' },
        });
      if (before.state === 'ended')
        throw new AppError('not_now', {
          detail: {
            vi: 'Chiến dịch đã kết thúc nên không sửa được nữa.',
            en: 'The campaign has ended, so it cannot be changed.',
          },
        });
      if (before.version !== at.version)
        throw new AppError('conflict', {
          detail: {
            vi: 'Người khác vừa sửa chiến dịch này. Hãy tải lại rồi sửa tiếp.',
            en: 'Somebody else has just changed this campaign. Load it again, then go on.',
          },
        });
      const answered = await tx.db
        .selectFrom('campaign_contacts')
        .select('id')
        .where('campaign_id', '=', id)
        .where('state', '=', 'answered')
        .limit(1)
        .executeTakeFirst();
      if (answered) keepsQuestions(before.questions as unknown as CampaignQuestion[], body.questions);
      changed = changed.filter((name) =>
        differs(before[name as keyof typeof before], values[name as keyof typeof values]),
      );
      await tx.db
        .updateTable('campaigns')
        .set({ ...values, version: before.version + 1 })
        .where('id', '=', id)
        .execute();
    }
    tx.record({
      type: campaignSaved.type,
      actor,
      subject: { type: 'campaign', id: String(id) },
      data: { campaignId: id, name: body.name, changed },
      audience: CAMPAIGN_AUDIENCE,
    });
    return id;
  });
}

function check(body: CampaignBody): void {
  if (body.fromTime >= body.toTime)
    throw invalidField('toTime', {
      vi: 'Giờ kết thúc phải sau giờ bắt đầu.',
      en: 'The end must be after the beginning.',
    });
  if (body.daily && body.source === 'list')
    throw invalidField('daily', {
      vi: 'Danh sách nhập tay thì không lấy mẫu hằng ngày được.',
      en: 'A list entered by hand cannot be sampled every day.',
    });
  const keys = body.questions.map((question) => question.key);
  const doubled = keys.findIndex((key, index) => keys.indexOf(key) !== index);
  if (doubled >= 0)
    throw invalidField(`questions.${doubled}.key`, {
      vi: 'Hai câu hỏi trùng mã.',
      en: 'Two questions have the same code.',
    });
}

function keepsQuestions(before: readonly CampaignQuestion[], after: readonly CampaignQuestion[]): void {
  const kinds = new Map(after.map((question) => [question.key, question.kind]));
  const lost = before.find((question) => kinds.get(question.key) !== question.kind);
  if (lost)
    throw invalidField('questions', {
      vi: `Đã có người trả lời, nên câu “${lost.text}” phải giữ nguyên kiểu và không bỏ được.`,
      en: `Somebody has answered, so the question “${lost.text}” must keep its kind and cannot be removed.`,
    });
}

function valuesOf(body: CampaignBody) {
  return {
    name: body.name,
    kind: body.kind,
    intro: body.intro,
    questions: JSON.stringify(body.questions),
    source: body.source,
    source_days: body.sourceDays,
    sample_size: body.sampleSize,
    daily: body.daily,
    max_attempts: body.maxAttempts,
    retry_minutes: body.retryMinutes,
    quiet_days: body.quietDays,
    from_time: body.fromTime,
    to_time: body.toTime,
  };
}

/** The database gives times with seconds, and questions as an object. */
function differs(before: unknown, after: unknown): boolean {
  if (typeof before === 'string' && /^\d\d:\d\d:\d\d$/.test(before)) return before.slice(0, 5) !== after;
  if (typeof before === 'object' && before !== null) {
    const flat = (value: unknown) =>
      JSON.stringify(value, Object.keys(Object.assign({}, ...(value as object[]))).toSorted());
    return flat(before) !== flat(JSON.parse(String(after)));
  }
  return before !== after;
}
