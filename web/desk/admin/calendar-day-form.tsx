import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { type JSX, useState } from 'react';
import { DAY_KINDS, type DayKindName } from '../../../contract/calendar-words.ts';
import type { CalendarChangeInput, CalendarView } from '../../../contract/calendars.ts';
import { useT } from '../../i18n/index.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { useCalendarChange } from './calendar-change.ts';
import { ChangeForm } from './change-form.tsx';
import { hoursField, readHours } from './hours-text.ts';

interface DayFormProps {
  calendar: CalendarView;
  date: string;
  onDone(): void;
}

/** Says what a day is; takes an own entry back. */
export function CalendarDayForm({ calendar, date, onDone }: DayFormProps): JSX.Element {
  const t = useT();
  const words = t.calendars.day;
  const steps = useCalendarChange(calendar.code, onDone);
  const [v, setV] = useState(() => fieldsOf(calendar, date));
  const [badHours, setBadHours] = useState(false);
  const there = calendar.days.find((d) => d.date === v.date);
  const own = there?.calendar === calendar.code ? there : undefined;
  const errors = fieldErrors(steps.preview.error);
  const set = (more: Partial<typeof v>) => setV({ ...v, ...more });
  const text = (key: 'name' | 'source' | 'swappedWith') => ({
    value: v[key],
    error: errors[key],
    onChange: (e: { currentTarget: { value: string } }) => set({ [key]: e.currentTarget.value }),
  });
  const works = v.kind === 'working_day';
  const change = (): CalendarChangeInput | null => {
    const hours = works ? readHours(v.hours) : [];
    setBadHours(hours === null);
    if (hours === null) return null;
    const swaps = works || v.kind === 'swapped_off';
    return {
      do: 'set_day',
      date: v.date,
      kind: v.kind,
      name: v.name,
      hours: hours.length > 0 ? hours : null,
      swappedWith: swaps ? v.swappedWith || null : null,
      verified: v.verified,
      source: v.source || null,
    };
  };
  const takeBack = (what: 'remove_day' | 'restore_day') => steps.preview.mutate({ do: what, date: v.date });
  const tail = own ? (
    <>
      {own.kind === 'ordinary' && own.inReference ? null : (
        <Button type="button" variant="default" onClick={() => takeBack('remove_day')}>
          {words.remove}
        </Button>
      )}
      {own.inReference && own.origin !== 'reference' ? (
        <Button type="button" variant="default" onClick={() => takeBack('restore_day')}>
          {words.restore}
        </Button>
      ) : null}
    </>
  ) : null;
  return (
    <ChangeForm steps={steps} change={change} tail={tail}>
      <div className={rows.two}>
        <TextInput
          type="date"
          label={words.date}
          value={v.date}
          error={errors.date}
          onChange={(e) => setV(fieldsOf(calendar, e.currentTarget.value))}
          required
        />
        <Select
          label={words.kind}
          data={DAY_KINDS.map((kind) => ({ value: kind, label: t.calendars.kind[kind] }))}
          value={v.kind}
          onChange={(kind) => set({ kind: (kind ?? 'holiday') as DayKindName })}
          error={errors.kind}
          required
        />
      </div>
      <TextInput label={words.name} description={words.nameHint} {...text('name')} required data-autofocus />
      {works ? (
        <TextInput
          label={words.hours}
          description={words.hoursHint}
          value={v.hours}
          error={badHours ? words.badHours : errors.hours}
          onChange={(e) => set({ hours: e.currentTarget.value })}
        />
      ) : null}
      {works || v.kind === 'swapped_off' ? (
        <TextInput type="date" label={words.swappedWith} {...text('swappedWith')} />
      ) : null}
      <TextInput label={words.source} {...text('source')} />
      <Checkbox
        label={words.verified}
        checked={v.verified}
        onChange={(e) => set({ verified: e.currentTarget.checked })}
      />
    </ChangeForm>
  );
}

function fieldsOf(calendar: CalendarView, date: string) {
  const day = calendar.days.find((d) => d.date === date);
  return {
    date,
    kind: (day?.kind ?? 'holiday') as DayKindName,
    name: day?.name ?? '',
    hours: hoursField(day?.hours ?? []),
    swappedWith: day?.swappedWith ?? '',
    source: day?.source ?? '',
    verified: day?.verified ?? true,
  };
}
