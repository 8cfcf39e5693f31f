import { type JSX, type KeyboardEvent, useRef } from 'react';
import { useLanguage, useT } from '../../i18n/index.ts';
import { now } from '../../lib/clock.ts';
import { isoDayOf } from '../../lib/format-time.ts';
import { type DayMark, type DayOfYear, dayWords, markText, SIGNS, weekdayOf } from './calendar-day-words.ts';
import styles from './calendar-year.module.css';

const MARKS: readonly DayMark[] = [
  'work',
  'off',
  'holiday',
  'compensatory_off',
  'swapped_off',
  'working_day',
  'ordinary',
];
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

interface YearProps {
  days: readonly DayOfYear[];
  chosen: string;
  onChoose(date: string): void;
  onEdit(date: string): void;
}

/** Twelve months. One stop of the tab key; the arrow keys go from day to day, Enter edits. */
export function CalendarYear({ days, chosen, onChoose, onEdit }: YearProps): JSX.Element {
  const t = useT();
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const today = isoDayOf(now());
  const goTo = (index: number) => {
    const day = days[Math.max(0, Math.min(days.length - 1, index))];
    if (!day) return;
    onChoose(day.date);
    buttons.current.get(day.date)?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const at = days.findIndex((d) => d.date === chosen);
    const step = STEPS[event.key];
    if (step !== undefined) goTo(at + step);
    else if (event.key === 'PageUp' || event.key === 'PageDown') goTo(otherMonth(days, at, event.key === 'PageUp'));
    else if (event.key === 'Home') goTo(at - (weekdayOf(chosen) - 1));
    else if (event.key === 'End') goTo(at + 7 - weekdayOf(chosen));
    else if (event.key === 'Enter') onEdit(chosen);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons inside
    <div className={styles.year} onKeyDown={press}>
      {Array.from({ length: 12 }, (_, month) => (
        <table className={styles.month} key={t.calendars.month(month + 1)}>
          <caption>{t.calendars.month(month + 1)}</caption>
          <thead>
            <tr>
              {t.calendars.weekdaysShort.map((short, i) => (
                <th scope="col" key={short}>
                  <abbr title={t.calendars.weekdays[i]} style={{ textDecoration: 'none' }}>
                    {short}
                  </abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeksOf(days, month).map((week) => (
              <tr key={week.find((d) => d)?.date}>
                {week.map((day, i) =>
                  day ? (
                    <td key={day.date}>
                      <DayButton
                        day={day}
                        chosen={day.date === chosen}
                        today={day.date === today}
                        onChoose={onChoose}
                        keep={(button) => {
                          if (button) buttons.current.set(day.date, button);
                          else buttons.current.delete(day.date);
                        }}
                      />
                    </td>
                  ) : (
                    // biome-ignore lint/suspicious/noArrayIndexKey: an empty place has nothing but its place
                    <td key={i} />
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

function DayButton(props: {
  day: DayOfYear;
  chosen: boolean;
  today: boolean;
  onChoose(date: string): void;
  keep(button: HTMLButtonElement | null): void;
}): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const { day } = props;
  const guess = day.special && !day.special.verified;
  return (
    <button
      ref={props.keep}
      type="button"
      className={`${styles.day} ${styles[day.mark] ?? ''} ${guess ? styles.unconfirmed : ''}`}
      tabIndex={props.chosen ? 0 : -1}
      aria-pressed={props.chosen}
      aria-current={props.today ? 'date' : undefined}
      data-sign={`${SIGNS[day.mark]}${guess ? '?' : ''}`}
      onClick={() => props.onChoose(day.date)}
    >
      <span className={styles.number} aria-hidden>
        {Number(day.date.slice(8))}
      </span>
      <span className="sr-only">{dayWords(day, t, language)}</span>
    </button>
  );
}

/** What the colours and signs mean. */
export function YearLegend(): JSX.Element {
  const t = useT();
  return (
    <ul className={styles.legend} aria-label={t.calendars.legend}>
      {MARKS.map((mark) => (
        <li key={mark}>
          <span className={`${styles.swatch} ${styles[mark] ?? ''}`} aria-hidden>
            {SIGNS[mark]}
          </span>
          {markText(mark, t)}
        </li>
      ))}
      <li>
        <span className={`${styles.swatch} ${styles.unconfirmed}`} aria-hidden>
          ?
        </span>
        {t.calendars.unconfirmedShort}
      </li>
    </ul>
  );
}

/** Rows of seven places, Monday first. */
function weeksOf(days: readonly DayOfYear[], month: number): (DayOfYear | null)[][] {
  const own = days.filter((d) => Number(d.date.slice(5, 7)) === month + 1);
  const before = own[0] ? weekdayOf(own[0].date) - 1 : 0;
  const places = [...Array.from({ length: before }, () => null), ...own];
  while (places.length % 7 !== 0) places.push(null);
  return Array.from({ length: places.length / 7 }, (_, i) => places.slice(i * 7, i * 7 + 7));
}

/** The same day of the month beside, or that month's last day. */
function otherMonth(days: readonly DayOfYear[], at: number, back: boolean): number {
  const from = days[at];
  if (!from) return at;
  const month = Number(from.date.slice(5, 7)) + (back ? -1 : 1);
  if (month < 1 || month > 12) return at;
  const number = Number(from.date.slice(8));
  const there = days.flatMap((d, i) => (Number(d.date.slice(5, 7)) === month ? [i] : []));
  return there[Math.min(number, there.length) - 1] ?? at;
}
