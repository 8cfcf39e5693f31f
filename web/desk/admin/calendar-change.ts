import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  assignUnit,
  type CalendarChangeInput,
  type CalendarView,
  createSwap,
  deleteDay,
  deleteWeek,
  getCalendar,
  listCalendars,
  previewChange,
  putDay,
  putWeek,
  restoreDay,
  unassignUnit,
  updateCalendar,
} from '../../../contract/calendars.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useToast } from '../../ui/toast.tsx';

export const CALENDARS = ['calendars'];

export const calendarsQuery = { queryKey: CALENDARS, queryFn: () => call(listCalendars, {}) };
export const calendarQuery = (code: string, year: number | undefined) => ({
  queryKey: [...CALENDARS, code, year],
  queryFn: () => call(getCalendar, { params: { code }, query: year === undefined ? {} : { year } }),
});

/** Carries out what was previewed. */
function save(code: string, change: CalendarChangeInput): Promise<CalendarView> {
  const params = { code };
  switch (change.do) {
    case 'settings':
      return call(updateCalendar, { params, body: change });
    case 'set_week':
      return call(putWeek, { params, body: change });
    case 'inherit_week':
      return call(deleteWeek, { params });
    case 'set_day':
      return call(putDay, { params: { code, date: change.date }, body: change });
    case 'remove_day':
      return call(deleteDay, { params: { code, date: change.date } });
    case 'restore_day':
      return call(restoreDay, { params: { code, date: change.date } });
    case 'swap':
      return call(createSwap, { params, body: change });
    case 'assign':
      return call(assignUnit, { params, body: change });
    case 'unassign':
      return call(unassignUnit, { params: { code, unit: change.unit, from: change.from } });
  }
}

/** A change in its two steps: try it on the open cases, then save it. */
export function useCalendarChange(code: string, onSaved: () => void) {
  const t = useT();
  const toast = useToast();
  const client = useQueryClient();
  const preview = useMutation({
    mutationFn: async (change: CalendarChangeInput) => ({
      change,
      moved: await call(previewChange, { params: { code }, body: change }),
    }),
  });
  const saving = useMutation({
    mutationFn: (change: CalendarChangeInput) => save(code, change),
    onSuccess: () => {
      toast(t.calendars.saved);
      void client.invalidateQueries({ queryKey: CALENDARS });
      onSaved();
    },
  });
  return { preview, saving };
}
