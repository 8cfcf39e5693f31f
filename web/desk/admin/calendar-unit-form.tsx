import { TextInput } from '@mantine/core';
import { type JSX, useState } from 'react';
import type { CalendarChangeInput } from '../../../contract/calendars.ts';
import { useT } from '../../i18n/index.ts';
import { now } from '../../lib/clock.ts';
import { isoDayOf } from '../../lib/format-time.ts';
import { fieldErrors } from '../../lib/problem.ts';
import { UnitPicker } from '../../ui/pickers.tsx';
import rows from '../../ui/rows.module.css';
import { useCalendarChange } from './calendar-change.ts';
import { ChangeForm } from './change-form.tsx';

/** Lets a unit keep this calendar. */
export function CalendarUnitForm({ code, onDone }: { code: string; onDone(): void }): JSX.Element {
  const t = useT();
  const words = t.calendars.unit;
  const steps = useCalendarChange(code, onDone);
  const [v, setV] = useState({ unit: '', from: isoDayOf(now()), to: '' });
  const errors = fieldErrors(steps.preview.error);
  const change = (): CalendarChangeInput => ({ do: 'assign', unit: v.unit, from: v.from, to: v.to || null });
  return (
    <ChangeForm steps={steps} text={words.text} change={change}>
      <UnitPicker
        label={words.unit}
        value={v.unit}
        onChange={(unit) => setV({ ...v, unit })}
        error={errors.unit}
        required
      />
      <div className={rows.two}>
        <TextInput
          type="date"
          label={words.from}
          value={v.from}
          error={errors.from}
          onChange={(e) => setV({ ...v, from: e.currentTarget.value })}
          required
        />
        <TextInput
          type="date"
          label={words.to}
          value={v.to}
          error={errors.to}
          onChange={(e) => setV({ ...v, to: e.currentTarget.value })}
        />
      </div>
    </ChangeForm>
  );
}

/** Takes an assignment back, after showing what moves. */
export function CalendarUnassign(props: {
  code: string;
  unit: string;
  from: string;
  name: string;
  onDone(): void;
}): JSX.Element {
  const t = useT();
  const steps = useCalendarChange(props.code, props.onDone);
  return (
    <ChangeForm
      steps={steps}
      text={t.calendars.unit.removeLabel(props.name)}
      change={() => ({ do: 'unassign', unit: props.unit, from: props.from })}
    >
      {null}
    </ChangeForm>
  );
}
