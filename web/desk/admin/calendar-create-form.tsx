import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type JSX, useState } from 'react';
import { createCalendar } from '../../../contract/calendars.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { now } from '../../lib/clock.ts';
import { isoDayOf } from '../../lib/format-time.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { UnitPicker } from '../../ui/pickers.tsx';
import rows from '../../ui/rows.module.css';
import { BasePicker, DayMinutes } from './calendar-settings-form.tsx';
import { readHours } from './hours-text.ts';

/** A calendar of its own, or exceptions over a base; may be given to a unit at once. */
export function CalendarCreateForm({ onDone }: { onDone(code: string): void }): JSX.Element {
  const t = useT();
  const words = t.calendars.settings;
  const [v, setV] = useState({
    code: '',
    name: '',
    dayMinutes: 480,
    base: '',
    hours: '',
    unit: '',
    unitFrom: isoDayOf(now()),
  });
  const hours = readHours(v.hours);
  const create = useMutation({
    mutationFn: () =>
      call(createCalendar, {
        body: {
          code: v.code,
          name: v.name,
          dayMinutes: v.dayMinutes,
          base: v.base || null,
          week: hours && hours.length > 0 ? [hours, hours, hours, hours, hours, [], []] : null,
          unit: v.unit ? { unit: v.unit, from: v.unitFrom } : null,
        },
      }),
    onSuccess: (made) => onDone(made.code),
  });
  const errors = fieldErrors(create.error);
  const field = (key: 'name' | 'hours' | 'unitFrom') => ({
    value: v[key],
    onChange: (e: { currentTarget: { value: string } }) => setV({ ...v, [key]: e.currentTarget.value }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (hours !== null) create.mutate();
  };
  return (
    <form className={rows.form} onSubmit={send} noValidate>
      <div className={rows.two}>
        <TextInput label={words.name} {...field('name')} error={errors.name} required data-autofocus />
        <TextInput
          label={words.code}
          description={words.codeHint}
          value={v.code}
          error={errors.code}
          onChange={(e) => setV({ ...v, code: e.currentTarget.value.toLowerCase() })}
          required
        />
      </div>
      <BasePicker value={v.base} error={errors.base} onChange={(base) => setV({ ...v, base })} />
      <div className={rows.two}>
        <TextInput
          label={words.weekdayHours}
          placeholder="07:00-11:30, 13:30-17:00"
          {...field('hours')}
          error={hours === null ? t.calendars.day.badHours : (errors.week ?? errors['week.0'])}
        />
        <DayMinutes
          value={v.dayMinutes}
          error={errors.dayMinutes}
          onChange={(dayMinutes) => setV({ ...v, dayMinutes })}
        />
        <UnitPicker
          label={words.unit}
          value={v.unit}
          onChange={(unit) => setV({ ...v, unit })}
          error={errors.unit ?? errors['unit.unit']}
        />
        <TextInput type="date" label={words.unitFrom} {...field('unitFrom')} error={errors.from} />
      </div>
      {create.error && Object.keys(errors).length === 0 ? (
        <p role="alert" className={rows.error}>
          {create.error.message}
        </p>
      ) : null}
      <div>
        <Button type="submit" loading={create.isPending}>
          {t.common.save}
        </Button>
      </div>
    </form>
  );
}
