import { ActionIcon, Button, Modal } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type JSX, useState } from 'react';
import type { CalendarView } from '../../../contract/calendars.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { now } from '../../lib/clock.ts';
import { isoDayOf } from '../../lib/format-time.ts';
import { useLast } from '../../lib/use-last.ts';
import { Icon } from '../../ui/icons.tsx';
import { Page } from '../../ui/page.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { calendarQuery } from './calendar-change.ts';
import { CalendarDayForm } from './calendar-day-form.tsx';
import { type DayOfYear, dateText, daysOfYear, fullDate, markText, SIGNS } from './calendar-day-words.ts';
import { CalendarImport } from './calendar-import.tsx';
import { type Assignment, CalendarUnits, CalendarWeeks } from './calendar-parts.tsx';
import { CalendarSettingsForm } from './calendar-settings-form.tsx';
import { CalendarSwapForm } from './calendar-swap-form.tsx';
import { CalendarUnassign, CalendarUnitForm } from './calendar-unit-form.tsx';
import { CalendarWeekForm } from './calendar-week-form.tsx';
import styles from './calendar-year.module.css';
import { CalendarYear, YearLegend } from './calendar-year.tsx';
import { hoursText } from './hours-text.ts';

const route = getRouteApi('/admin/calendars/$code');

type Open =
  | { what: 'day'; date: string }
  | { what: 'swap' | 'week' | 'assign' | 'settings' | 'import' }
  | { what: 'unassign'; assignment: Assignment };

/** One calendar: a year of days, the weekly hours, the units that keep it. */
export function CalendarPage(): JSX.Element {
  const t = useT();
  const { code } = route.useParams();
  const { year } = route.useSearch();
  const { data, error, isPending, refetch } = useQuery({
    ...calendarQuery(code, year),
    placeholderData: keepPreviousData,
  });
  if (isPending) return <Loading lines={12} />;
  if (error || !data) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <Page title={data.name} tool={<Back label={t.calendars.back} />} wide>
      <CalendarBody key={data.code} calendar={data} />
    </Page>
  );
}

function Back({ label }: { label: string }): JSX.Element {
  return (
    <Link to="/admin/calendars" className={styles.back}>
      <Icon name="chevronLeft" size={0.875} />
      {label}
    </Link>
  );
}

function CalendarBody({ calendar }: { calendar: CalendarView }): JSX.Element {
  const t = useT();
  const [open, setOpen] = useState<Open | null>(null);
  const shown = useLast(open);
  const days = daysOfYear(calendar);
  const today = isoDayOf(now());
  const [wanted, setWanted] = useState(today);
  const chosen = days.find((d) => d.date === wanted) ?? (days[0] as DayOfYear);
  const close = () => setOpen(null);
  return (
    <>
      <div className={styles.tools}>
        <YearSwitch calendar={calendar} />
        <Button onClick={() => setOpen({ what: 'swap' })}>{t.calendars.swap.title}</Button>
        <Button variant="default" onClick={() => setOpen({ what: 'day', date: chosen.date })}>
          {t.calendars.day.add}
        </Button>
        <Button variant="default" onClick={() => setOpen({ what: 'import' })}>
          {t.calendars.import.open}
        </Button>
        <Button variant="default" onClick={() => setOpen({ what: 'settings' })}>
          {t.calendars.settings.edit}
        </Button>
      </div>
      {calendar.holidaysKnown ? null : (
        <p className={styles.note}>
          <Icon name="alert" /> {t.calendars.noHolidays(calendar.year)}
        </p>
      )}
      <YearLegend />
      <p className="sr-only">{t.calendars.keys}</p>
      <div className={styles.layout}>
        <CalendarYear
          days={days}
          chosen={chosen.date}
          onChoose={setWanted}
          onEdit={(date) => setOpen({ what: 'day', date })}
        />
        <DayDetail calendar={calendar} day={chosen} onEdit={() => setOpen({ what: 'day', date: chosen.date })} />
      </div>
      <CalendarWeeks calendar={calendar} onEdit={() => setOpen({ what: 'week' })} />
      <CalendarUnits
        calendar={calendar}
        onAssign={() => setOpen({ what: 'assign' })}
        onRemove={(assignment) => setOpen({ what: 'unassign', assignment })}
      />
      <Modal
        opened={open !== null}
        onClose={close}
        size="46rem"
        title={shown ? titleOf(shown, t) : ''}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        {shown ? <OpenForm calendar={calendar} open={shown} onDone={close} /> : null}
      </Modal>
    </>
  );
}

