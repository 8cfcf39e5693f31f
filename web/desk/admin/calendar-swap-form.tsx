import { Checkbox, TextInput } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { fieldErrors } from '../../lib/problem.ts';
import rows from '../../ui/rows.module.css';
import { useCalendarChange } from './calendar-change.ts';
import { ChangeForm } from './change-form.tsx';

/** One working day free, one free day worked instead: both at once. */
export function CalendarSwapForm({ code, onDone }: { code: string; onDone(): void }): JSX.Element {
  const t = useT();
  const words = t.calendars.swap;
  const steps = useCalendarChange(code, onDone);
  const [v, setV] = useState({ off: '', working: '', name: '', source: '', verified: true });
  const errors = fieldErrors(steps.preview.error);
  const field = (key: 'off' | 'working' | 'name' | 'source') => ({
    value: v[key],
    error: errors[key],
    onChange: (e: { currentTarget: { value: string } }) => setV({ ...v, [key]: e.currentTarget.value }),
  });
  return (
    <ChangeForm steps={steps} text={words.text} change={() => ({ do: 'swap', ...v, source: v.source || null })}>
      <div className={rows.two}>
        <TextInput type="date" label={words.off} {...field('off')} required data-autofocus />
        <TextInput type="date" label={words.working} {...field('working')} required />
      </div>
      <TextInput label={words.name} {...field('name')} required />
      <TextInput label={t.calendars.day.source} {...field('source')} />
      <Checkbox
        label={t.calendars.day.verified}
        checked={v.verified}
        onChange={(e) => setV({ ...v, verified: e.currentTarget.checked })}
      />
    </ChangeForm>
  );
}
