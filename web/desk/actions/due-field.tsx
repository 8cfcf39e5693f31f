import { TextInput } from '@mantine/core';
import { type JSX, lazy, Suspense } from 'react';
import { useLanguage, useT } from '../../i18n/index.ts';
import { now } from '../../lib/clock.ts';
import { isoDayOf, momentText } from '../../lib/format-time.ts';
import { Icon } from '../../ui/icons.tsx';
import styles from './fields.module.css';

/** End of the default working day, in which most due dates fall. */
const CLOSING = '16:30:00';
const OFFSET = '+07:00';
const DAY_MS = 86_400_000;
const QUICK_DAYS = [0, 1, 3, 5] as const;
const EXTRA_DAYS = [1, 3, 5, 10] as const;

/** The calendar speaks local wall time (`YYYY-MM-DD HH:mm:ss`); the contract speaks ISO 8601 with offset. */
const toIso = (wall: string) => `${wall.slice(0, 10)}T${wall.slice(11, 19) || CLOSING}${OFFSET}`;
function toWall(iso: string): string | null {
  if (!iso) return null;
  const local = new Date(Date.parse(iso) + 7 * 3_600_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 19)}`;
}

const DueCalendar = lazy(() => import('./due-calendar.tsx'));

/**
 * A due date: quick choices at once, and a calendar that is loaded when a form needs it. Its place is held meanwhile:
 * a form that moves under the mouse loses the click.
 */
export function DueField(props: {
  label: string;
  value: string;
  onChange(iso: string): void;
  error?: string;
  /** The choices are counted from that moment (an extension of the present due date), not from today. */
  after?: string;
}): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const day = (n: number) => isoDayOf((props.after ? Date.parse(props.after) : now()) + n * DAY_MS);
  const clock = props.after ? (toWall(props.after)?.slice(11) ?? CLOSING) : CLOSING;
  const near = [t.actionForm.due.today, t.actionForm.due.tomorrow];
  const name = (n: number) => (props.after ? t.actionForm.due.more(n) : (near[n] ?? t.actionForm.due.days(n)));
  const place = (
    <TextInput
      label={props.label}
      value={props.value ? momentText(props.value, now(), language) : ''}
      placeholder={t.actionForm.due.pick}
      leftSection={<Icon name="calendar" size={1} />}
      error={props.error}
      withAsterisk
      readOnly
      disabled
    />
  );
  return (
    <div className={styles.field}>
      <Suspense fallback={place}>
        <DueCalendar
          label={props.label}
          value={toWall(props.value)}
          onChange={(wall) => props.onChange(wall ? toIso(wall) : '')}
          earliest={props.after ? isoDayOf(Date.parse(props.after)) : day(0)}
          clock={CLOSING.slice(0, 5)}
          error={props.error}
        />
      </Suspense>
      <ul className={styles.choices}>
        {(props.after ? EXTRA_DAYS : QUICK_DAYS).map((n) => {
          const iso = `${day(n)}T${clock}${OFFSET}`;
          return (
            <li key={n}>
              <button type="button" aria-pressed={props.value === iso} onClick={() => props.onChange(iso)}>
                {name(n)}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