function titleOf(open: Open, t: ReturnType<typeof useT>): string {
  switch (open.what) {
    case 'day':
      return t.calendars.day.add;
    case 'swap':
      return t.calendars.swap.title;
    case 'week':
      return t.calendars.week.title;
    case 'assign':
      return t.calendars.unit.title;
    case 'unassign':
      return t.calendars.unit.remove;
    case 'settings':
      return t.calendars.settings.title;
    case 'import':
      return t.calendars.import.title;
  }
}

function OpenForm({ calendar, open, onDone }: { calendar: CalendarView; open: Open; onDone(): void }): JSX.Element {
  switch (open.what) {
    case 'day':
      return <CalendarDayForm calendar={calendar} date={open.date} onDone={onDone} />;
    case 'swap':
      return <CalendarSwapForm code={calendar.code} onDone={onDone} />;
    case 'week':
      return <CalendarWeekForm calendar={calendar} onDone={onDone} />;
    case 'assign':
      return <CalendarUnitForm code={calendar.code} onDone={onDone} />;
    case 'unassign': {
      const { unit, from } = open.assignment;
      return <CalendarUnassign code={calendar.code} unit={unit.code} from={from} name={unit.name} onDone={onDone} />;
    }
    case 'settings':
      return <CalendarSettingsForm calendar={calendar} onDone={onDone} />;
    case 'import':
      return <CalendarImport code={calendar.code} onDone={onDone} />;
  }
}

function YearSwitch({ calendar }: { calendar: CalendarView }): JSX.Element {
  const t = useT();
  const navigate = route.useNavigate();
  const go = (year: number) => void navigate({ search: { year } });
  return (
    <div className={styles.tools}>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t.calendars.previousYear}
        onClick={() => go(calendar.year - 1)}
      >
        <Icon name="chevronLeft" size={1} />
      </ActionIcon>
      <h2 className={styles.yearName}>{t.calendars.year(calendar.year)}</h2>
      <ActionIcon variant="default" size="lg" aria-label={t.calendars.nextYear} onClick={() => go(calendar.year + 1)}>
        <Icon name="chevronRight" size={1} />
      </ActionIcon>
    </div>
  );
}

/** The day under the cursor: what it is, its hours, on what it rests. */
function DayDetail(props: { calendar: CalendarView; day: DayOfYear; onEdit(): void }): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const { day } = props;
  const special = day.special;
  const lender =
    special && special.calendar !== props.calendar.code ? (props.calendar.base?.name ?? special.calendar) : '';
  const facts = special
    ? [
        !special.verified && t.calendars.unconfirmed,
        special.swappedWith && t.calendars.swappedWith(dateText(special.swappedWith, language)),
        lender && t.calendars.from(lender),
        t.calendars.origin[special.origin],
      ].filter(Boolean)
    : [];
  return (
    <aside
      className={styles.detail}
      aria-live="polite"
      aria-label={t.calendars.day.title(dateText(day.date, language))}
    >
      <h3>{fullDate(day.date, t, language)}</h3>
      <p className={styles.sentence}>
        {SIGNS[day.mark] ? <strong aria-hidden>{SIGNS[day.mark]} </strong> : null}
        {markText(day.mark, t)}
        {special ? `: ${special.name}` : ''}
      </p>
      <p className="num">{day.hours.length > 0 ? hoursText(day.hours) : t.calendars.noHours}</p>
      {facts.length > 0 ? <p className="meta">{facts.join(' · ')}</p> : null}
      {special?.source ? (
        <p className={`meta ${styles.sentence}`}>
          {t.calendars.source}: {special.source}
        </p>
      ) : null}
      <div>
        <Button variant="default" size="compact-md" onClick={props.onEdit}>
          {t.calendars.editDay}
        </Button>
      </div>
    </aside>
  );
}
