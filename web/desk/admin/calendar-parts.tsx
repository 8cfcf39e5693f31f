import { Button } from '@mantine/core';
import type { JSX } from 'react';
import type { CalendarView, WeekPeriod } from '../../../contract/calendars.ts';
import { type Dictionary, useLanguage, useT } from '../../i18n/index.ts';
import { now } from '../../lib/clock.ts';
import { isoDayOf } from '../../lib/format-time.ts';
import type { Language } from '../../lib/preferences.ts';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { dateText } from './calendar-day-words.ts';
import styles from './calendar-year.module.css';
import { hoursText } from './hours-text.ts';

export type Assignment = CalendarView['assignments'][number];

/** The weekly hours, one week after the other. */
export function CalendarWeeks({ calendar, onEdit }: { calendar: CalendarView; onEdit(): void }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const words = t.calendars.week;
  const edit = (
    <Button variant="default" size="compact-md" onClick={onEdit}>
      {words.edit}
    </Button>
  );
  return (
    <Section title={words.section} tail={edit}>
      {!calendar.ownWeek && calendar.base ? <p className="meta">{words.inherited(calendar.base.name)}</p> : null}
      <ul className={styles.weeks}>
        {calendar.weeks.map((period) => (
          <li key={`${period.from} ${period.to}`}>
            <h3>{periodText(period, t, language)}</h3>
            <dl>
              {period.week.map((hours, i) => (
                <WeekdayLine key={t.calendars.weekdays[i]} name={t.calendars.weekdays[i] ?? ''} hours={hours} />
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function WeekdayLine({ name, hours }: { name: string; hours: readonly string[] }): JSX.Element {
  const t = useT();
  return (
    <>
      <dt>{name}</dt>
      <dd>{hours.length > 0 ? hoursText(hours) : t.calendars.week.off}</dd>
    </>
  );
}

function periodText({ from, to }: WeekPeriod, t: Dictionary, language: Language): string {
  const words = t.calendars.week;
  if (from !== null && to !== null) return words.between(dateText(from, language), dateText(to, language));
  if (from !== null) return words.since(dateText(from, language));
  return to === null ? words.always : words.until(dateText(to, language));
}

/** Units that keep the calendar, kept it, or are going to. */
export function CalendarUnits(props: {
  calendar: CalendarView;
  onAssign(): void;
  onRemove(assignment: Assignment): void;
}): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const words = t.calendars.unit;
  const today = isoDayOf(now());
  const assign = (
    <Button variant="default" size="compact-md" onClick={props.onAssign}>
      {words.assign}
    </Button>
  );
  const { assignments } = props.calendar;
  return (
    <Section title={words.section} count={assignments.length} tail={assign}>
      {assignments.length === 0 ? <p className="meta">{words.none}</p> : null}
      <ul className={assignments.length > 0 ? rows.rows : undefined}>
        {assignments.map((a) => {
          const over = a.to !== null && a.to < today;
          const state = over ? words.over : a.from > today ? words.future : null;
          return (
            <li className={rows.row} key={`${a.unit.code} ${a.from}`}>
              <div>
                <strong>{a.unit.name}</strong>
                <p className="meta">
                  {[periodText({ ...a, week: [] }, t, language), state].filter(Boolean).join(' · ')}
                </p>
              </div>
              {over ? null : (
                <Button
                  variant="default"
                  size="compact-md"
                  aria-label={words.removeLabel(a.unit.name)}
                  onClick={() => props.onRemove(a)}
                >
                  {words.remove}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
