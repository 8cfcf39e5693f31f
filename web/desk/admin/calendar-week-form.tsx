import { Button, TextInput } from '@mantine/core';
import { type JSX, useState } from 'react';
import type { CalendarChangeInput, CalendarView } from '../../../contract/calendars.ts';
import { useT } from '../../i18n/index.ts';
import { now } from '../../lib/clock.ts';
import { isoDayOf } from '../../lib/format-time.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { useCalendarChange } from './calendar-change.ts';
import styles from './calendar-year.module.css';
import { ChangeForm } from './change-form.tsx';
import { hoursField, readHours } from './hours-text.ts';

/** Another week, from a day on or between two days. */
export function CalendarWeekForm({ calendar, onDone }: { calendar: CalendarView; onDone(): void }): JSX.Element {
  const t = useT();
  const words = t.calendars.week;
  const steps = useCalendarChange(calendar.code, onDone);
  const [from, setFrom] = useState(isoDayOf(now()));
  const [to, setTo] = useState('');
  const [days, setDays] = useState(() => calendar.week.map(hoursField));
  const [unread, setUnread] = useState<readonly number[]>([]);
  const errors = fieldErrors(steps.preview.error);
  const change = (): CalendarChangeInput | null => {
    const week = days.map(readHours);
    setUnread(week.flatMap((hours, i) => (hours === null ? [i] : [])));
    if (week.some((hours) => hours === null)) return null;
    return { do: 'set_week', from, to: to || null, week: week.map((hours) => hours ?? []) };
  };
  const inherit =
    calendar.base && calendar.ownWeek ? (
      <Button type="button" variant="default" onClick={() => steps.preview.mutate({ do: 'inherit_week' })}>
        {words.inherit}
      </Button>
    ) : null;
  return (
    <ChangeForm steps={steps} text={words.text} change={change} tail={inherit}>
      <div className={rows.two}>
        <TextInput
          type="date"
          label={words.from}
          value={from}
          error={errors.from}
          onChange={(e) => setFrom(e.currentTarget.value)}
          required
        />
        <TextInput
          type="date"
          label={words.to}
          value={to}
          error={errors.to}
          onChange={(e) => setTo(e.currentTarget.value)}
        />
      </div>
      <div className={styles.weekFields}>
        {days.map((hours, i) => {
          const name = t.calendars.weekdays[i] ?? '';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the weekday is its place
            <div className={styles.weekField} key={i}>
              <span aria-hidden>{name}</span>
              <TextInput
                aria-label={name}
                placeholder={words.off}
                value={hours}
                error={unread.includes(i) ? t.calendars.day.badHours : errors[`week.${i}`]}
                onChange={(e) => setDays(days.with(i, e.currentTarget.value))}
              />
            </div>
          );
        })}
      </div>
      <div>
        <Button
          type="button"
          variant="subtle"
          size="compact-md"
          onClick={() => setDays(days.map((hours, i) => (i < 5 ? (days[0] ?? '') : hours)))}
        >
          {words.copy}
        </Button>
      </div>
    </ChangeForm>
  );
}
