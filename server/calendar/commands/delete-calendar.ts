import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { sqlState } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Said } from '../../platform/said.ts';
import { transact } from '../../platform/transact.ts';
import { openScope } from '../change-scope.ts';
import { aboutCalendar, calendarChanged, forRecord } from '../events.ts';
import { forgetCalendars } from '../queries.ts';
import { referenceCalendars } from '../reference.ts';

const FOREIGN_KEY = '23503';

/** Removes a calendar that nothing has ever been reckoned by. @throws AppError `not_found`, `not_now` */
export async function deleteCalendar(ctx: Ctx, actor: Actor, code: string): Promise<void> {
  try {
    await transact(ctx, async (tx) => {
      const { calendar, stored } = await openScope(tx.db, tx.now, code);
      if (calendar.isDefault) throw inUse({ vi: 'Đây là lịch mặc định.', en: 'This is the default calendar.' });
      if (referenceCalendars().some((c) => c.code === code))
        throw inUse({
          vi: 'Lịch này thuộc dữ liệu gốc của hệ thống và sẽ trở lại ở lần khởi động sau.',
          en: 'This calendar belongs to the original data and would come back at the next start.',
        });
      if (stored.units.some((u) => u.calendarId === calendar.id))
        throw inUse({ vi: 'Đã có đơn vị làm việc theo lịch này.', en: 'Units work by this calendar.' });
      const child = stored.calendars.find((c) => c.baseId === calendar.id);
      if (child)
        throw inUse({
          vi: `Lịch “${child.name}” dựa trên lịch này.`,
          en: `The calendar “${child.name}” rests on this one.`,
        });
      await tx.db.deleteFrom('calendars').where('id', '=', calendar.id).execute();
      const before = { name: calendar.name, dayMinutes: calendar.dayMinutes, days: calendar.days.length };
      tx.record({
        type: calendarChanged.type,
        actor,
        data: { code, what: 'deleted', before: forRecord(before), after: null },
        ...aboutCalendar(code),
      });
    });
  } catch (error) {
    if (sqlState(error) === FOREIGN_KEY)
      throw inUse({ vi: 'Có quy định thời hạn tính theo lịch này.', en: 'Deadline rules count by this calendar.' });
    throw error;
  }
  forgetCalendars(ctx.db);
}

function inUse(why: Said): AppError {
  return new AppError('not_now', {
    detail: { vi: `${why.vi} Không xóa được.`, en: `${why.en} It cannot be deleted.` },
  });
}
