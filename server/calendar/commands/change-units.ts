import type { CalendarChange } from '../../../contract/calendars.ts';
import { unitByCode } from '../../org/index.ts';
import { localDay } from '../../platform/clock.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import type { Changed, ChangeScope } from '../change-scope.ts';
import { dayWords, refuseBackwards } from '../check-hours.ts';
import { cutOut } from '../weeks.ts';

type Of<K extends CalendarChange['do']> = Extract<CalendarChange, { do: K }>;

/**
 * A unit keeps this calendar from a date on, or between two dates; what it kept before ends the day before and, after a
 * period, goes on. @throws AppError `invalid` when another assignment begins within the period
 */
export async function assignUnit(scope: ChangeScope, change: Of<'assign'>): Promise<Changed> {
  const { db, calendar, stored } = scope;
  refuseBackwards(change.from, change.to);
  const unit = await unitByCode(db, change.unit);
  if (!unit)
    throw invalidField(
      'unit',
      { vi: `Không có đơn vị ${change.unit}.`, en: `There is no unit ${change.unit}.` },
      'unknown_unit',
    );
  const rows = stored.units.filter((u) => u.unitId === unit.id);
  const nameOf = (id: number) => stored.calendars.find((c) => c.id === id)?.name ?? '';
  const inside = rows.find((r) => change.from <= r.validFrom && (change.to === null || r.validFrom <= change.to));
  if (inside)
    throw invalidField(
      'from',
      {
        vi: `${unit.name} đã được gán lịch “${nameOf(inside.calendarId)}” từ ${dayWords(inside.validFrom)}. Hãy bỏ gán đó trước, hoặc chọn ngày khác.`,
        en: `${unit.name} has the calendar “${nameOf(inside.calendarId)}” from ${dayWords(inside.validFrom, 'en')}. Remove that assignment first, or choose another day.`,
      },
      'overlap',
    );
  const running = rows.find((r) => r.validFrom < change.from && (r.validTo === null || r.validTo >= change.from));
  if (running) {
    const parts = cutOut({ from: running.validFrom, to: running.validTo }, change);
    await db
      .deleteFrom('calendar_units')
      .where('unit_id', '=', unit.id)
      .where('valid_from', '=', running.validFrom)
      .execute();
    for (const part of parts)
      await db
        .insertInto('calendar_units')
        .values({
          unit_id: unit.id,
          calendar_id: running.calendarId,
          valid_from: part.from as string,
          valid_to: part.to,
        })
        .execute();
  }
  await db
    .insertInto('calendar_units')
    .values({ unit_id: unit.id, calendar_id: calendar.id, valid_from: change.from, valid_to: change.to })
    .execute();
  return {
    what: 'assign',
    before: running ? { calendar: nameOf(running.calendarId), from: running.validFrom, to: running.validTo } : null,
    after: { unit: change.unit, from: change.from, to: change.to },
    why: {
      vi: `${unit.name} làm việc theo lịch “${calendar.name}” từ ${dayWords(change.from)}${
        change.to === null ? '' : ` đến hết ${dayWords(change.to)}`
      }.`,
      en: `${unit.name} works by the calendar “${calendar.name}” from ${dayWords(change.from, 'en')}${
        change.to === null ? '' : ` to the end of ${dayWords(change.to, 'en')}`
      }.`,
    },
  };
}

/** Removes an assignment that has not begun; ends one that holds today. @throws AppError `not_found`, `not_now` */
export async function unassignUnit(scope: ChangeScope, change: Of<'unassign'>): Promise<Changed> {
  const { db, calendar, stored } = scope;
  const today = localDay(scope.now);
  const unit = await unitByCode(db, change.unit);
  const row = stored.units.find(
    (u) => u.unitId === unit?.id && u.calendarId === calendar.id && u.validFrom === change.from,
  );
  if (!unit || !row)
    throw new AppError('not_found', {
      detail: {
        vi: `Đơn vị ${change.unit} không được gán lịch này từ ${change.from}.`,
        en: `The unit ${change.unit} does not have this calendar from ${change.from}.`,
      },
    });
  if (row.validTo !== null && row.validTo < today)
    throw new AppError('not_now', {
      detail: {
        vi: 'Lần gán này đã kết thúc; nó được giữ lại để giải thích các hạn cũ.',
        en: 'This assignment has ended; it is kept to explain old due dates.',
      },
    });
  const one = { unit_id: unit.id, valid_from: row.validFrom };
  if (row.validFrom > today)
    await db
      .deleteFrom('calendar_units')
      .where('unit_id', '=', one.unit_id)
      .where('valid_from', '=', one.valid_from)
      .execute();
  else
    await db
      .updateTable('calendar_units')
      .set({ valid_to: today })
      .where('unit_id', '=', one.unit_id)
      .where('valid_from', '=', one.valid_from)
      .execute();
  return {
    what: 'unassign',
    before: { unit: change.unit, from: row.validFrom, to: row.validTo },
    after: row.validFrom > today ? null : { unit: change.unit, from: row.validFrom, to: today },
    why: {
      vi: `${unit.name} thôi làm việc theo lịch “${calendar.name}”.`,
      en: `${unit.name} no longer works by the calendar “${calendar.name}”.`,
    },
  };
}
