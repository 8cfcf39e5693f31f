import '@mantine/dates/styles.css';
import 'dayjs/locale/vi';
import { DatesProvider, DateTimePicker } from '@mantine/dates';
import type { JSX } from 'react';
import { useLanguage, useT } from '../../i18n/index.ts';
import { Icon } from '../../ui/icons.tsx';

/** The calendar of a due date. It speaks local wall time (`YYYY-MM-DD HH:mm:ss`); `null` is no date. */
export default function DueCalendar(props: {
  label: string;
  value: string | null;
  onChange(wall: string | null): void;
  /** `YYYY-MM-DD`: no day before it can be chosen. */
  earliest: string;
  /** `HH:mm` of a day that is chosen. */
  clock: string;
  error?: string | undefined;
}): JSX.Element {
  const t = useT();
  const language = useLanguage();
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
      <DateTimePicker
        label={props.label}
        placeholder={t.actionForm.due.pick}
        value={props.value}
        onChange={props.onChange}
        minDate={props.earliest}
        valueFormat={language === 'vi' ? 'HH:mm dddd DD/MM/YYYY' : 'HH:mm ddd DD MMM YYYY'}
        hideOutsideDates
        ariaLabels={{ previousMonth: t.actionForm.due.previous, nextMonth: t.actionForm.due.next }}
        submitButtonProps={{ 'aria-label': t.actionForm.due.done }}
        popoverProps={{ attributes: { dropdown: { 'aria-label': props.label } } }}
        leftSection={<Icon name="calendar" size={1} />}
        error={props.error}
        required
        withAsterisk
        timePickerProps={{ withDropdown: false, format: '24h' }}
        defaultTimeValue={props.clock}
      />
    </DatesProvider>
  );
}
