import type { z } from 'zod';
import type { createCalendar as contract } from '../../../contract/calendars.ts';
import type { Actor } from '../../platform/auth/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError, invalidField } from '../../platform/errors.ts';
import { transact } from '../../platform/transact.ts';
import { lockCalendars, openScope, requireUsable } from '../change-scope.ts';
import { checkedWeek } from '../check-hours.ts';
import type { CalendarDoor } from '../door.ts';
import { aboutCalendar, calendarChanged, forRecord } from '../events.ts';
import { forgetCalendars } from '../queries.ts';
import { readStored } from '../stored.ts';
import { baseOf } from './change-settings.ts';
import { assignUnit } from './change-units.ts';
import { writeRanges } from './change-week.ts';

export type NewCalendar = z.output<NonNullable<typeof contract.body>>;

/**
 * Adds a calendar, and gives it to a unit when asked.
 * @throws AppError `already_exists`; `invalid`: neither hours nor a base, hours that overlap, unknown base or unit
 */
export async function createCalendar(ctx: Ctx, door: CalendarDoor, actor: Actor, input: NewCalendar): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockCalendars(tx.db);
    const { calendars } = await readStored(tx.db);
    const base = input.base === null ? null : baseOf(calendars, input.base, null);
    const week = input.week === null ? null : checkedWeek(input.week);
    if (!base && !week?.some((hours) => hours.length > 0))
      throw invalidField(
        'week',
        {
          vi: 'Cần giờ làm việc của ít nhất một ngày, hoặc một lịch nền.',
          en: 'It needs the hours of one day at least, or a base calendar.',
        },
        'required',
      );
    const row = await tx.db
      .insertInto('calendars')
      .values({
        code: input.code,
        name: input.name,
        day_minutes: input.dayMinutes,
        base_calendar_id: base?.id ?? null,
      })
      .onConflict((c) => c.column('code').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row)
      throw new AppError('already_exists', {
        detail: { vi: `Mã lịch ${input.code} đã được dùng.`, en: `The calendar code ${input.code} is taken.` },
        fields: [
          { path: 'code', message: { vi: 'Mã đã được dùng.', en: 'The code is taken.' }, code: 'already_exists' },
        ],
      });
    const ranges = (week ?? []).flatMap((hours, i) =>
      hours.map((range) => ({ weekday: i + 1, range, validFrom: null, validTo: null })),
    );
    await writeRanges(tx.db, row.id, ranges);
    const after = { name: input.name, dayMinutes: input.dayMinutes, base: input.base, week };
    tx.record({
      type: calendarChanged.type,
      actor,
      data: { code: input.code, what: 'created', before: null, after: forRecord(after) },
      ...aboutCalendar(input.code),
    });
    if (input.unit) {
      const scope = await openScope(tx.db, tx.now, input.code);
      const given = await assignUnit(scope, { do: 'assign', ...input.unit, to: null });
      tx.record({
        type: calendarChanged.type,
        actor,
        data: { code: input.code, what: given.what, before: forRecord(given.before), after: forRecord(given.after) },
        ...aboutCalendar(input.code),
      });
      await door.recompute(tx, given.why);
    }
    await requireUsable(tx.db, tx.now, input.code);
  });
  forgetCalendars(ctx.db);
}
