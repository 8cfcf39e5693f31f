import { CASE_TYPES, URGENCIES } from '../../contract/cases.ts';
import type { PolicyStage } from '../../contract/policies.ts';
import { startOfLocalDay } from '../platform/clock.ts';
import type { Db } from '../platform/db/index.ts';
import { AppError, invalidField } from '../platform/errors.ts';
import { STAGE_NAMES, TYPE_NAMES, URGENCY_NAMES } from './phrases.ts';
import { type AmountUnit, choosePolicy, type DeadlinePolicy, STAGES } from './policy.ts';

export interface Amounts {
  amount: number;
  unit: AmountUnit;
  calendar: string | null;
  warnShares: readonly number[];
  note: string;
}

/** About three years, as the database has it: a longer promise is a typing mistake. */
const MOST: Record<AmountUnit, number> = {
  working_days: 750,
  working_minutes: 360_000,
  clock_minutes: 1_576_800,
  percent: 500,
};

/** The columns of an amount. @throws AppError `invalid` */
export async function amountColumns(db: Db, stage: PolicyStage, input: Amounts) {
  if (input.amount > MOST[input.unit])
    throw invalidField(
      'amount',
      { vi: `Nhiều nhất ${MOST[input.unit]} (khoảng ba năm).`, en: `At most ${MOST[input.unit]} (about three years).` },
      'too_big',
    );
  if (input.unit === 'percent' && stage === 'handle')
    throw invalidField(
      'unit',
      {
        vi: 'Thời hạn trả lời không thể là tỷ lệ của chính nó.',
        en: 'The time to answer cannot be a proportion of itself.',
      },
      'not_here',
    );
  if (input.unit === 'clock_minutes' && input.calendar !== null)
    throw invalidField(
      'calendar',
      { vi: 'Tính theo giờ liên tục thì không cần lịch làm việc.', en: 'Around the clock needs no working calendar.' },
      'not_here',
    );
  return {
    amount: input.amount,
    unit: input.unit,
    calendar_id: input.calendar === null ? null : await calendarId(db, input.calendar),
    warn_shares: [...new Set(input.warnShares)].toSorted((a, b) => a - b),
    note: input.note,
  };
}

async function calendarId(db: Db, code: string): Promise<number> {
  const row = await db.selectFrom('calendars').select('id').where('code', '=', code).executeTakeFirst();
  if (!row)
    throw invalidField(
      'calendar',
      { vi: `Không có lịch làm việc “${code}”.`, en: `There is no working calendar “${code}”.` },
      'unknown_calendar',
    );
  return row.id;
}

/**
 * Every step of every case must have a rule, today and on each later day on which rules change.
 * @throws AppError `not_now` naming the first gap
 */
export function refuseGaps(policies: readonly DeadlinePolicy[], today: string): void {
  const turns = policies.flatMap((p) => [p.validFrom, ...(p.validTo === null ? [] : [dayAfter(p.validTo)])]);
  const days = [today, ...new Set(turns.filter((day) => day > today))].toSorted();
  for (const day of days) {
    const at = startOfLocalDay(day);
    for (const stage of STAGES)
      for (const type of CASE_TYPES)
        for (const urgency of URGENCIES) {
          if (choosePolicy(policies, { stage, type, urgency, at })) continue;
          throw new AppError('not_now', {
            detail: {
              vi: `Từ ngày ${day} sẽ không còn quy định nào về ${STAGE_NAMES[stage].vi} cho ${TYPE_NAMES[type].vi}, ${URGENCY_NAMES[urgency].vi}. Hãy đặt quy định thay thế trước.`,
              en: `From ${day} no rule would be left about ${STAGE_NAMES[stage].en} for ${TYPE_NAMES[type].en}, ${URGENCY_NAMES[urgency].en}. Set another one first.`,
            },
          });
        }
  }
}

export function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}
