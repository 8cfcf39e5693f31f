import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { sqlState } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
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
      if (calendar.isDefault) throw inUse('Đây là lịch mặc định.');
      if (referenceCalendars().some((c) => c.code === code))
        throw inUse('Lịch này thuộc dữ liệu gốc của hệ thống và sẽ trở lại ở lần khởi động sau.');
      if (stored.units.some((u) => u.calendarId === calendar.id)) throw inUse('Đã có đơn vị làm việc theo lịch này.');
      const child = stored.calendars.find((c) => c.baseId === calendar.id);
      if (child) throw inUse(`Lịch “${child.name}” dựa trên lịch này.`);
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
    if (sqlState(error) === FOREIGN_KEY) throw inUse('Có quy định thời hạn tính theo lịch này.');
    throw error;
  }
  forgetCalendars(ctx.db);
}

function inUse(why: string): AppError {
  return new AppError('not_now', { detail: { vi: `${why} Không xóa được.`, en: `${why} It cannot be deleted.` } });
}
