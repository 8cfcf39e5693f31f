import type { CalendarChange } from '../../../contract/calendars.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import type { StoredCalendar } from '../calendar-set.ts';
import type { Changed, ChangeScope } from '../change-scope.ts';
import { lineOf } from '../stored.ts';

type Settings = Extract<CalendarChange, { do: 'settings' }>;

/** Name, length of a working day, base, and whether it is the default. @throws AppError `invalid`, `not_now` */
export async function changeSettings(scope: ChangeScope, change: Settings): Promise<Changed> {
  const { db, calendar, stored } = scope;
  const base = change.base === null ? null : baseOf(stored.calendars, change.base, calendar.id);
  if (calendar.isDefault && !change.isDefault)
    throw new AppError('not_now', {
      detail: {
        vi: 'Luôn phải có một lịch mặc định. Hãy đặt lịch khác làm mặc định thay cho lịch này.',
        en: 'There must always be a default calendar. Make another one the default instead.',
      },
      fields: [
        {
          path: 'isDefault',
          message: { vi: 'Hãy đặt lịch khác làm mặc định.', en: 'Make another calendar the default.' },
          code: 'needs_default',
        },
      ],
    });
  if (change.isDefault && !calendar.isDefault)
    await db.updateTable('calendars').set({ is_default: false }).where('is_default', '=', true).execute();
  await db
    .updateTable('calendars')
    .set({
      name: change.name,
      day_minutes: change.dayMinutes,
      base_calendar_id: base?.id ?? null,
      is_default: change.isDefault,
    })
    .where('id', '=', calendar.id)
    .execute();
  return {
    what: 'settings',
    before: settingsOf(calendar, stored.calendars.find((c) => c.id === calendar.baseId)?.code ?? null),
    after: {
      name: change.name,
      dayMinutes: change.dayMinutes,
      base: base?.code ?? null,
      isDefault: change.isDefault,
    },
    why: {
      vi: `Lịch “${calendar.name}”: thay đổi thiết lập của lịch.`,
      en: `Calendar “${calendar.name}”: its settings changed.`,
    },
  };
}

const settingsOf = (calendar: StoredCalendar, base: string | null) => ({
  name: calendar.name,
  dayMinutes: calendar.dayMinutes,
  base,
  isDefault: calendar.isDefault,
});

/**
 * The calendar that is to be the base.
 * @param of the calendar that is to rest on it; null for a new one
 * @throws AppError `invalid`: unknown, or it rests on this one itself
 */
export function baseOf(calendars: readonly StoredCalendar[], code: string, of: number | null): StoredCalendar {
  const base = calendars.find((c) => c.code === code);
  if (!base)
    throw invalidField(
      'base',
      { vi: `Không có lịch làm việc “${code}”.`, en: `There is no working calendar “${code}”.` },
      'unknown_calendar',
    );
  if (of !== null && lineOf(calendars, base.id).some((c) => c.id === of))
    throw invalidField(
      'base',
      {
        vi: `Lịch “${base.name}” dựa trên chính lịch này nên không làm lịch nền được.`,
        en: `The calendar “${base.name}” is based on this very one, so it cannot be its base.`,
      },
      'cycle',
    );
  return base;
}
