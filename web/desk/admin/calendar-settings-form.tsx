import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import { type CalendarView, deleteCalendar } from '../../../contract/calendars.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { useToast } from '../../ui/toast.tsx';
import { CALENDARS, calendarsQuery, useCalendarChange } from './calendar-change.ts';
import { ChangeForm } from './change-form.tsx';

/** Name, length of a working day, base, default; and the end of a calendar that nobody uses. */
export function CalendarSettingsForm({ calendar, onDone }: { calendar: CalendarView; onDone(): void }): JSX.Element {
  const t = useT();
  const words = t.calendars.settings;
  const toast = useToast();
  const navigate = useNavigate();
  const client = useQueryClient();
  const steps = useCalendarChange(calendar.code, onDone);
  const [v, setV] = useState({
    name: calendar.name,
    dayMinutes: calendar.dayMinutes,
    base: calendar.base?.code ?? '',
    isDefault: calendar.isDefault,
  });
  const errors = fieldErrors(steps.preview.error);
  const remove = useMutation({
    mutationFn: () => call(deleteCalendar, { params: { code: calendar.code } }),
    onSuccess: async () => {
      toast(words.removed);
      await navigate({ to: '/admin/calendars' });
      void client.invalidateQueries({ queryKey: CALENDARS });
    },
    onError: (error) => toast(error.message),
  });
  const tail = (
    <Button type="button" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
      {words.remove}
    </Button>
  );
  return (
    <ChangeForm steps={steps} tail={tail} change={() => ({ do: 'settings', ...v, base: v.base || null })}>
      <TextInput
        label={words.name}
        value={v.name}
        error={errors.name}
        onChange={(e) => setV({ ...v, name: e.currentTarget.value })}
        required
        data-autofocus
      />
      <DayMinutes
        value={v.dayMinutes}
        error={errors.dayMinutes}
        onChange={(dayMinutes) => setV({ ...v, dayMinutes })}
      />
      <BasePicker
        value={v.base}
        without={calendar.code}
        error={errors.base}
        onChange={(base) => setV({ ...v, base })}
      />
      <Checkbox
        label={words.isDefault}
        checked={v.isDefault}
        error={errors.isDefault}
        onChange={(e) => setV({ ...v, isDefault: e.currentTarget.checked })}
      />
    </ChangeForm>
  );
}

/** How long “one working day” is. */
export function DayMinutes(props: { value: number; error?: string; onChange(minutes: number): void }): JSX.Element {
  const words = useT().calendars.settings;
  return (
    <TextInput
      type="number"
      inputMode="numeric"
      label={words.dayMinutes}
      description={words.dayMinutesHint}
      value={props.value}
      error={props.error}
      onChange={(e) => props.onChange(Number(e.currentTarget.value))}
      min={1}
      max={1440}
      required
    />
  );
}

/** The calendar underneath; none is a choice, too. */
export function BasePicker(props: {
  value: string;
  without?: string;
  error?: string;
  onChange(code: string): void;
}): JSX.Element {
  const words = useT().calendars.settings;
  const { data } = useQuery(calendarsQuery);
  const others = (data?.items ?? []).filter((c) => c.code !== props.without);
  return (
    <Select
      label={words.base}
      description={words.baseHint}
      data={[{ value: '', label: words.noBase }, ...others.map((c) => ({ value: c.code, label: c.name }))]}
      value={props.value}
      error={props.error}
      onChange={(code) => props.onChange(code ?? '')}
    />
  );
}
